"""A view: which conversations a list is about, and in which order. Saved, it has a name."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from hub.model.base import ChangeInput, Id, Input, Line, Value
from hub.model.conversation import ConversationStatus, Priority
from hub.model.message import Channel

MOST_TAGS = 10


class Sort(StrEnum):
    """The order of a list."""

    NEWEST = 'newest'
    """The last message first."""
    WAITING = 'waiting'
    """Who has waited longest first; after them, newest first, those who do not wait."""
    PRIORITY = 'priority'
    """Urgent first, and newest first among equals."""


class Filters(Value):
    """Which conversations, for one agent; none means any."""

    status: ConversationStatus | None = None
    assignee: UUID | None = None
    unassigned: bool = False
    team: UUID | None = None
    channel: Channel | None = None
    priority: Priority | None = None
    tags: list[UUID] = []
    """All of these."""
    snoozed: bool | None = None
    starred: bool = False
    mentioned: bool = False
    contact: UUID | None = None


class ViewFilters(Input):
    """Which conversations, in words that mean the same for everybody; what is not named may be anything."""

    status: ConversationStatus | None = None
    assignee: Literal['me', 'none'] | Id | None = None
    """`me` is whoever looks."""
    team_id: Id | None = None
    channel: Channel | None = None
    priority: Priority | None = None
    tag_ids: list[Id] = Field([], max_length=MOST_TAGS)
    """All of these."""
    snoozed: bool | None = None
    starred: bool = False
    """Those with a star of whoever looks."""
    mentioned: bool = False
    """Those with a note that names whoever looks."""

    def of(self, user_id: UUID, contact: UUID | None = None) -> Filters:
        """What they mean for this user."""
        assignee = user_id if self.assignee == 'me' else self.assignee
        return Filters(
            status=self.status,
            assignee=assignee if isinstance(assignee, UUID) else None,
            unassigned=assignee == 'none',
            team=self.team_id,
            channel=self.channel,
            priority=self.priority,
            tags=list(dict.fromkeys(self.tag_ids)),
            snoozed=self.snoozed,
            starred=self.starred,
            mentioned=self.mentioned,
            contact=contact,
        )

    @property
    def is_counted(self) -> bool:
        """What is done is not counted, there may be millions: only what is open, pending or asleep is."""
        return self.status in (ConversationStatus.OPEN, ConversationStatus.PENDING) or self.snoozed is True


class View(Value):
    """A saved view."""

    id: UUID
    name: str
    filters: ViewFilters
    sort: Sort
    is_shared: bool
    """Everybody has it in their navigation; else it is this user's alone."""
    created_at: datetime


class ViewRequest(Input):
    """A new view."""

    name: Line
    filters: ViewFilters
    sort: Sort = Sort.NEWEST
    is_shared: bool = False


class ViewChange(ChangeInput):
    """Another name, other filters, shared or taken back for oneself."""

    may_be_empty: ClassVar[frozenset[str]] = frozenset()

    name: Line | None = None
    filters: ViewFilters | None = None
    sort: Sort | None = None
    is_shared: bool | None = None
