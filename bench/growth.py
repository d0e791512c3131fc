"""Does it stay fast as it grows? `uv run python -m bench.growth --sizes 10000,100000` (1000000 on request).

For each size a database with that many conversations of ten messages, and a `hub web` of its own before it; all of
them stand at once and take turns, request by request, so that whoever else uses the machine slows all of them alike.
Medians, and their ratios to the smallest size in the same run. Exit code 1 where a target is missed.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg
import socketio
from aiohttp import ClientSession

from bench.floors import wait_for
from bench.stores import standing
from hub.auth.sign_up import create_tenant
from hub.commands.tenants import opened, token
from hub.config import Settings
from hub.model.ids import new_id
from hub.model.trait import trait
from hub.search.word_index import lexemes
from storage import migrate
from storage.embedded.home import free_port

THREAD = (
    *('id', 'tenant_id', 'channel', 'status', 'assignee_id', 'last_seq', 'last_public_seq', 'inbound_count'),
    *('feed_position', 'last_message_at', 'last_message', 'created_at', 'updated_at'),
    *('team_id', 'priority', 'waiting_since'),
)
MESSAGE = (
    *('id', 'tenant_id', 'conversation_id', 'seq', 'prev_public_seq', 'direction', 'role', 'channel', 'status'),
    *('sender_id', 'author_name', 'client_id', 'content_text', 'created_at'),
)
GROWTH, LIST = 1.5, 5.0
STARS, TAGGED = 100, 500
"""At most: a figure of the largest size to that of the smallest; a page of the list to one row by its key."""
MESSAGES, RARE, RARE_IN = 10, 'quittenbaum', 20
BYTES = 20_000
"""Of disk a conversation with its messages and indexes needs at most while it is made."""
VOCABULARY = [a + b + c for a in 'bdfgklmnprst' for b in ('a', 'e', 'i', 'ou', 'ei') for c in ('rn', 'lt', 's', 'nde')]
SECRET_KEYS = 'a-bench-key-of-at-least-32-characters'  # noqa: S105 - nobody else's
NOBODY = UUID(int=0)
TABLES = ('conversations', 'messages', 'hub.message_words')

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]


@dataclass
class Shop:
    """One size: its tenant, where it is served, and who measures."""

    size: int
    url: str
    settings: Settings
    token: str = ''
    user_id: UUID = NOBODY
    tenant_id: UUID = NOBODY
    team_id: UUID = NOBODY
    tags: dict[str, UUID] = field(default_factory=dict)
    ids: list[UUID] = field(default_factory=list)
    base: str = ''
    bytes: dict[str, float] = field(default_factory=dict)
    session: ClientSession | None = None
    agent: Any = None

    async def get(self, path: str) -> Any:
        """What the web process answers."""
        assert self.session
        async with self.session.get(f'{self.base}/api/v1/{path}') as response:
            body = await response.read()
            assert response.status == 200, (path, response.status, body[:300])
            return json.loads(body)

    def one(self) -> UUID:
        """Any of its conversations."""
        return random.choice(self.ids)  # noqa: S311 - which one is no secret

    async def page(self, query: str) -> None:
        """A full page of the list."""
        assert len((await self.get(f'conversations?limit=50{query}'))['items']) == 50

    async def by_key(self) -> None:
        """The floor: one row by its primary key, through the same server."""
        await self.get(f'users/{self.user_id}')

    async def thread(self) -> None:
        """What the inbox asks to open one."""
        one = self.one()
        await self.get(f'conversations/{one}')
        assert len((await self.get(f'conversations/{one}/messages?limit=50'))['items']) >= MESSAGES

    async def append(self) -> None:
        """An agent's message, until it is acknowledged."""
        said = {'client_id': new_id().hex, 'conversation_id': str(self.one()), 'text': 'Your parcel is on its way.'}
        assert (await self.agent.call('message', said, namespace='/agent'))['ok']

    async def rare(self) -> None:
        """A word that stands in few messages; all of them."""
        assert len((await self.get(f'search?q={RARE}&kind=messages&limit=20'))['messages']['items']) == RARE_IN

    async def frequent(self) -> None:
        """A word that stands in very many; the newest."""
        assert len((await self.get(f'search?q={VOCABULARY[0]}&kind=messages&limit=20'))['messages']['items']) == 20


