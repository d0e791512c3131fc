"""Who hears what: events after commit to the sockets of this process, in one place.

The core knows a socket only as an Outlet. An event is encoded once for all who hear it. Other processes learn of it
through `hub/live/bus.py`; what no bell brought, its poll finds.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeVar
from uuid import UUID

from hub.model.access import Permission, Sight, UserActor, Viewer, VisitorActor
from hub.model.base import Value
from hub.model.message import Message

Item = TypeVar('Item')

EARLY = 1000
LATEST = 20
"""What is told again where nobody knows how much was missed; whoever lacks more sees the gap, and asks."""


class Event:
    """A name and its JSON body; `wire` keeps what a transport made of it, for the next receiver."""

    __slots__ = ('body', 'name', 'wire')

    def __init__(self, name: str, body: bytes) -> None:
        self.name = name
        self.body = body
        self.wire: dict[str, Any] = {}

    @classmethod
    def of(cls, name: str, value: Value) -> 'Event':
        """An event that carries a value."""
        return cls(name, value.model_dump_json(exclude_none=True).encode())


class Outlet(Protocol):
    """A connected socket. `send` never waits for the receiver: one that does not read is closed."""

    async def send(self, event: Event) -> None: ...
    async def close(self, reason: str) -> None: ...


class AgentOutlet(Outlet, Protocol):
    """A user's socket."""

    @property
    def actor(self) -> UserActor: ...


class VisitorOutlet(Outlet, Protocol):
    """A visitor's socket."""

    @property
    def actor(self) -> VisitorActor: ...


class Who(Value):
    """Somebody, as the other side may know them."""

    kind: Literal['visitor', 'agent']
    id: UUID | None = None
    name: str | None = None


class Typing(Value):
    """Somebody writes, or stopped."""

    conversation_id: UUID
    who: Who
    on: bool


