"""The verbs of a conversation: list, look at, change, catch up."""

from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from hub.context import Hub
from hub.model.access import UserActor
from hub.model.base import ChangeInput, Id, Text, Value
from hub.model.conversation import (
    AiMode,
    Conversation,
    ConversationCounts,
    ConversationStatus,
    Filters,
    Priority,
)
from hub.model.crash import crash
from hub.model.errors import Invalid, NotFound
from hub.model.page import Page, page_of, time_and_id
from hub.model.signal import Changed
from hub.notices import Notification, notify, tell_visitor
from storage import conversations as stored
from storage.conversations import Locked
from storage.db import Session

FEED = 200
FEED_AGE = 5_000
"""A reader further behind than this starts anew: `reset`."""


class ConversationChange(ChangeInput):
    """What may be changed; a field that is not named stays as it is, null empties it."""

    may_be_empty = frozenset({'assignee_id', 'team_id', 'subject', 'snoozed_until'})

    status: ConversationStatus | None = None
    priority: Priority | None = None
    ai_mode: AiMode | None = None
    assignee_id: Id | None = None
    team_id: Id | None = None
    subject: Text | None = Field(None, max_length=300)
    snoozed_until: AwareDatetime | None = None


class Change(Value):
    """One line of the feed: the conversation as it is now."""

    kind: Literal['updated'] = 'updated'
    conversation: Conversation


class Feed(Value):
    """What changed since a cursor. `reset`: too much; fetch the list anew and go on from this cursor."""

    ok: bool = True
    changes: list[Change]
    cursor: str
    more: bool = False
    reset: bool | None = None


async def page(hub: Hub, actor: UserActor, filters: Filters, cursor: str | None, limit: int) -> Page[Conversation]:
    """Newest first. Raises Invalid for a foreign cursor."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, actor.user_id, filters, time_and_id(cursor), limit + 1)
    # a conversation without a message is in no list
    return page_of(found, limit, lambda row: (row.last_message_at or row.created_at, row.id))


async def counts(hub: Hub, actor: UserActor) -> ConversationCounts:
    """How many stand where."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return await stored.counts(session, actor.user_id)


async def get(hub: Hub, actor: UserActor, conversation_id: UUID) -> Conversation:
    """One conversation as this agent sees it. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return await _found(session, actor, conversation_id)


async def change(hub: Hub, actor: UserActor, conversation_id: UUID, asked: ConversationChange) -> Conversation:
    """Assign, prioritise, resolve, snooze. Raises NotFound, Invalid."""
    wanted = {name: getattr(asked, name) for name in asked.model_fields_set}
    if asked.snoozed_until and asked.snoozed_until <= datetime.now(UTC):
        raise Invalid('Snooze until a time that is still to come.')
    async with hub.database.tenant(actor.tenant_id) as session:
        before = await stored.lock(session, conversation_id)
        if before is None:
            raise NotFound('There is no such conversation.')
        await _check_people(session, asked)
        after = before.model_copy(update=wanted)
        if after != before:
            await stored.change(session, _settled(after))
        said = await _found(session, actor, conversation_id)
    crash('conversation_changed')
    if after != before:
        announce(hub, actor.tenant_id, conversation_id)
    if after.status != before.status and before.visitor_id:
        await tell_visitor(hub, actor.tenant_id, before.visitor_id, conversation_id)
    if after.assignee_id and after.assignee_id not in (before.assignee_id, actor.user_id):
        text = f'{actor.name} assigned {said.display_name} to you'
        told = Notification(kind='assigned', conversation_id=conversation_id, text=text)
        await notify(hub, actor.tenant_id, after.assignee_id, told)
    return said


def _settled(locked: Locked) -> Locked:
    """What is done is not snoozed."""
    if locked.status in (ConversationStatus.RESOLVED, ConversationStatus.CLOSED):
        return locked.model_copy(update={'snoozed_until': None})
    return locked


async def _check_people(session: Session, asked: ConversationChange) -> None:
    if asked.assignee_id and not await stored.can_assign(session, asked.assignee_id):
        raise Invalid('This person does not work here (any more).')
    if asked.team_id and not await stored.has_team(session, asked.team_id):
        raise Invalid('There is no such team.')


def announce(hub: Hub, tenant_id: UUID, conversation_id: UUID) -> None:
    """After the commit: this conversation's row is other than it was."""
    hub.rows.changed(tenant_id, conversation_id)
    hub.bell.signal(tenant_id, Changed(origin=hub.bell.origin, conversation_ids=[conversation_id]))


async def cursor(hub: Hub, actor: UserActor) -> str:
    """Where the feed stands now; take it before the list, so that nothing falls between."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return str(await stored.feed_position(session))


async def feed(hub: Hub, actor: UserActor, after: str) -> Feed:
    """Every conversation that changed since the cursor, each once, as it is now. Raises Invalid."""
    if not after.isascii() or not after.isdigit() or len(after) > 18:
        raise Invalid('This cursor was not made by this feed.')
    position = int(after)
    async with hub.database.tenant(actor.tenant_id) as session:
        end = await stored.feed_position(session)
        if position > end or end - position > FEED_AGE:
            return Feed(changes=[], cursor=str(end), reset=True)
        found = await stored.feed(session, actor.user_id, position, FEED + 1)
    crash('feed_read')
    kept = found[:FEED]
    return Feed(
        changes=[Change(conversation=conversation) for _, conversation in kept],
        cursor=str(kept[-1][0] if kept else position),
        more=len(found) > FEED,
    )


async def _found(session: Session, actor: UserActor, conversation_id: UUID) -> Conversation:
    found = await stored.find(session, conversation_id, actor.user_id)
    if found is None:
        raise NotFound('There is no such conversation.')
    return found
