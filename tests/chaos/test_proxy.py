"""The proxy breaks what it says it breaks, and nothing else."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest

from tests.chaos.proxy import Proxy, Way

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Connect = Callable[[], Awaitable[Ends]]


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    """Before a server that says everything twice. All that was opened has ended when the test has."""
    echoing: set[asyncio.Task[None]] = set()

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):  # torn, as some tests want it
            while said := await reader.read(1000):
                writer.write(said * 2)
        writer.close()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        echoing.add(asyncio.create_task(echo(reader, writer)))

    server = await asyncio.start_server(accept, '127.0.0.1')
    async with server:
        async with Proxy('echo', server.sockets[0].getsockname()[1]) as proxy:
            yield proxy
        if echoing:
            await asyncio.wait(echoing)


@pytest.fixture
async def connected(proxy: Proxy) -> AsyncIterator[Connect]:
    """Connects through the proxy; every client hangs up at the test's end."""
    writers: list[asyncio.StreamWriter] = []

    async def connect() -> Ends:
        reader, writer = await asyncio.open_connection('127.0.0.1', proxy.port)
        writers.append(writer)
        return reader, writer

    yield connect
    for writer in writers:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def said(ends: Ends, words: bytes, answer: int) -> bytes:
    ends[1].write(words)
    async with asyncio.timeout(1):
        return await ends[0].readexactly(answer)


async def test_what_is_whole_passes(connected: Connect) -> None:
    ends = await connected()
    assert await said(ends, b'ab', 4) == b'abab'
    ends[1].write_eof()
    assert await ends[0].read() == b''


async def test_a_partition_holds_back_and_then_delivers(proxy: Proxy, connected: Connect) -> None:
    ends = await connected()
    assert await said(ends, b'a', 2)
    proxy.hold(Way.OUT)
    with pytest.raises(TimeoutError):
        await said(ends, b'b', 2)
    proxy.heal()
    assert await said(ends, b'c', 4) == b'bbcc'


async def test_a_torn_connection_is_reset_and_the_next_passes(proxy: Proxy, connected: Connect) -> None:
    ends = await connected()
    assert await said(ends, b'a', 2)
    proxy.tear()
    with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
        await said(ends, b'b', 2)
    assert await said(await connected(), b'c', 2)


async def test_who_is_refused_hears_nothing(proxy: Proxy, connected: Connect) -> None:
    proxy.refuse()
    with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
        await said(await connected(), b'a', 2)
    proxy.heal()
    assert await said(await connected(), b'a', 2)


async def test_a_cut_lets_the_bytes_before_it_through(proxy: Proxy, connected: Connect) -> None:
    ends = await connected()
    proxy.cut_after(2 + 3)
    ends[1].write(b'ab')
    assert await ends[0].readexactly(3) == b'aba'
    with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
        await ends[0].readexactly(1)
    assert await said(await connected(), b'a', 2)


async def test_a_slow_edge_is_slow(proxy: Proxy, connected: Connect) -> None:
    ends = await connected()
    proxy.lag = 0.1
    begun = time.monotonic()
    assert await said(ends, b'a', 2)
    assert time.monotonic() - begun >= 0.2
