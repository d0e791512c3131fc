/** People and invitations. */
import { plural } from '../plural';

export const people = {
  people: {
    title: 'People',
    invite: 'Invite',
    count: (count: number) => plural(count, { one: '# person', other: '# people' }),
    you: 'you',
    off: 'Switched off',
    role: 'Role',
    changeRole: (name: string) => `Role of ${name}`,
    more: (name: string) => `More about ${name}`,
    switchOff: 'Switch off',
    switchOn: 'Switch on again',
    offTitle: (name: string) => `Switch off ${name}?`,
    offText:
      'They are signed out everywhere at once. What they have not done yet goes back to its team or to Unassigned; their notes stay.',
    keep: 'Keep',
    roleSaved: (name: string, role: string) => `${name} is now ${role.toLowerCase()}`,
    heads: ['Person', 'Now', 'Role'],
    waiting: 'Invited, not here yet',
    waitingHeads: ['Invited, not here yet', 'Can join', 'Role'],
    expires: (date: string) => `until ${date}`,
    by: (name: string) => `by ${name}`,
    takeBack: 'Take back',
    takenBack: (email: string) => `The invitation to ${email} is taken back`,
    copyLink: 'Copy link',
    inviteTitle: 'Invite somebody',
    email: 'Email',
    name: 'Name, if you know it',
    send: 'Send invitation',
    sent: (email: string) => `Invited ${email}`,
    linkTitle: 'Pass this link on',
    linkText: (email: string) => `No mail could be sent to ${email}. Whoever has the link can join, once.`,
    done: 'Done',
  },
} as const;
