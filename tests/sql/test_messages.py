"""What a new message does: it takes the next seq, and its conversation tells of it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from hub.model.conversation import LastMessage
from tests.sql.acting import Connection, acting, converse, refused, say

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)

INSERT = """
INSERT INTO messages
       (tenant_id, conversation_id, seq, direction, role, channel, status, content_text, private, created_at)
SELECT $1, conversation_id, seq, direction, role, 'widget',
       CASE direction WHEN 'inbound' THEN 'received' ELSE 'sent' END, content_text, private, created_at
  FROM jsonb_to_recordset($2::jsonb) AS given(conversation_id uuid, seq bigint, direction text, role text,
                                              content_text text, private boolean, created_at timestamptz)
"""


def line(conversation: UUID, seq: int, role: str = 'user', *, private: bool = False) -> dict[str, Any]:
    """A message of a batch, said `seq` minutes after noon."""
    return {
        'conversation_id': str(conversation),
        'seq': seq,
        'direction': 'inbound' if role == 'user' else 'outbound',
        'role': role,
        'content_text': f'message {seq}',
        'private': private,
        'created_at': (NOON + timedelta(minutes=seq)).isoformat(),
    }


async def insert(db: Connection, tenant: UUID, *lines: dict[str, Any]) -> None:
    """Several messages with one statement, as the group commit does."""
    await db.execute(INSERT, tenant, json.dumps(lines))


async def conversation_of(db: Connection, conversation: UUID) -> asyncpg.Record:
    """The row as it is now."""
    row = await db.fetchrow('SELECT * FROM conversations WHERE id = $1', conversation)
    assert row
    return row


async def test_plain_inserts_take_a_dense_seq(db: Connection, tenant: UUID) -> None:
    conversation = await converse(db, tenant)
    assert [await say(db, tenant, conversation) for _ in range(3)] == [1, 2, 3]
    await db.execute(
        """INSERT INTO messages (tenant_id, conversation_id, direction, role)
           SELECT $1, $2, 'inbound', 'user' FROM generate_series(1, 3)""",
        tenant,
        conversation,
    )
    rows = await db.fetch('SELECT seq FROM messages WHERE conversation_id = $1 ORDER BY seq', conversation)
    assert [row['seq'] for row in rows] == [1, 2, 3, 4, 5, 6]


async def test_a_plain_insert_is_completed_from_its_conversation(db: Connection, tenant: UUID) -> None:
    conversation = await converse(db, tenant, 'whatsapp')
    for role in ('user', 'agent'):
        await say(db, tenant, conversation, role=role)
    rows = await db.fetch('SELECT channel, status FROM messages WHERE conversation_id = $1 ORDER BY seq', conversation)
    assert [tuple(row) for row in rows] == [('whatsapp', 'received'), ('whatsapp', 'sent')]


async def test_a_message_of_no_conversation_is_refused(db: Connection, tenant: UUID) -> None:
    async with refused(db, asyncpg.ForeignKeyViolationError):
        await say(db, tenant, uuid4())


async def test_private_notes_share_the_numbering_and_are_left_out_of_the_public_chain(
    db: Connection, tenant: UUID
) -> None:
    conversation = await converse(db, tenant)
    await say(db, tenant, conversation)
    await say(db, tenant, conversation, role='agent', private=True)
    await say(db, tenant, conversation, role='agent', private=True)
    await say(db, tenant, conversation, role='agent')
    rows = await db.fetch('SELECT prev_public_seq FROM messages WHERE conversation_id = $1 ORDER BY seq', conversation)
    assert [row['prev_public_seq'] for row in rows] == [0, 1, 1, 1]
    row = await conversation_of(db, conversation)
    assert (row['last_seq'], row['last_public_seq']) == (4, 4)


async def test_the_row_shows_the_last_message_in_one_line(db: Connection, tenant: UUID) -> None:
    conversation = await converse(db, tenant)
    await say(db, tenant, conversation, '  Good \n\n morning,\tworld ' + 'x' * 400)
    row = await conversation_of(db, conversation)
    last = LastMessage.model_validate_json(row['last_message'])
    assert last.text.startswith('Good morning, world xxx')
    assert len(last.text) == 160
    assert (last.seq, last.direction, last.role, last.status) == (1, 'inbound', 'user', 'received')
    assert last.created_at == row['last_message_at']


async def test_a_batch_counts_once_for_each_conversation(db: Connection, tenant: UUID) -> None:
    one, other, quiet = [await converse(db, tenant) for _ in range(3)]
    lines = [line(one, 1), line(one, 2, 'agent', private=True), line(one, 3), line(other, 1, 'agent')]
    await insert(db, tenant, *lines)
    first, second, third = [await conversation_of(db, each) for each in (one, other, quiet)]
    assert (first['last_seq'], first['last_public_seq'], first['inbound_count']) == (3, 3, 2)
    assert (second['last_seq'], second['last_public_seq'], second['inbound_count']) == (1, 1, 0)
    assert json.loads(first['last_message'])['text'] == 'message 3'
    assert first['last_message_at'] == NOON + timedelta(minutes=3)
    assert {first['feed_position'], second['feed_position']} == {1, 2}
    assert (third['last_seq'], third['feed_position'], third['last_message']) == (0, 0, None)
    assert await db.fetchval('SELECT position FROM hub.feeds WHERE tenant_id = $1', tenant) == 2


async def test_a_late_message_does_not_push_a_newer_one_from_the_row(db: Connection, tenant: UUID) -> None:
    conversation = await converse(db, tenant)
    await insert(db, tenant, line(conversation, 5))
    await insert(db, tenant, line(conversation, 2))
    row = await conversation_of(db, conversation)
    assert (row['last_seq'], json.loads(row['last_message'])['seq'], row['inbound_count']) == (5, 5, 2)


@pytest.mark.parametrize(
    ('roles', 'waits_since'),
    [
        (['user'], 1),
        (['user', 'user'], 1),
        (['user', 'agent'], None),
        (['user', 'ai'], None),
        (['user', 'agent', 'user', 'user'], 3),
        (['user', 'system'], 1),
        (['user', 'note'], 1),
        (['agent'], None),
    ],
)
@pytest.mark.parametrize('at_once', [True, False])
async def test_a_customer_waits_since_the_first_unanswered_message(
    db: Connection, tenant: UUID, roles: list[str], waits_since: int | None, at_once: bool
) -> None:
    conversation = await converse(db, tenant)
    lines = [
        line(conversation, seq, 'agent' if role == 'note' else role, private=role == 'note')
        for seq, role in enumerate(roles, 1)
    ]
    for batch in [lines] if at_once else [[each] for each in lines]:
        await insert(db, tenant, *batch)
    row = await conversation_of(db, conversation)
    assert row['waiting_since'] == (NOON + timedelta(minutes=waits_since) if waits_since else None)


async def test_the_first_reply_is_the_first_public_one(db: Connection, tenant: UUID) -> None:
    conversation = await converse(db, tenant)
    await insert(db, tenant, line(conversation, 1), line(conversation, 2, 'agent', private=True))
    assert (await conversation_of(db, conversation))['first_replied_at'] is None
    await insert(db, tenant, line(conversation, 3, 'agent'), line(conversation, 4, 'ai'))
    await insert(db, tenant, line(conversation, 5, 'agent'))
    assert (await conversation_of(db, conversation))['first_replied_at'] == NOON + timedelta(minutes=3)


@pytest.mark.parametrize('status', ['pending', 'resolved', 'closed'])
async def test_an_inbound_message_reopens(db: Connection, tenant: UUID, status: str) -> None:
    conversation = await converse(db, tenant)
    parked = await db.fetchval(
        "INSERT INTO hub.custom_statuses (tenant_id, name, status, place) VALUES ($1, 'Parked', $2, 1) RETURNING id",
        tenant,
        status,
    )
    await db.execute(
        """UPDATE conversations SET status = $2, custom_status_id = $3, resolved_at = now(),
               snoozed_until = now() + interval '1 day' WHERE id = $1""",
        conversation,
        status,
        parked,
    )
    await say(db, tenant, conversation, role='agent')
    row = await conversation_of(db, conversation)
    assert (row['status'], row['custom_status_id']) == (status, parked)
    await say(db, tenant, conversation)
    row = await conversation_of(db, conversation)
    assert (row['status'], row['custom_status_id'], row['resolved_at'], row['snoozed_until']) == (
        'open',
        None,
        None,
        None,
    )


async def test_a_resend_is_stored_once(db: Connection, tenant: UUID) -> None:
    conversation, sender = await converse(db, tenant), uuid4()
    sql = """INSERT INTO messages (tenant_id, conversation_id, direction, role, sender_id, client_id)
             VALUES ($1, $2, 'inbound', 'user', $3, 'c1')"""
    await db.execute(sql, tenant, conversation, sender)
    async with refused(db, asyncpg.UniqueViolationError):
        await db.execute(sql, tenant, conversation, sender)
    await db.execute(sql, tenant, conversation, uuid4())
    assert (await conversation_of(db, conversation))['last_seq'] == 2


async def test_a_webhook_that_comes_twice_is_stored_once(db: Connection, tenant: UUID) -> None:
    one, other = await converse(db, tenant, 'whatsapp'), await converse(db, tenant, 'whatsapp')
    sql = """INSERT INTO messages (tenant_id, conversation_id, direction, role, provider_id)
             VALUES ($1, $2, 'inbound', 'user', 'SM1')"""
    await db.execute(sql, tenant, one)
    async with refused(db, asyncpg.UniqueViolationError):
        await db.execute(sql, tenant, other)


async def test_the_hub_itself_may_do_all_of_it(db: Connection, tenant: UUID) -> None:
    async with acting(db, tenant):
        conversation = await converse(db, tenant)
        assert [await say(db, tenant, conversation), await say(db, tenant, conversation, role='ai')] == [1, 2]
        assert (await conversation_of(db, conversation))['feed_position'] == 2


async def test_an_insert_of_nothing_changes_nothing(db: Connection, tenant: UUID) -> None:
    await insert(db, tenant)
    assert await db.fetchval('SELECT position FROM hub.feeds WHERE tenant_id = $1', tenant) == 0