class Read(Value):
    """Somebody has read up to a seq."""

    conversation_id: UUID
    who: Who
    seq: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A committed message and who it concerns; encoded once, each audience gets its own `prev_seq`."""

    tenant_id: UUID
    visitor_id: UUID | None
    prev_public_seq: int
    message: Message
    json: bytes = field(repr=False)

    @classmethod
    def of(cls, tenant_id: UUID, visitor_id: UUID | None, prev_public_seq: int, message: Message) -> 'Stored':
        """Encode it."""
        encoded = message.model_dump_json(exclude_none=True).encode()
        return cls(tenant_id, visitor_id, prev_public_seq, message, encoded)

    def for_agents(self) -> bytes:
        """As agents see it: they see every number."""
        return b'%b,"prev_seq":%d}' % (self.json[:-1], self.message.seq - 1)

    def for_visitor(self) -> bytes:
        """As its visitor sees it: private notes leave no gap."""
        return b'%b,"prev_seq":%d}' % (self.json[:-1], self.prev_public_seq)


class Realtime:
    """The sockets of this process: agents by tenant, watchers by conversation, visitors by their id."""

    def __init__(self) -> None:
        self.agents: dict[UUID, set[AgentOutlet]] = {}
        self._short_sighted: dict[UUID, set[AgentOutlet]] = {}
        """Those of the agents who may not see every conversation."""
        self.visitors: dict[UUID, set[VisitorOutlet]] = {}
        self.watchers: dict[UUID, set[AgentOutlet]] = {}
        self._sockets: Counter[UUID] = Counter()
        self.revs: dict[UUID, int] = {}
        """Up to which rev everything was told here, of conversations whose messages changed."""
        self.seen: dict[UUID, int] = {}
        """Highest seq that was delivered here, of conversations that somebody here follows."""
        self._early: dict[tuple[UUID, int], None] = {}
        """What the poll delivered before its announcement came, oldest first."""

    def tenants(self) -> set[UUID]:
        """Tenants with somebody here."""
        return set(self._sockets)

    def join_agent(self, outlet: AgentOutlet) -> None:
        """From now on this socket hears what concerns every agent of its tenant."""
        self.agents.setdefault(outlet.actor.tenant_id, set()).add(outlet)
        if outlet.actor.sight is not Sight.ALL:
            self._short_sighted.setdefault(outlet.actor.tenant_id, set()).add(outlet)
        self._sockets[outlet.actor.tenant_id] += 1

    def leave_agent(self, outlet: AgentOutlet) -> None:
        """It is gone."""
        _discard(self._short_sighted, outlet.actor.tenant_id, outlet)
        if _discard(self.agents, outlet.actor.tenant_id, outlet):
            self._left(outlet.actor.tenant_id)

    def join_visitor(self, outlet: VisitorOutlet) -> None:
        """From now on this socket hears its visitor's conversations."""
        self.visitors.setdefault(outlet.actor.visitor_id, set()).add(outlet)
        self._sockets[outlet.actor.tenant_id] += 1

    def leave_visitor(self, outlet: VisitorOutlet) -> None:
        """It is gone."""
        if _discard(self.visitors, outlet.actor.visitor_id, outlet):
            self._left(outlet.actor.tenant_id)

    def _left(self, tenant_id: UUID) -> None:
        self._sockets[tenant_id] -= 1
        if not self._sockets[tenant_id]:
            del self._sockets[tenant_id]

    def watch(self, conversation_id: UUID, outlet: AgentOutlet, last_seq: int) -> None:
        """From now on this socket hears this conversation's messages; it has those up to `last_seq`."""
        self.watchers.setdefault(conversation_id, set()).add(outlet)
        self.seen.setdefault(conversation_id, last_seq)

    def unwatch(self, conversation_id: UUID, outlet: AgentOutlet) -> None:
        """No more."""
        _discard(self.watchers, conversation_id, outlet)

    async def message(self, stored: Stored, skip: Outlet | None = None) -> None:
        """Deliver a message to those here who follow it, unless the poll was quicker."""
        if self._early and (stored.message.conversation_id, stored.message.seq) in self._early:
            del self._early[stored.message.conversation_id, stored.message.seq]
        else:
            await self._deliver('message', stored, skip)

    def lacks(self, conversation_id: UUID, visitor_id: UUID | None, last_seq: int) -> int | None:
        """After which seq somebody here has messages to come; None where nobody has."""
        seen = self.seen.get(conversation_id)
        if seen is None and visitor_id in self.visitors:
            seen = max(0, last_seq - LATEST)  # opened in another process while they were here
        return seen if seen is not None and seen < last_seq else None

    def outdated(self, conversation_id: UUID, rev: int) -> int | None:
        """After which rev somebody here has changes to come; None where nobody has."""
        told = self.revs.get(conversation_id)
        if conversation_id not in self.seen or rev <= (told or 0):
            return None
        return rev - LATEST if told is None else told

    async def found(self, stored: Stored) -> None:
        """Deliver what the poll found, unless its announcement came in the meantime; coming later it says nothing."""
        conversation_id, seq = stored.message.conversation_id, stored.message.seq
        if seq > self.seen.get(conversation_id, 0):
            self._early[conversation_id, seq] = None
            if len(self._early) > EARLY:
                del self._early[next(iter(self._early))]
            await self._deliver('message', stored)

    async def updated(self, stored: Stored) -> None:
        """Deliver a message that is other than it was."""
        await self._deliver('message.updated', stored)

    async def _deliver(self, name: str, stored: Stored, skip: Outlet | None = None) -> None:
        conversation_id, seq = stored.message.conversation_id, stored.message.seq
        watchers = self.watchers.get(conversation_id)
        visitors = self.visitors.get(stored.visitor_id) if stored.visitor_id else None
        if watchers:
            await _send(watchers, Event(name, stored.for_agents()), skip)
        if visitors and not stored.message.private:
            await _send(visitors, Event(name, stored.for_visitor()), skip)
        if not watchers and not visitors:
            self.seen.pop(conversation_id, None)
            self.revs.pop(conversation_id, None)
        elif name == 'message':
            self.seen[conversation_id] = max(seq, self.seen.get(conversation_id, 0))
        elif self.revs.get(conversation_id, stored.message.rev - 1) == stored.message.rev - 1:
            self.revs[conversation_id] = stored.message.rev

    async def to_agents(self, tenant_id: UUID, event: Event, permission: Permission | None = None) -> None:
        """Tell every agent of a tenant here, or those who have this right."""
        agents = self.agents.get(tenant_id, ())
        await _send([o for o in agents if permission is None or permission in o.actor.permissions], event)

    async def to_seers(self, tenant_id: UUID, event: Event, seers: Collection[Viewer]) -> None:
        """Tell the agents of a tenant here who may see every conversation, and of the others those."""
        kept_out = {o for o in self._short_sighted.get(tenant_id, ()) if o.actor.viewer not in seers}
        agents = self.agents.get(tenant_id, set())
        await _send(agents - kept_out if kept_out else agents, event)

    def short_sighted(self, tenant_id: UUID) -> set[Viewer]:
        """Who of a tenant's agents here may not see every conversation."""
        return {outlet.actor.viewer for outlet in self._short_sighted.get(tenant_id, ())}

    def outlets_of(self, tenant_id: UUID, viewers: Collection[Viewer]) -> list[AgentOutlet]:
        """The sockets here of some of those."""
        return [outlet for outlet in self._short_sighted.get(tenant_id, ()) if outlet.actor.viewer in viewers]

    async def to_watchers(self, conversation_id: UUID, event: Event, skip: Outlet | None = None) -> None:
        """Tell those who look at a conversation."""
        await _send(self.watchers.get(conversation_id, ()), event, skip)

    async def to_visitor(self, visitor_id: UUID, event: Event, skip: Outlet | None = None) -> None:
        """Tell every tab of a visitor."""
        await _send(self.visitors.get(visitor_id, ()), event, skip)

    async def to_user(self, tenant_id: UUID, user_id: UUID, event: Event) -> None:
        """Tell every tab of a user."""
        await _send([o for o in self.agents.get(tenant_id, ()) if o.actor.user_id == user_id], event)

    async def sign_out(self, tenant_id: UUID, user_id: UUID, session_id: UUID | None) -> None:
        """Hang up on a user's session here, or on all of them."""
        for outlet in tuple(self.agents.get(tenant_id, ())):
            if outlet.actor.user_id == user_id and session_id in (None, outlet.actor.session_id):
                await outlet.close('signed_out')


async def _send(outlets: Iterable[Outlet], event: Event, skip: Outlet | None = None) -> None:
    for outlet in tuple(outlets):
        if outlet is not skip:
            await outlet.send(event)


def _discard(index: dict[UUID, set[Item]], key: UUID, item: Item) -> bool:
    found = index.get(key)
    if not found or item not in found:
        return False
    found.remove(item)
    if not found:
        del index[key]
    return True
