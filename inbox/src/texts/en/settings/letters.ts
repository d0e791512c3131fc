/** Dead letters. */
import { plural } from '../plural';

export const letters = {
  letters: {
    title: 'Dead letters',
    none: 'Nothing was left undone',
    noneOfReason: 'Nothing for this reason',
    noneMore: 'What a channel brings and nobody can read, and what could not be done for a day, waits here for you.',
    heads: ['Reason', 'Channel', 'Since'],
    inbound: 'Came in and could not be read',
    jobs: {
      take: 'Taking in what a channel brought',
      pull: 'Asking a provider for what is new',
      fetch: 'Fetching a file',
      send: 'Sending a message',
      reconcile: 'Asking what became of a message',
      mail_transcript: 'Mailing a transcript',
      wake: 'Waking a conversation',
      stir: 'Telling that a tag, team or status has gone',
      erase: 'Erasing a contact',
      webhook: 'Telling a webhook',
      send_later: 'Sending a scheduled reply',
      tell_author: 'Telling who scheduled a reply',
      digest: 'Mailing a summary',
    },
    tries: (count: number) => plural(count, { one: '# try', other: '# tries' }),
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
    everything: 'All reasons',
    discardAll: 'Discard all',
    discardAllTitle: 'Discard all of them?',
    discardAllMore:
      'Everything in this list is put away. It stays on record, but nobody is asked to look after it any more.',
    allDiscarded: (count: number) => plural(count, { one: '# discarded', other: '# discarded' }),
  },
} as const;
