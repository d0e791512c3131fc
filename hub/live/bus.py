"""The ear: what other web processes did, heard on Redis at once and found by a poll at the latest.

`listen` follows the channels of the tenants that have somebody here, as long as there is another process to hear: one
that is alone would hear nothing but its own echo, at a sixth of what a message costs. `poll` asks PostgreSQL every two
seconds what changed since it last asked; whatever no bell announced is delivered then (reliability G13: late, never
lost).
"""

import asyncio
from contextlib import suppress
from uuid import UUID

import orjson
import structlog
from pydantic import ValidationError
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from hub import metrics
from hub.auth.revoking import forget
from hub.contacts.blocking import turn_away
from hub.contacts.contact_news import tell_here as tell_of_contact
from hub.contacts.erasure import tell_here as tell_of_erasure
from hub.context import Hub
from hub.conversations import sight
from hub.ending import end
from hub.live.list_news import tell_here as tell_of_list
from hub.live.notices import tell
from hub.live.onlookers import tell_watchers
from hub.live.presence import chosen, note_online, tell_presence
from hub.live.realtime import Event, Stored
from hub.live.updates import changed, missed
from hub.model.crash import crash
from hub.model.errors import HubError
from hub.model.message import Message
from hub.model.people import Presence
from hub.model.signal import (
    SIGNAL,
    Blocked,
    Changed,
    Chosen,
    ContactChanged,
    Erased,
    HandedOver,
    ListChanged,
    News,
    Passing,
    PeopleChanged,
    Roster,
    Said,
    SignedOut,
    Told,
    Updated,
)
from hub.people.auto_assign import look_round
from hub.people.people_news import tell_here as tell_of_people
from storage import conversations
from storage.conversations import Moved
from storage.redis import HERE, events_channel, hang_up, messages_channel, payloads

log = structlog.get_logger(__name__)

POLL_SECONDS = 2.0
ROSTER_SECONDS = 10.0
RECONNECT_SECONDS = 1.0
FOLLOW_SECONDS = 0.25
PAGE = 500


async def listen(hub: Hub) -> None:
    """Hear the others until cancelled; reconnects by itself."""
    while True:
        subscription = hub.redis.listen()
        try:
            await subscription.subscribe(HERE)
            await hub.redis.publish([(HERE, b'')])
            crash('listening')
            await _listen_until_gone(hub, subscription)
        except (RedisError, OSError) as gone:
            log.warning('bus.deaf', error=type(gone).__name__)
        finally:
            await hang_up(subscription)
        await asyncio.sleep(RECONNECT_SECONDS)


async def _listen_until_gone(hub: Hub, subscription: PubSub) -> None:
    greeted = asyncio.Event()
    follower = asyncio.create_task(_follow(hub, subscription, greeted))
    try:
        async for channel, payload in payloads(subscription):
            if channel == HERE:
                greeted.set()
            else:
                await _hear(hub, channel, payload)
    finally:
        await end([follower])


async def _follow(hub: Hub, subscription: PubSub, greeted: asyncio.Event) -> None:
    """Subscribe to the tenants that are here, as they and the other processes come and go."""
    followed: set[str] = set()
    while True:
        here = () if await hub.redis.is_alone() else hub.realtime.tenants()
        wanted = {name for t in here for name in (messages_channel(t), events_channel(t))}
        if new := wanted - followed:
            await subscription.subscribe(*new)
        if old := followed - wanted:
            await subscription.unsubscribe(*old)
        followed = wanted
        # not wait_for: cancelled in the moment of its time-out it swallows the cancellation (3.11), and never ends
        with suppress(TimeoutError):
            async with asyncio.timeout(FOLLOW_SECONDS):
                await greeted.wait()
        greeted.clear()


async def _hear(hub: Hub, channel: str, payload: bytes) -> None:
    _, tenant, kind = channel.split(':') if channel.count(':') == 2 else ('', '', '')
    try:
        if kind == 'messages' and hub.bell.mark not in payload:
            await _hear_message(hub, UUID(tenant), payload)
        elif kind == 'events':
            await _hear_signal(hub, UUID(tenant), payload)
    except (ValueError, ValidationError, KeyError, TypeError):
        log.warning('bus.nonsense', channel=channel)  # others may publish there too


async def _hear_message(hub: Hub, tenant_id: UUID, payload: bytes) -> None:
    said = orjson.loads(payload)
    passing = Passing.model_validate(said.pop('hub'))
    if passing.origin == hub.bell.origin:
        return
    message = Message.model_validate(said)
    crash('heard')
    await hub.realtime.message(Stored.of(tenant_id, passing.visitor_id, passing.prev_public_seq, message))
    hub.rows.changed(tenant_id, message.conversation_id)


async def _hear_signal(hub: Hub, tenant_id: UUID, payload: bytes) -> None:
    signal = SIGNAL.validate_json(payload)
    if signal.origin == hub.bell.origin:
        return
    match signal:
        case Changed() | HandedOver():
            await _hear_change(hub, tenant_id, signal)
        case Said():
            await _pass_on(hub, tenant_id, signal)
        case Roster() | Chosen():
            await _hear_whereabouts(hub, tenant_id, signal)
        case Told():
            await tell(hub, tenant_id, signal)
        case Updated():
            await _hear_update(hub, tenant_id, signal)
        case SignedOut():
            await forget(hub, tenant_id, signal.user_id, signal.session_id)
        case Blocked():
            await turn_away(hub, signal.visitor_ids)
        case Erased():
            await tell_of_erasure(hub, tenant_id, signal)
        case _:
            await _hear_news(hub, tenant_id, signal)


