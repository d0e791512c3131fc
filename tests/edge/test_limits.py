"""Rate limits: per address, user, API key and tenant; told in headers, kept even without Redis."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from handlers.keys import HUB
from hub import limits
from hub.app import create_app
from hub.config import Settings
from storage.embedded.home import free_port
from tests.api_client import Answer, Api
from tests.conftest import make_settings, serving
from tests.tenants import Shop, Tenants, new_email

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


@pytest.fixture
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> limits.Limit:
    """One of the limits of every route, at three a day and counted for this test alone."""
    made = limits.Limit(f'test:{uuid4()}', 3, 86_400)
    monkeypatch.setattr(f'handlers.edge.{request.param}', made)
    return made


@pytest.mark.parametrize('few', ['PER_TENANT'], indirect=True)
async def test_all_of_a_tenant_together_have_one_allowance_and_other_tenants_their_own(
    limited: Limited, few: limits.Limit
) -> None:
    _, tenants = limited
    shop, neighbour = await tenants.make(), await tenants.make()
    colleague, key = (await shop.hire()).api, await _program(shop)
    _is_counted(await shop.owner.api.get('auth/me'), few, left=1)  # making the key was the first
    _is_counted(await colleague.get('auth/me'), few, left=0)
    for caller in (shop.owner.api, colleague, key):
        _is_refused(await caller.get('users'), few)
    _is_counted(await neighbour.owner.api.get('auth/me'), few, left=2)


@pytest.mark.parametrize('few', ['PER_API_KEY'], indirect=True)
async def test_an_api_key_has_an_allowance_of_its_own(limited: Limited, few: limits.Limit) -> None:
    _, tenants = limited
    shop = await tenants.make()
    busy, calm = await _program(shop), await _program(shop)
    for left in (2, 1, 0):
        _is_counted(await busy.get('users'), few, left=left)
    _is_refused(await busy.get('users'), few)
    _is_counted(await calm.get('users'), few, left=2)
    (await shop.owner.api.get('users')).ok()


@pytest.mark.parametrize('few', ['PER_ADDRESS'], indirect=True)
@pytest.mark.parametrize(
    ('same', 'other'),
    [
        (['198.51.100.7'] * 3, '198.51.100.8'),
        (['2001:db8:1:2::1', '2001:db8:1:2:ffff::2', '2001:db8:1:2:0:1:0:3'], '2001:db8:1:3::1'),
    ],
    ids=['IPv4', 'IPv6'],
)
async def test_an_address_has_one_allowance_whoever_asks_from_it(
    limited: Limited, few: limits.Limit, same: list[str], other: str
) -> None:
    api, tenants = limited
    owner = (await tenants.make()).owner.api
    for left, address in zip((2, 1, 0), same, strict=True):
        answer = await api.get('auth/me', X_Forwarded_For=address)
        assert (answer.status, answer.headers['RateLimit-Remaining']) == (401, str(left))
    for caller in (api, owner):
        _is_refused(await caller.get('auth/me', X_Forwarded_For=same[0]), few)
    _is_counted(await owner.get('auth/me', X_Forwarded_For=other), few, left=None)


async def _program(shop: Shop) -> Api:
    made = (await shop.owner.api.post('api-keys', {'name': 'Bot', 'scopes': ['users.read']})).ok(201)
    return shop.owner.api.as_(made['key'])


def _is_counted(answer: Answer, few: limits.Limit, *, left: int | None) -> None:
    answer.ok()
    if left is not None:
        told = answer.headers['RateLimit-Limit'], answer.headers['RateLimit-Remaining']
        assert told == (str(few.most), str(left))
        assert 1 <= int(answer.headers['RateLimit-Reset']) <= few.seconds


def _is_refused(answer: Answer, few: limits.Limit) -> None:
    assert (answer.status, answer.code) == (429, 'rate_limited')
    assert answer.headers['RateLimit-Limit'] == str(few.most)
    assert answer.headers['RateLimit-Remaining'] == '0'
    assert 1 <= int(answer.headers['Retry-After']) <= few.seconds


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
