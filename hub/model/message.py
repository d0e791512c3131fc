"""The canonical message: the same shape whichever channel it came by or goes to."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from hub.model.base import Value
from hub.model.failure import Failure


class Channel(StrEnum):
    """How a conversation reaches us."""

    EMAIL = 'email'
    WHATSAPP = 'whatsapp'
    WIDGET = 'widget'
    PHONE = 'phone'


class Direction(StrEnum):
    """Inbound comes from the customer, outbound goes to them (private notes are outbound too)."""

    INBOUND = 'inbound'
    OUTBOUND = 'outbound'


class Role(StrEnum):
    """Who speaks: the customer is `user`, after the customs of language models."""

    USER = 'user'
    AGENT = 'agent'
    AI = 'ai'
    SYSTEM = 'system'


class MessageStatus(StrEnum):
    """Where a message stands. `unknown`: handed to a provider that never said what became of it."""

    RECEIVED = 'received'
    QUEUED = 'queued'
    SENDING = 'sending'
    SENT = 'sent'
    DELIVERED = 'delivered'
    READ = 'read'
    FAILED = 'failed'
    UNKNOWN = 'unknown'


class Author(Value):
    """Who wrote it, as the reader may know it. Visitors see agents' names, never more."""

    id: UUID | None = None
    name: str


class Dismissal(Value):
    """Somebody put away that a message failed."""

    by: Author
    at: datetime


class Attachment(Value):
    """A stored file on a message. `url` and `thumbnail_url` are signed and expire; GET /files/{id} renews them."""

    id: UUID
    file_name: str
    content_type: str
    size: int
    """Bytes."""
    width: int | None = None
    height: int | None = None
    url: str
    thumbnail_url: str | None = None


class Message(Value):
    """One message of a conversation. `seq` is dense in the conversation, from 1: every order comes from it."""

    id: UUID
    conversation_id: UUID
    seq: int
    rev: int = 0
    """The conversation's `rev` when this message last changed; 0 if it never did."""
    client_id: str | None = None
    direction: Direction
    role: Role
    channel: Channel
    content_text: str
    content_html: str | None = None
    content_blocks: list[Any] | None = None
    attachments: list[Attachment] = []
    status: MessageStatus
    error: str | None = None
    """Why it failed, in English."""
    failure: Failure | None = None
    """Why it failed, as a code and what the provider says of it."""
    dismissed: Dismissal | None = None
    """Of one that failed: that is put away, and nobody has to look after it."""
    author: Author
    private: bool = False
    created_at: datetime


class MessagePage(Value):
    """The page of the site that a visitor saw while they wrote."""

    url: str
    title: str | None = None


class SequencedMessage(Message):
    """A message as one audience sees it: `prev_seq` is the seq before it that this audience may see, 0 if none."""

    prev_seq: int


class ThreadMessage(SequencedMessage):
    """A message as it is read later, with what nobody waits for while it is live."""

    page: MessagePage | None = None
    """Of visitors' messages: where on the site they wrote it; known about a second later."""
    mentions: list[UUID] = []
    """Of private notes: the users whom it names."""
