"""States have the values that the model names, and no other gets in; rows cannot reach into another tenant."""

import re
from enum import StrEnum
from uuid import UUID, uuid4

import asyncpg
import pytest

from hub.model.conversation import AiMode, ConversationStatus, Priority
from hub.model.message import Channel, Direction, MessageStatus, Role
from hub.model.people import IdentifierType, Presence, UserRole
from tests.sql.acting import Connection, converse, refused
from tests.sql.everything import fill

MODEL: list[tuple[str, str, type[StrEnum]]] = [
    ('users', 'role', UserRole),
    ('users', 'presence', Presence),
    ('hub.invitations', 'role', UserRole),
    ('contact_identifiers', 'type', IdentifierType),
    ('conversations', 'status', ConversationStatus),
    ('conversations', 'priority', Priority),
    ('conversations', 'ai_mode', AiMode),
    ('conversations', 'channel', Channel),
    ('messages', 'channel', Channel),
    ('messages', 'direction', Direction),
    ('messages', 'role', Role),
    ('messages', 'status', MessageStatus),
    ('tickets', 'priority', Priority),
    ('ai_agent_deployments', 'channel', Channel),
    ('ai_agent_deployments', 'ai_mode', AiMode),
]
OTHERS = [
    ('tickets', 'status', 'new open pending on_hold resolved closed'),
    ('import_jobs', 'status', 'uploaded parsed mapped applied failed'),
    ('workflow_runs', 'status', 'pending running waiting completed failed cancelled'),
    ('ticket_macros', 'macro_type', 'customer_input_required team_escalation inform schedule_followup custom'),
    ('ai_agent_deployments', 'priority_mode', 'always_ai always_human normal schedule'),
    ('tenant_phone_config', 'mode', 'human realtime convrelay legacy'),
]


async def allowed(db: Connection, table: str, column: str) -> set[str]:
    """The values that the column's own CHECK lists."""
    rows = await db.fetch(
        """SELECT pg_get_constraintdef(k.oid) AS rule FROM pg_constraint k
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
            WHERE k.contype = 'c' AND k.conrelid = $1::text::regclass AND a.attname = $2""",
        table,
        column,
    )
    return {value for row in rows for value in re.findall(r"'([^']*)'::text", row['rule'])}


@pytest.mark.parametrize(('table', 'column', 'words'), MODEL)
async def test_the_database_and_the_model_know_the_same_states(
    db: Connection, table: str, column: str, words: type[StrEnum]
) -> None:
    assert await allowed(db, table, column) == {word.value for word in words}


@pytest.mark.parametrize(('table', 'column', 'words'), OTHERS)
async def test_states_that_the_model_will_name(db: Connection, table: str, column: str, words: str) -> None:
    assert await allowed(db, table, column) == set(words.split())


async def test_no_state_takes_nonsense(db: Connection) -> None:
    """For every column whose CHECK lists texts: an UPDATE with another one is refused."""
    await fill(db)
    rows = await db.fetch(
        """SELECT DISTINCT k.conrelid::regclass::text AS name, a.attname AS column FROM pg_constraint k
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
            WHERE k.contype = 'c' AND pg_get_constraintdef(k.oid) LIKE '%ANY (ARRAY[%''::text%'"""
    )
    assert len(rows) > 40
    for row in rows:
        async with refused(db, asyncpg.CheckViolationError):
            await db.execute(f"UPDATE {row['name']} SET {row['column']} = 'nonsense'")


@pytest.mark.parametrize(
    ('kind', 'value'),
    [
        ('email', 'Cleo@customer.test'),
        ('email', ' cleo@customer.test'),
        ('phone', '030 123456'),
        ('phone', '+49 30 123456'),
        ('whatsapp', 'whatsapp:+4930123456'),
        ('visitor_id', ''),
        ('fax', '+4930123456'),
    ],
)
async def test_identifiers_come_normalised(db: Connection, tenant: UUID, kind: str, value: str) -> None:
    contact = await db.fetchval('INSERT INTO contacts (tenant_id) VALUES ($1) RETURNING id', tenant)
    async with refused(db, asyncpg.CheckViolationError):
        await db.execute(
            'INSERT INTO contact_identifiers (tenant_id, contact_id, type, value) VALUES ($1, $2, $3, $4)',
            tenant,
            contact,
            kind,
            value,
        )


