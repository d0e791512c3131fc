"""The steps of docs/scaling.md, scaled down to this machine: `uv run python -m bench.scaling [--step partitions …]`.

Real PostgreSQL and Valkey processes, small data, a few seconds each: what a step costs and whether it works, as a ratio
to doing without it in the same run. What several machines add, their disks and cores, no run on one machine can show.
"""

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID, uuid4

import asyncpg
import psutil
import redis.asyncio
import uvloop

from storage import migrate
from storage.embedded.home import claim
from storage.embedded.postgres import Postgres, program
from storage.embedded.server import Server, until
from storage.embedded.valkey import Valkey

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

TENANTS, THREADS, LENGTH = 64, 60, 40
"""Of the rows that are there before anything is measured: 153,600 messages."""
PARTS, MONTHS = 8, 6
WRITERS, BATCH = 8, 10
WORDS = 'Where is my parcel? I ordered it some days ago. '
COLUMNS = 'tenant_id, id, conversation_id, seq, direction, role, channel, status, sender_id, client_id, content_text'
SLOTS = 16_384


def row(*cells: object) -> None:
    """A line of a table."""
    print('| ' + ' | '.join(str(cell) for cell in cells) + ' |', flush=True)


# ── stores ───────────────────────────────────────────────────────────────────────────────────────────────────────────
class Standby(Postgres):
    """A streaming replica of another embedded PostgreSQL."""

    primary: ClassVar[Postgres]

    async def prepare(self) -> None:
        """A base backup, and the word to follow."""
        self.account = self.account.model_copy(update={'password': self.primary.account.password})
        self.home.remember(self.file, self.account)
        self.cluster.mkdir(mode=0o700)
        if self.home.user:
            os.chown(self.cluster, *self.home.user)
        url = self.primary.url.rpartition('/')[0]
        words = (str(program('pg_basebackup')), '-d', f'{url}/postgres', '-D', str(self.cluster), '-R', '-c', 'fast')
        with tempfile.TemporaryFile() as output:
            process = self.spawn(words, output.fileno())
            await until(lambda: process.poll() is not None, self.patience)
            output.seek(0)
            if process.returncode:
                raise RuntimeError(output.read().decode())


class Node(Valkey):
    """One node of a cluster."""

    def configuration(self) -> bytes:
        """The embedded one's, as part of a cluster that forgets itself."""
        more = f'cluster-enabled yes\ncluster-config-file {self.home.folder}/nodes.conf\ndir {self.home.folder}\n'
        return super().configuration() + more.encode()


@asynccontextmanager
async def running(kind: type[Server], folder: Path) -> AsyncIterator[Server]:
    """One store in a folder of its own."""
    with claim(folder) as home:
        if home.user:
            os.chown(folder, *home.user)
        server = kind(home, lambda _: None)
        await server.start()
        try:
            yield server
        finally:
            await server.stop()


# ── messages in partitions ───────────────────────────────────────────────────────────────────────────────────────────
@dataclass
class Threads:
    """The conversations of a table, and the last seq of each."""

    last: dict[tuple[UUID, UUID], int]

    @classmethod
    def made(cls) -> 'Threads':
        """As many as the constants say."""
        tenants = [uuid4() for _ in range(TENANTS)]
        return cls({(tenant, uuid4()): 0 for tenant in tenants for _ in range(THREADS)})

    def rows(self, places: list[tuple[UUID, UUID]], each: int) -> list[tuple[object, ...]]:
        """The next messages of some conversations."""
        made = list[tuple[object, ...]]()
        for tenant, thread in places:
            for _ in range(each):
                self.last[tenant, thread] += 1
                words = WORDS + str(self.last[tenant, thread])
                sender = ('inbound', 'user', 'widget', 'received', thread, uuid4().hex, words)
                made.append((tenant, uuid4(), thread, self.last[tenant, thread], *sender))
        return made


