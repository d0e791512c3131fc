"""A conversation, its states and the row that lists show of it."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from hub.model.base import Value
from hub.model.message import Channel, Direction, MessageStatus, Role
from hub.model.people import ContactBrief, UserBrief


class ConversationStatus(StrEnum):
    """Open waits for us, pending for the customer; resolved is done, closed is done for good."""

    OPEN = 'open'
    PENDING = 'pending'
    RESOLVED = 'resolved'
    CLOSED = 'closed'


class Priority(StrEnum):
    """How much it matters."""

    LOW = 'low'
    NORMAL = 'normal'
    HIGH = 'high'
    URGENT = 'urgent'


class AiMode(StrEnum):
    """Whether the AI agent answers by itself, only suggests, or keeps out."""

    AUTO = 'auto'
    ASSIST = 'assist'
    OFF = 'off'


class LastMessage(Value):
    """The last message in one line."""

    seq: int
    text: str
    """At most 160 characters, without line breaks."""
    direction: Direction
    role: Role
    private: bool
    status: MessageStatus
    author_name: str
    has_attachments: bool = False
    dismissed: bool = False
    """It failed, and somebody has put that away."""
    created_at: datetime


class LinkBlock(Value):
    """What `content_blocks` of a line say that leads to another conversation: `into` it, or `from` it."""

    way: Literal['into', 'from']
    conversation_id: UUID
    subject: str | None
    channel: Channel
    undone: bool = False

    def text(self) -> str:
        """In no language, so that lists and searches show it as it is."""
        arrow = '↩' if self.undone else '→' if self.way == 'into' else '←'
        return f'{arrow} {self.subject or self.channel}'


class ConversationRow(Value):
    """A conversation as the list shows it; the same for every agent, so that one encoding serves all.

    Unread is personal: it is `inbound_count` less the inbound messages that the agent has read.
    """

    id: UUID
    channel: Channel
    subject: str | None = None
    status: ConversationStatus
    custom_status_id: UUID | None = None
    """The tenant's own word for that status."""
    priority: Priority
    ai_mode: AiMode
    contact: ContactBrief | None = None
    visitor_id: UUID | None = None
    display_name: str
    """The contact's name, else what the visitor calls themselves, else "Visitor" with a short number."""
    assignee: UserBrief | None = None
    team_id: UUID | None = None
    snoozed_until: datetime | Literal['reply'] | None = None
    """Asleep until then or until the customer writes; `reply`: until then alone."""
    waiting_since: datetime | None = None
    """Since when the customer waits for an answer; none if the last word was ours."""
    last_seq: int
    rev: int
    inbound_count: int
    visitor_read_seq: int
    agents_read_seq: int
    last_message: LastMessage | None = None
    last_message_at: datetime | None = None
    created_at: datetime
    updated_at: datetime
    tag_ids: list[UUID] = []
    """In the order they were put on."""
    merged_into: UUID | None = None
    """The conversation that it was merged into; not closed: its customer has written in it again since."""


class Conversation(ConversationRow):
    """A conversation as one agent sees it."""

    read_seq: int
    """Up to where this agent has read."""
    unread: int
    """Inbound messages that this agent has not read."""
    starred: bool = False
    """Marked by this agent, for themselves."""
    mentioned: bool = False
    """A private note names this agent."""


class ChannelCounts(Value):
    """Open conversations by channel."""

    widget: int = 0
    email: int = 0
    whatsapp: int = 0
    phone: int = 0


class ConversationCounts(Value):
    """How many conversations stand where; of those that are done only saved views count some, there may be millions."""

    mine: int = 0
    unassigned: int = 0
    open: int = 0
    pending: int = 0
    snoozed: int = 0
    mentions: int = 0
    """With a note that names this agent and that they have not read."""
    starred: int = 0
    """With a star of this agent, in whatever state."""
    by_channel: ChannelCounts = ChannelCounts()
    by_team: dict[UUID, int] = {}
    """Open ones; a team that has none is not named."""
    by_view: dict[UUID, int] = {}
    """Of the saved views; 1000 means that many or more."""
    at_least: list[UUID] = []
    """Those views which show what is done as well and may have more: only the newest 1000 were looked at."""


class VisitorRating(Value):
    """What the visitor said of it the last time it was resolved."""

    score: int
    comment: str | None


class TeamPresence(Value):
    """Whether the team of a conversation is there, by working hours of its own."""

    is_online: bool
    back_at: datetime | None = None
    """When it works again, while it does not."""


class VisitorConversation(Value):
    """A conversation as its visitor sees it; `last_seq` is the last that is not private."""

    id: UUID
    status: ConversationStatus
    last_seq: int
    rev: int
    unread: int
    visitor_read_seq: int
    agents_read_seq: int
    rating: VisitorRating | None = None
    """Of its last resolve; None: not rated yet."""
    team: TeamPresence | None = None
    """None: it has no team, or one with the hours of the business."""
