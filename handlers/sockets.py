"""Socket.IO, protocol 5: the server, its two namespaces' common part, and what protects it.

A namespace is a table of events. An event has one payload, checked by its model; its verb's answer is the ack. Events
of one connection run one after another, so that nobody's own messages overtake each other (reliability section 0).
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import orjson
import socketio
import structlog
from pydantic import BaseModel, ValidationError
from socketio import packet
from socketio.exceptions import ConnectionRefusedError as Refused

from handlers.problems import refusal
from handlers.transport import Engine, Frame
from hub import metrics
from hub.context import Hub
from hub.model.base import Value
from hub.model.errors import HubError, Invalid, NotFound, RateLimited
from hub.pace import Pace
from hub.realtime import Event

log = structlog.get_logger(__name__)

FRAME_BYTES = 64 * 1024
CONNECT_SECONDS = 10.0
EVENTS_A_SECOND, EVENTS_AT_ONCE = 10.0, 60.0


class Json:
    """orjson in the shape the library asks for. NaN, lone surrogates and endless nesting are refused."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        """Compact JSON."""
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str) -> Any:
        """Raises ValueError."""
        return orjson.loads(text)


class Packet(packet.Packet):  # type: ignore[misc]
    """Text only. Attachments of binary packets would pile up in our memory (CVE-2026-48804 and its remains)."""

    uses_binary_events = False
    json = Json

    def decode(self, encoded_packet: object) -> int:
        """Raises ValueError for anything but a well-formed text packet."""
        if not isinstance(encoded_packet, str) or encoded_packet[:1] not in ('0', '1', '2', '3'):
            raise ValueError('not a packet that clients send')
        super().decode(encoded_packet)
        if self.packet_type == packet.EVENT and not _is_event(self.data):
            raise ValueError('not an event that clients may send')
        if self.packet_type == packet.CONNECT and not isinstance(self.data, dict | None):
            raise ValueError('auth is an object')
        return 0


def _is_event(data: object) -> bool:
    if not isinstance(data, list) or not data or not isinstance(data[0], str):
        return False
    return data[0] not in ('connect', 'disconnect')


class SocketServer(socketio.AsyncServer):  # type: ignore[misc]
    """The server. Packets that make no sense end their connection, quietly."""

    def __init__(self, allows: Callable[[str, dict[str, Any]], bool]) -> None:
        super().__init__(
            async_mode='aiohttp',
            async_handlers=False,
            serializer=Packet,
            json=Json,
            cors_allowed_origins=allows,
            cors_credentials=False,
            max_http_buffer_size=FRAME_BYTES,
            http_compression=False,
        )
        self.draining = False

    def _engineio_server_class(self) -> type[Engine]:
        return Engine

    async def _handle_eio_connect(self, eio_sid: str, environ: dict[str, Any]) -> bool | None:
        if self.draining:
            return False
        await super()._handle_eio_connect(eio_sid, environ)
        asyncio.get_running_loop().call_later(CONNECT_SECONDS, self._expect_connect, eio_sid)
        return None

    def _expect_connect(self, eio_sid: str) -> None:
        """A socket that never says who it is costs memory for nothing."""
        socket = self.eio.sockets.get(eio_sid)
        joined = any(self.manager.sid_from_eio_sid(eio_sid, namespace) for namespace in self.manager.get_namespaces())
        if socket is not None and not joined:
            self.start_background_task(socket.cut)

    async def _handle_eio_message(self, eio_sid: str, data: object) -> None:
        try:
            await super()._handle_eio_message(eio_sid, data)
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as nonsense:
            log.info('socket.nonsense', error=type(nonsense).__name__)
            if socket := self.eio.sockets.get(eio_sid):
                await socket.cut()

    async def _handle_connect(self, eio_sid: str, namespace: str, data: dict[str, Any] | None) -> None:
        namespace = namespace or '/'
        if self.manager.sid_from_eio_sid(eio_sid, namespace):
            raise ValueError('connected already')
        await super()._handle_connect(eio_sid, namespace, data)
        sid = self.manager.sid_from_eio_sid(eio_sid, namespace)
        if sid and self.manager.is_connected(sid, namespace):
            self.environ[eio_sid] = {}  # the handshake is over; its headers would stay in memory for hours
            await self.namespace_handlers[namespace].greet(sid)


class Outlet:
    """A connected socket, as the core knows it."""

    def __init__(self, server: SocketServer, namespace: str, sid: str) -> None:
        self.sid = sid
        self.namespace = namespace
        self.pace = Pace(EVENTS_A_SECOND, EVENTS_AT_ONCE)
        self._server = server
        self._eio_sid = server.manager.eio_sid_from_sid(sid, namespace)

    async def send(self, event: Event) -> None:
        """Write the event; whoever does not read is cut off."""
        socket = self._server.eio.sockets.get(self._eio_sid)
        if socket is None:
            return
        frame = event.wire.get(self.namespace)
        if frame is None:
            said = b'42%b,["%b",%b]' % (self.namespace.encode(), event.name.encode(), event.body)
            frame = event.wire[self.namespace] = Frame(said)
        socket.write(frame)

    async def close(self, reason: str) -> None:
        """Say why, then hang up."""
        await self.send(Event('closing', orjson.dumps({'reason': reason})))
        if socket := self._server.eio.sockets.get(self._eio_sid):
            await socket.close(wait=False, abort=False)


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
    cost: float = 1.0
    """What it takes off the socket's pace."""