async def test_an_identifier_leads_to_one_contact(db: Connection, tenant: UUID) -> None:
    sql = """INSERT INTO contact_identifiers (tenant_id, contact_id, type, value)
             SELECT $1, id, 'phone', '+4930123456' FROM contacts WHERE tenant_id = $1"""
    await db.execute("INSERT INTO contacts (tenant_id, name) VALUES ($1, 'Cleo'), ($1, 'Carl')", tenant)
    async with refused(db, asyncpg.UniqueViolationError):
        await db.execute(sql, tenant)


@pytest.mark.parametrize(
    'values',
    [
        "'inbound', 'user', 'sent', false",
        "'outbound', 'agent', 'received', false",
        "'inbound', 'user', 'received', true",
        "'outbound', 'bot', 'sent', false",
    ],
)
async def test_messages_are_what_they_can_be(db: Connection, tenant: UUID, values: str) -> None:
    conversation = await converse(db, tenant)
    async with refused(db, asyncpg.CheckViolationError):
        await db.execute(
            f"""INSERT INTO messages (tenant_id, conversation_id, direction, role, status, private)
                VALUES ($1, $2, {values})""",
            tenant,
            conversation,
        )


async def test_one_address_is_one_user_of_the_installation(db: Connection, tenant: UUID) -> None:
    other = await db.fetchval("INSERT INTO tenants (name) VALUES ('Other') RETURNING id")
    sql = 'INSERT INTO users (tenant_id, email) VALUES ($1, $2)'
    await db.execute(sql, tenant, 'ann@acme.test')
    async with refused(db, asyncpg.UniqueViolationError):
        await db.execute(sql, other, 'Ann@Acme.test')


async def test_no_row_can_point_to_the_neighbours(db: Connection) -> None:
    """For every foreign key between tables of tenants: our row with their id is refused."""
    ours, theirs = await fill(db), await fill(db)
    keys = await db.fetch(
        """SELECT k.conrelid::regclass::text AS name, k.confrelid::regclass::text AS target,
                  array_agg(here.attname::text) AS columns, array_agg(there.attname::text) AS targets
             FROM pg_constraint k, unnest(k.conkey, k.confkey) AS pair(a, b), pg_attribute here, pg_attribute there
            WHERE k.contype = 'f' AND array_length(k.conkey, 1) > 1 AND here.attrelid = k.conrelid
              AND here.attnum = pair.a AND there.attrelid = k.confrelid AND there.attnum = pair.b
              AND here.attname <> 'tenant_id'
            GROUP BY k.oid"""
    )
    assert len(keys) > 70
    for key in keys:
        row = await db.fetchrow(f'SELECT * FROM {key["target"]} WHERE tenant_id = $1', theirs)
        assert row, key['target']
        changes = ', '.join(f'{column} = ${i}' for i, column in enumerate(key['columns'], 2))
        values = [row[target] for target in key['targets']]
        async with refused(db, asyncpg.ForeignKeyViolationError):
            # one of them: two with the same would be refused for that
            one = f'(SELECT ctid FROM {key["name"]} WHERE tenant_id = $1 LIMIT 1)'
            await db.execute(f'UPDATE {key["name"]} SET {changes} WHERE ctid = {one}', ours, *values)


async def test_an_active_workflow_has_a_published_version(db: Connection, tenant: UUID) -> None:
    workflow = await db.fetchval("INSERT INTO workflows (tenant_id, name) VALUES ($1, 'W') RETURNING id", tenant)
    async with refused(db, asyncpg.CheckViolationError):
        await db.execute("UPDATE workflows SET status = 'active' WHERE id = $1", workflow)
    async with refused(db, asyncpg.ForeignKeyViolationError):
        await db.execute("UPDATE workflows SET status = 'active', published_version = 1 WHERE id = $1", workflow)
    await db.execute(
        'INSERT INTO workflow_versions (tenant_id, workflow_id, version) VALUES ($1, $2, 1)', tenant, workflow
    )
    await db.execute("UPDATE workflows SET status = 'active', published_version = 1 WHERE id = $1", workflow)


async def test_a_file_on_a_message_is_in_its_conversation(db: Connection, tenant: UUID) -> None:
    async with refused(db, asyncpg.CheckViolationError):
        await db.execute(
            """INSERT INTO attachments (tenant_id, message_id, uploader_kind, blob_key, file_name, content_type, size)
               VALUES ($1, $2, 'user', 'k', 'a.png', 'image/png', 1)""",
            tenant,
            uuid4(),
        )
