"""Rate limits: per address, user, API key and tenant; told in headers, kept even without Redis."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.keys import HUB
from hub import limits
from hub.app import create_app
from hub.config import Settings
from storage.embedded.home import free_port
from tests.api_client import Api
from tests.conftest import make_settings, serving
from tests.tenants import Tenants, new_email

Limited = tuple[Api, Tenants]


@pytest.fixture
def limited_settings(database_url: str, redis_url: str, tmp_path: Path) -> Settings:
    """Limits on; each test comes from addresses of its own, by way of a trusted proxy."""
    return make_settings(database_url, redis_url, tmp_path, rate_limits='on', trusted_proxies='127.0.0.1')


@pytest.fixture
async def limited(limited_settings: Settings) -> AsyncIterator[Limited]:
    app = await create_app(limited_settings, demo=True)
    async with serving(app, limited_settings), Api.open(limited_settings.base_url) as api:
        yield api, Tenants(app[HUB], api)


@pytest.fixture
async def limited_without_redis(limited_settings: Settings) -> AsyncIterator[Limited]:
    settings = limited_settings.model_copy(update={'redis_url': _nobody()})
    app = await create_app(settings, demo=True)
    async with serving(app, settings), Api.open(settings.base_url) as api:
        yield api, Tenants(app[HUB], api)


def _nobody() -> object:
    return Settings.model_validate({'redis_url': f'redis://127.0.0.1:{free_port()}/0'}).redis_url


async def test_every_answer_says_how_much_is_left(limited: Limited) -> None:
    _, tenants = limited
    owner = (await tenants.make()).owner.api
    left = []
    for _ in range(3):
        answer = await owner.get('auth/me')
        assert answer.headers['RateLimit-Limit'] == str(limits.PER_USER.most)
        assert 1 <= int(answer.headers['RateLimit-Reset']) <= 60
        left.append(int(answer.headers['RateLimit-Remaining']))
    assert left[0] > left[-1] or left == sorted(left, reverse=True)


async def test_knocking_too_often_is_answered_429_until_the_window_ends(limited: Limited) -> None:
    api, _ = limited
    await _knock_too_often(api, '198.51.100.1')


async def test_limits_hold_without_redis(limited_without_redis: Limited) -> None:
    api, _ = limited_without_redis
    await _knock_too_often(api, '198.51.100.2')


async def test_a_household_of_ipv6_addresses_is_one(limited: Limited) -> None:
    api, _ = limited
    answers = [await _knock(api, f'2001:db8:77:1::{number:x}') for number in range(limits.SIGN_IN_PER_ADDRESS.most + 1)]
    assert (answers[0], answers[-1]) == (403, 429)
    assert await _knock(api, '2001:db8:77:2::1') == 403


async def test_a_mailbox_is_not_flooded_from_many_addresses(limited: Limited) -> None:
    api, _ = limited
    email = new_email('flooded')
    answers = [
        await api.post('auth/sign-in', {'email': email}, X_Forwarded_For=f'198.51.100.{100 + number}')
        for number in range(limits.CODES_PER_EMAIL.most + 1)
    ]
    assert [answer.status for answer in answers] == [202] * limits.CODES_PER_EMAIL.most + [429]


async def test_who_is_limited_does_not_hold_up_others(limited: Limited, monkeypatch: pytest.MonkeyPatch) -> None:
    _, tenants = limited
    monkeypatch.setattr('handlers.edge.PER_USER', limits.Limit('user', 3, 60))
    shop = await tenants.make()
    busy, calm = shop.owner.api, (await shop.hire()).api
    statuses = [(await busy.get('auth/me')).status for _ in range(8)]
    assert 429 in statuses
    assert (await calm.get('auth/me')).status == 200


async def test_health_is_never_limited(limited: Limited) -> None:
    api, _ = limited
    assert 'RateLimit-Limit' not in (await api.get('/healthz')).headers


async def _knock_too_often(api: Api, address: str) -> None:
    answers = [await _knock(api, address) for _ in range(limits.SIGN_IN_PER_ADDRESS.most)]
    assert set(answers) == {403}
    refused = await api.post('auth/link', {'token': 'x' * 40}, X_Forwarded_For=address)
    assert refused.code == 'rate_limited'
    assert 1 <= int(refused.headers['Retry-After']) <= 600
    assert refused.headers['RateLimit-Remaining'] == '0'


async def _knock(api: Api, address: str) -> int:
    return (await api.post('auth/link', {'token': 'x' * 40}, X_Forwarded_For=address)).status