async def partitions(folder: Path) -> None:
    """One table, the same in parts by tenant, and by month."""
    async with running(Postgres, folder / 'one') as server:
        await migrate.apply(server.url)
        connection = await asyncpg.connect(server.url, timeout=10, command_timeout=120)
        results = {}
        row('messages', 'appended/s', 'thread of 40, ms', 'a sixth of it thrown away, s', 'unique keys kept')
        row('---', '---', '---', '---', '---')
        for name in ('one table', f'{PARTS} by tenant', f'{MONTHS} by month'):
            kept = await _table(connection, name)
            threads = Threads.made()
            for start in range(0, len(threads.last), 320):
                records = threads.rows(list(threads.last)[start : start + 320], LENGTH)
                await connection.copy_records_to_table('bench', records=records, columns=COLUMNS.split(', '))
            month = "('2026-01-01'::timestamptz + (seq % 6) * interval '1 month')"
            if 'month' in name:
                await connection.execute(f'UPDATE bench SET created_at = {month}')  # noqa: S608 - our own words
            await connection.execute('VACUUM ANALYZE bench')
            appended = await _appended([server.url], threads, 6.0)
            read = await _read(connection, threads)
            dropped = await _thrown_away(connection, name)
            results[name] = (appended, read, dropped, kept)
            row(name, round(appended), f'{read:.2f}', f'{dropped:.3f}', kept)
        (one, read, dropped, _), *others = results.values()
        for name, (appended, its_read, its_drop, _) in zip(list(results)[1:], others, strict=True):
            row(f'{name} to one', f'{appended / one:.2f}', f'{its_read / read:.2f}', f'{its_drop / dropped:.3f}', '')
        await connection.close()


async def _table(connection: 'Connection', name: str) -> str:
    """A table like `messages`, without what points elsewhere; how many of its unique keys it can have as they are."""
    await connection.execute('DROP TABLE IF EXISTS bench')
    how = {'t': '', 'r': 'PARTITION BY HASH (tenant_id)', 'h': 'PARTITION BY RANGE (created_at)'}[
        't' if 'one' in name else 'r' if 'tenant' in name else 'h'
    ]
    await connection.execute(f'CREATE TABLE bench (LIKE messages INCLUDING DEFAULTS) {how}')
    for n in range(PARTS if 'HASH' in how else 0):
        part = f'FOR VALUES WITH (MODULUS {PARTS}, REMAINDER {n})'
        await connection.execute(f'CREATE TABLE bench_{n} PARTITION OF bench {part}')
    if 'RANGE' in how:
        await connection.execute('CREATE TABLE bench_rest PARTITION OF bench DEFAULT')
        for n in range(MONTHS):
            part = f"FOR VALUES FROM ('2026-0{n + 1}-01') TO ('2026-0{n + 2}-01')"
            await connection.execute(f'CREATE TABLE bench_{n} PARTITION OF bench {part}')
    rows = await connection.fetch("SELECT indexdef FROM pg_indexes WHERE tablename = 'messages'")
    unique = kept = 0
    for index, (made,) in enumerate(rows):
        statement = made.replace(' ON public.messages ', ' ON bench ').partition(' INDEX ')
        words = f'{statement[0]} INDEX bench_key_{index} ON bench {statement[2].partition(" ON bench ")[2]}'
        unique += 'UNIQUE' in words
        try:
            await connection.execute(words)
            kept += 'UNIQUE' in words
        except asyncpg.FeatureNotSupportedError:
            await connection.execute(words.replace('UNIQUE ', ''))
    return f'{kept} of {unique}'


