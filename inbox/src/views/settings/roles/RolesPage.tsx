/** The four roles that every workspace has, to be read and copied, and those of its own making. */
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { BuiltInRole, Role } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { loadPermissions, loadRoles, useRoles } from '@/store/roles';
import { may } from '@/store/session';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { roles as hub } from '../api';
import { KeptDeeds, KeptPage } from '../KeptPage';
import { TableRow } from '../Table';
import { mayGive } from '../team/roles';
import { RoleDialog } from './RoleDialog';
import { offeredOf, partsOf, rightName, sightOf } from './rights';

const GLYPH = (
  <span className="row-glyph">
    <Icon of={ShieldCheck} />
  </span>
);

/** The four first; the table has come with them when a dialog asks for it. */
async function allRoles(): Promise<(BuiltInRole | Role)[]> {
  const [own] = await Promise.all([hub.list(), loadPermissions()]);
  return [...(useRoles.getState().table?.roles ?? []), ...own];
}

export function RolesPage() {
  return (
    <KeptPage
      kind="role-list"
      words={s.roles}
      glyph={ShieldCheck}
      permission="roles.manage"
      list={allRoles}
      known={useRoles((state) => state.roles)}
      row={(role) =>
        'id' in role ? <RoleRow key={role.id} role={role} /> : <BuiltInRow key={role.name} role={role} />
      }
      dialog={(onClose) => <RoleDialog onClose={onClose} />}
    />
  );
}

async function remove(role: Role): Promise<void> {
  await hub.remove(role.id);
  await loadRoles();
}

function BuiltInRow({ role }: { role: BuiltInRole }) {
  const [open, setOpen] = useState<'rights' | 'copy' | null>(null);
  const name = t.role[role.name];
  const close = () => setOpen(null);
  return (
    <TableRow glyph={GLYPH} title={name} full={name} more={t.roleMore[role.name]}>
      <td className="table-deeds">
        <Btn size="sm" onPress={() => setOpen('rights')} aria-label={`${s.roles.view}: ${name}`}>
          {s.roles.view}
        </Btn>
        {open === 'rights' && <RightsDialog role={role} onCopy={() => setOpen('copy')} onClose={close} />}
        {open === 'copy' && <RoleDialog given={role.permissions} onClose={close} />}
      </td>
    </TableRow>
  );
}

function RightsDialog({ role, onCopy, onClose }: { role: BuiltInRole; onCopy: () => void; onClose: () => void }) {
  const table = useRoles((state) => state.table);
  const has = partsOf(table, role.permissions);
  const actions = (
    <>
      <Btn onPress={onClose}>{t.app.close}</Btn>
      {mayGive(role.permissions) && (
        <Btn weight="main" onPress={onCopy}>
          {s.roles.copy}
        </Btn>
      )}
    </>
  );
  return (
    <Ask title={t.role[role.name]} isOpen onClose={onClose} actions={actions}>
      <p className="dlg-text">
        {s.roles.sees}: {s.roles.sight[sightOf(role.permissions)]}
      </p>
      <span className="label">{s.roles.may}</span>
      <ul className="rights">
        {offeredOf(table)
          .filter((right) => has.includes(right))
          .map((right) => (
            <li key={right}>{rightName(right)}</li>
          ))}
      </ul>
    </Ask>
  );
}

function RoleRow({ role }: { role: Role }) {
  return (
    <TableRow glyph={GLYPH} title={role.name} full={role.name} more={s.keys.rights(role.permissions.length)}>
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