WORK: dict[str, Callable[[Shop], Awaitable[None]]] = {
    'one row by its key': Shop.by_key,
    "the inbox's first page": lambda shop: shop.page(''),
    'my open ones, 1 % of all': lambda shop: shop.page('&assignee=me&status=open'),
    'a channel, 1 % of all': lambda shop: shop.page('&channel=whatsapp'),
    'pending, or mine and open, 2 %': lambda shop: shop.page('&status=open,pending&assignee=me,none'),
    'not open, lately, unread': lambda shop: shop.page('&not_status=open&active_within_days=3650&unread=true'),
    'the pending ones, 1 %': lambda shop: shop.page('&status=pending'),
    'a team, 1 %': lambda shop: shop.page(f'&team_id={shop.team_id}'),
    'the urgent first, 1 % open': lambda shop: shop.page('&status=open&sort=priority'),
    'the longest waiting, 1 % open': lambda shop: shop.page('&status=open&sort=waiting'),
    'a tag on 500': lambda shop: shop.page(f'&tag_ids={shop.tags["rare"]}'),
    'a tag, 10 %': lambda shop: shop.page(f'&tag_ids={shop.tags["frequent"]}'),
    'an attribute of 500 contacts': lambda shop: shop.page('&attributes=rare:true'),
    'an attribute of 10 %': lambda shop: shop.page('&attributes=frequent:true'),
    'my 100 stars': lambda shop: shop.page('&starred=true'),
    'open a thread': Shop.thread,
    'append a message': Shop.append,
    f'a word in {RARE_IN} messages': Shop.rare,
    'a word in every 25th': Shop.frequent,
}
LISTS = frozenset(
    name for name in WORK if ' %' in name or 'page' in name or 'stars' in name or 'tag' in name or 'attribute' in name
)


async def make(shop: Shop) -> None:
    """Fill its database: COPY as the owner, triggers off, indexes after."""
    dsn = shop.url
    await migrate.apply(dsn)
    async with opened(shop.settings) as hub:
        tenant, owner = await create_tenant(hub, company='Bench', email=f'owner-{shop.size}@example.com')
        shop.tenant_id, shop.user_id, shop.team_id = tenant.id, owner.id, new_id()
        shop.token = await token(hub, tenant.id, owner.id, timedelta(hours=12))
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("SET session_replication_role = replica; SET maintenance_work_mem = '256MB'")
        later = await drop_indexes(connection)
        await load(connection, shop)
        await mark(connection, shop)
        for statement in later:
            await connection.execute(statement)
        await connection.execute('UPDATE hub.feeds SET position = $1', shop.size)
        await connection.execute(
            'INSERT INTO hub.search_marks VALUES ($1, $2, $3)', shop.tenant_id, shop.size, shop.size * MESSAGES
        )
        await connection.execute('VACUUM ANALYZE')
        for table in TABLES:
            size = await connection.fetchval('SELECT pg_total_relation_size($1::text::regclass)', table)
            shop.bytes[table] = size / shop.size / (1 if table == 'conversations' else MESSAGES)
    finally:
        await connection.close()


