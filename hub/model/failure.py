"""Why something was not done: a code for programs and for the inbox's own words, and what only this failure says."""

from enum import StrEnum

from hub.model.base import Value


class Cause(StrEnum):
    """Why a message, a payload or a job came to nothing. Rows keep it and programs know it: never renamed."""

    UNPARSABLE = 'unparsable'
    """A payload that its channel does not understand."""
    TOO_LARGE = 'too_large'
    READING_TOO_SLOW = 'reading_too_slow'
    """Reading it went beyond its time, memory, or ended the process that read it (`hub/providers/readers.py`)."""
    READING_TOO_BIG = 'reading_too_big'
    READING_CRASHED = 'reading_crashed'
    CRASHED = 'crashed'
    """The hub itself made a mistake; the detail begins with the class of the exception."""
    BROKEN_ORDER = 'broken_order'
    """What a job says is not what its kind understands."""
    WORKER_DIED = 'worker_died'
    GIVEN_UP = 'given_up'
    """Tried again for a day; the detail is why the last try was in vain."""
    ACCOUNT_GONE = 'account_gone'
    CONVERSATION_GONE = 'conversation_gone'
    NO_MAIL_SERVER = 'no_mail_server'
    MAIL_REFUSED = 'mail_refused'
    FILE_TAKEN = 'file_taken'
    """Of a scheduled reply: a file that it carries was sent with another message meanwhile."""
    SENT_OTHERWISE = 'sent_otherwise'
    """Under its `client_id` something else was said before."""
    NOT_ACCEPTED = 'not_accepted'
    """The hub does not take it as it is, and the detail says why."""
    REFUSED = 'refused'
    """By the provider, in its own words; those below where it said which."""
    BAD_ADDRESS = 'bad_address'
    OPTED_OUT = 'opted_out'
    WINDOW_CLOSED = 'window_closed'
    """Too long ago that the customer wrote: the provider lets nobody answer any more."""
    CONTENT_REFUSED = 'content_refused'
    SIGN_IN_REFUSED = 'sign_in_refused'
    """The provider does not know the account's password or key, or has closed the account."""
    UNDELIVERED = 'undelivered'
    """Taken by the provider, and never brought to the customer."""
    POSTPONED = 'postponed'
    """Not for good: the provider asks to wait, or is not there."""
    UNCONFIRMED = 'unconfirmed'
    """Nobody can say whether the provider took it."""


_WORDS = {
    Cause.UNPARSABLE: 'It cannot be read',
    Cause.TOO_LARGE: 'It is too large',
    Cause.READING_TOO_SLOW: 'Reading it takes too long',
    Cause.READING_TOO_BIG: 'Reading it needs too much memory',
    Cause.READING_CRASHED: 'Reading it crashed',
    Cause.CRASHED: 'The hub made a mistake',
    Cause.BROKEN_ORDER: 'Its order is not understood',
    Cause.WORKER_DIED: 'Its worker stopped in the middle of it',
    Cause.GIVEN_UP: 'Given up after a day',
    Cause.ACCOUNT_GONE: 'Its account is gone or switched off',
    Cause.CONVERSATION_GONE: 'Its conversation is not there any more',
    Cause.NO_MAIL_SERVER: 'This hub has no mail server (SMTP_URL)',
    Cause.MAIL_REFUSED: 'The mail server refuses this address or this mail',
    Cause.FILE_TAKEN: 'One of its files is on another message already',
    Cause.SENT_OTHERWISE: 'Something else was sent in its place already',
    Cause.NOT_ACCEPTED: 'The hub does not take it as it is',
    Cause.REFUSED: 'The provider refused it',
    Cause.BAD_ADDRESS: 'There is no such address or number',
    Cause.OPTED_OUT: 'The customer does not want messages from this account',
    Cause.WINDOW_CLOSED: 'The customer wrote too long ago: the provider lets nobody answer any more',
    Cause.CONTENT_REFUSED: 'The provider refused what is in it',
    Cause.SIGN_IN_REFUSED: 'The provider refused the account',
    Cause.UNDELIVERED: 'The provider could not deliver it',
    Cause.POSTPONED: 'The provider asks to wait, or cannot be reached',
    Cause.UNCONFIRMED: 'Nobody can say whether it has arrived',
}


class Failure(Value):
    """Why something was not done."""

    cause: Cause
    detail: str | None = None
    """In nobody's translation: the provider's own words, an exception, a field."""

    @property
    def text(self) -> str:
        """The whole of it in English."""
        return f'{_WORDS[self.cause]}: {self.detail}' if self.detail else f'{_WORDS[self.cause]}.'
