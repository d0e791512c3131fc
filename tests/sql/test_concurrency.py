"""Many writers at once: numbers stay dense and distinct, nobody waits in a circle."""

import asyncio
import random
from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import pytest

from tests.sql.acting import Connection, converse, say
from tests.sql.servers import Server

WRITERS = 8
ROUNDS = 25
LOCK = 'SELECT FROM conversations WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE'


@pytest.fixture
async def writers(server: Server, copy: str) -> AsyncIterator[list[Connection]]:
    """Connections that commit, as the hub's processes do."""
    connections = [await asyncpg.connect(server.dsn(copy)) for _ in range(WRITERS)]
    yield connections
    for connection in connections:
        await connection.close()


async def tenant_of(db: Connection) -> UUID:
    """A fresh tenant, and every writer acts for it."""
    made: UUID = await db.fetchval("INSERT INTO tenants (name) VALUES ('Acme') RETURNING id")
    return made


async def become_the_hub(writers: list[Connection], tenant: UUID) -> None:
    """Run-time rights: row-level security is part of what is tested."""
    for writer in writers:
        await writer.execute(f"SET ROLE hub_app; SET app.tenant_id = '{tenant}'")


async def test_writers_of_one_conversation_get_dense_numbers(writers: list[Connection]) -> None:
    tenant = await tenant_of(writers[0])
    conversation = await converse(writers[0], tenant)
    await become_the_hub(writers, tenant)

    async def write(writer: Connection) -> list[int]:
        return [
            await say(writer, tenant, conversation, role=role, private=role == 'agent' and i % 3 == 0)
            for i in range(ROUNDS)
            for role in ('user', 'agent')
        ]

    seqs = [seq for some in await asyncio.gather(*map(write, writers)) for seq in some]
    total = WRITERS * ROUNDS * 2
    assert sorted(seqs) == list(range(1, total + 1))
    row = await writers[0].fetchrow('SELECT * FROM conversations')
    assert row
    assert (row['last_seq'], row['inbound_count']) == (total, WRITERS * ROUNDS)
    public = await writers[0].fetch('SELECT seq, prev_public_seq, private FROM messages ORDER BY seq')
    before = 0
    for message in public:
        assert message['prev_public_seq'] == before
        before = before if message['private'] else message['seq']


async def test_batches_over_many_conversations_never_wait_in_a_circle(writers: list[Connection]) -> None:
    """Every batch speaks in the same conversations in an order of its own; a deadlock would fail it."""
    tenant = await tenant_of(writers[0])
    conversations = [await converse(writers[0], tenant) for _ in range(10)]
    await become_the_hub(writers, tenant)

    async def write(writer: Connection) -> None:
        for _ in range(ROUNDS):
            some = random.sample(conversations, 5)
            async with writer.transaction():
                await writer.execute(LOCK, some)
                await writer.execute(
                    """INSERT INTO messages
                              (tenant_id, conversation_id, seq, direction, role, channel, status, content_text)
                       SELECT tenant_id, id, last_seq + 1, 'inbound', 'user', 'widget', 'received', 'Hello'
                         FROM conversations WHERE id = ANY ($1)""",
                    some,
                )

    await asyncio.gather(*map(write, writers))
    total = WRITERS * ROUNDS * 5
    sums = await writers[0].fetchrow('SELECT sum(last_seq)::int, sum(inbound_count)::int FROM conversations')
    assert tuple(sums or ()) == (total, total)
    assert await writers[0].fetchval('SELECT position FROM hub.feeds') == total
    positions = await writers[0].fetch('SELECT feed_position FROM conversations')
    assert len({row['feed_position'] for row in positions}) == len(conversations)


async def test_a_feed_shows_changes_in_the_order_of_their_positions(writers: list[Connection]) -> None:
    """Whoever has read up to a position has missed nothing below it, even while others commit."""
    tenant = await tenant_of(writers[0])
    conversations = [await converse(writers[0], tenant) for _ in range(WRITERS - 1)]
    await become_the_hub(writers, tenant)
    reader, *speakers = writers
    done = asyncio.Event()

    async def write(writer: Connection, conversation: UUID) -> None:
        for _ in range(ROUNDS):
            await say(writer, tenant, conversation)

    async def read() -> dict[UUID, int]:
        cursor, seen = 0, dict.fromkeys(conversations, 0)
        while True:
            last_time = done.is_set()
            rows = await reader.fetch(
                'SELECT id, last_seq, feed_position FROM conversations WHERE feed_position > $1 ORDER BY feed_position',
                cursor,
            )
            for row in rows:
                assert row['last_seq'] > seen[row['id']]
                seen[row['id']], cursor = row['last_seq'], row['feed_position']
            if last_time:
                return seen
            await asyncio.sleep(0.005)

    reading = asyncio.create_task(read())
    await asyncio.gather(*(write(*pair) for pair in zip(speakers, conversations, strict=True)))
    done.set()
    assert set((await reading).values()) == {ROUNDS}


async def test_ticket_numbers_stay_distinct(writers: list[Connection]) -> None:
    tenant = await tenant_of(writers[0])
    await become_the_hub(writers, tenant)

    async def write(writer: Connection) -> list[int]:
        sql = "INSERT INTO tickets (tenant_id, subject) VALUES ($1, 'T') RETURNING number"
        return [await writer.fetchval(sql, tenant) for _ in range(ROUNDS)]

    numbers = [number for some in await asyncio.gather(*map(write, writers)) for number in some]
    assert sorted(numbers) == list(range(1, WRITERS * ROUNDS + 1))