async def mark(connection: 'Connection', shop: Shop) -> None:
    """A team, stars, a tag and contacts' attribute on some and on 10 of 100; all of them spread evenly."""
    await connection.execute(
        'INSERT INTO hub.teams (tenant_id, id, name) VALUES ($1, $2, $3)', shop.tenant_id, shop.team_id, 'Bench'
    )
    for name, every in (('rare', shop.size // TAGGED), ('frequent', 10)):
        shop.tags[name] = new_id()
        given = (shop.tenant_id, shop.tags[name])
        await connection.execute('INSERT INTO hub.tags (tenant_id, id, name) VALUES ($1, $2, $3)', *given, name)
        await connection.execute(
            """INSERT INTO hub.conversation_tags (tenant_id, tag_id, conversation_id)
               SELECT $1, $2, id FROM unnest($3::uuid[]) AS of (id)""",
            *given,
            shop.ids[::every],
        )
        await attribute(connection, shop, name, shop.ids[::every])
    await connection.execute(
        """INSERT INTO hub.conversation_stars (tenant_id, user_id, conversation_id)
           SELECT $1, $2, id FROM unnest($3::uuid[]) AS of (id)""",
        shop.tenant_id,
        shop.user_id,
        shop.ids[:: shop.size // STARS][:STARS],
    )


async def attribute(connection: 'Connection', shop: Shop, key: str, ids: list[UUID]) -> None:
    """A contact for each of these conversations, who has it. Triggers are off: what they would keep is written here."""
    given = (shop.tenant_id, ids)
    await connection.execute(
        """INSERT INTO contacts (tenant_id, id, name, attributes)
           SELECT $1, id, 'Anna', jsonb_build_object($3::text, true) FROM unnest($2::uuid[]) AS of (id)
               ON CONFLICT (tenant_id, id) DO UPDATE SET attributes = contacts.attributes || excluded.attributes""",
        *given,
        key,
    )
    await connection.execute('UPDATE conversations SET contact_id = id WHERE tenant_id = $1 AND id = ANY ($2)', *given)
    await connection.execute(
        'INSERT INTO hub.contact_traits SELECT $1, id, $3 FROM unnest($2::uuid[]) AS of (id)', *given, trait(key, True)
    )


async def drop_indexes(connection: 'Connection') -> list[str]:
    """All that no constraint needs; how to make them again."""
    rows = await connection.fetch(
        """SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made FROM pg_index i
            WHERE i.indrelid = ANY ($1::text[]::regclass[])
              AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)""",
        TABLES,
    )
    for row in rows:
        await connection.execute(f'DROP INDEX {row["name"]}')
    return [row['made'] for row in rows]


async def load(connection: 'Connection', shop: Shop) -> None:
    """The rows, a few thousand conversations at a time."""
    chance, numbers = random.Random(shop.size), iter(range(shop.size))  # noqa: S311 - the same data each time
    began = datetime.now(UTC) - timedelta(seconds=shop.size)
    every = shop.size * MESSAGES // RARE_IN
    while part := list(islice(numbers, 5000)):
        threads, messages, words = [], [], []
        for n in part:
            shop.ids.append(new_id())
            at = began + timedelta(seconds=n)
            for seq in range(1, MESSAGES + 1):
                number = n * MESSAGES + seq
                text = ' '.join(chance.choices(VOCABULARY, k=10)) + (f' {RARE}' if number % every == 0 else '')
                inbound = seq % 2 == 1
                messages.append(message(shop, shop.ids[-1], seq, text, at, inbound=inbound))
                words.append((shop.tenant_id, shop.ids[-1], seq, number, lexemes(text)))
            threads.append(thread(shop, n, text, at))
        await connection.copy_records_to_table('conversations', records=threads, columns=THREAD)
        await connection.copy_records_to_table('messages', records=messages, columns=MESSAGE)
        await connection.executemany('INSERT INTO hub.message_words VALUES ($1, $2, $3, $4, $5::text::tsvector)', words)


def thread(shop: Shop, n: int, text: str, at: datetime) -> tuple[object, ...]:
    """A conversation: each filter that is measured finds 1 % of them."""
    mine, pending, whatsapp = n % 100 == 7, n % 100 == 23, n % 100 == 61
    last = {'seq': MESSAGES, 'text': text[:160], 'direction': 'outbound', 'role': 'agent', 'private': False}
    last |= {'status': 'sent', 'author_name': 'Bench', 'has_attachments': False, 'created_at': at.isoformat()}
    status = 'open' if mine else 'pending' if pending else 'resolved'
    channel, owner = 'whatsapp' if whatsapp else 'widget', shop.user_id if mine else None
    counts = (MESSAGES, MESSAGES, MESSAGES // 2, n + 1)
    team, priority = shop.team_id if n % 100 == 41 else None, 'urgent' if n % 100 == 83 else 'normal'
    more = (team, priority, at if mine else None)
    return (shop.ids[-1], shop.tenant_id, channel, status, owner, *counts, at, json.dumps(last), at, at, *more)


def message(shop: Shop, of: UUID, seq: int, text: str, at: datetime, *, inbound: bool) -> tuple[object, ...]:
    """A message as the live path stores it."""
    who = ('inbound', 'user', 'widget', 'received') if inbound else ('outbound', 'agent', 'widget', 'sent')
    author = 'Anna' if inbound else 'Bench'
    named = new_id()
    return (named, shop.tenant_id, of, seq, seq - 1, *who, shop.user_id, author, named.hex, text, at)


@contextmanager
def served(shop: Shop, folder: Path) -> Iterator[None]:
    """Its web process."""
    port = free_port()
    environment = {**os.environ, **given(shop.url, redis_of(shop), folder)}
    with (folder / f'web-{shop.size}.log').open('wb') as log:
        process = subprocess.Popen(
            (sys.executable, '-m', 'hub', 'web'),
            env={**environment, 'PORT': str(port)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        shop.base = f'http://127.0.0.1:{port}'
        wait_for(f'{shop.base}/readyz', process)
        yield
    finally:
        process.terminate()
        process.wait(30)


def redis_of(shop: Shop) -> str:
    """Where its Redis is."""
    assert shop.settings.redis_url
    return shop.settings.redis_url.get_secret_value()


def given(database_url: str, redis_url: str, folder: Path) -> dict[str, str]:
    """The settings of a web process."""
    return {
        'DATABASE_URL': database_url,
        'REDIS_URL': redis_url,
        'SECRET_KEYS': SECRET_KEYS,
        'DATA_DIR': str(folder),
        'RATE_LIMITS': 'off',
    }


async def measure(shops: list[Shop], rounds: int) -> dict[str, list[float]]:
    """Median milliseconds of each kind of work, by size. The first rounds warm up and are not counted."""
    taken: dict[tuple[str, int], list[float]] = {(name, shop.size): [] for name in WORK for shop in shops}
    async with AsyncExitStack() as stack:
        for shop in shops:
            headers = {'Authorization': f'Bearer {shop.token}'}
            shop.session = await stack.enter_async_context(ClientSession(headers=headers))
            shop.agent = socketio.AsyncClient()
            await shop.agent.connect(
                shop.base, auth={'token': shop.token}, namespaces=['/agent'], transports=['websocket']
            )
            stack.push_async_callback(shop.agent.disconnect)
        for number in range(-20, rounds):
            for name, work in WORK.items():
                for shop in shops if number % 2 else reversed(shops):
                    started = time.perf_counter()
                    await work(shop)
                    if number >= 0:
                        taken[name, shop.size].append(1000 * (time.perf_counter() - started))
    return {name: [statistics.median(taken[name, shop.size]) for shop in shops] for name in WORK}


def report(shops: list[Shop], figures: dict[str, list[float]]) -> bool:
    """The table; whether every target is met."""
    print('| median ms | ' + ' | '.join(f'{shop.size:,}' for shop in shops) + ' | growth | to one row | targets | |')
    print('|---|' + '---|' * (len(shops) + 4))
    floor, is_good = figures['one row by its key'][-1], True
    for name, medians in figures.items():
        growth, ratio = medians[-1] / medians[0], medians[-1] / floor
        holds = growth <= GROWTH and (name not in LISTS or ratio <= LIST)
        is_good &= holds
        targets = f'<= {GROWTH}' + (f', <= {LIST}' if name in LISTS else '')
        cells = ' | '.join(f'{median:.2f}' for median in medians)
        verdict = 'holds' if holds else 'missed'
        print(f'| {name} | {cells} | **{growth:.2f}** | {ratio:.2f} | {targets} | {verdict} |')
    for shop in shops:
        weights = ', '.join(f'{table} {size:.0f}' for table, size in shop.bytes.items())
        print(f'\nbytes a row with indexes, {shop.size:,} conversations: {weights}')
    return is_good


def run(sizes: list[int], rounds: int) -> int:
    """Make, measure, remove."""
    with tempfile.TemporaryDirectory(prefix='hub-growth-') as name:
        folder = Path(name)
        if (free := shutil.disk_usage(folder).free) < (needed := BYTES * sum(sizes)):
            print(f'this needs {needed >> 20} MB in {folder}, and there are {free >> 20}', file=sys.stderr)
            return 2
        with standing(folder) as stores:
            shops = [_shop(stores.database_url, stores.redis_url, size, folder) for size in sizes]
            for shop in shops:
                asyncio.run(_create(stores.database_url, f'growth_{shop.size}'))
                began = time.monotonic()
                asyncio.run(make(shop))
                print(f'{shop.size:,} conversations made in {time.monotonic() - began:.0f} s', file=sys.stderr)
            return 0 if report(shops, _measured(shops, folder, rounds)) else 1


def _measured(shops: list[Shop], folder: Path, rounds: int) -> dict[str, list[float]]:
    with ExitStack() as stack:
        for shop in shops:
            stack.enter_context(served(shop, folder))
        return asyncio.run(measure(shops, rounds))


def _shop(database_url: str, redis_url: str, size: int, folder: Path) -> Shop:
    url = urlsplit(database_url)._replace(path=f'/growth_{size}').geturl()
    settings = {name.lower(): value for name, value in given(url, redis_url, folder).items()}
    return Shop(size, url, Settings.model_validate(settings))


async def _create(url: str, name: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f'CREATE DATABASE {name}')
    finally:
        await connection.close()


def main() -> int:
    """Measure."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument('--sizes', default='10000,100000', help='conversations, the smallest first')
    ask.add_argument('--rounds', type=int, default=100, help='each does everything once on every size')
    asked = ask.parse_args()
    return run([int(size) for size in asked.sizes.split(',')], asked.rounds)


if __name__ == '__main__':
    sys.exit(main())