async def _hear_change(hub: Hub, tenant_id: UUID, change: Changed | HandedOver) -> None:
    if isinstance(change, HandedOver):
        await sight.tell_here(hub, tenant_id, change)
        return
    for conversation_id in change.conversation_ids:
        hub.rows.changed(tenant_id, conversation_id)
    sight.changed(hub, tenant_id, change.conversation_ids)


async def _hear_news(hub: Hub, tenant_id: UUID, news: News) -> None:
    match news:
        case ListChanged():
            await tell_of_list(hub, tenant_id, news.noun)
            if news.noun == 'teams':
                await sight.team_changed(hub, tenant_id)
        case ContactChanged():
            await tell_of_contact(hub, tenant_id, news.id)
        case PeopleChanged():
            await tell_of_people(hub, tenant_id)


async def _hear_update(hub: Hub, tenant_id: UUID, updated: Updated) -> None:
    message = Message.model_validate_json(updated.body)
    stored = Stored.of(tenant_id, updated.visitor_id, updated.prev_public_seq, message)
    crash('heard_update')
    await hub.realtime.updated(stored)
    hub.rows.changed(tenant_id, message.conversation_id)


async def _pass_on(hub: Hub, tenant_id: UUID, said: Said) -> None:
    event = Event(said.event, said.body.encode())
    if said.to_all_agents:
        await sight.tell_seers(hub, tenant_id, said.conversation_id, event)
    else:
        await hub.realtime.to_watchers(said.conversation_id, event)
    if said.visitor_id:
        await hub.realtime.to_visitor(said.visitor_id, event)


async def _hear_whereabouts(hub: Hub, tenant_id: UUID, said: Roster | Chosen) -> None:
    if isinstance(said, Chosen):
        await chosen(hub, tenant_id, said.user_id, said.presence)
        return
    before = hub.roster.presence(tenant_id)
    for conversation_id in hub.roster.hear(tenant_id, said):
        await tell_watchers(hub, tenant_id, conversation_id)
    await tell_presence(hub, tenant_id, before)


async def poll(hub: Hub) -> None:
    """Find what no bell announced, until cancelled."""
    positions: dict[UUID, int] = {}
    clock = asyncio.get_running_loop().time
    begun = clock()
    while True:
        # from beginning to beginning: what a pass takes is not added to how late the next may be
        await asyncio.sleep(rest(clock() - begun))
        begun = clock()
        here = hub.realtime.tenants()
        positions = {tenant_id: at for tenant_id, at in positions.items() if tenant_id in here}
        for tenant_id in here:
            try:
                positions[tenant_id] = await _catch_up(hub, tenant_id, positions.get(tenant_id))
            except HubError as error:
                log.warning('poll.failed', error=error.code)


def rest(taken: float) -> float:
    """Seconds between two passes of the poll, of which the first took so many: without a bell nobody hears anything
    later than a pass begun in time tells them."""
    return max(POLL_SECONDS / 4, POLL_SECONDS - taken)


async def _catch_up(hub: Hub, tenant_id: UUID, position: int | None) -> int:
    async with hub.database.tenant(tenant_id) as session:
        if position is None:
            position = await conversations.recent_position(session)
        moved = await conversations.moved(session, position, PAGE)
        unheard = await missed(hub, session, _lacking(hub, moved))
        revs = _outdated(hub, moved)
        changes = await changed(hub, session, revs)
    crash('polled')
    for stored in unheard:
        metrics.BELLS_LOST.inc()
        await hub.realtime.found(stored)
    await _retell(hub, moved, revs, changes)
    for conversation in moved:
        hub.rows.polled(tenant_id, conversation.id, conversation.feed_position)
    sight.changed(hub, tenant_id, [conversation.id for conversation in moved])
    return moved[-1].feed_position if moved else position


def _lacking(hub: Hub, moved: list[Moved]) -> dict[UUID, int]:
    """The last seq that is known here, of conversations somebody here has to hear more of."""
    lacked = ((one.id, hub.realtime.lacks(one.id, one.visitor_id, one.last_seq)) for one in moved)
    return {id: seq for id, seq in lacked if seq is not None}


def _outdated(hub: Hub, moved: list[Moved]) -> dict[UUID, int]:
    """The last rev that is known here, of conversations somebody here has to hear changes of."""
    outdated = ((one.id, hub.realtime.outdated(one.id, one.rev)) for one in moved)
    return {id: rev for id, rev in outdated if rev is not None}


async def _retell(hub: Hub, moved: list[Moved], revs: dict[UUID, int], changes: list[Stored]) -> None:
    """A bell was lost: tell what changed since these revs."""
    hub.realtime.revs |= {one.id: one.rev for one in moved if one.id in revs}
    crash('before_retelling')
    for stored in changes:
        await hub.realtime.updated(stored)


async def keep_roster(hub: Hub) -> None:
    """Say who is here every ten seconds, and notice whom nobody has heard of, until cancelled."""
    known: dict[UUID, dict[UUID, Presence]] = {}
    while True:
        for tenant_id in hub.roster.tenants():
            hub.bell.roster(tenant_id)
            if tenant_id in known:
                await tell_presence(hub, tenant_id, known[tenant_id])
            known[tenant_id] = hub.roster.presence(tenant_id)
        await note_online(hub, hub.roster.tenants())
        for tenant_id in hub.roster.tenants():
            # beside the roster, which must not wait for a store
            hub.errands.run('auto_assign', look_round(hub, tenant_id))
        await asyncio.sleep(ROSTER_SECONDS)
