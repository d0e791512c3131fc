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
import { usePeople } from '@/store/people';
import { may, myId } from '@/store/session';
import { say } from '@/store/toasts';
import { t } from '@/texts';
import { team } from '../api';
import { s } from '../texts';
import { RoleMenu } from './RoleMenu';
import { outranks } from './roles';

interface UserRowProps {
  user: User;
  onChanged: (user: User) => void;
}

export function UserRow({ user, onChanged }: UserRowProps) {
  const [asking, setAsking] = useState(false);
  const presence = usePeople((state) => state.users.find((one) => one.id === user.id)?.presence ?? user.presence);
  const mine = user.id === myId();
  const mayChange = may('users.manage') && !mine && outranks(user.role);
  const change = async (wish: Parameters<typeof team.change>[1], done?: string) => {
    try {
      onChanged(await team.change(user.id, wish));
      if (done) say(done);
    } catch (error) {
      say(error instanceof Problem ? error.message : t.app.failed);
    }
  };
  return (
    <div className={`table-row ${user.is_active ? '' : 'off'}`}>
      <Avatar id={user.id} name={user.name} presence={user.is_active ? presence : undefined} />
      <span className="grow">
        <span className="med cut block" title={user.name}>
          {user.name}
          {mine && <span className="f3"> ({s.people.you})</span>}
        </span>
        <span className="f3 cut block" title={user.email}>
          {user.email}
        </span>
      </span>
      {!user.is_active && <span className="chip">{s.people.off}</span>}
      {mayChange && user.is_active ? (
        <RoleMenu
          role={user.role}
          label={s.people.changeRole(user.name)}
          onChoose={(role) => void change({ role }, s.people.roleSaved(user.name, t.role[role]))}
        />
      ) : (
        <span className="f2 role-word">{t.role[user.role]}</span>
      )}
      {mayChange ? (
        <Choices
          label={s.people.more(user.name)}
          trigger={<IconBtn icon={Ellipsis} label={s.people.more(user.name)} />}
        >
          {user.is_active ? (
            <Choice name={s.people.switchOff} glyph={<Icon of={UserRoundX} />} onAction={() => setAsking(true)}>
              {s.people.switchOff}
            </Choice>
          ) : (
            <Choice
              name={s.people.switchOn}
              glyph={<Icon of={UserRoundCheck} />}
              onAction={() => void change({ is_active: true })}
            >
              {s.people.switchOn}
            </Choice>
          )}
        </Choices>
      ) : (
        <span className="no-menu" />
      )}
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
    </div>
  );
}
