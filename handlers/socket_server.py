"""Socket.IO, protocol 5: the server, and what it does to clients that make no sense or never say who they are."""

import asyncio
from collections.abc import Callable
from typing import Any

import socketio
import structlog

from handlers.outlet import closing
from handlers.packets import Json, Packet, read_event
from handlers.socket_limits import SocketLimits
from handlers.transport import Engine
from hub.model.crash import crash

log = structlog.get_logger(__name__)

FRAME_BYTES = 64 * 1024
CONNECT_SECONDS = 10.0


class SocketServer(socketio.AsyncServer):  # type: ignore[misc]
    """The server. Packets that make no sense end their connection, quietly."""

    eio: Engine

    def __init__(self, allows: Callable[[str, dict[str, Any]], bool], limits: SocketLimits) -> None:
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
        self.limits = limits
        self.eio.has_room = limits.has_room

    def _engineio_server_class(self) -> type[Engine]:
        return Engine

    async def _handle_eio_connect(self, eio_sid: str, environ: dict[str, Any]) -> bool | None:
        if self.draining:
            return False
        await super()._handle_eio_connect(eio_sid, environ)
        self.limits.opened(eio_sid, environ)
        asyncio.get_running_loop().call_later(CONNECT_SECONDS, self._expect_connect, eio_sid)
        return None

    async def _handle_eio_disconnect(self, eio_sid: str, reason: str) -> None:
        self.limits.closed(eio_sid)
        await super()._handle_eio_disconnect(eio_sid, reason)

    def _expect_connect(self, eio_sid: str) -> None:
        """A socket that never says who it is costs memory for nothing."""
        socket = self.eio.sockets.get(eio_sid)
        joined = any(self.manager.sid_from_eio_sid(eio_sid, namespace) for namespace in self.manager.get_namespaces())
        if socket is not None and not joined:
            self.start_background_task(socket.cut)

    async def _handle_eio_message(self, eio_sid: str, data: object) -> None:
        try:
            event = read_event(data)
            if event is None:
                await super()._handle_eio_message(eio_sid, data)
            elif namespace := self.namespace_handlers.get(event.namespace):
                await namespace.hear(eio_sid, event)
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
            crash('connected')
            await self.namespace_handlers[namespace].greet(eio_sid)
            crash('greeted')

    async def say_closing(self, eio_sid: str, reason: str) -> None:
        """Tell a client why it is about to be sent away."""
        for namespace in self.namespace_handlers.values():
            if outlet := namespace.outlets.get(eio_sid):
                await outlet.send(closing(reason))
