"""Tenants cannot see or touch each other, in any table that the catalogue knows: a new table cannot escape."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg
import pytest

from tests.sql.acting import Connection, acting, refused
from tests.sql.everything import Table, fill, tenant_tables


@dataclass(frozen=True)
class Neighbours:
    """Two tenants, each with a row in every table."""

    tables: list[Table]
    ours: UUID
    theirs: UUID


@pytest.fixture
async def neighbours(db: Connection) -> Neighbours:
    """Two tenants who must not know of each other."""
    return Neighbours(await tenant_tables(db), await fill(db), await fill(db))


async def test_every_table_of_a_tenant_is_walled(db: Connection) -> None:
    rows = await db.fetch(
        """SELECT c.oid::regclass::text AS name, c.relrowsecurity AND c.relforcerowsecurity AS is_walled,
                  array(SELECT pg_get_expr(polqual, polrelid) || pg_get_expr(polwithcheck, polrelid)
                          FROM pg_policy WHERE polrelid = c.oid AND polname = 'own_tenant'
                           AND polcmd = '*' AND polpermissive AND polroles = '{0}') AS policies
             FROM pg_class c WHERE c.oid = ANY ($1::text[]::regclass[])""",
        [table.name for table in await tenant_tables(db)],
    )
    assert len(rows) >= 60
    wall = "({} = (current_setting('app.tenant_id'::text, true))::uuid)"
    for row in rows:
        own = wall.format('id' if row['name'] == 'tenants' else 'tenant_id')
        assert row['is_walled'], row['name']
        assert row['policies'] == [own * 2], row['name']


async def test_only_the_owner_has_doors_and_only_to_few_tables(db: Connection) -> None:
    rows = await db.fetch(
        """SELECT polrelid::regclass::text AS name, polroles::regrole[]::text[] AS roles FROM pg_policy
            WHERE polname <> 'own_tenant'"""
    )
    assert {role for row in rows for role in row['roles']} == {'postgres'}
    assert {row['name'] for row in rows} == {
        'users',
        'api_keys',
        'audit_logs',
        'attachments',
        'tenant_email_connections',
        'tenant_phone_config',
        'tenant_whatsapp_accounts',
        'tenant_widget_config',
        'hub.auth_sessions',
        'hub.contact_texts',
        'hub.early_receipts',
        'hub.feeds',
        'hub.idempotency_keys',
        'hub.invitations',
        'hub.jobs',
        'hub.message_words',
        'hub.raw_inbound',
        'hub.search_marks',
        'hub.sign_in_codes',
        'hub.sign_in_links',
        'hub.webhook_contacts',
        'hub.webhook_deliveries',
        'hub.webhook_endpoints',
        'hub.webhook_marks',
    }


async def test_a_tenant_has_rows_in_every_table(db: Connection, neighbours: Neighbours) -> None:
    """Without rows the tests below would prove nothing: add a line to one_of_everything.sql."""
    for table in neighbours.tables:
        assert await db.fetchval(f'SELECT count(*) FROM {table.name} WHERE {table.column} = $1', neighbours.theirs), (
            table.name
        )


async def test_a_tenant_sees_its_own_rows_alone(db: Connection, neighbours: Neighbours) -> None:
    async with acting(db, neighbours.ours):
        for table in neighbours.tables:
            rows = await db.fetch(f'SELECT DISTINCT {table.column} AS tenant FROM {table.name}')
            assert [row['tenant'] for row in rows] == [neighbours.ours], table.name


async def test_nobody_sees_anything_without_a_tenant(db: Connection, neighbours: Neighbours) -> None:
    async with acting(db, None):
        for table in neighbours.tables:
            assert not await db.fetch(f'SELECT FROM {table.name}'), table.name


async def test_a_session_after_its_tenant_is_refused_everything(db: Connection, neighbours: Neighbours) -> None:
    """PostgreSQL leaves '' where a setting was: that must be an error, not everything."""
    async with acting(db, None):
        await db.execute("SELECT set_config('app.tenant_id', '', true)")
        for table in neighbours.tables:
            async with refused(db, asyncpg.InvalidTextRepresentationError):
                await db.fetch(f'SELECT FROM {table.name}')


async def test_foreign_rows_cannot_be_changed_or_deleted(db: Connection, neighbours: Neighbours) -> None:
    async with acting(db, neighbours.ours):
        for table in neighbours.tables:
            for statement in (f'UPDATE {table.name} SET {table.column} = {table.column}', f'DELETE FROM {table.name}'):
                try:
                    async with db.transaction():
                        tag = await db.execute(f'{statement} WHERE {table.column} = $1', neighbours.theirs)
                except asyncpg.InsufficientPrivilegeError:
                    continue
                assert tag.endswith(' 0'), table.name


async def test_rows_cannot_be_planted_at_the_neighbours(db: Connection, neighbours: Neighbours) -> None:
    for table in neighbours.tables:
        row = await db.fetchval(
            f'SELECT to_jsonb(t) FROM {table.name} t WHERE {table.column} = $1 LIMIT 1', neighbours.theirs
        )
        given = await db.fetchval(
            """SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
                WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''""",
            table.name,
        )
        async with acting(db, neighbours.ours), refused(db, asyncpg.InsufficientPrivilegeError):
            await db.execute(
                f"""INSERT INTO {table.name} ({given}) OVERRIDING SYSTEM VALUE
                    SELECT {given} FROM jsonb_populate_record(NULL::{table.name}, $1)""",
                row,
            )


async def test_rows_cannot_be_handed_to_the_neighbours(db: Connection, neighbours: Neighbours) -> None:
    for table in neighbours.tables:
        async with acting(db, neighbours.ours), refused(db, asyncpg.InsufficientPrivilegeError):
            await db.execute(f'UPDATE {table.name} SET {table.column} = $1', neighbours.theirs)


async def test_the_owner_is_walled_too(db: Connection, neighbours: Neighbours) -> None:
    """FORCE: a managed server's owner is no superuser, and a slip in a migration is a slip for all tenants."""
    await db.execute('CREATE ROLE landlord; GRANT USAGE ON SCHEMA hub TO landlord')
    for table in neighbours.tables:
        await db.execute(f'ALTER TABLE {table.name} OWNER TO landlord')
        async with acting(db, neighbours.ours, 'landlord'):
            rows = await db.fetch(f'SELECT DISTINCT {table.column} AS tenant FROM {table.name}')
        assert [row['tenant'] for row in rows] == [neighbours.ours], table.name


