/** Teams. */
import { plural } from '../plural';

export const teams = {
  teams: {
    title: 'Teams',
    heads: ['Team', 'Gives out'],
    none: 'No teams yet',
    noneMore: 'Conversations can be given to a team instead of a person. Each team has a view of its own.',
    noneMay: 'A manager of your workspace can make one.',
    create: 'New team',
    createTitle: 'New team',
    createDeed: 'Create team',
    changeTitle: 'Change team',
    changeDeed: 'Save',
    change: 'Change',
    name: 'Name',
    members: 'Members',
    memberCount: (count: number) => plural(count, { one: '# member', other: '# members' }),
    auto: 'Give conversations out by itself',
    autoMore: 'By turns, to members who are online.',
    byTurns: 'By turns',
    upTo: (count: number) => `By turns, up to ${count} each`,
    byHand: 'By hand',
    capacity: 'Open conversations each, at most',
    capacityHelp: 'Empty: no bound. Who has as many gets no more until one is done.',
    capacityWrong: 'A number from 1 to 1000, or nothing.',
    giveBack: 'Take back after, in minutes',
    giveBackHelp:
      'Empty: never. What waits for somebody who has not been online for so long goes to somebody else of the team.',
    giveBackWrong: 'A number from 1 to 1440, or nothing.',
    remove: 'Delete',
    removeTitle: (name: string) => `Delete “${name}”?`,
    removeText: 'Its conversations stay, without a team. This cannot be undone.',
    keep: 'Keep it',
    removed: (name: string) => `“${name}” deleted`,
  },
} as const;
