"""The doors in the wall: what the hub can ask before it knows the tenant, and nothing more."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest

from tests.sql.acting import Connection, acting, refused
from tests.sql.everything import fill

SOON = datetime.now(UTC) + timedelta(hours=2)


@pytest.mark.parametrize(
    ('function', 'asks', 'answers'),
    [
        ('find_widget', 'SELECT public_key FROM tenant_widget_config', 'SELECT id FROM tenant_widget_config'),
        ('find_user', 'SELECT id FROM users', 'SELECT id FROM users'),
        ('find_user_by_email', 'SELECT upper(email) FROM users', 'SELECT id FROM users'),
        ('find_user_by_supabase_id', 'SELECT supabase_user_id FROM users', 'SELECT id FROM users'),
        ('find_api_key', 'SELECT key_hash FROM api_keys', 'SELECT id FROM api_keys'),
        ('find_auth_session', 'SELECT refresh_token_hash FROM hub.auth_sessions', 'SELECT id FROM hub.auth_sessions'),
        ('find_auth_session', 'SELECT previous_hash FROM hub.auth_sessions', 'SELECT id FROM hub.auth_sessions'),
        ('find_invitation', 'SELECT token_hash FROM hub.invitations', 'SELECT id FROM hub.invitations'),
        ('find_sign_in_link', 'SELECT token_hash FROM hub.sign_in_links', 'SELECT user_id FROM hub.sign_in_links'),
    ],
)
async def test_a_secret_or_id_tells_the_tenant_and_the_row(
    db: Connection, function: str, asks: str, answers: str
) -> None:
    ours, theirs = await fill(db), await fill(db)
    await db.execute('UPDATE users SET supabase_user_id = gen_random_uuid()')
    await db.execute("UPDATE hub.auth_sessions SET previous_hash = sha256('before' || tenant_id::text::bytea)")
    for tenant in (ours, theirs):
        key = await db.fetchval(f'{asks} WHERE tenant_id = $1', tenant)
        row = await db.fetchval(f'{answers} WHERE tenant_id = $1', tenant)
        async with acting(db, None):
            found = await db.fetch(f'SELECT * FROM hub.{function}($1)', key)
        assert [tuple(each)[:2] for each in found] == [(tenant, row)]


@pytest.mark.parametrize(
    ('function', 'unknown'),
    [
        ('find_widget', 'pk_unknown1'),
        ('find_user', uuid4()),
        ('find_user_by_email', ''),
        ('find_user_by_supabase_id', uuid4()),
        ('find_api_key', b''),
        ('find_auth_session', b''),
        ('find_invitation', b''),
        ('find_sign_in_link', b''),
    ],
)
async def test_the_unknown_leads_nowhere(db: Connection, function: str, unknown: object) -> None:
    await fill(db)
    async with acting(db, None):
        for key in (unknown, None):
            assert not await db.fetch(f'SELECT * FROM hub.{function}($1)', key)


async def test_a_file_tells_its_tenant(db: Connection) -> None:
    tenant = await fill(db)
    file = await db.fetchval('SELECT id FROM attachments WHERE tenant_id = $1', tenant)
    async with acting(db, None):
        assert await db.fetchval('SELECT hub.file_tenant($1)', file) == tenant
        assert await db.fetchval('SELECT hub.file_tenant($1)', uuid4()) is None


async def start(db: Connection, email: str = 'Ann@acme.test', code: bytes = b'code') -> None:
    """Somebody signs up."""
    await db.execute('SELECT hub.start_signup($1, $2, $3, $4, $5)', email, 'Acme', 'Ann', code, SOON)


async def attempt(db: Connection) -> bytes | None:
    """Somebody tries a code, of five tries."""
    hash_: bytes | None = await db.fetchval("SELECT code_hash FROM hub.try_signup('ann@acme.test', 5)")
    return hash_


async def test_a_code_can_be_tried_so_often_and_no_more(db: Connection) -> None:
    async with acting(db, None):
        await start(db)
        assert [await attempt(db) for _ in range(7)] == [b'code'] * 5 + [None] * 2
        await start(db, code=b'fresh')
        assert await attempt(db) == b'fresh'


async def test_a_code_is_used_up_once_and_only_if_it_still_counts(db: Connection) -> None:
    finish = "SELECT hub.finish_signup('ann@ACME.test', $1)"
    async with acting(db, None):
        await start(db)
        assert not await db.fetchval(finish, b'other')
        assert await db.fetchval(finish, b'code')
        assert not await db.fetchval(finish, b'code')
    await start(db)
    await db.execute('UPDATE pending_signups SET expires_at = now()')
    async with acting(db, None):
        assert await attempt(db) is None
        assert not await db.fetchval(finish, b'code')


async def create(db: Connection, slug: str, email: str) -> tuple[UUID, str]:
    """A tenant, as sign-up makes it; its id and the slug it got."""
    tenant = uuid4()
    got: str = await db.fetchval(
        'SELECT hub.create_tenant($1, $2, $3, $4, $5, $6)', tenant, 'Acme', slug, uuid4(), email, 'Ann'
    )
    return tenant, got


async def test_a_tenant_is_made_with_all_it_needs(db: Connection) -> None:
    async with acting(db, None):
        tenant, slug = await create(db, 'Acme Corp & Söhne!', 'Ann@acme.test')
        assert slug == 'acme-corp-s-hne'
        async with refused(db, asyncpg.InvalidTextRepresentationError):
            await db.fetch('SELECT FROM tenants')
    async with acting(db, tenant):
        assert await db.fetchval('SELECT name FROM tenants') == 'Acme'
        assert await db.fetchval('SELECT role FROM users') == 'owner'
        assert await db.fetchval('SELECT timezone FROM tenant_settings') == 'UTC'
        assert await db.fetchval('SELECT count(*) FROM tenant_features') == 8
        assert await db.fetchval('SELECT position FROM hub.feeds') == 0


async def test_making_a_tenant_leaves_the_caller_where_it_was(db: Connection, tenant: UUID) -> None:
    async with acting(db, tenant):
        await create(db, 'other', 'bob@other.test')
        assert await db.fetchval('SELECT id FROM tenants') == tenant


async def test_slugs_stay_different_and_readable(db: Connection) -> None:
    async with acting(db, None):
        slugs = [(await create(db, wish, f'{i}@x.test'))[1] for i, wish in enumerate(['acme', 'Acme', '???', 'x' * 99])]
    assert slugs[0] == 'acme'
    assert slugs[1].startswith('acme-')
    assert slugs[2] == 'tenant'
    assert slugs[3] == 'x' * 50


async def test_a_person_cannot_own_two_tenants(db: Connection) -> None:
    async with acting(db, None):
        await create(db, 'one', 'ann@acme.test')
        async with refused(db, asyncpg.UniqueViolationError):
            await create(db, 'two', 'ANN@acme.test')


@pytest.mark.parametrize('role', ['hub_app', 'hub_worker'])
async def test_what_ended_is_swept_after_a_week(db: Connection, role: str) -> None:
    await fill(db)
    await start(db)
    ending = ('hub.sign_in_codes', 'hub.sign_in_links', 'hub.auth_sessions', 'hub.idempotency_keys', 'pending_signups')
    async with acting(db, None, role):
        assert await db.fetchval('SELECT hub.sweep_expired()') == 0
    for table in ending:
        await db.execute(f"UPDATE {table} SET expires_at = now() - interval '8 days'")
    async with acting(db, None, role):
        assert await db.fetchval('SELECT hub.sweep_expired()') == len(ending)
    for table in ending:
        assert not await db.fetch(f'SELECT FROM {table}')


async def test_the_worker_asks_for_no_tenant(db: Connection) -> None:
    async with acting(db, None, 'hub_worker'), refused(db, asyncpg.InsufficientPrivilegeError):
        await db.fetch("SELECT * FROM hub.find_user_by_email('ann@acme.test')")
