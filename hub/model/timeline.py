"""The timeline of a contact: what was said with them and done about them, on every channel."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from hub.model.base import Value
from hub.model.conversation import ConversationStatus
from hub.model.message import Channel
from hub.model.people import UserBrief


class TimelineKind(StrEnum):
    """What happened."""

    CONVERSATION = 'conversation'
    NOTE = 'note'
    CHANGED = 'changed'
    BLOCKED = 'blocked'
    UNBLOCKED = 'unblocked'
    MERGED = 'merged'
    UNMERGED = 'unmerged'
    CONVERSATION_MOVED = 'conversation_moved'


class FieldChange(Value):
    """One value that was changed, in words; empty where there was or is none."""

    name: str
    before: str = ''
    after: str = ''


class TimelineItem(Value):
    """One line of it. `text` is the words of a note, the subject of a conversation, why somebody was blocked, or the
    name of whoever else it was about."""

    id: UUID
    kind: TimelineKind
    actor: UserBrief | None = None
    text: str | None = None
    changes: list[FieldChange] = []
    conversation_id: UUID | None = None
    channel: Channel | None = None
    status: ConversationStatus | None = None
    created_at: datetime
