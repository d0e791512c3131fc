"""The namespace /agent: users at their desks."""

from typing import Any
from uuid import UUID

import orjson
from pydantic import Field

from handlers.namespace import Answer, Namespace, SocketEvent, checked
from handlers.outlet import Outlet
from hub.access import check
from hub.auth.auth import authenticate
from hub.context import Hub
from hub.conversations import conversations, threads
from hub.live import presence
from hub.live.realtime import Event
from hub.model.access import Permission, UserActor
from hub.model.base import Id, Input, Seq, Value
from hub.model.people import Presence, UserRole
from hub.model.signal import Watcher
from hub.writing import sending


class AgentAuth(Input):
    """The CONNECT packet's auth."""

    token: str = Field(min_length=1, max_length=8_192)


class Sync(Input):
    """What have I missed of this conversation?"""

    conversation_id: Id
    after_seq: Seq
    after_rev: Seq | None = None
    limit: int = Field(threads.SYNC, ge=1, le=threads.SYNC)


class FeedAfter(Input):
    """What has changed since?"""

    cursor: str = Field(max_length=40)


class Typing(Input):
    """I write, or I stopped."""

    conversation_id: Id
    on: bool


class Read(Input):
    """I have read up to here."""

    conversation_id: Id
    seq: Seq


class OneConversation(Input):
    """Which one."""

    conversation_id: Id


class MyPresence(Input):
    """How present I am."""

    state: Presence


class Idle(Input):
    """Nobody has touched this screen for a while; or somebody does again."""

    on: bool


class Me(Value):
    """The user, to themselves."""

    id: UUID
    name: str
    role: UserRole


class AgentSession(Value):
    """The first event of a connection."""

    user: Me
    cursor: str


class Done(Value):
    """Nothing else to say."""

    ok: bool = True


class Watchers(Value):
    """Who looks at the conversation."""

    ok: bool = True
    watchers: list[Watcher]


class AgentOutlet(Outlet):
    """A user's socket."""

    actor: UserActor


async def message(hub: Hub, outlet: AgentOutlet, payload: sending.AgentMessage) -> Answer:
    """Reply, or leave a note."""
    stored = await sending.send_as_agent(hub, outlet.actor, payload, outlet)
    return {'ok': True, 'message': orjson.Fragment(stored.for_agents())}


async def sync(hub: Hub, outlet: AgentOutlet, payload: Sync) -> Answer:
    """Catch up with a conversation."""
    return await threads.sync(hub, outlet.actor, **dict(payload))


async def feed(hub: Hub, outlet: AgentOutlet, payload: FeedAfter) -> Answer:
    """Catch up with the list."""
    found = await conversations.feed(hub, outlet.actor, payload.cursor)
    return found.model_dump(mode='json')  # a row says its nulls, here as over HTTP


async def typing(hub: Hub, outlet: AgentOutlet, payload: Typing) -> Answer:
    """Tell the visitor and the colleagues."""
    await presence.agent_types(hub, outlet, payload.conversation_id, on=payload.on)
    return Done()


async def read(hub: Hub, outlet: AgentOutlet, payload: Read) -> Answer:
    """Move my mark, and the visitor's ticks."""
    await presence.agent_read(hub, outlet.actor, payload.conversation_id, payload.seq, outlet)
    return Done()


async def watch(hub: Hub, outlet: AgentOutlet, payload: OneConversation) -> Answer:
    """From now on I hear this conversation."""
    return Watchers(watchers=await presence.watch(hub, outlet, payload.conversation_id))


async def unwatch(hub: Hub, outlet: AgentOutlet, payload: OneConversation) -> Answer:
    """No more."""
    return Watchers(watchers=await presence.unwatch(hub, outlet, payload.conversation_id))


async def my_presence(hub: Hub, outlet: AgentOutlet, payload: MyPresence) -> Answer:
    """Online, away, or hidden; for all my screens, until I say otherwise."""
    await presence.choose(hub, outlet.actor, payload.state)
    return Done()


async def idle(hub: Hub, outlet: AgentOutlet, payload: Idle) -> Answer:
    """Away by itself, and back by itself."""
    await presence.idle(hub, outlet, on=payload.on)
    return Done()


_READ, _REPLY = Permission.CONVERSATIONS_READ_OWN, Permission.CONVERSATIONS_REPLY
AGENT_EVENTS: dict[str, SocketEvent[AgentOutlet]] = {
    'message': SocketEvent(sending.AgentMessage, message, _REPLY, is_queued=sending.is_queued_at_once),
    'sync': SocketEvent(Sync, sync, _READ),
    'feed': SocketEvent(FeedAfter, feed, _READ),
    'typing': SocketEvent(Typing, typing, _REPLY, cost=0.5),
    'read': SocketEvent(Read, read, _READ, cost=0.5),
    'watch': SocketEvent(OneConversation, watch, _READ, cost=0.5),
    'unwatch': SocketEvent(OneConversation, unwatch, _READ, cost=0.5),
    'presence': SocketEvent(MyPresence, my_presence, _READ),
    'idle': SocketEvent(Idle, idle, _READ, cost=0.5),
}


class AgentNamespace(Namespace[AgentOutlet]):
    """Users' sockets."""

    events = AGENT_EVENTS

    async def admit(self, sid: str, environ: dict[str, Any], auth: dict[str, Any]) -> AgentOutlet:
        """By access token or API key."""
        told = checked(AgentAuth, orjson.dumps(auth))
        assert isinstance(told, AgentAuth)  # noqa: S101 - says it to the type checker
        actor = await authenticate(self.hub, told.token)
        check(actor, _READ)
        return AgentOutlet(self.server, self.namespace, sid, actor)

    async def greet(self, eio_sid: str) -> None:
        """Who I am, and where the feed stands."""
        outlet = self.outlets.get(eio_sid)
        if outlet is None:
            return
        actor = outlet.actor
        self.hub.realtime.join_agent(outlet)
        cursor = await conversations.cursor(self.hub, actor)
        chosen = await presence.kept(self.hub, actor)
        session = AgentSession(user=Me(id=actor.user_id, name=actor.name, role=actor.role), cursor=cursor)
        await outlet.send(Event.of('session', session))
        if actor.api_key_id is None:  # a program at work does not mean that its owner is at the desk
            await presence.arrive(self.hub, outlet, chosen)

    async def gone(self, outlet: AgentOutlet) -> None:
        """Off the roster."""
        self.hub.realtime.leave_agent(outlet)
        await presence.leave(self.hub, outlet)
