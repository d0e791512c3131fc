"""A reply that goes out later."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from hub.model.base import Value
from hub.model.failure import Failure
from hub.model.message import Attachment, Author


class StoppedBy(StrEnum):
    """Why it does not go out by itself."""

    REPLY = 'reply'
    """The customer wrote before its time, and it was to stop then."""
    CLOSED = 'closed'
    """The conversation is closed."""
    NO_ACCESS = 'no_access'
    """Who wrote it may not write here any more."""
    REFUSED = 'refused'
    """It could not be stored; `failure` says why."""


class ScheduledMessage(Value):
    """What it says, who wrote it, and when it goes. Once it is sent it is a message, and no longer this."""

    id: UUID
    conversation_id: UUID
    author: Author
    client_id: str
    """Of the message that it becomes."""
    text: str
    html: str | None = None
    attachments: list[Attachment] = []
    send_at: datetime
    stop_on_reply: bool
    """Whether it stays here if the customer writes before its time."""
    state: Literal['waiting', 'sending', 'stopped']
    stopped_by: StoppedBy | None = None
    detail: str | None = None
    """Why it was refused, in English."""
    failure: Failure | None = None
    """The same for programs; none of what was refused before there were codes."""
    replied_at: datetime | None = None
    """When the customer wrote meanwhile, first."""
    created_at: datetime


class ScheduledMessagesChanged(Value):
    """What is to go out in a conversation is other than it was: ask again."""

    conversation_id: UUID
