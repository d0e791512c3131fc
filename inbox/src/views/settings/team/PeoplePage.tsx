/** Who works here, as what, and who has been invited. */
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Invitation, User } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { Failed } from '@/components/states';
import { loadUsers } from '@/store/people';
import { may } from '@/store/session';
import { team } from '../api';
import { PageHead } from '../PageHead';
import { s } from '../texts';
import { useLoaded } from '../useLoaded';
import { InvitationRow } from './InvitationRow';
import { InviteDialog } from './InviteDialog';
import { UserRow } from './UserRow';

interface Team {
  users: User[];
  invitations: Invitation[];
}

async function load(): Promise<Team> {
  const [users, invitations] = await Promise.all([
    team.users(),
    may('users.manage') ? team.invitations() : Promise.resolve({ items: [] as Invitation[] }),
  ]);
  return { users: users.items, invitations: invitations.items };
}

export function PeoplePage() {
  const { value, problem, set, again } = useLoaded(load);
  const [inviting, setInviting] = useState(false);
  if (problem) return <Failed title={s.failed} text={s.failedMore} problem={problem} onRetry={again} />;
  const users = value?.users ?? [];
  const invitations = value?.invitations ?? [];
  const active = users.filter((user) => user.is_active);
  return (
    <>
      <PageHead
        title={
          <>
            {s.people.title} {value && <span className="f3 num">{s.people.count(active.length)}</span>}
          </>
        }
      >
        {may('users.manage') && (
          <Btn weight="main" onPress={() => setInviting(true)}>
            <Icon of={UserPlus} size={15} />
            {s.people.invite}
          </Btn>
        )}
      </PageHead>
      <div className="page-scroll">
        <div className="table">
          {[...active, ...users.filter((user) => !user.is_active)].map((user) => (
            <UserRow
              key={user.id}
              user={user}
              onChanged={(changed) => {
                set({ users: users.map((one) => (one.id === changed.id ? changed : one)), invitations });
                void loadUsers();
              }}
            />
          ))}
        </div>
        {invitations.length > 0 && (
          <>
            <h2 className="table-title">{s.people.waiting}</h2>
            <div className="table">
              {invitations.map((invitation) => (
                <InvitationRow
                  key={invitation.id}
                  invitation={invitation}
                  onGone={() => set({ users, invitations: invitations.filter((one) => one.id !== invitation.id) })}
                />
              ))}
            </div>
          </>
        )}
      </div>
      <InviteDialog
        isOpen={inviting}
        onClose={() => setInviting(false)}
        onInvited={(invitation) =>
          set({ users, invitations: [invitation, ...invitations.filter((one) => one.id !== invitation.id)] })
        }
      />
    </>
  );
}
