"""With Redis gone nobody hears that something was taken back, and yet it ends within the minute (M18).

The intervals are shortened here; that the real ones fit into a minute is held by the first test.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from handlers.keys import HUB
from hub.app import create_app
from hub.auth import identities, revoking, tokens
from hub.config import Settings
from storage.embedded.home import free_port
from tests.api_client import Api
from tests.conftest import make_settings, serving
from tests.live.peers import Peer, eventually
from tests.tenants import Member, Shop, Tenants

A_MINUTE = 60.0
FOR_THE_QUESTION = 5.0
"""What is left over for asking the database."""
PATIENCE = 30.0


@pytest.fixture
def settings(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A hub whose Redis is nowhere, and which forgets and looks faster."""
    monkeypatch.setattr(identities, 'SECONDS', 1.0)
    monkeypatch.setattr(revoking, 'LOOK_SECONDS', 0.5)
    return make_settings(database_url, f'redis://127.0.0.1:{free_port()}/0', tmp_path)


@pytest.fixture
async def elsewhere(server: TestServer, settings: Settings) -> AsyncIterator[str]:
    """Another process over the same database. Nobody tells it anything."""
    others = settings.model_copy(update={'port': free_port()})
    app = await create_app(others)
    async with serving(app, others) as other:
        assert not await app[HUB].redis.ping(), 'Redis has to be gone here'
        yield str(other.make_url('/'))


async def _session(shop: Shop, member: Member) -> str:
    return member.token


async def _key(shop: Shop, member: Member) -> str:
    wish = {'name': 'Bot', 'scopes': ['conversations.read']}
    return str((await shop.owner.api.post('api-keys', wish)).ok(201)['key'])


async def _sign_out(shop: Shop, member: Member) -> None:
    assert (await member.api.post('auth/sign-out')).status == 204


async def _switch_off(shop: Shop, member: Member) -> None:
    (await shop.owner.api.patch(f'users/{member.user.id}', {'is_active': False})).ok()


async def _revoke(shop: Shop, member: Member) -> None:
    [key] = (await shop.owner.api.get('api-keys')).ok()['items']
    assert (await shop.owner.api.delete(f'api-keys/{key["id"]}')).status == 204


def test_what_is_remembered_and_how_often_sockets_are_looked_at_fit_into_a_minute() -> None:
    taken_back = identities.SECONDS + revoking.LOOK_SECONDS
    ended_by_itself = tokens.LEEWAY_SECONDS + revoking.LOOK_SECONDS
    assert max(taken_back, ended_by_itself) + FOR_THE_QUESTION <= A_MINUTE


@pytest.mark.parametrize(
    ('credential', 'take_back'),
    [(_session, _sign_out), (_session, _switch_off), (_key, _revoke)],
    ids=['a session', 'a user', 'an API key'],
)
async def test_what_was_taken_back_ends_in_every_process_though_redis_is_gone(
    tenants: Tenants,
    elsewhere: str,
    credential: Callable[[Shop, Member], Awaitable[str]],
    take_back: Callable[[Shop, Member], Awaitable[None]],
) -> None:
    shop = await tenants.make()
    agent, colleague = await shop.hire(), await shop.hire()
    token = await credential(shop, agent)
    async with AsyncExitStack() as stack:
        api = (await stack.enter_async_context(Api.open(elsewhere))).as_(token)
        theirs = await stack.enter_async_context(Peer(elsewhere, '/agent', {'token': token}))
        others = await stack.enter_async_context(Peer(elsewhere, '/agent', {'token': colleague.token}))
        (await api.get('conversations')).ok()
        await take_back(shop, agent)
        await _is_refused(api)
        await eventually(lambda: not theirs.connected, PATIENCE)
        assert others.connected
        (await api.as_(colleague.token).get('conversations')).ok()


async def _is_refused(api: Api) -> None:
    """In the end; asking all the while does not keep it alive."""
    async with asyncio.timeout(PATIENCE):
        while (await api.get('conversations')).status != 401:  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.05)
