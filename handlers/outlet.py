"""A connected socket, as the core knows it: somewhere to send events to, and what its client asked for, in order."""

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson

from handlers.packets import EventPacket, ack_packet, event_packet
from handlers.transport import Frame, Socket
from hub.live.realtime import Event
from hub.model.access import Actor, UserActor

if TYPE_CHECKING:
    from handlers.socket_server import SocketServer

SIDE_BY_SIDE = 64
"""Messages of one connection that may be under way at once."""


def closing(reason: str) -> Event:
    """What a client is told before it is sent away."""
    return Event('closing', orjson.dumps({'reason': reason}))


class Outlet:
    """A connected socket, as the core knows it."""

    actor: Actor

    def __init__(self, server: 'SocketServer', namespace: str, sid: str, actor: Actor) -> None:
        self.namespace = namespace
        self.actor = actor
        self.eio_sid: str = server.manager.eio_sid_from_sid(sid, namespace)
        self.pace = server.limits.pace(_caller(actor))
        self._socket: Socket = server.eio.sockets[self.eio_sid]
        self._under_way: set[asyncio.Task[None]] = set()
        self._loop = asyncio.get_running_loop()  # asked for once: it is a system call

    @property
    def is_over(self) -> bool:
        """Whether it was closed, so that nobody would tell of its end any more."""
        return bool(self._socket.closed or self._socket.closing)

    async def send(self, event: Event) -> None:
        """Write the event; whoever does not read is cut off."""
        frame = event.wire.get(self.namespace)
        if frame is None:
            frame = event.wire[self.namespace] = Frame(event_packet(self.namespace, event.name, event.body))
        self._socket.write(frame)

    async def alone(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it once everything before it is done."""
        if self._under_way:
            await asyncio.wait(self._under_way)
        await work

    async def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin it and go on, as long as not too much is under way."""
        while len(self._under_way) >= SIDE_BY_SIDE:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        task = self._loop.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def acknowledge(self, event: EventPacket, body: bytes) -> None:
        """Answer the client's own event."""
        self._socket.write(Frame(ack_packet(event, body)))

    async def close(self, reason: str) -> None:
        """Say why, then hang up."""
        await self.send(closing(reason))
        await self._socket.close(wait=False, abort=False)


def _caller(actor: Actor) -> UUID:
    return (actor.api_key_id or actor.user_id) if isinstance(actor, UserActor) else actor.visitor_id
