/** Dead letters. */
import { plural } from '../plural';

export const letters = {
  letters: {
    title: 'Dead letters',
    none: 'Nothing was left undone',
    noneMore: 'What a channel brings and nobody can read, and what could not be done for a day, waits here for you.',
    heads: ['Reason', 'Channel', 'Since'],
    inbound: 'Came in and could not be read',
    job: (kind: string) => `Given up: ${kind}`,
    noChannel: 'None',
    open: 'Open',
    more: 'Show more',
    dialog: 'Dead letter',
    content: 'What is in it',
    empty: 'There is nothing in it.',
    size: (size: number, shown: number) =>
      size > shown ? `The first ${shown} of ${size} bytes` : plural(size, { one: '# byte', other: '# bytes' }),
    replay: 'Try again',
    replayMore: 'Trying again helps once its cause is gone. What fails again comes back here.',
    replayed: 'Being tried again',
    discard: 'Discard',
    discarded: 'Discarded',
  },
} as const;