@pytest.mark.parametrize('role', ['hub_app', 'hub_worker'])
async def test_the_roles_of_the_hub_own_nothing_and_bypass_nothing(db: Connection, role: str) -> None:
    row = await db.fetchrow('SELECT * FROM pg_roles WHERE rolname = $1', role)
    assert row
    powers = ('rolsuper', 'rolbypassrls', 'rolcreaterole', 'rolcreatedb', 'rolreplication', 'rolcanlogin')
    assert not [power for power in powers if row[power]]
    assert not await db.fetch('SELECT FROM pg_shdepend WHERE refobjid = $1 AND deptype = $2', row['oid'], b'o')
    assert not await db.fetch('SELECT FROM pg_auth_members WHERE member = $1', row['oid'])
    async with acting(db, None, role):
        for statement in ('CREATE TABLE public.mine ()', 'CREATE TABLE hub.mine ()', 'TRUNCATE messages'):
            async with refused(db, asyncpg.InsufficientPrivilegeError):
                await db.execute(statement)


async def test_the_worker_reaches_no_table_of_a_tenant(db: Connection, neighbours: Neighbours) -> None:
    async with acting(db, neighbours.ours, 'hub_worker'):
        for table in neighbours.tables:
            async with refused(db, asyncpg.InsufficientPrivilegeError):
                await db.fetch(f'SELECT FROM {table.name}')


@pytest.mark.parametrize(
    'statement',
    [
        'UPDATE audit_logs SET action = $$forged$$',
        'DELETE FROM audit_logs',
        'INSERT INTO tenants (name) VALUES ($$Mine$$)',
        'DELETE FROM tenants',
        'SELECT FROM pending_signups',
        'UPDATE features SET is_default = true',
        'DELETE FROM hub.migrations',
        'INSERT INTO hub.migrations VALUES ($$x$$, $$y$$)',
        'INSERT INTO hub.feeds VALUES (gen_random_uuid())',
        'CALL hub.wall($$users$$)',
    ],
)
async def test_the_hub_may_not(db: Connection, neighbours: Neighbours, statement: str) -> None:
    async with acting(db, neighbours.ours), refused(db, asyncpg.InsufficientPrivilegeError):
        await db.execute(statement)


async def test_a_deleted_tenant_leaves_nothing(db: Connection, neighbours: Neighbours) -> None:
    await db.execute('DELETE FROM tenants WHERE id = $1', neighbours.theirs)
    for table in neighbours.tables:
        rows = await db.fetch(f'SELECT DISTINCT {table.column} AS tenant FROM {table.name}')
        assert neighbours.theirs not in [row['tenant'] for row in rows], table.name
        assert neighbours.ours in [row['tenant'] for row in rows], table.name
