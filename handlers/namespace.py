"""What the two namespaces of Socket.IO have in common.

A namespace is a table of events. An event has one payload, checked by its model; its verb's answer is the ack. Events
of one connection begin in their order, and each waits for the end of the one before, so that nobody's own messages
overtake each other (reliability G3). Only messages that take their place in the committer's queue at once go
side by side: an agent who answers many would wait for a commit after each.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import orjson
import socketio
import structlog
from pydantic import BaseModel, ValidationError
from socketio.exceptions import ConnectionRefusedError as Refused

from handlers.outlet import Outlet
from handlers.packets import EventPacket
from handlers.problems import refusal
from handlers.socket_limits import SocketLimits
from hub import metrics
from hub.access import check
from hub.context import Hub
from hub.conversations.sight import looking
from hub.model.access import Permission, UserActor
from hub.model.base import Value
from hub.model.crash import crash
from hub.model.errors import HubError, Invalid, NotFound, RateLimited, Unavailable

log = structlog.get_logger(__name__)


class Nonsense(ValueError):
    """Not JSON: whoever sends it is no client of ours."""


Port = TypeVar('Port', bound=Outlet)
Port_contra = TypeVar('Port_contra', bound=Outlet, contravariant=True)
Answer = Value | dict[str, Any] | None


class Verb(Protocol[Port_contra]):
    """What an event does."""

    def __call__(self, hub: Hub, outlet: Port_contra, payload: Any, /) -> Awaitable[Answer]: ...


@dataclass(frozen=True)
class SocketEvent(Generic[Port]):
    """One line of a namespace's table. The matrix test asks each of them."""

    model: type[BaseModel]
    verb: Verb[Port]
    permission: Permission | None = None
    """What an agent needs for it; visitors have no rights but their own conversation."""
    cost: float = 1.0
    """What it takes off the caller's pace."""
    is_queued: Callable[[Any, Any], bool] = lambda _actor, _payload: False
    """Whether this payload is in the committer's queue before the verb first waits: then the next may begin."""


class Namespace(socketio.AsyncNamespace, Generic[Port]):  # type: ignore[misc]
    """Authorise, look the event up, check, call, answer."""

    events: Mapping[str, SocketEvent[Port]] = {}

    def __init__(self, hub: Hub, path: str) -> None:
        super().__init__(path)
        self.hub = hub
        self.outlets: dict[str, Port] = {}

    async def trigger_event(self, event: str, sid: str, *args: Any) -> Any:
        """The library's way in: who comes, who goes."""
        return await (self._connect if event == 'connect' else self._disconnect)(sid, *args)

    async def hear(self, eio_sid: str, event: EventPacket) -> None:
        """A client's event: do it, then answer if an answer is wanted. Raises ValueError for what is not JSON."""
        outlet = self.outlets.get(eio_sid)
        if outlet is None:
            return
        try:
            understood, payload = self._understood(outlet, event)
        except HubError as error:
            await outlet.alone(self._answer(outlet, event, _raised(error)))
            return
        work = self._answer(outlet, event, self._do(understood, outlet, payload))
        is_queued = understood.is_queued(outlet.actor, payload)
        await (outlet.beside if is_queued else outlet.alone)(work)

    async def _do(self, event: SocketEvent[Port], outlet: Port, payload: BaseModel) -> Answer:
        with looking(outlet.actor):
            return await event.verb(self.hub, outlet, payload)

    async def _connect(self, sid: str, environ: dict[str, Any], auth: dict[str, Any] | None = None) -> bool:
        try:
            outlet = await self._let_in(sid, environ, auth or {})
        except HubError as error:
            raise _refused(error) from error
        except Exception as error:
            log.exception('socket.connect_failed')
            raise _refused(HubError('Something went wrong here. Try again in a moment.')) from error
        crash('admitted')
        self.outlets[outlet.eio_sid] = outlet
        metrics.SOCKETS.labels(self.namespace).inc()
        return True

    async def _let_in(self, sid: str, environ: dict[str, Any], auth: dict[str, Any]) -> Port:
        limits: SocketLimits = self.server.limits
        await limits.knocks(self.server.manager.eio_sid_from_sid(sid, self.namespace))
        outlet = await self.admit(sid, environ, auth)
        try:
            if outlet.is_over:
                raise Unavailable('The connection ended meanwhile.')
            limits.enter(outlet.actor.tenant_id, outlet.pace)
        except HubError:
            await self.gone(outlet)
            raise
        return outlet

    async def _disconnect(self, sid: str, _reason: str = '') -> None:
        outlet = self.outlets.pop(self.server.manager.eio_sid_from_sid(sid, self.namespace), None)
        if outlet is None:
            return
        metrics.SOCKETS.labels(self.namespace).dec()
        self.server.limits.leave(outlet.actor.tenant_id, outlet.pace)
        try:
            crash('hung_up')
            await self.gone(outlet)
        except HubError as error:
            log.warning('socket.farewell_failed', error=error.code)

    def _understood(self, outlet: Port, said: EventPacket) -> tuple[SocketEvent[Port], BaseModel]:
        event = self.events.get(said.name)
        if event is None:
            raise NotFound('There is no such event.')
        if self.server.limits.are_on and not outlet.pace.take(event.cost):
            raise RateLimited('Too fast. Wait a moment, then send it again.')
        if isinstance(outlet.actor, UserActor):
            check(outlet.actor, event.permission)
        crash('event_received')
        return event, checked(event.model, said.payload)

    async def _answer(self, outlet: Port, event: EventPacket, work: Awaitable[Answer]) -> None:
        try:
            answer = _encoded(await work)
        except HubError as error:
            answer = _encoded(refusal(error))
        except Exception:
            log.exception('socket.event_failed', event_name=event.name[:40])
            answer = _encoded(refusal(HubError('Something went wrong here. Send it again in a moment.')))
        if event.ack:
            crash('before_ack')
            outlet.acknowledge(event, answer)

    async def admit(self, sid: str, environ: dict[str, Any], auth: dict[str, Any]) -> Port:
        """Who is it? Raises HubError to refuse."""
        raise NotImplementedError

    async def greet(self, eio_sid: str) -> None:
        """The client knows that it is connected; tell it where things stand."""

    async def gone(self, outlet: Port) -> None:
        """The socket is closed."""


def checked(model: type[BaseModel], payload: str | bytes) -> BaseModel:
    """The payload as its model: strict, and yet ids and names of states are text. Raises Invalid, Nonsense."""
    try:
        return model.model_validate_json(payload)
    except ValidationError as wrong:
        _one_value(payload)
        first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
        where = '.'.join(map(str, first['loc']))
        raise Invalid(f'{where}: {first["msg"]}' if where else first['msg']) from wrong


def _one_value(payload: str | bytes) -> None:
    """Raises Nonsense for what is no JSON at all, Invalid where it is not one value."""
    try:
        values = orjson.loads(b'[%b]' % (payload.encode() if isinstance(payload, str) else payload))
    except ValueError as wrong:
        raise Nonsense(str(wrong)) from wrong
    if len(values) != 1:
        raise Invalid('An event carries one object.')


def _encoded(answer: Answer) -> bytes:
    if answer is None:
        return b''
    return orjson.dumps(answer) if isinstance(answer, dict) else answer.model_dump_json(exclude_none=True).encode()


async def _raised(error: HubError) -> Answer:
    raise error


def _refused(error: HubError) -> Refused:
    refused = Refused(error.detail)
    told = {'code': error.code, 'detail': error.detail}
    refused.error_args = {'message': error.detail, **told, 'data': told}
    return refused