async def _appended(urls: list[str], threads: Threads, seconds: float, batch: int = BATCH, rate: float = 1e9) -> float:
    """Messages a second of some writers, `rate` at most; with several servers, tenants are spread over them."""
    places = list(threads.last)
    of_server = [[place for place in places if place[0].int % len(urls) == n] for n in range(len(urls))]
    end, done = time.monotonic() + seconds, 0

    async def write(number: int) -> None:
        nonlocal done
        mine = of_server[number % len(urls)][number // len(urls) :: WRITERS // len(urls)]
        chance = random.Random(number)  # noqa: S311 - the same each time
        connection = await asyncpg.connect(urls[number % len(urls)], timeout=10, command_timeout=60)
        marks = ', '.join(f'${n}' for n in range(1, 12))
        statement = await connection.prepare(f'INSERT INTO bench ({COLUMNS}) VALUES ({marks})')  # noqa: S608
        pause, turn = WRITERS * batch / rate, time.monotonic()
        while (now := time.monotonic()) < end:
            if now < (turn := turn + pause):
                await asyncio.sleep(turn - now)
            async with connection.transaction():
                await statement.executemany(threads.rows(chance.sample(mine, batch), 1))
            done += batch
        await connection.close()

    await asyncio.gather(*(write(number) for number in range(WRITERS)))
    return done / seconds


async def _read(connection: 'Connection', threads: Threads) -> float:
    """Median of opening a thread, in ms."""
    query = 'SELECT * FROM bench WHERE tenant_id = $1 AND conversation_id = $2 ORDER BY seq DESC LIMIT 40'
    places, times = list(threads.last), []
    for tenant, thread in random.Random(1).choices(places, k=600):  # noqa: S311 - the same each time
        begun = time.perf_counter()
        assert len(await connection.fetch(query, tenant, thread)) == LENGTH
        times.append(time.perf_counter() - begun)
    return 1000 * statistics.median(times)


async def _thrown_away(connection: 'Connection', name: str) -> float:
    """Seconds to be rid of a sixth of the messages, and of the room they took."""
    begun = time.monotonic()
    if 'month' in name:
        await connection.execute('DROP TABLE bench_0')
    else:
        await connection.execute('DELETE FROM bench WHERE seq % 6 = 0')
        await connection.execute('VACUUM bench')
    return time.monotonic() - begun


# ── a replica for what may be a moment old ───────────────────────────────────────────────────────────────────────────
RATE, LISTS, PACED_SECONDS = 1_500.0, 30.0, 10.0
"""Messages and lists a second: what leaves both cores room, for a machine that is full says nothing about a replica."""
LIST = """
    SELECT DISTINCT ON (conversation_id) conversation_id, seq, content_text FROM bench
     WHERE tenant_id = $1 ORDER BY conversation_id, seq DESC LIMIT 50
"""


async def replica(folder: Path) -> None:
    """Lists read where messages are written, and lists read from a streaming replica."""
    async with running(Postgres, folder / 'primary') as primary:
        threads = await _filled(primary.url)
        assert isinstance(primary, Postgres)
        Standby.primary = primary
        async with running(Standby, folder / 'standby') as standby:
            row('lists are read from', 'primary, CPU', 'replica, CPU', 'list p50, ms', 'lag p50, p99 ms')
            row('---', '---', '---', '---', '---')
            busy = {}
            for name, place in (('nowhere', None), ('the primary', primary), ('the replica', standby)):
                before = [_cpu(primary), _cpu(standby)]
                _, lists, lag = await asyncio.gather(
                    _appended([primary.url], threads, PACED_SECONDS, rate=RATE),
                    _lists(place.url, threads, PACED_SECONDS) if place else _nothing(),
                    _lag(primary, standby, PACED_SECONDS),
                )
                spent = [
                    (_cpu(each) - was) / PACED_SECONDS for each, was in zip((primary, standby), before, strict=True)
                ]
                busy[name] = spent[0]
                row(name, f'{spent[0]:.0%}', f'{spent[1]:.0%}', lists, lag)
            row('replica to primary', f'{busy["the replica"] / busy["the primary"]:.2f}', '', '', '')


async def _nothing() -> str:
    return ''


async def _filled(url: str) -> Threads:
    await migrate.apply(url)
    connection = await asyncpg.connect(url, timeout=10, command_timeout=120)
    await _table(connection, 'one table')
    threads = Threads.made()
    for start in range(0, len(threads.last), 320):
        records = threads.rows(list(threads.last)[start : start + 320], LENGTH)
        await connection.copy_records_to_table('bench', records=records, columns=COLUMNS.split(', '))
    await connection.execute('CREATE TABLE mark (n bigint, at double precision)')
    await connection.execute('VACUUM ANALYZE bench')
    await connection.close()
    return threads


async def _lists(url: str, threads: Threads, seconds: float) -> str:
    """So many lists a second; the median of one in ms."""
    end, times = time.monotonic() + seconds, []
    connection = await asyncpg.connect(url, timeout=10, command_timeout=60)
    places, chance = list(threads.last), random.Random(1)  # noqa: S311 - the same each time
    turn = time.monotonic()
    while (now := time.monotonic()) < end:
        if now < (turn := turn + 1 / LISTS):
            await asyncio.sleep(turn - now)
        begun = time.perf_counter()
        await connection.fetch(LIST, chance.choice(places)[0])
        times.append(time.perf_counter() - begun)
    await connection.close()
    return f'{1000 * statistics.median(times):.1f}'


async def _lag(primary: Server, standby: Server, seconds: float) -> str:
    """From the commit of a row until the replica shows it."""
    writes, reads = [await asyncpg.connect(each.url, timeout=10, command_timeout=60) for each in (primary, standby)]
    await asyncio.sleep(0.5)
    end, lags = time.monotonic() + max(seconds - 0.5, 1.0), []
    for n in count():
        await writes.execute('INSERT INTO mark VALUES ($1, 0)', n)
        begun = time.perf_counter()
        while not await reads.fetchval('SELECT 1 FROM mark WHERE n = $1', n):
            if time.perf_counter() - begun > 20:
                raise RuntimeError('the replica does not follow')
        lags.append(1000 * (time.perf_counter() - begun))
        if time.monotonic() > end:
            break
        await asyncio.sleep(0.02)
    await writes.execute('DELETE FROM mark')
    await writes.close()
    await reads.close()
    cuts = statistics.quantiles(lags, n=100)
    return f'{cuts[49]:.1f}, {cuts[98]:.1f}'


# ── tenants on two servers ───────────────────────────────────────────────────────────────────────────────────────────
async def tenants(folder: Path) -> None:
    """The same writers over one PostgreSQL and over two, each tenant on one of them."""
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(running(Postgres, folder / f'pg{n}')) for n in (0, 1)]
        threads = await _filled(servers[0].url)
        await _filled(servers[1].url)
        row(
            'PostgreSQL',
            'messages/s, ten a commit',
            'CPU µs a message, all',
            'the busiest alone',
            'log, bytes a message',
        )
        row('---', '---', '---', '---', '---')
        costs, both = [], [server.url for server in servers]
        for urls in (both[:1], both, both[:1], both):  # the second time counts: after a filling whole pages are logged
            before = [(_cpu(server), await _logged(server)) for server in servers]
            rate = await _appended(urls, threads, PACED_SECONDS, rate=RATE)
            each = 1e6 / (rate * PACED_SECONDS)
            spent = [each * (_cpu(server) - was) for server, (was, _) in zip(servers, before, strict=True)]
            log = [each / 1e6 * (await _logged(server) - was) for server, (_, was) in zip(servers, before, strict=True)]
            costs.append((sum(spent), max(spent), max(log)))
            row(len(urls), round(rate), round(sum(spent)), round(max(spent)), f'{sum(log):.0f}, busiest {max(log):.0f}')
        row('two to one', '', *(f'{two / one:.2f}' for one, two in zip(*costs[2:], strict=True)))


