"""Refresh tokens: each leads to the next, and one that comes back late ends the session."""

import asyncio

from tests.api_client import Api
from tests.tenants import Tenants


async def test_a_refresh_gives_the_next_pair(api: Api, tenants: Tenants) -> None:
    owner = (await tenants.make()).owner
    first = await _refresh(api, owner.refresh_token)
    second = await _refresh(api, first['refresh_token'])
    assert len({owner.refresh_token, first['refresh_token'], second['refresh_token']}) == 3
    (await api.as_(second['access_token']).get('auth/me')).ok()


async def test_two_tabs_that_refresh_at_once_go_on_together(api: Api, tenants: Tenants) -> None:
    owner = (await tenants.make()).owner
    pairs = await asyncio.gather(*(_refresh(api, owner.refresh_token) for _ in range(8)))
    assert len({pair['refresh_token'] for pair in pairs}) == 1
    (await api.as_(pairs[0]['access_token']).get('auth/me')).ok()


async def test_a_refresh_token_that_comes_back_late_ends_the_session(api: Api, tenants: Tenants) -> None:
    shop = await tenants.make()
    owner = shop.owner
    first = await _refresh(api, owner.refresh_token)
    await shop.rows("UPDATE hub.auth_sessions SET last_used_at = now() - interval '1 minute'")

    thief = await api.post('auth/refresh', {'refresh_token': owner.refresh_token})

    assert thief.code == 'unauthenticated'
    assert (await api.post('auth/refresh', {'refresh_token': first['refresh_token']})).code == 'unauthenticated'
    assert (await api.as_(first['access_token']).get('auth/me')).code == 'unauthenticated'


async def test_an_ended_session_cannot_be_refreshed(api: Api, tenants: Tenants) -> None:
    shop = await tenants.make()
    agent = await shop.hire()
    (await shop.owner.api.patch(f'users/{agent.user.id}', {'is_active': False})).ok()
    assert (await api.post('auth/refresh', {'refresh_token': agent.refresh_token})).code == 'unauthenticated'


async def _refresh(api: Api, token: str) -> dict[str, str]:
    answer: dict[str, str] = (await api.post('auth/refresh', {'refresh_token': token})).ok()
    return answer
