/** One person: who, as what, here or switched off. */
import { Ellipsis, UserRoundCheck, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { Problem } from '@/api/problem';
import type { User } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Avatar } from '@/components/Avatar';
import { Btn, IconBtn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { useLost } from '@/store/connection';
import { keepUser } from '@/store/people';
import { type Held, roleName, useRoles } from '@/store/roles';
import { may, myId } from '@/store/session';
import { say, warn } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { team } from '../api';
import { TableRow } from '../Table';
import { RoleMenu } from './RoleMenu';
import { useMayChange } from './roles';

export function UserRow({ user }: { user: User }) {
  const [asking, setAsking] = useState(false);
  const lost = useLost();
  const mine = user.id === myId();
  const inReach = useMayChange(user);
  const mayChange = may('users.manage') && !mine && inReach;
  const roles = useRoles((state) => state.roles);
  const give = (held: Held) => {
    const wish = held.custom_role_id ? { custom_role_id: held.custom_role_id } : { role: held.role };
    void change(wish, s.people.roleSaved(user.name, roleName(roles, held)));
  };
  const change = async (wish: Parameters<typeof team.change>[1], done?: string) => {
    try {
      keepUser(await team.change(user.id, wish));
      if (done) say(done);
    } catch (error) {
      warn(error instanceof Problem ? error.message : t.app.failed);
    }
  };
  const name = (
    <>
      {user.name}
      {mine && <span className="f3"> ({s.people.you})</span>}
    </>
  );
  return (
    <TableRow
      glyph={<Avatar id={user.id} name={user.name} presence={user.is_active && !lost ? user.presence : undefined} />}
      title={name}
      full={user.name}
      more={user.email}
      off={!user.is_active}
    >
      <td className={user.is_active ? 'wide-cell' : ''}>
        {user.is_active ? !lost && t.presence[user.presence] : <span className="chip">{s.people.off}</span>}
      </td>
      <td className={user.is_active ? '' : 'wide-cell'}>
        {mayChange && user.is_active ? (
          <RoleMenu held={user} label={s.people.changeRole(user.name)} onChoose={give} />
        ) : (
          <span className="role-word">{roleName(roles, user)}</span>
        )}
      </td>
      <td className="table-deeds">
        {mayChange && (
          <MoreMenu
            user={user}
            onSwitchOff={() => setAsking(true)}
            onSwitchOn={() => void change({ is_active: true })}
          />
        )}
      </td>
      <Ask
        title={s.people.offTitle(user.name)}
        isOpen={asking}
        onClose={() => setAsking(false)}
        urgent
        actions={
          <>
            <Btn onPress={() => setAsking(false)}>{s.people.keep}</Btn>
            <Btn weight="bad" onPress={() => [setAsking(false), void change({ is_active: false })]}>
              {s.people.switchOff}
            </Btn>
          </>
        }
      >
        <p className="dlg-text">{s.people.offText}</p>
      </Ask>
    </TableRow>
  );
}

interface MoreProps {
  user: User;
  onSwitchOff: () => void;
  onSwitchOn: () => void;
}

function MoreMenu({ user, onSwitchOff, onSwitchOn }: MoreProps) {
  const text = user.is_active ? s.people.switchOff : s.people.switchOn;
  return (
    <Choices label={s.people.more(user.name)} trigger={<IconBtn icon={Ellipsis} label={s.people.more(user.name)} />}>
      <Choice
        name={text}
        glyph={<Icon of={user.is_active ? UserRoundX : UserRoundCheck} />}
        onAction={user.is_active ? onSwitchOff : onSwitchOn}
      >
        {text}
      </Choice>
    </Choices>
  );
}
