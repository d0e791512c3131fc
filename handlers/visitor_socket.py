"""The namespace /visitor: browsers on tenants' sites."""

from typing import Any

import orjson
from pydantic import Field

from handlers.agent_socket import Done, Read, Sync, Typing
from handlers.client_address import client_address
from handlers.namespace import Answer, Namespace, SocketEvent, checked
from handlers.outlet import Outlet
from handlers.socket_server import SocketServer
from hub.context import Hub
from hub.conversations import ratings, threads
from hub.live import presence
from hub.live.realtime import Event
from hub.model.access import VisitorActor
from hub.model.base import Input, Text, Value
from hub.model.conversation import VisitorConversation
from hub.model.people import ContactBrief
from hub.widgets import claims, visitors
from hub.writing import sending


class VisitorAuth(Input):
    """The CONNECT packet's auth: the site's key, the visitor's own token from last time, and a signed identity."""

    key: str = Field(min_length=1, max_length=100)
    visitor: str | None = Field(None, max_length=200)
    identity: str | None = Field(None, max_length=8_192)
    locale: Text | None = Field(None, max_length=35)


class VisitorSession(Value):
    """The first event of a connection. `visitor` is the token to come back with."""

    visitor: str
    contact: ContactBrief | None = None
    conversations: list[VisitorConversation]


class VisitorOutlet(Outlet):
    """A visitor's socket."""

    actor: VisitorActor

    def __init__(self, server: SocketServer, namespace: str, sid: str, session: visitors.VisitorSession) -> None:
        super().__init__(server, namespace, sid, session.actor)
        self.session = session


async def message(hub: Hub, outlet: VisitorOutlet, payload: sending.VisitorMessage) -> Answer:
    """Say something."""
    stored = await visitors.say(hub, outlet.actor, payload, outlet)
    return {'ok': True, 'message': orjson.Fragment(stored.for_visitor())}


async def sync(hub: Hub, outlet: VisitorOutlet, payload: Sync) -> Answer:
    """Catch up with a conversation."""
    return await threads.sync(hub, outlet.actor, **dict(payload))


async def identify(hub: Hub, outlet: VisitorOutlet, payload: claims.Identify) -> Answer:
    """Who I say I am; it proves nothing."""
    outlet.actor = await claims.identify(hub, outlet.actor, payload)
    return Done()


async def page(hub: Hub, outlet: VisitorOutlet, payload: visitors.Page) -> Answer:
    """Which page I look at."""
    await visitors.page(hub, outlet.actor, payload)
    return Done()


async def rate(hub: Hub, outlet: VisitorOutlet, payload: ratings.Rating) -> Answer:
    """How it was."""
    await ratings.rate(hub, outlet.actor, payload)
    return Done()


async def typing(hub: Hub, outlet: VisitorOutlet, payload: Typing) -> Answer:
    """Tell the agents."""
    await presence.visitor_types(hub, outlet.actor, outlet, payload.conversation_id, on=payload.on)
    return Done()


async def read(hub: Hub, outlet: VisitorOutlet, payload: Read) -> Answer:
    """Move my mark, and the agents' ticks."""
    await presence.visitor_read(hub, outlet.actor, outlet, payload.conversation_id, payload.seq)
    return Done()


VISITOR_EVENTS: dict[str, SocketEvent[VisitorOutlet]] = {
    'message': SocketEvent(sending.VisitorMessage, message, is_queued=sending.is_queued_at_once),
    'sync': SocketEvent(Sync, sync),
    'identify': SocketEvent(claims.Identify, identify, cost=5),
    'page': SocketEvent(visitors.Page, page),
    'rate': SocketEvent(ratings.Rating, rate),
    'typing': SocketEvent(Typing, typing, cost=0.5),
    'read': SocketEvent(Read, read, cost=0.5),
}


class VisitorNamespace(Namespace[VisitorOutlet]):
    """Visitors' sockets."""

    events = VISITOR_EVENTS

    async def admit(self, sid: str, environ: dict[str, Any], auth: dict[str, Any]) -> VisitorOutlet:
        """By the site's key; a token from last time makes them the same visitor again."""
        told = checked(VisitorAuth, orjson.dumps(auth))
        assert isinstance(told, VisitorAuth)  # noqa: S101 - says it to the type checker
        request = environ['aiohttp.request']
        session = await visitors.connect(
            self.hub,
            key=told.key,
            token=told.visitor,
            identity=told.identity,
            address=client_address(request, self.hub.settings.trusted_proxies),
            user_agent=request.headers.get('User-Agent', '')[:400],
            locale=told.locale,
        )
        return VisitorOutlet(self.server, self.namespace, sid, session)

    async def greet(self, eio_sid: str) -> None:
        """My token, and my conversations."""
        outlet = self.outlets.get(eio_sid)
        if outlet is None:
            return
        self.hub.realtime.join_visitor(outlet)
        known = [] if outlet.session.is_new else await visitors.conversations(self.hub, outlet.actor)
        for conversation in known:
            self.hub.realtime.seen.setdefault(conversation.id, conversation.last_seq)
        session = VisitorSession(visitor=outlet.session.token, contact=outlet.session.contact, conversations=known)
        await outlet.send(Event.of('session', session))

    async def gone(self, outlet: VisitorOutlet) -> None:
        """Note when they left."""
        self.hub.realtime.leave_visitor(outlet)
        await visitors.ended(self.hub, outlet.actor)
