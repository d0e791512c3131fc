/** Roles of one's own making, beside the four that every workspace has. */
import { ShieldCheck } from 'lucide-react';
import { useEffect } from 'react';
import type { Role } from '@/api/types';
import { Icon } from '@/components/glyphs';
import { loadPermissions, loadRoles, useRoles } from '@/store/roles';
import { may } from '@/store/session';
import { s } from '@/texts/settings';
import { roles as hub } from '../api';
import { KeptDeeds, KeptPage } from '../KeptPage';
import { TableRow } from '../Table';
import { mayGive } from '../team/roles';
import { RoleDialog } from './RoleDialog';

export function RolesPage() {
  useEffect(() => void loadPermissions(), []);
  return (
    <KeptPage
      kind="role-list"
      words={s.roles}
      glyph={ShieldCheck}
      permission="roles.manage"
      list={hub.list}
      known={useRoles((state) => state.roles)}
      row={(role) => <RoleRow key={role.id} role={role} />}
      dialog={(onClose) => <RoleDialog onClose={onClose} />}
    />
  );
}

async function remove(role: Role): Promise<void> {
  await hub.remove(role.id);
  await loadRoles();
}

function RoleRow({ role }: { role: Role }) {
  const glyph = (
    <span className="row-glyph">
      <Icon of={ShieldCheck} />
    </span>
  );
  return (
    <TableRow glyph={glyph} title={role.name} full={role.name} more={s.keys.rights(role.permissions.length)}>
      <td className="table-deeds">
        {may('roles.manage') && mayGive(role.permissions) && (
          <KeptDeeds
            name={role.name}
            words={s.roles}
            remove={() => remove(role)}
            dialog={(onClose) => <RoleDialog role={role} onClose={onClose} />}
          />
        )}
      </td>
    </TableRow>
  );
}
