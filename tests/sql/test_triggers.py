"""What the database does by itself around tenants, tickets and workflows."""

from uuid import UUID

import asyncpg
import pytest

from tests.sql.acting import Connection, acting, refused
from tests.sql.everything import fill


async def test_a_new_tenant_gets_its_features_and_its_feed(db: Connection, tenant: UUID) -> None:
    rows = await db.fetch('SELECT * FROM tenant_features WHERE tenant_id = $1', tenant)
    on = {row['feature_key'] for row in rows if row['is_enabled']}
    off = {row['feature_key'] for row in rows if not row['is_enabled']}
    assert on == {'dashboard', 'sales', 'conversation', 'ai_agent'}
    assert off == {'ticketing', 'workflow', 'campaign', 'reports'}
    assert all(bool(row['enabled_at']) == row['is_enabled'] for row in rows)
    assert await db.fetchval('SELECT position FROM hub.feeds WHERE tenant_id = $1', tenant) == 0


async def test_tenants_without_a_slug_get_one(db: Connection) -> None:
    rows = await db.fetch("INSERT INTO tenants (name) VALUES ('One'), ('Two') RETURNING slug")
    assert len({row['slug'] for row in rows}) == 2


async def test_a_feed_gives_out_positions_one_after_the_other(db: Connection, tenant: UUID) -> None:
    async with acting(db, tenant):
        taken = [await db.fetchval('SELECT hub.take_feed_positions($1, $2)', tenant, n) for n in (1, 3, 1)]
    assert taken == [1, 4, 5]


async def test_changes_move_updated_at(db: Connection) -> None:
    """In every table that has one, but messages, whose writers set it."""
    tenant = await fill(db)
    rows = await db.fetch(
        """SELECT a.attrelid::regclass::text AS name, key.attname AS column FROM pg_attribute a
             JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
             JOIN pg_attribute key ON key.attrelid = a.attrelid
              AND key.attname = CASE c.relname WHEN 'tenants' THEN 'id' ELSE 'tenant_id' END
            WHERE a.attname = 'updated_at' AND c.relname <> 'messages'"""
    )
    assert len(rows) > 25
    for row in rows:
        # the trigger sets the transaction's time; a row from yesterday shows it
        await db.execute(f'ALTER TABLE {row["name"]} DISABLE TRIGGER USER')
        await db.execute(f"UPDATE {row['name']} SET updated_at = now() - interval '1 day'")
        await db.execute(f'ALTER TABLE {row["name"]} ENABLE TRIGGER USER')
        own = f'{row["column"]} = $1'
        await db.execute(f'UPDATE {row["name"]} SET {own} WHERE {own}', tenant)
        moved = await db.fetchval(f'SELECT bool_and(updated_at = now()) FROM {row["name"]} WHERE {own}', tenant)
        assert moved, row['name']


async def ticket(db: Connection, tenant: UUID) -> asyncpg.Record:
    """A fresh ticket."""
    row = await db.fetchrow("INSERT INTO tickets (tenant_id, subject) VALUES ($1, 'Broken') RETURNING *", tenant)
    assert row
    return row


async def test_tickets_are_numbered_per_tenant(db: Connection, tenant: UUID) -> None:
    other = await db.fetchval("INSERT INTO tenants (name) VALUES ('Other') RETURNING id")
    async with acting(db, tenant):
        assert [(await ticket(db, tenant))['number'] for _ in range(3)] == [1, 2, 3]
    assert (await ticket(db, other))['number'] == 1


async def test_a_ticket_logs_how_it_came_and_every_change_of_status(db: Connection, tenant: UUID) -> None:
    ann = await db.fetchval("INSERT INTO users (tenant_id, email) VALUES ($1, 'a@acme.test') RETURNING id", tenant)
    async with acting(db, tenant):
        made = (await ticket(db, tenant))['id']
        await db.execute("UPDATE tickets SET status = 'open', updated_by = $2 WHERE id = $1", made, ann)
        await db.execute("UPDATE tickets SET status = 'open', priority = 'high' WHERE id = $1", made)
        await db.execute("UPDATE tickets SET status = 'resolved' WHERE id = $1", made)
        rows = await db.fetch(
            """SELECT activity_type, old_value, new_value, actor_id FROM ticket_activities
                WHERE ticket_id = $1 ORDER BY created_at""",
            made,
        )
    assert [tuple(row) for row in rows] == [
        ('created', None, 'new', None),
        ('status_changed', 'new', 'open', ann),
        ('status_changed', 'open', 'resolved', ann),
    ]


async def test_a_pipeline_has_one_default_and_leads_stay_in_their_pipeline(db: Connection, tenant: UUID) -> None:
    one, two = [
        await db.fetchval('INSERT INTO pipelines (tenant_id, name) VALUES ($1, $2) RETURNING id', tenant, name)
        for name in ('One', 'Two')
    ]
    async with refused(db, asyncpg.UniqueViolationError):
        await db.execute('UPDATE pipelines SET is_default = true WHERE tenant_id = $1', tenant)
    stage = await db.fetchval(
        "INSERT INTO pipeline_stages (tenant_id, pipeline_id, name, position) VALUES ($1, $2, 'New', 1) RETURNING id",
        tenant,
        one,
    )
    contact = await db.fetchval('INSERT INTO contacts (tenant_id) VALUES ($1) RETURNING id', tenant)
    async with refused(db, asyncpg.ForeignKeyViolationError):
        await db.execute(
            'INSERT INTO leads (tenant_id, contact_id, pipeline_id, stage_id) VALUES ($1, $2, $3, $4)',
            tenant,
            contact,
            two,
            stage,
        )


@pytest.mark.parametrize(('target', 'column'), [('contacts', 'contact_id'), ('widget_visitors', 'visitor_id')])
async def test_a_conversation_outlives_the_people_in_it(db: Connection, tenant: UUID, target: str, column: str) -> None:
    await db.execute('INSERT INTO contacts (tenant_id) VALUES ($1)', tenant)
    await db.execute(
        """WITH made AS (INSERT INTO tenant_widget_config (tenant_id) VALUES ($1) RETURNING id)
           INSERT INTO widget_visitors (tenant_id, widget_id, token_hash) SELECT $1, id, 'x' FROM made""",
        tenant,
    )
    made = await db.fetchval(
        f"""INSERT INTO conversations (tenant_id, channel, {column})
            SELECT $1, 'widget', id FROM {target} WHERE tenant_id = $1 RETURNING id""",
        tenant,
    )
    await db.execute(f'DELETE FROM {target} WHERE tenant_id = $1', tenant)
    row = await db.fetchrow('SELECT tenant_id, contact_id, visitor_id FROM conversations WHERE id = $1', made)
    assert row
    assert tuple(row) == (tenant, None, None)


async def test_knowledge_has_vectors_where_the_server_knows_them(db: Connection) -> None:
    knows = await db.fetchval("SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector')")
    has = await db.fetchval(
        """SELECT EXISTS (SELECT FROM pg_attribute
            WHERE attrelid = 'ai_knowledge_documents'::regclass AND attname = 'embedding')"""
    )
    assert has == knows
