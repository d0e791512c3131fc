"""What a search finds: messages and contacts, with the words that were asked for marked in them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from hub.model.base import Value
from hub.model.conversation import Conversation
from hub.model.message import Direction
from hub.model.page import Page
from hub.model.people import IdentifierType
from hub.model.view import Filters


class SearchKind(StrEnum):
    """What can be found."""

    MESSAGES = 'messages'
    CONTACTS = 'contacts'


class WrittenBy(StrEnum):
    """Whose words a message holds."""

    CUSTOMER = 'customer'
    US = 'us'
    """What went to the customer, whoever or whatever of ours wrote it."""
    NOTES = 'notes'
    """Private notes, which no customer reads."""


class MessageFilters(Value):
    """Which messages; none means any."""

    conversation: Filters = Filters()
    """Of which conversations, as those are now."""
    since: datetime | None = None
    until: datetime | None = None
    """Written before this."""
    written_by: WrittenBy | None = None


class Part(Value):
    """A piece of plain text; `match`: it is what was asked for."""

    text: str
    match: bool = False


class FoundMessage(Value):
    """A message that has the words, and its conversation as it is now."""

    id: UUID
    seq: int
    direction: Direction
    private: bool
    author_name: str
    created_at: datetime
    snippet: list[Part]
    """The words in what stands around them, at most some 160 characters."""
    conversation: Conversation


class FoundAddress(Value):
    """An address of a contact."""

    type: IdentifierType
    value: list[Part]


class FoundContact(Value):
    """A contact whose name, company or address has the words in it."""

    id: UUID
    name: list[Part]
    company: list[Part] = []
    addresses: list[FoundAddress] = []
    conversation_id: UUID | None = None
    """Their latest conversation."""


class SearchResults(Value):
    """What was found, newest first, each kind with a cursor of its own."""

    messages: Page[FoundMessage]
    contacts: Page[FoundContact]
