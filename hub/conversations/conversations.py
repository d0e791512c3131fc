"""The verbs of a conversation: list, look at, mark for oneself, catch up. Changing it for all is in changing.py."""

from typing import Literal
from uuid import UUID

from hub.context import Hub
from hub.conversations import sight
from hub.live.notices import tell_own_screens
from hub.model.access import Permission, UserActor
from hub.model.base import Value
from hub.model.conversation import Conversation, ConversationCounts
from hub.model.crash import crash
from hub.model.errors import Invalid, NotFound
from hub.model.page import Page, decode_cursor, encode_cursor, time_and_id
from hub.model.signal import Changed
from hub.model.view import Filters, Sort
from storage import conversations as stored
from storage import erasures, listing, views
from storage.db import Session
from storage.listing import Place

FEED = 200
VIEWS = 100
COUNTED = 1_000
"""No view is counted further, or among more of what is done: more than anybody reads."""
LAST_PART = 4
"""No order has more parts."""
FEED_AGE = 5_000
"""A reader further behind than this starts anew: `reset`."""


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


async def page(
    hub: Hub, actor: UserActor, filters: Filters, cursor: str | None, limit: int, sort: Sort = Sort.NEWEST
) -> Page[Conversation]:
    """A page of a list; a conversation without a message is in none. Raises Invalid for a foreign cursor."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await listing.page(session, actor.user_id, filters, sort, place_of(cursor, sort), limit + 1)
        ids = [place.id for place in found[:limit] if place.id]
        rows = {row.id: row for row in await stored.some(session, actor.user_id, ids)}
    following = cursor_of(found[limit - 1], sort) if len(found) > limit else None
    return Page(items=[rows[id] for id in ids if id in rows], next_cursor=following)


def cursor_of(place: Place, sort: Sort) -> str:
    """What leads on from this place of a list."""
    at = place.at.isoformat() if place.at else None
    return encode_cursor(at, str(place.id)) if sort is Sort.NEWEST else encode_cursor(place.part, at, str(place.id))


def place_of(cursor: str | None, sort: Sort) -> Place:
    """Where a cursor leads on from. Raises Invalid for a foreign one."""
    if cursor is None:
        return Place()
    if sort is Sort.NEWEST:
        return Place(0, *time_and_id(cursor))
    part, at, id = decode_cursor(cursor, 3)
    if not isinstance(part, int) or not 0 <= part < LAST_PART:
        raise Invalid('This cursor was not made by this list.')
    return Place(part, *time_and_id(encode_cursor(at, id)))


async def counts(hub: Hub, actor: UserActor) -> ConversationCounts:
    """How many stand where."""
    reads_contacts = Permission.CONTACTS_READ in actor.permissions
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.counts(session, actor.user_id)
        saved = await views.visible(session, actor.user_id, VIEWS)
        shown = [view for view in saved if reads_contacts or not view.filters.is_about_contacts]
        alive = [(view.id, view.filters.of(actor.user_id)) for view in shown if view.filters.is_living]
        by_view = await views.counts(session, actor.user_id, alive, COUNTED) if alive else {}
        done = {
            view.id: await listing.count(session, actor.user_id, view.filters.of(actor.user_id), COUNTED)
            for view in shown
            if not view.filters.is_living
        }
    by_view |= {id: count.n for id, count in done.items()}
    at_least = [id for id, count in done.items() if not count.is_whole]
    return found.model_copy(update={'by_view': by_view, 'at_least': at_least})


async def get(hub: Hub, actor: UserActor, conversation_id: UUID) -> Conversation:
    """One conversation as this agent sees it. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return await found(session, actor, conversation_id)


async def star(hub: Hub, actor: UserActor, conversation_id: UUID, *, on: bool) -> Conversation:
    """Mark a conversation for oneself, or take the mark away. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if await stored.lock(session, conversation_id) is None:
            raise NotFound('There is no such conversation.')
        mark = stored.star if on else stored.unstar
        moved = await mark(session, conversation_id, actor.user_id)
        if moved:
            await stored.stir(session, conversation_id)
        said = await found(session, actor, conversation_id)
    if moved:
        await tell_own_screens(hub, actor.tenant_id, actor.user_id, said)
    return said


def announce(hub: Hub, tenant_id: UUID, *conversation_ids: UUID) -> None:
    """After the commit: the rows of these conversations are other than they were."""
    for conversation_id in conversation_ids:
        hub.rows.changed(tenant_id, conversation_id)
    sight.changed(hub, tenant_id, conversation_ids)
    hub.bell.signal(tenant_id, Changed(origin=hub.bell.origin, conversation_ids=list(conversation_ids)))


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
        if await erasures.happened(session, position) or await stored.hid(session, position):
            # it was erased, or may have been theirs before: whoever holds a list cannot know what to throw away
            return Feed(changes=[], cursor=str(end), reset=True)
        found = await stored.feed(session, actor.user_id, position, FEED + 1)
    crash('feed_read')
    kept = found[:FEED]
    return Feed(
        changes=[Change(conversation=conversation) for _, conversation in kept],
        cursor=str(kept[-1][0] if kept else position),
        more=len(found) > FEED,
    )


async def found(session: Session, actor: UserActor, conversation_id: UUID) -> Conversation:
    """One conversation as this agent sees it, in the caller's transaction. Raises NotFound."""
    one = await stored.find(session, conversation_id, actor.user_id)
    if one is None:
        raise NotFound('There is no such conversation.')
    return one
