"""Servers that are called, and a resolver that says what a test wants."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from storage.egress import WebEgress

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi'


class Names(AbstractResolver):
    """Answers one list of addresses after the other, then the last again."""

    def __init__(self, *answers: list[str], seconds: float = 0.0) -> None:
        self._answers, self._seconds = list(answers), seconds
        self.asked = list[str]()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """What is next."""
        _ = family
        self.asked.append(host)
        await asyncio.sleep(self._seconds)
        addresses = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ':' in address else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Nothing is open."""


class Listener:
    """One port of this machine, on IPv4 and IPv6, that counts who connects and keeps what it is sent."""

    def __init__(self) -> None:
        self.port = 0
        self.connections = 0
        self.heard = list[bytes]()

    @asynccontextmanager
    async def listening(self, talk: Talk | None = None) -> AsyncIterator['Listener']:
        """Answer each connection with `talk`, or with a plain 200."""

        async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections += 1
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                self.heard.append(await _request(reader))
                await (talk or _ok)(reader, writer)
                await writer.drain()
            writer.close()

        server = await asyncio.start_server(meet, '127.0.0.1', 0)
        self.port = server.sockets[0].getsockname()[1]
        sixth = await asyncio.start_server(meet, '::1', self.port)
        async with server, sixth:
            yield self

    @property
    def here(self) -> str:
        """Where it is, as the operator allows it."""
        return f'127.0.0.1:{self.port}'


async def _request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b'\r\n\r\n')
    for line in head.lower().split(b'\r\n'):
        if line.startswith(b'content-length:'):
            head += await reader.readexactly(int(line.partition(b':')[2]))
    return head


async def _ok(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(OK)


def answering(answer: bytes) -> Talk:
    """Says this to everybody."""

    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    return talk


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """Somebody in our own network, who must not be reached."""
    async with Listener().listening() as made:
        yield made


@asynccontextmanager
async def egress(*allow: str, port: int = 80, names: Names | None = None) -> AsyncIterator[WebEgress]:
    """A client; `port` may be called as well, so that only the address can be what is refused."""
    made = WebEgress(allow, ports=frozenset({80, 443, port}), resolver=names)
    try:
        yield made
    finally:
        await made.close()
