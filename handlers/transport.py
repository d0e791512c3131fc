"""The lean transport: Engine.IO's sockets without a queue, a task and a time-out for every frame.

The library hands each outgoing packet to a writer task and wraps each incoming one in two tasks; here a message is
written straight to a WebSocket that keeps up, and only what it cannot take at once waits in a bounded queue. A
receiver that does not read is cut off instead of filling our memory (reliability G11).
Polling and upgrades take the library's own road. Written against python-engineio 4.15, which has no hook for this.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import engineio
from aiohttp import WSMsgType, web
from engineio import async_server, packet
from engineio.async_drivers import aiohttp as driver
from engineio.async_socket import AsyncSocket
from engineio.exceptions import EngineIOError, QueueEmpty

from hub import metrics
from hub.model.crash import crash

BUFFER_BYTES = 64 * 1024
"""What may wait in the operating system's and the transport's buffers before we queue."""
QUEUE_PACKETS = 256
CLOSE_SECONDS = 2.0
_TOO_MANY = {
    'status': '429 TOO MANY REQUESTS',
    'headers': [('Content-Type', 'text/plain'), ('Retry-After', '30')],
    'response': b'Too many connections from this address. Try again in a while.',
}


class Frame:
    """An encoded message packet and its WebSocket frame: the same bytes for every receiver."""

    __slots__ = ('packet', 'wire')

    def __init__(self, packet: bytes) -> None:
        self.packet = packet
        self.wire = _header(len(packet)) + packet


def _header(size: int) -> bytes:
    """One whole text frame, unmasked, as servers send them (RFC 6455, 5.2)."""
    if size < 126:
        return bytes((0x81, size))
    return b'\x81\x7e' + size.to_bytes(2) if size < 65536 else b'\x81\x7f' + size.to_bytes(8)


class WebSocket(driver.WebSocket):  # type: ignore[misc]
    """The driver's WebSocket without compression: it costs 105 KiB a visitor."""

    async def __call__(self, environ: dict[str, Any]) -> web.WebSocketResponse:
        """Shake hands, then run the socket's handler until it ends."""
        request = environ['aiohttp.request']
        self._sock = web.WebSocketResponse(
            max_msg_size=self.server.max_http_buffer_size, compress=False, timeout=CLOSE_SECONDS
        )
        await self._sock.prepare(request)
        self.transport = request.transport
        await self.handler(self)
        return self._sock


class Socket(AsyncSocket):  # type: ignore[misc]
    """One client's connection."""

    connected: bool
    upgraded: bool
    _ws: WebSocket | None = None
    _flushing = False
    _is_cut = False

    def __init__(self, server: 'Engine', sid: str) -> None:
        super().__init__(server, sid)
        self._loop = asyncio.get_running_loop()  # asked for once: it is a system call
        self._unwritten = bytearray()

    async def send(self, pkt: packet.Packet) -> None:
        """Send a packet; chat goes the short way."""
        if pkt.packet_type == packet.MESSAGE:
            self.write(Frame(pkt.encode().encode()))
        else:
            await super().send(pkt)

    def write(self, frame: Frame) -> None:
        """Write a message without ever waiting for the receiver."""
        if self.closed or self.closing or self._is_cut:
            return
        ws = self._ws
        if ws is not None and not self._flushing and self.queue.empty() and self._keeps_up(ws):
            if not self._unwritten:
                self._loop.call_soon(self._write_out)
            self._unwritten += frame.wire
        elif self.queue.qsize() < QUEUE_PACKETS:
            self.queue.put_nowait(packet.Packet(packet.MESSAGE, data=frame.packet[1:].decode()))
        else:
            self._is_cut = True
            metrics.SLOW_SOCKETS.inc()
            self.server.start_background_task(self.cut)

    def _keeps_up(self, ws: WebSocket) -> bool:
        return ws.transport is not None and ws.transport.get_write_buffer_size() + len(self._unwritten) < BUFFER_BYTES

    def _write_out(self) -> None:
        """What one turn of the loop had for this client, in one write: what was committed together goes together."""
        ws, frames = self._ws, bytes(self._unwritten)
        self._unwritten.clear()
        if frames and ws is not None and not ws._sock.closed and not ws.transport.is_closing():
            crash('before_write')
            ws.transport.write(frames)  # else the receiving loop notices
            crash('written')

    async def cut(self) -> None:
        """End the connection now; a client that is alive comes back and asks for what it missed."""
        if self._ws is not None and self._ws.transport is not None:
            self._ws.transport.abort()
        else:
            await self.close(wait=False, abort=True, reason=self.server.reason.SERVER_DISCONNECT)

    async def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """The library's close, and an end to a poll that waits for what will not come."""
        await super().close(wait=wait, abort=abort, reason=reason)
        if self._ws is None:
            self.queue.put_nowait(None)

    async def _websocket_handler(self, ws: WebSocket) -> None:
        if self.connected:  # an upgrade from polling
            await super()._websocket_handler(ws)
            return
        self.connected = self.upgraded = True
        self._ws = ws
        flusher = asyncio.create_task(self._flush(ws))
        try:
            await self._receive_all(ws)
        finally:
            self._ws = None
            self.queue.put_nowait(None)
            await flusher
            await self.close(wait=False, abort=True, reason=self.server.reason.TRANSPORT_CLOSE)
            self.server.sockets.pop(self.sid, None)  # a lost connection cancels the handler that would do it

    async def _receive_all(self, ws: WebSocket) -> None:
        while True:
            message = await ws._sock.receive()
            if message.type is not WSMsgType.TEXT:
                return  # closed, or binary: nobody sends us that
            try:
                if message.data[:1] == '4':  # a chat packet, the short way
                    await self.server.handlers['message'](self.sid, message.data[1:])
                else:
                    await self.receive(packet.Packet(encoded_packet=message.data))
            except (EngineIOError, ValueError, KeyError, IndexError, TypeError):
                return
            if self.closed:
                return  # the client said goodbye

    async def _flush(self, ws: WebSocket) -> None:
        """Pings, and whatever the client could not take at once."""
        while True:
            try:
                packets = await self.poll()
            except QueueEmpty:
                break
            if not packets or not await self._flush_batch(ws, packets):
                break
        self._write_out()
        await ws.close()

    async def _flush_batch(self, ws: WebSocket, packets: list[packet.Packet]) -> bool:
        self._flushing = True
        self._write_out()
        try:
            for pkt in packets:
                await ws.send(pkt.encode())
        except (ConnectionError, RuntimeError):
            return False
        finally:
            self._flushing = False
        return all(pkt.packet_type != packet.CLOSE for pkt in packets)


class Engine(engineio.AsyncServer):  # type: ignore[misc]
    """An Engine.IO server whose sockets are ours."""

    _async: dict[str, Any]
    has_room: Callable[[dict[str, Any]], bool]
    """Whether this client may open one more session."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.has_room = lambda _: True
        self._async = {**self._async, 'websocket': WebSocket}

    async def _handle_connect(self, environ: dict[str, Any], transport: str, jsonp_index: int | None = None) -> Any:
        if not self.has_room(environ):
            return _TOO_MANY
        return await super()._handle_connect(environ, transport, jsonp_index)


# the library makes its sockets by this name
async_server.async_socket.AsyncSocket = Socket
