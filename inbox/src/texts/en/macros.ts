/** Macros: chosen, looked at, applied; and kept in the settings. */
import { plural } from './plural';

export const macros = {
  macros: {
    title: 'Macros',
    find: 'Find a macro',
    none: 'No macros yet',
    noneMore:
      'A macro writes a reply and does the rest with it: tags, status, assignment. Make one for what you do every day.',
    noneFound: 'No macro is called that',
    create: 'Add a macro',
    make: 'Make one in the settings',
    apply: 'Apply',
    applied: (name: string) => `“${name}” is applied`,
    toPicked: 'Apply a macro',
    appliedTo: (count: number, name: string) =>
      `“${name}” is applied to ${plural(count, { one: '# conversation', other: '# conversations' })}.`,
    touches: (count: number) =>
      plural(count, { one: 'It applies to # conversation.', other: 'It applies to # conversations.' }),
    repliesTo: (count: number) =>
      plural(count, {
        one: 'A reply goes to # customer and cannot be taken back.',
        other: 'A reply goes to # customers and cannot be taken back.',
      }),
    closedOut: (count: number) =>
      plural(count, {
        one: '# is closed and left out: nothing is sent there.',
        other: '# are closed and left out: nothing is sent there.',
      }),
    refused: (count: number) => (count > 0 ? `Refused: ${count}.` : ''),
    skipped: (what: string) => `Skipped, because it has gone: ${what}`,
    unfilledOut: (count: number) =>
      plural(count, {
        one: '# is left out: what the text names is not known there.',
        other: '# are left out: what the text names is not known there.',
      }),
    leftOut: (count: number) =>
      plural(count, {
        one: '# was left out.',
        other: '# were left out.',
      }),
    writeTo: (count: number) =>
      plural(count, {
        one: 'Write to # customer',
        other: 'Write to # customers',
      }),
    stopsOnTheWay: 'It can be stopped on the way. What it wrote stays, what it changed can be taken back.',
    backFromAll: 'It can be taken back, and stopped on the way.',
    does: 'What it does',
    nothing: 'It changes nothing else.',
    reply: 'Reply',
    note: 'Private note',
    noText: 'It writes nothing.',
    heads: ['Macro', 'For'],
    shared: 'Everybody',
    mine: 'Only me',
    edit: 'Edit',
    save: 'Save',
    name: 'Name',
    text: 'Text',
    textHelp: 'Leave it empty to write nothing.',
    asNote: 'As a private note',
    asNoteMore: 'Only colleagues see it.',
    insert: 'Insert',
    actions: 'Actions',
    add: 'Add an action',
    takeOut: (what: string) => `Remove action ${what}`,
    which: 'Action',
    what: 'Which',
    share: 'For everybody',
    shareMore: 'Otherwise only you see it.',
    remove: 'Remove',
    removed: (name: string) => `“${name}” is removed`,
    gonePerson: 'a person who has gone',
    goneTeam: 'a team that has gone',
    goneTag: 'a tag that has gone',
    goneStatus: (base: string) => `a kind of ${base} that has gone`,
    finer: (name: string, base: string) => `${name} (${base})`,
    kinds: {
      assign: 'Assign to a person',
      assign_to_me: 'Assign to me',
      unassign: 'Assign to nobody',
      assign_team: 'Assign to a team',
      set_status: 'Set the status',
      set_priority: 'Set the priority',
      add_tag: 'Put a tag on',
      remove_tag: 'Take a tag off',
      snooze: 'Snooze for hours',
      snooze_reply: 'Snooze until the customer writes',
      star: 'Star',
    },
    words: {
      assign: (name: string) => `Assign to ${name}`,
      assign_team: (name: string) => `Give to team ${name}`,
      set_status: (name: string) => `Status: ${name}`,
      set_priority: (name: string) => `Priority: ${name}`,
      add_tag: (name: string) => `Put on the tag ${name}`,
      remove_tag: (name: string) => `Take off the tag ${name}`,
    },
    snooze: (count: number) => plural(count, { one: 'Snooze for # hour', other: 'Snooze for # hours' }),
  },
} as const;
