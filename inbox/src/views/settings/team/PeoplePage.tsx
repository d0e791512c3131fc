/** Who works here, as what, and who has been invited. The people are the live list that every screen keeps. */
import { UserPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Invitation, User } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { needUsers, usePeople } from '@/store/people';
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

async function load(): Promise<Invitation[]> {
  await needUsers();
  return may('users.manage') ? team.invitations() : [];
}

const activeFirst = (users: readonly User[]) => [
  ...users.filter((user) => user.is_active),
  ...users.filter((user) => !user.is_active),
];

export function PeoplePage() {
  const users = usePeople((state) => state.users);
  const changes = usePeople((state) => state.changes);
  const loaded = useLoaded(load, changes);
  useEffect(() => void loadPermissions(), []);
  const [inviting, setInviting] = useState(false);
  const { value: invitations, set } = loaded;
  const active = users.filter((user) => user.is_active).length;
  const without = (id: string) => invitations?.filter((one) => one.id !== id) ?? [];
  return (
    <>
      <PageHead
        title={
          <>
            {s.people.title} {active > 0 && <span className="f3 num">{s.people.count(active)}</span>}
          </>
        }
      >
        {invitations && may('users.manage') && (
          <Btn weight="main" onPress={() => setInviting(true)}>
            <Icon of={UserPlus} size={15} />
            {s.people.invite}
          </Btn>
        )}
      </PageHead>
      <Awaited loaded={loaded}>
        {(invitations) => <Tables users={users} invitations={invitations} onTakenBack={(id) => set(without(id))} />}
      </Awaited>
      <InviteDialog
        isOpen={inviting}
        onClose={() => setInviting(false)}
        onInvited={(made) => set([made, ...without(made.id)])}
      />
    </>
  );
}

interface TablesProps {
  users: readonly User[];
  invitations: readonly Invitation[];
  onTakenBack: (id: string) => void;
}

function Tables({ users, invitations, onTakenBack }: TablesProps) {
  return (
    <div className="page-scroll">
      <Table kind="people" label={s.people.title} heads={s.people.heads}>
        {activeFirst(users).map((user) => (
          <UserRow key={user.id} user={user} />
        ))}
      </Table>
      {invitations.length > 0 && (
        <Table kind="people" label={s.people.waiting} heads={s.people.waitingHeads}>
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} onGone={() => onTakenBack(invitation.id)} />
          ))}
        </Table>
      )}
    </div>
  );
}