class Namespace(socketio.AsyncNamespace, Generic[Port]):  # type: ignore[misc]
    """Authorise, look the event up, check, call, answer."""

    events: Mapping[str, SocketEvent[Port]] = {}

    def __init__(self, hub: Hub, path: str) -> None:
        super().__init__(path)
        self.hub = hub
        self.outlets: dict[str, Port] = {}

    async def trigger_event(self, event: str, sid: str, *args: Any) -> Any:
        """The library's way in."""
        if event == 'connect':
            return await self._connect(sid, *args)
        if event == 'disconnect':
            return await self._disconnect(sid)
        outlet = self.outlets.get(sid)
        if outlet is None:
            return None
        return await self._answer(outlet, event, args)

    async def _connect(self, sid: str, environ: dict[str, Any], auth: dict[str, Any] | None = None) -> bool:
        try:
            outlet = await self.admit(sid, environ, auth or {})
        except HubError as error:
            raise _refused(error) from error
        except Exception as error:
            log.exception('socket.connect_failed')
            raise _refused(HubError('Something went wrong here. Try again in a moment.')) from error
        self.outlets[sid] = outlet
        metrics.SOCKETS.labels(self.namespace).inc()
        return True

    async def _disconnect(self, sid: str) -> None:
        outlet = self.outlets.pop(sid, None)
        if outlet is None:
            return
        metrics.SOCKETS.labels(self.namespace).dec()
        try:
            await self.gone(outlet)
        except HubError as error:
            log.warning('socket.farewell_failed', error=error.code)

    async def _answer(self, outlet: Port, name: str, args: tuple[Any, ...]) -> Any:
        try:
            return _ack(await self._call(outlet, name, args))
        except HubError as error:
            return _ack(refusal(error))
        except Exception:
            log.exception('socket.event_failed', event_name=name[:40])
            return _ack(refusal(HubError('Something went wrong here. Send it again in a moment.')))

    async def _call(self, outlet: Port, name: str, args: tuple[Any, ...]) -> Answer:
        event = self.events.get(name)
        if event is None:
            raise NotFound('There is no such event.')
        if self.hub.settings.rate_limits == 'on' and not outlet.pace.take(event.cost):
            raise RateLimited('Too fast. Wait a moment, then send it again.')
        if len(args) != 1:
            raise Invalid('An event carries one object.')
        return await event.verb(self.hub, outlet, checked(event.model, args[0]))

    async def admit(self, sid: str, environ: dict[str, Any], auth: dict[str, Any]) -> Port:
        """Who is it? Raises HubError to refuse."""
        raise NotImplementedError

    async def greet(self, sid: str) -> None:
        """The client knows that it is connected; tell it where things stand."""

    async def gone(self, outlet: Port) -> None:
        """The socket is closed."""


def checked(model: type[BaseModel], payload: object) -> BaseModel:
    """The payload as its model. Raises Invalid."""
    try:
        return model.model_validate_json(orjson.dumps(payload))  # strict, and yet ids and names of states are text
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
        where = '.'.join(map(str, first['loc']))
        raise Invalid(f'{where}: {first["msg"]}' if where else first['msg']) from wrong


def _ack(answer: Answer) -> Any:
    return answer.model_dump(mode='json', exclude_none=True) if isinstance(answer, BaseModel) else answer


def _refused(error: HubError) -> Refused:
    refused = Refused(error.detail)
    told = {'code': error.code, 'detail': error.detail}
    refused.error_args = {'message': error.detail, **told, 'data': told}
    return refused
