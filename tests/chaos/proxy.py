"""A TCP proxy of our own before each edge: it slows, holds, tears and cuts what passes.

TCP loses nothing while both ends live, so a partition holds bytes back; what does not come back in time is torn.
"""

import asyncio
import socket
import struct
from contextlib import suppress
from enum import StrEnum

CHUNK = 64 * 1024
_ABORT = struct.pack('ii', 1, 0)


class Way(StrEnum):
    """Which way bytes go, seen from the server behind the proxy."""

    IN = 'in'
    OUT = 'out'


class Proxy:
    """Listens before a port of this machine. Use as a context."""

    def __init__(self, name: str, target: int) -> None:
        self.name, self.target = name, target
        self.port = 0
        self.lag = 0.0
        """Seconds that each piece is late."""
        self._server: asyncio.Server | None = None
        self._open = {way: asyncio.Event() for way in Way}
        self._refuses = False
        self._left: int | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self.heal()

    async def __aenter__(self) -> 'Proxy':
        self._server = await asyncio.start_server(self._accept, '127.0.0.1', self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        self._server.close()
        self.heal()
        self.refuse()  # those too that were taken in a moment ago
        # whoever still serves would be cancelled with the loop, and say so in the log
        while self._serving:
            await asyncio.wait(self._serving)
        self.heal()

    def hold(self, *ways: Way) -> None:
        """Nothing passes these ways, and nobody is told; without a way, none at all. One way alone: half-open."""
        for way in ways or Way:
            self._open[way].clear()

    def tear(self) -> None:
        """Reset every connection; who comes anew passes."""
        for writer in tuple(self._writers):
            _reset(writer)

    def refuse(self) -> None:
        """Reset every connection, those that come too."""
        self._refuses = True
        self.tear()

    def cut_after(self, count: int) -> None:
        """Reset the connection that carries the byte after so many, once; the bytes before it arrive."""
        self._left = count

    def heal(self, *, torn: bool = False) -> None:
        """As if nothing had been; `torn`: who was held back gives up."""
        self.lag, self._refuses, self._left = 0.0, False, None
        if torn:
            self.tear()
        for event in self._open.values():
            event.set()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        task = asyncio.create_task(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream: asyncio.StreamWriter | None = None
        try:
            if self._refuses:
                return
            await self._open[Way.IN].wait()
            answers, upstream = await asyncio.open_connection('127.0.0.1', self.target)
            self._writers.add(upstream)
            ways = (self._pump(Way.IN, reader, upstream), self._pump(Way.OUT, answers, writer))
            done, rest = await asyncio.wait(map(asyncio.ensure_future, ways), return_when=asyncio.FIRST_COMPLETED)
            for task in rest:
                task.cancel()
            await asyncio.gather(*done, *rest, return_exceptions=True)
        except OSError:
            pass
        finally:
            for end in (writer, upstream):
                if end:
                    self._writers.discard(end)
                    _reset(end)

    async def _pump(self, way: Way, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(CHUNK):
            if self.lag:
                await asyncio.sleep(self.lag)
            await self._open[way].wait()
            passed = self._passed(piece)
            writer.write(passed)
            await writer.drain()
            if len(passed) < len(piece):
                return
        await self._open[way].wait()
        writer.close()  # what is written still goes out, then the other end hears of the end
        await writer.wait_closed()

    def _passed(self, piece: bytes) -> bytes:
        if self._left is None or len(piece) <= self._left:
            self._left = self._left if self._left is None else self._left - len(piece)
            return piece
        piece, self._left = piece[: self._left], None
        return piece


def _reset(writer: asyncio.StreamWriter) -> None:
    transport = writer.transport
    with suppress(OSError, ValueError, AttributeError):  # it may be closed already
        transport.get_extra_info('socket').setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
    transport.abort()