async def _logged(server: Server) -> int:
    """Bytes of write-ahead log so far."""
    connection = await asyncpg.connect(server.url, timeout=10, command_timeout=60)
    try:
        return int(await connection.fetchval("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn"))
    finally:
        await connection.close()


def _cpu(server: Server) -> float:
    """Seconds of CPU of a server and all it started, those that ended included."""
    assert server.process
    head = psutil.Process(server.process.pid)
    times = [each.cpu_times() for each in (head, *head.children(recursive=True))]
    ended = head.cpu_times()
    return sum(each.user + each.system for each in times) + ended.children_user + ended.children_system


# ── bells on three nodes ─────────────────────────────────────────────────────────────────────────────────────────────
async def bells(folder: Path) -> None:
    """Publishing on one Valkey, on three that tell each other all, and on three with a channel on one each."""
    row('Valkey', 'published/s', 'heard', 'CPU µs a publish, all nodes', 'the busiest node alone')
    row('---', '---', '---', '---', '---')
    async with running(Valkey, folder / 'single') as single:
        one = await _published([single], 'PUBLISH', 'SUBSCRIBE')
        row('one', *one.cells())
    async with AsyncExitStack() as stack:
        nodes = [await stack.enter_async_context(running(Node, folder / f'node{n}')) for n in range(3)]
        await _joined(nodes)
        told = await _published(nodes, 'PUBLISH', 'SUBSCRIBE')
        row('three, PUBLISH', *told.cells())
        shards = await _published(nodes, 'SPUBLISH', 'SSUBSCRIBE')
        row('three, SPUBLISH', *shards.cells())
    row('three sharded to one', f'{shards.rate / one.rate:.2f}', '', f'{shards.cost / one.cost:.2f}',
        f'{shards.busiest / one.busiest:.2f}')  # fmt: skip


@dataclass
class Rung:
    """What publishing came to."""

    rate: float
    heard: float
    cost: float
    busiest: float

    def cells(self) -> tuple[str, ...]:
        """For the table."""
        return f'{self.rate:.0f}', f'{self.heard:.1%}', f'{self.cost:.1f}', f'{self.busiest:.1f}'


