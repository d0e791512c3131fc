/** Who works here, as what, and who has been invited. */
import { UserPlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Invitation, User } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { loadUsers, usePeople } from '@/store/people';
import { loadPermissions } from '@/store/roles';
import { may } from '@/store/session';
import { s } from '@/texts/settings';
import { Awaited } from '../Awaited';
import { team } from '../api';
import { PageHead } from '../PageHead';
import { Table } from '../Table';
import { useLoaded } from '../useLoaded';
import { InvitationRow } from './InvitationRow';
import { InviteDialog } from './InviteDialog';
import { UserRow } from './UserRow';

interface Team {
  users: User[];
  invitations: Invitation[];
}

async function load(): Promise<Team> {
  const [users, invitations] = await Promise.all([team.users(), may('users.manage') ? team.invitations() : []]);
  return { users, invitations };
}

const activeFirst = (users: readonly User[]) => [
  ...users.filter((user) => user.is_active),
  ...users.filter((user) => !user.is_active),
];

export function PeoplePage() {
  const loaded = useLoaded(load);
  useEffect(() => void loadPermissions(), []);
  const [inviting, setInviting] = useState(false);
  const { value, set, again } = loaded;
  const changes = usePeople((state) => state.changes);
  const seen = useRef(changes);
  useEffect(() => {
    if (seen.current !== changes) again();
    seen.current = changes;
  }, [changes, again]);
  const active = value?.users.filter((user) => user.is_active).length;
  const invited = (invitation: Invitation) => {
    if (!value) return;
    set({ ...value, invitations: [invitation, ...value.invitations.filter((one) => one.id !== invitation.id)] });
  };
  return (
    <>
      <PageHead
        title={
          <>
            {s.people.title} {active !== undefined && <span className="f3 num">{s.people.count(active)}</span>}
          </>
        }
      >
        {value && may('users.manage') && (
          <Btn weight="main" onPress={() => setInviting(true)}>
            <Icon of={UserPlus} size={15} />
            {s.people.invite}
          </Btn>
        )}
      </PageHead>
      <Awaited loaded={loaded}>{(team) => <Tables team={team} set={set} />}</Awaited>
      <InviteDialog isOpen={inviting} onClose={() => setInviting(false)} onInvited={invited} />
    </>
  );
}

function Tables({ team, set }: { team: Team; set: (team: Team) => void }) {
  const { users, invitations } = team;
  const changed = (user: User) => {
    set({ ...team, users: users.map((one) => (one.id === user.id ? user : one)) });
    void loadUsers();
  };
  const gone = (id: string) => set({ ...team, invitations: invitations.filter((one) => one.id !== id) });
  return (
    <div className="page-scroll">
      <Table kind="people" label={s.people.title} heads={s.people.heads}>
        {activeFirst(users).map((user) => (
          <UserRow key={user.id} user={user} onChanged={changed} />
        ))}
      </Table>
      {invitations.length > 0 && (
        <Table kind="people" label={s.people.waiting} heads={s.people.waitingHeads}>
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} onGone={() => gone(invitation.id)} />
          ))}
        </Table>
      )}
    </div>
  );
}
