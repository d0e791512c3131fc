"""The table of credentials, over HTTP and over sockets: they have one door, and this is the proof."""

import asyncio

import jwt
import pytest
import socketio

from hub.auth.tokens import Tokens
from hub.context import Hub
from hub.model.people import UserRole
from hub.secrets import Keys
from tests.api_client import Api
from tests.auth.credentials import ACCEPTED, REFUSED, Forge
from tests.tenants import Tenants


@pytest.fixture
async def forge(hub: Hub, tenants: Tenants) -> Forge:
    """A forger who has an agent's token and, for the sake of the test, our keys."""
    return Forge(hub, await (await tenants.make()).hire(UserRole.AGENT))


async def test_http_refuses_every_forged_token(api: Api, forge: Forge) -> None:
    opened = []
    for name, make in REFUSED.items():
        answer = await api.as_(make(forge)).get('auth/me')
        # a header that is too long does not even reach us
        if answer.status != (400 if name == 'very long' else 401):
            opened.append((name, answer.status))
    assert not opened
    assert len(REFUSED) >= 40


async def test_http_accepts_what_is_good(api: Api, forge: Forge) -> None:
    for name, make in ACCEPTED.items():
        me = (await api.as_(make(forge)).get('auth/me')).ok()
        assert me['user']['role'] == 'agent', name


async def test_sockets_refuse_every_forged_token(api: Api, forge: Forge) -> None:
    tokens = {name: make(forge) for name, make in REFUSED.items()}
    results = await asyncio.gather(*(_connects(api.base, token) for token in tokens.values()))
    assert not [name for name, connected in zip(tokens, results, strict=True) if connected]


async def test_sockets_accept_what_is_good(api: Api, forge: Forge) -> None:
    assert await _connects(api.base, forge.member.token)


async def test_what_a_user_writes_about_themselves_changes_nothing(api: Api, forge: Forge) -> None:
    token = forge.token(user_metadata={'role': 'owner'}, app_metadata={'role': 'owner'}, tenant_id='x')
    assert (await api.as_(token).get('api-keys')).code == 'forbidden'


async def test_keys_rotate_without_signing_anybody_out(hub: Hub, forge: Forge) -> None:
    rotated = Tokens(hub.settings, Keys(['a-new-key-of-at-least-32-characters-x', _master(hub)]), hub.egress.get)
    claims = await rotated.read(forge.member.token)
    assert claims.sub == forge.member.user.id
    fresh = rotated.issue(claims.sub, 'a@example.com', claims.sub)
    assert jwt.get_unverified_header(fresh)['kid'] != forge.kid


def _master(hub: Hub) -> str:
    return hub.settings.secret_keys[0].get_secret_value()


async def _connects(base: str, token: str) -> bool:
    client = socketio.AsyncClient(reconnection=False)
    try:
        await client.connect(
            base, namespaces=['/agent'], auth={'token': token}, transports=['websocket'], wait_timeout=10
        )
        await asyncio.sleep(0)
        return '/agent' in client.namespaces
    except socketio.exceptions.ConnectionError:
        return False
    finally:
        await client.disconnect()
