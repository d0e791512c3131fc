/** Why something was not done, by the hub's code of it: a heading, or the end of a sentence. */
import type { Cause } from '@/api/types';

export const causes = {
  cause: {
    unparsable: 'Could not be read',
    too_large: 'Too large',
    reading_too_slow: 'Reading it took too long',
    reading_too_big: 'Reading it took too much memory',
    reading_crashed: 'Reading it crashed',
    crashed: 'A mistake of the hub',
    broken_order: 'Job not understood',
    worker_died: 'Stopped midway',
    given_up: 'Given up after a day',
    account_gone: 'Account gone or off',
    conversation_gone: 'Conversation gone',
    no_mail_server: 'No mail server',
    mail_refused: 'Refused by the mail server',
    file_taken: 'One of its files is on another message already',
    sent_otherwise: 'Something else was sent in its place',
    not_accepted: 'Not accepted as it is',
    refused: 'Refused by the provider',
    bad_address: 'No such address or number',
    opted_out: 'Unwanted by the customer',
    window_closed: 'Too long since the customer wrote',
    content_refused: 'Content refused by the provider',
    sign_in_refused: 'Account refused by the provider',
    undelivered: 'The provider could not deliver it',
    postponed: 'The provider is busy',
    unconfirmed: 'May have arrived',
  } satisfies Record<Cause, string>,
} as const;
