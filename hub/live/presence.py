"""Here and now: who is online, who looks at a conversation, who types, who has read. Announced, hardly stored."""

from collections.abc import Iterable
from uuid import UUID

from hub.context import Hub
from hub.conversations.threads import readable
from hub.live.onlookers import tell_watchers
from hub.live.realtime import AgentOutlet, Event, Outlet, Read, Typing, Who
from hub.live.saying import say
from hub.model.access import Actor, UserActor, VisitorActor
from hub.model.base import Value
from hub.model.crash import crash
from hub.model.errors import NotFound
from hub.model.people import Presence
from hub.model.signal import Chosen, Told, Watcher
from storage import conversations, messages, users


class PresenceChange(Value):
    """A user came, went or says how present they are."""

    user_id: UUID
    state: Presence


def who(actor: Actor) -> Who:
    """The actor as the other side may know them: a visitor has no id for others."""
    if isinstance(actor, UserActor):
        return Who(kind='agent', id=actor.user_id, name=actor.name)
    return Who(kind='visitor', name=actor.name)


async def kept(hub: Hub, actor: UserActor) -> Presence:
    """How present a user said they are; it counts from the moment that they arrive."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return await users.presence(session, actor.user_id)


async def arrive(hub: Hub, outlet: AgentOutlet, chosen: Presence) -> None:
    """A user's socket is connected. Who said once that they are away, or hidden, still is."""
    actor = outlet.actor
    if outlet not in hub.realtime.agents.get(actor.tenant_id, ()):
        return  # gone meanwhile, and nobody would take it off the roster again
    before = hub.roster.presence(actor.tenant_id)
    hub.roster.enter(outlet)
    hub.roster.choose(actor.tenant_id, actor.user_id, chosen)
    await _changed(hub, actor.tenant_id, before)


async def idle(hub: Hub, outlet: AgentOutlet, *, on: bool) -> None:
    """Nobody has touched this screen for a while, or somebody does again: away by itself, and back by itself."""
    before = hub.roster.presence(outlet.actor.tenant_id)
    hub.roster.enter(outlet, Presence.AWAY if on else Presence.ONLINE)
    await _changed(hub, outlet.actor.tenant_id, before)


async def choose(hub: Hub, actor: UserActor, presence: Presence) -> None:
    """A user says how present they are. It stays until they say otherwise; `online` leaves it to what they do."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await users.choose_presence(session, actor.user_id, presence)
    await chosen(hub, actor.tenant_id, actor.user_id, presence)
    hub.bell.signal(actor.tenant_id, Chosen(origin=hub.bell.origin, user_id=actor.user_id, presence=presence))


async def chosen(hub: Hub, tenant_id: UUID, user_id: UUID, presence: Presence) -> None:
    """The part of it that is this process's own."""
    before = hub.roster.presence(tenant_id)
    hub.roster.choose(tenant_id, user_id, presence)
    await _changed(hub, tenant_id, before)


async def leave(hub: Hub, outlet: AgentOutlet) -> None:
    """A user's socket is gone."""
    tenant_id = outlet.actor.tenant_id
    before = hub.roster.presence(tenant_id)
    watched = hub.roster.leave(outlet)
    for conversation_id in watched:
        hub.realtime.unwatch(conversation_id, outlet)
    await _changed(hub, tenant_id, before)
    for conversation_id in watched:
        await tell_watchers(hub, tenant_id, conversation_id)


async def watch(hub: Hub, outlet: AgentOutlet, conversation_id: UUID) -> list[Watcher]:
    """From now on this socket hears the conversation. Who looks at it. Raises NotFound."""
    tenant_id = outlet.actor.tenant_id
    async with hub.database.alone(tenant_id) as session:
        marks = await readable(session, outlet.actor, conversation_id)
    hub.realtime.watch(conversation_id, outlet, marks.last_seq)
    hub.roster.watch(outlet, conversation_id)
    await _watchers_changed(hub, tenant_id, conversation_id)
    return hub.roster.watchers(tenant_id, conversation_id)


async def unwatch(hub: Hub, outlet: AgentOutlet, conversation_id: UUID) -> list[Watcher]:
    """This socket looks elsewhere. Who still looks at the conversation."""
    tenant_id = outlet.actor.tenant_id
    if outlet in hub.realtime.watchers.get(conversation_id, ()):  # else it may be another tenant's
        hub.realtime.unwatch(conversation_id, outlet)
        hub.roster.unwatch(outlet, conversation_id)
        await _watchers_changed(hub, tenant_id, conversation_id)
    return hub.roster.watchers(tenant_id, conversation_id)


