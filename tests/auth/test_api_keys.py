"""API keys: shown once, never more than their maker, over as soon as revoked."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hub.model.people import UserRole
from tests.api_client import Api
from tests.tenants import Member, Tenants


async def make(member: Member, *scopes: str, **more: object) -> dict[str, Any]:
    """A new key, whole."""
    made: dict[str, Any] = (
        await member.api.post('api-keys', {'name': 'Shop sync', 'scopes': list(scopes), **more})
    ).ok(201)
    return made


async def test_a_key_does_what_its_scopes_say_and_no_more(api: Api, tenants: Tenants) -> None:
    owner = (await tenants.make()).owner
    program = api.as_((await make(owner, 'users.read'))['key'])
    (await program.get('users')).ok()
    assert (await program.get('api-keys')).code == 'forbidden'
    assert (await program.post('teams', {'name': 'Night'})).code == 'forbidden'


async def test_a_key_is_shown_once(tenants: Tenants) -> None:
    owner = (await tenants.make()).owner
    made = await make(owner, 'users.read')
    listed = (await owner.api.get('api-keys')).body
    assert made['prefix'].encode() in listed
    assert made['key'].encode() not in listed


async def test_a_key_never_outgrows_its_maker(api: Api, tenants: Tenants) -> None:
    shop = await tenants.make()
    admin = await shop.hire(UserRole.ADMIN)
    refused = await admin.api.post('api-keys', {'name': 'x', 'scopes': ['users.read', 'tenant.manage']})
    assert refused.code == 'forbidden'
    program = api.as_((await make(admin, 'teams.manage', 'users.read'))['key'])
    (await program.post('teams', {'name': 'Night'})).ok(201)
    (await shop.owner.api.patch(f'users/{admin.user.id}', {'role': 'agent'})).ok()
    assert (await program.post('teams', {'name': 'Day'})).code == 'forbidden'
    (await shop.owner.api.patch(f'users/{admin.user.id}', {'is_active': False})).ok()
    assert (await program.get('users')).code == 'unauthenticated'


async def test_a_program_makes_no_keys_and_invites_nobody(api: Api, tenants: Tenants) -> None:
    owner = (await tenants.make()).owner
    program = api.as_((await make(owner, 'users.manage', 'api_keys.manage'))['key'])
    assert (await program.post('api-keys', {'name': 'x', 'scopes': ['api_keys.manage']})).code == 'forbidden'
    assert (await program.post('invitations', {'email': 'a@example.com'})).code == 'forbidden'
    assert (await program.patch(f'users/{owner.user.id}', {'name': 'Robot'})).code == 'forbidden'


async def test_a_revoked_key_is_over_at_once(api: Api, tenants: Tenants) -> None:
    owner = (await tenants.make()).owner
    made = await make(owner, 'users.read')
    program = api.as_(made['key'])
    (await program.get('users')).ok()
    assert (await owner.api.delete(f'api-keys/{made["id"]}')).status == 204
    assert (await program.get('users')).code == 'unauthenticated'
    assert (await owner.api.delete(f'api-keys/{made["id"]}')).code == 'not_found'


async def test_a_key_says_when_it_was_last_used(api: Api, tenants: Tenants) -> None:
    owner = (await tenants.make()).owner
    made = await make(owner, 'users.read')
    assert made['last_used_at'] is None
    (await api.as_(made['key']).get('users')).ok()
    assert (await owner.api.get('api-keys')).ok()['items'][0]['last_used_at']


async def test_a_key_ends_when_it_says(api: Api, tenants: Tenants) -> None:
    owner = (await tenants.make()).owner
    yesterday, tomorrow = (datetime.now(UTC) + timedelta(days=days) for days in (-1, 1))
    body = {'name': 'x', 'scopes': ['users.read']}
    assert (await owner.api.post('api-keys', {**body, 'expires_at': yesterday.isoformat()})).code == 'invalid'
    key = (await make(owner, 'users.read', expires_at=tomorrow.isoformat()))['key']
    (await api.as_(key).get('users')).ok()


@pytest.mark.parametrize('change', [lambda key: key[:-1], lambda key: key + 'x', lambda key: 'ck_', str.upper])
async def test_nearly_the_key_is_not_the_key(api: Api, tenants: Tenants, change: Callable[[str], str]) -> None:
    key = (await make((await tenants.make()).owner, 'users.read'))['key']
    assert (await api.as_(change(key)).get('users')).code == 'unauthenticated'
