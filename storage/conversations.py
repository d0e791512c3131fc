"""Conversations: the rows of the list, the feed of what changed, and the marks of who has read what."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator

from hub.model.base import Value
from hub.model.conversation import (
    AiMode,
    ChannelCounts,
    Conversation,
    ConversationCounts,
    ConversationRow,
    ConversationStatus,
    Priority,
    VisitorConversation,
)
from hub.model.hours import Hours
from hub.model.message import Channel
from hub.model.people import ContactBrief, UserBrief
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('conversations')


UNTIL_REPLY = datetime.max.replace(tzinfo=UTC)
"""PostgreSQL's infinity, which asyncpg writes for this and reads as the same without a zone."""


def _with_zone(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)


_Snoozed = Annotated[datetime, AfterValidator(_with_zone)]

_JOINED_ONLY = {
    'tenant_id',
    'feed_position',
    'contact_id',
    'contact_name',
    'visitor_name',
    'assignee_id',
    'assignee_name',
    'snoozed_until',
}
_PERSONAL = {'read_seq', 'unread', 'starred', 'mentioned'}


class _Joined(Value):
    """A line of hub.whole_conversation_rows; `row()` and `personal()` say it in the words of the model."""

    tenant_id: UUID
    feed_position: int
    id: UUID
    channel: Channel
    subject: str | None
    status: ConversationStatus
    custom_status_id: UUID | None
    priority: Priority
    ai_mode: AiMode
    visitor_id: UUID | None
    contact_id: UUID | None
    contact_name: str | None
    visitor_name: str | None
    assignee_id: UUID | None
    assignee_name: str | None
    team_id: UUID | None
    snoozed_until: _Snoozed | None
    waiting_since: datetime | None
    last_seq: int
    rev: int
    inbound_count: int
    visitor_read_seq: int
    agents_read_seq: int
    last_message: dict[str, Any] | None
    last_message_at: datetime | None
    created_at: datetime
    updated_at: datetime
    tag_ids: list[UUID]
    merged_into: UUID | None
    read_seq: int = 0
    unread: int = 0
    starred: bool = False
    mentioned: bool = False

    def _said(self) -> dict[str, Any]:
        said = {name: value for name, value in self if name not in _JOINED_ONLY}
        said['snoozed_until'] = 'reply' if self.snoozed_until == UNTIL_REPLY else self.snoozed_until
        said['display_name'] = self.contact_name or self.visitor_name or _number(self.visitor_id or self.id)
        if self.contact_id:
            said['contact'] = ContactBrief(id=self.contact_id, name=self.contact_name or '')
        if self.assignee_id:
            said['assignee'] = UserBrief(id=self.assignee_id, name=self.assignee_name or '')
        return said

    def row(self) -> ConversationRow:
        return ConversationRow.model_validate({k: v for k, v in self._said().items() if k not in _PERSONAL})

    def personal(self) -> Conversation:
        return Conversation.model_validate({**self._said(), 'unread': max(0, self.unread)})


def _number(visitor_id: UUID) -> str:
    return f'Visitor {visitor_id.hex[-4:].upper()}'


class Locked(Value):
    """What a change starts from; the row is held until the transaction ends."""

    id: UUID
    status: ConversationStatus
    custom_status_id: UUID | None
    priority: Priority
    ai_mode: AiMode
    assignee_id: UUID | None
    team_id: UUID | None
    subject: str | None
    snoozed_until: _Snoozed | None
    visitor_id: UUID | None
    contact_id: UUID | None
    channel: Channel
    last_seq: int
    visitor_read_seq: int
    agents_read_seq: int


class Marks(Value):
    """Where a conversation stands: its end, its changes, and who has read how far."""

    id: UUID
    visitor_id: UUID | None
    status: ConversationStatus
    last_seq: int
    last_public_seq: int
    rev: int
    visitor_read_seq: int
    agents_read_seq: int


class _Counted(ChannelCounts):
    mine: int = 0
    unassigned: int = 0
    open: int = 0
    pending: int = 0
    snoozed: int = 0
    mentions: int = 0
    starred: int = 0
    by_team: dict[UUID, int] = {}


class Moved(Value):
    """A conversation that changed, as the poll sees it."""

    id: UUID
    visitor_id: UUID | None
    last_seq: int
    rev: int
    feed_position: int


async def find(session: Session, conversation_id: UUID, user_id: UUID) -> Conversation | None:
    """One conversation as this user sees it."""
    joined = await session.one(_Joined, _QUERIES['find'], id=conversation_id, user=user_id)
    return joined.personal() if joined else None


async def rows(session: Session, ids: list[UUID]) -> list[tuple[int, ConversationRow]]:
    """(feed position, list row) of some conversations, the same for every agent."""
    return [(joined.feed_position, joined.row()) for joined in await session.all(_Joined, _QUERIES['rows'], ids=ids)]


async def some(session: Session, user_id: UUID, ids: list[UUID]) -> list[Conversation]:
    """Some conversations as this user sees them, in no order."""
    found = await session.all(_Joined, _QUERIES['some'], ids=ids, user=user_id)
    return [joined.personal() for joined in found]


async def counts(session: Session, user_id: UUID) -> ConversationCounts:
    """How many stand where."""
    found = await session.one(_Counted, _QUERIES['counts'], user=user_id) or _Counted()
    return ConversationCounts(
        mine=found.mine,
        unassigned=found.unassigned,
        open=found.open,
        pending=found.pending,
        snoozed=found.snoozed,
        mentions=found.mentions,
        starred=found.starred,
        by_team=found.by_team,
        by_channel=ChannelCounts(widget=found.widget, email=found.email, whatsapp=found.whatsapp, phone=found.phone),
    )


