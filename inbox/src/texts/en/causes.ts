/** Why something was not done, by the hub's code of it: a heading, or the end of a sentence. */
import type { Cause } from '@/api/types';

export const causes = {
  cause: {
    unparsable: 'Could not be read',
    too_large: 'Too large',
    reading_too_slow: 'Reading it took too long',
    reading_too_big: 'Reading it needed too much memory',
    reading_crashed: 'Reading it crashed',
    crashed: 'A mistake of the hub',
    broken_order: 'The job was not understood',
    worker_died: 'Stopped in the middle of it',
    given_up: 'Given up after a day',
    account_gone: 'Account removed or switched off',
    conversation_gone: 'The conversation is no longer there',
    no_mail_server: 'No mail server is set up',
    mail_refused: 'Refused by the mail server',
    refused: 'Refused by the provider',
    bad_address: 'No such address or number',
    opted_out: 'The customer wants no messages from this account',
    window_closed: 'Too long since the customer wrote',
    content_refused: 'Content refused by the provider',
    sign_in_refused: 'Account refused by the provider',
    undelivered: 'The provider could not deliver it',
    postponed: 'The provider is busy or cannot be reached',
    unconfirmed: 'Nobody can say whether it arrived',
  } satisfies Record<Cause, string>,
} as const;