async def _joined(nodes: list[Server]) -> None:
    clients: list[Any] = [redis.asyncio.Redis.from_url(node.url, socket_timeout=10) for node in nodes]
    for n, client in enumerate(clients):
        await client.execute_command('CONFIG', 'SET', 'masterauth', nodes[0].account.password)
        first, last = SLOTS * n // 3, SLOTS * (n + 1) // 3 - 1
        await client.execute_command('CLUSTER', 'ADDSLOTSRANGE', first, last)
        await client.execute_command('CLUSTER', 'MEET', '127.0.0.1', nodes[0].account.port)
    async with asyncio.timeout(60):
        for client in clients:
            while 'cluster_state:ok' not in str(await client.execute_command('CLUSTER', 'INFO')):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
    for client in clients:
        await client.aclose()


async def _published(nodes: list[Server], publish: str, subscribe: str, seconds: float = 5.0) -> Rung:
    """Two tenants' channels for each node, a listener for each; publishers ring as fast as they are answered."""
    channels = [[f'{{{_tag(n, len(nodes), k)}}}:messages' for k in range(2)] for n in range(len(nodes))]
    heard, body = [0], b'x' * 400

    async def listen(node: Server, names: list[str]) -> None:
        reader, writer = await _opened(node)
        writer.write(b''.join(_command(subscribe, name) for name in names))  # each may be in a slot of its own
        while data := await reader.read(1 << 20):
            heard[0] += data.count(b'message\r\n')
        writer.close()

    ears = [asyncio.create_task(listen(node, names)) for node, names in zip(nodes, channels, strict=True)]
    await asyncio.sleep(0.5)
    before, begun, rung = [_cpu(node) for node in nodes], time.monotonic(), [0]

    async def ring(node: Server, names: list[str]) -> None:
        reader, writer = await _opened(node)
        burst = b''.join(_command(publish, names[n % 2], body) for n in range(50))
        while time.monotonic() < begun + seconds:
            writer.write(burst)
            for _ in range(50):
                await reader.readline()
            rung[0] += 50
        writer.close()

    await asyncio.gather(*(ring(node, names) for node, names in zip(nodes, channels, strict=True) for _ in range(2)))
    took = time.monotonic() - begun
    await asyncio.sleep(0.5)
    spent = [_cpu(node) - then for node, then in zip(nodes, before, strict=True)]
    for ear in ears:
        ear.cancel()
    await asyncio.gather(*ears, return_exceptions=True)
    each = 1e6 / rung[0]
    return Rung(rung[0] / took, heard[0] / rung[0], each * sum(spent), each * max(spent))


async def _opened(node: Server) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    async with asyncio.timeout(10):
        reader, writer = await asyncio.open_connection('127.0.0.1', node.account.port, limit=1 << 22)
        writer.write(_command('AUTH', node.account.password))
        assert await reader.readline() == b'+OK\r\n'
    return reader, writer


def _command(*words: str | bytes) -> bytes:
    said = [word.encode() if isinstance(word, str) else word for word in words]
    return b'*%d\r\n' % len(said) + b''.join(b'$%d\r\n%b\r\n' % (len(word), word) for word in said)


def _tag(node: int, nodes: int, number: int) -> str:
    """A tenant whose channels are on this node."""
    found = (f'tenant{n}' for n in count() if _slot(f'tenant{n}') * nodes // SLOTS == node)
    return next(each for place, each in enumerate(found) if place == number)


def _slot(key: str) -> int:
    """CRC16 (XMODEM) modulo 16,384, as the cluster specification says."""
    crc = 0
    for byte in key.encode():
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc % SLOTS


STEPS: dict[str, Callable[[Path], Coroutine[Any, Any, None]]] = {
    'partitions': partitions,
    'replica': replica,
    'tenants': tenants,
    'bells': bells,
}


def main() -> None:
    """The steps that were asked for, all without."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument('--step', choices=list(STEPS), action='append')
    for name in ask.parse_args().step or list(STEPS):
        print(f'\n{name}: {(STEPS[name].__doc__ or "").strip()}\n', flush=True)
        with tempfile.TemporaryDirectory(prefix='hub-bench-') as made:
            Path(made).chmod(0o755)
            uvloop.run(STEPS[name](Path(made)))


if __name__ == '__main__':
    main()