async def agent_types(hub: Hub, outlet: AgentOutlet, conversation_id: UUID, *, on: bool) -> None:
    """Tell the visitor and the colleagues. Only who watches a conversation can type in it."""
    if outlet not in hub.realtime.watchers.get(conversation_id, ()):
        raise NotFound('Open the conversation first.')
    async with hub.database.alone(outlet.actor.tenant_id) as session:
        marks = await readable(session, outlet.actor, conversation_id)
    hub.roster.watch(outlet, conversation_id, typing=on)
    typing = Typing(conversation_id=conversation_id, who=who(outlet.actor), on=on)
    await say(hub, outlet.actor.tenant_id, 'typing', typing, visitor_id=marks.visitor_id, outlet=outlet)
    await _watchers_changed(hub, outlet.actor.tenant_id, conversation_id)


async def visitor_types(hub: Hub, actor: VisitorActor, outlet: Outlet, conversation_id: UUID, *, on: bool) -> None:
    """Tell every agent: the list shows it too. Raises NotFound for a conversation that is not theirs."""
    async with hub.database.alone(actor.tenant_id) as session:
        await readable(session, actor, conversation_id)
    typing = Typing(conversation_id=conversation_id, who=who(actor), on=on)
    await say(hub, actor.tenant_id, 'typing', typing, outlet=outlet, to_all_agents=True)


async def visitor_read(hub: Hub, actor: VisitorActor, outlet: Outlet, conversation_id: UUID, seq: int) -> None:
    """The visitor has read up to here. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        marks = await readable(session, actor, conversation_id)
        seq = min(seq, marks.last_seq)
        moved = await conversations.visitor_read(session, conversation_id, actor.visitor_id, seq)
    crash('visitor_read')
    if moved:
        read = Read(conversation_id=conversation_id, who=who(actor), seq=seq)
        await say(hub, actor.tenant_id, 'read', read, visitor_id=actor.visitor_id, outlet=outlet)


async def agent_read(hub: Hub, actor: UserActor, conversation_id: UUID, seq: int, outlet: Outlet | None = None) -> None:
    """This agent has read up to here; the visitor sees the first of it. Going back marks as unread. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        marks = await readable(session, actor, conversation_id)
        seq = min(seq, marks.last_seq)
        inbound = await messages.inbound_until(session, conversation_id, seq)
        moved = await conversations.agents_read(session, conversation_id, seq)
        await conversations.user_read(session, conversation_id, actor.user_id, seq, inbound)
    crash('agent_read')
    if not moved:
        await tell_own_read(hub, actor, conversation_id, seq)
        return
    read = Read(conversation_id=conversation_id, who=who(actor), seq=seq)
    await hub.realtime.to_user(actor.tenant_id, actor.user_id, Event.of('read', read))
    await say(hub, actor.tenant_id, 'read', read, visitor_id=marks.visitor_id, outlet=outlet)


async def tell_own_read(hub: Hub, actor: UserActor, conversation_id: UUID, seq: int) -> None:
    """Where this agent's own mark stands is nobody else's business, but they may have a tab on another process."""
    event = Event.of('read', Read(conversation_id=conversation_id, who=who(actor), seq=seq))
    await hub.realtime.to_user(actor.tenant_id, actor.user_id, event)
    told = Told(origin=hub.bell.origin, user_id=actor.user_id, event='read', body=event.body.decode())
    hub.bell.signal(actor.tenant_id, told)


async def tell_presence(hub: Hub, tenant_id: UUID, before: dict[UUID, Presence]) -> None:
    """Tell the agents here what is other than it was."""
    now = hub.roster.presence(tenant_id)
    for user_id in {*before, *now}:
        state = now.get(user_id, Presence.OFFLINE)
        if state is not before.get(user_id, Presence.OFFLINE):
            await hub.realtime.to_agents(tenant_id, Event.of('presence', PresenceChange(user_id=user_id, state=state)))


async def note_online(hub: Hub, tenant_ids: Iterable[UUID]) -> None:
    """Let processes that have none of a tenant's agents know whether somebody is there: their visitors ask."""
    online = {tenant_id: hub.roster.is_online_here(tenant_id) for tenant_id in tenant_ids}
    if online:
        await hub.redis.note_online(online, hub.bell.origin)


async def _changed(hub: Hub, tenant_id: UUID, before: dict[UUID, Presence]) -> None:
    await tell_presence(hub, tenant_id, before)
    hub.bell.roster(tenant_id)
    if (Presence.ONLINE in before.values()) is not hub.roster.is_online(tenant_id):
        hub.errands.run('note_online', note_online(hub, [tenant_id]))


async def _watchers_changed(hub: Hub, tenant_id: UUID, conversation_id: UUID) -> None:
    await tell_watchers(hub, tenant_id, conversation_id)
    hub.bell.roster(tenant_id)