async def lock(session: Session, conversation_id: UUID) -> Locked | None:
    """Hold a conversation; other verbs on it wait."""
    return await session.one(Locked, _QUERIES['lock'], id=conversation_id)


async def lock_some(session: Session, ids: list[UUID]) -> list[Locked]:
    """Hold several; those that are not there are left out."""
    return await session.all(Locked, _QUERIES['lock_some'], ids=ids)


async def give_back(session: Session, user_id: UUID) -> list[UUID]:
    """What a user has not done yet goes back to its team, or to nobody, asleep or not; which it was."""
    undone: list[UUID] = await session.values(_QUERIES['lock_undone'], user=user_id)
    if undone:
        await session.run(_QUERIES['give_back'], ids=undone)
    return undone


async def change(session: Session, changed: Locked) -> None:
    """Write a changed copy of what `lock` gave, and take a place in the feed."""
    await session.run(
        _QUERIES['change'],
        id=changed.id,
        status=changed.status,
        custom_status_id=changed.custom_status_id,
        priority=changed.priority,
        ai_mode=changed.ai_mode,
        assignee_id=changed.assignee_id,
        team_id=changed.team_id,
        subject=changed.subject,
        snoozed_until=changed.snoozed_until,
    )


async def close_unresolved(session: Session, locked: Locked) -> None:
    """Close it because it goes on in another: for reports nobody resolved it."""
    await change(session, locked.model_copy(update={'status': ConversationStatus.CLOSED, 'snoozed_until': None}))
    await session.run(_QUERIES['forget_resolution'], id=locked.id)


async def star(session: Session, conversation_id: UUID, user_id: UUID) -> bool:
    """Mark it for this user; False if it was."""
    return bool(await session.run(_QUERIES['star'], id=conversation_id, user=user_id))


async def unstar(session: Session, conversation_id: UUID, user_id: UUID) -> bool:
    """Take this user's mark away; False if there was none."""
    return bool(await session.run(_QUERIES['unstar'], id=conversation_id, user=user_id))


async def move(session: Session, conversation_id: UUID, contact_id: UUID | None) -> None:
    """It is another contact's from now on, or nobody's."""
    await session.run(_QUERIES['move'], id=conversation_id, contact=contact_id)


async def stir(session: Session, conversation_id: UUID) -> None:
    """Take a place in the feed for what is personal or stands in another table. Its row has to be locked."""
    await session.run(_QUERIES['stir'], id=conversation_id)


async def visitor_read(session: Session, conversation_id: UUID, visitor_id: UUID, seq: int) -> bool:
    """Move the visitor's mark; False if it did not move."""
    return bool(await session.run(_QUERIES['visitor_read'], id=conversation_id, visitor=visitor_id, seq=seq))


async def agents_read(session: Session, conversation_id: UUID, seq: int) -> bool:
    """Move the mark that the visitor's ticks come from; False if it did not move."""
    return bool(await session.run(_QUERIES['agents_read'], id=conversation_id, seq=seq))


async def user_read(session: Session, conversation_id: UUID, user_id: UUID, seq: int, inbound: int) -> None:
    """Set this agent's own mark: read up to `seq`, which are `inbound` messages of the customer."""
    await session.run(_QUERIES['user_read'], id=conversation_id, user=user_id, seq=seq, inbound=inbound)


async def marks(session: Session, conversation_id: UUID) -> Marks | None:
    """Where a conversation stands, if whoever asks may see it."""
    found = await session.one(Marks, _QUERIES['marks'], id=conversation_id)
    if found and session.is_short_sighted and not await session.value(_QUERIES['seen'], id=conversation_id):
        return None
    return found


async def feed_position(session: Session) -> int:
    """Where the tenant's feed stands."""
    return int(await session.value(_QUERIES['feed_position']) or 0)


async def recent_position(session: Session) -> int:
    """Where the tenant's feed stood a moment ago."""
    return int(await session.value(_QUERIES['recent_position']) or 0)


async def feed(session: Session, user_id: UUID, position: int, limit: int) -> list[tuple[int, Conversation]]:
    """(position, conversation) of what changed after a position."""
    found = await session.all(_Joined, _QUERIES['feed'], user=user_id, position=position, limit=limit)
    return [(joined.feed_position, joined.personal()) for joined in found]


async def hid(session: Session, position: int) -> bool:
    """Whether something changed after a position that whoever asks may not see."""
    return session.is_short_sighted and bool(await session.value(_QUERIES['hid'], position=position))


async def moved(session: Session, position: int, limit: int) -> list[Moved]:
    """What changed after a position, for the poll."""
    return await session.all(Moved, _QUERIES['moved'], position=position, limit=limit)


class Theirs(VisitorConversation):
    """One of a visitor's own, with the hours of its team if that has any of its own."""

    team_hours: Hours | None


async def of_visitor(session: Session, visitor_id: UUID, limit: int = 20) -> list[Theirs]:
    """The visitor's own conversations, latest first."""
    return await session.all(Theirs, _QUERIES['of_visitor'], visitor=visitor_id, limit=limit)


async def can_assign(session: Session, user_id: UUID) -> bool:
    """Whether this user works here."""
    return bool(await session.value(_QUERIES['can_assign'], user=user_id))


async def has_team(session: Session, team_id: UUID) -> bool:
    """Whether there is such a team."""
    return bool(await session.value(_QUERIES['has_team'], team=team_id))
