"""A Supabase project signs people in: its tokens count, ours do not, and of tenant and role they say nothing."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import jwt
import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from handlers.keys import HUB
from hub.app import create_app
from hub.config import Settings
from tests.api_client import Api
from tests.auth.credentials import by_hand
from tests.conftest import make_settings, serving
from tests.tenants import Shop, Tenants

SECRET = 'a-supabase-project-secret-of-32-characters'
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())


class Project:
    """A Supabase project's door: it publishes keys and counts who asks for them."""

    def __init__(self) -> None:
        self.keys: list[dict[str, Any]] = [_public(EC, 'ec-1', 'ES256'), _public(RSA, 'rsa-1', 'RS256')]
        self.asked = 0
        self.url = ''

    async def jwks(self, request: web.Request) -> web.Response:
        """The project's public keys."""
        self.asked += 1
        return web.json_response({'keys': self.keys})

    def claims(self, **changed: Any) -> dict[str, Any]:
        """What a token of this project says; None leaves a claim out."""
        now = int(time.time())
        claims = {
            'iss': f'{self.url}/auth/v1',
            'sub': str(uuid4()),
            'aud': 'authenticated',
            'role': 'authenticated',
            'session_id': str(uuid4()),
            'iat': now,
            'exp': now + 3600,
            'email': 'ada@example.com',
            'user_metadata': {'email_verified': True, 'role': 'owner'},
            **changed,
        }
        return {name: value for name, value in claims.items() if value is not None}

    def token(self, key: Any = EC, algorithm: str = 'ES256', kid: str = 'ec-1', **changed: Any) -> str:
        """A token, good unless told otherwise."""
        return jwt.encode(self.claims(**changed), key, algorithm, {'kid': kid})

    def shared(self, **changed: Any) -> str:
        """A token under the project's shared secret."""
        return self.token(SECRET, 'HS256', **changed)


def _public(key: Any, kid: str, algorithm: str) -> dict[str, Any]:
    kind = jwt.algorithms.ECAlgorithm if algorithm == 'ES256' else jwt.algorithms.RSAAlgorithm
    return {**orjson.loads(kind.to_jwk(key.public_key())), 'kid': kid, 'alg': algorithm, 'use': 'sig'}


@pytest.fixture
async def project() -> AsyncIterator[Project]:
    """A project on a port of its own."""
    made, app = Project(), web.Application()
    app.router.add_get('/auth/v1/.well-known/jwks.json', made.jwks)
    async with TestServer(app) as server:
        made.url = str(server.make_url('')).rstrip('/')
        yield made


@asynccontextmanager
async def hub_of(settings: Settings) -> AsyncIterator[tuple[Api, Tenants]]:
    """A hub that believes the project."""
    app = await create_app(settings, demo=True)
    async with serving(app, settings), Api.open(settings.base_url) as api:
        yield api, Tenants(app[HUB], api)


@pytest.fixture
async def linked(
    project: Project, database_url: str, redis_url: str, tmp_path: Path
) -> AsyncIterator[tuple[Api, Shop]]:
    """A shop at a hub with both kinds of keys, its owner not linked yet."""
    settings = make_settings(database_url, redis_url, tmp_path, supabase_url=project.url, supabase_jwt_secret=SECRET)
    async with hub_of(settings) as (api, tenants):
        yield api, await tenants.found()


async def test_an_invited_person_accepts_with_their_supabase_token(project: Project, linked: tuple[Api, Shop]) -> None:
    api, shop = linked
    owner = await link(api, shop, project.token())
    invitation = (await owner.post('invitations', {'email': 'new-' + uuid4().hex + '@example.com'})).ok(201)
    secret = invitation['link'].partition('token=')[2]
    token = project.token(sub=str(uuid4()))
    assert (await api.as_(token).get('auth/me')).code == 'unauthenticated'

    session = (await api.as_(token).post('auth/invitations/accept', {'token': secret, 'name': 'Grace'})).ok()

    assert (session['access_token'], session['refresh_token']) == (token, None)
    me = (await api.as_(token).get('auth/me')).ok()
    assert (me['user']['role'], me['tenant']['id']) == ('agent', str(shop.tenant.id))


async def test_a_user_is_linked_once(project: Project, linked: tuple[Api, Shop]) -> None:
    api, shop = linked
    await link(api, shop, project.token())
    email = shop.founder.email
    code = (await api.post('auth/sign-in', {'email': email})).ok(202)['code']
    thief = api.as_(project.token(sub=str(uuid4())))
    assert (await thief.post('auth/sign-in/verify', {'email': email, 'code': code})).code == 'conflict'


async def test_an_address_counts_only_where_its_owner_cannot_write_it(
    project: Project, linked: tuple[Api, Shop]
) -> None:
    api, shop = linked
    email = shop.founder.email
    claimed = project.token(email=email, user_metadata={'email_verified': True})
    assert (await api.as_(claimed).get('auth/me')).code == 'unauthenticated'
    proven = project.token(email=email, app_metadata={'email_verified': True})
    assert (await api.as_(proven).get('auth/me')).ok()['user']['id'] == str(shop.founder.id)
    another = project.token(email=email, sub=str(uuid4()), email_verified=True)
    assert (await api.as_(another).get('auth/me')).code == 'unauthenticated'


async def test_each_key_verifies_its_own_algorithm(project: Project, linked: tuple[Api, Shop]) -> None:
    api, shop = linked
    sub = str(uuid4())
    await link(api, shop, project.shared(sub=sub))
    good = [
        project.shared(sub=sub),
        project.token(sub=sub),
        project.token(RSA, 'RS256', 'rsa-1', sub=sub),
    ]
    for token in good:
        (await api.as_(token).get('auth/me')).ok()
    pem = EC.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    bad = {
        'HS256 by the public key': by_hand(project.claims(sub=sub), pem, 'ec-1'),
        'RS512 by the RS256 key': project.token(RSA, 'RS512', 'rsa-1', sub=sub),
        'PS256 by the RS256 key': project.token(RSA, 'PS256', 'rsa-1', sub=sub),
        'RS256 under the kid of ES256': project.token(RSA, 'RS256', 'ec-1', sub=sub),
        'HS512 by the secret': project.token(SECRET * 2, 'HS512', sub=sub),
        'the anon key': project.shared(role='anon', sub=None),
        'the service_role key': project.shared(role='service_role', sub=sub),
        'another project': project.shared(sub=sub, iss='https://other.supabase.co/auth/v1'),
        'expired': project.shared(sub=sub, exp=int(time.time()) - 60),
        'ours': shop.hub.tokens.issue(shop.founder.id, shop.founder.email, uuid4()),
    }
    for name, token in bad.items():
        assert (await api.as_(token).get('auth/me')).status == 401, name


async def test_unknown_keys_make_us_knock_once_a_minute(project: Project, linked: tuple[Api, Shop]) -> None:
    api, _ = linked
    for number in range(20):
        assert (await api.as_(project.token(kid=f'made-up-{number}')).get('auth/me')).status == 401
    assert project.asked == 1


async def test_signing_out_everywhere_refuses_the_tokens_of_before(project: Project, linked: tuple[Api, Shop]) -> None:
    api, shop = linked
    sub = str(uuid4())
    owner = await link(api, shop, project.token(sub=sub))
    assert (await owner.post('auth/sign-out', {'everywhere': True})).status == 204
    assert (await owner.get('auth/me')).code == 'unauthenticated'
    later = int(time.time()) + 2
    (await api.as_(project.token(sub=sub, iat=later)).get('auth/me')).ok()


async def test_while_the_keys_cannot_be_fetched_nobody_is_let_in_and_nobody_is_told_to_sign_in(
    database_url: str, redis_url: str, tmp_path: Path
) -> None:
    settings = make_settings(database_url, redis_url, tmp_path, supabase_url='http://127.0.0.1:9')
    project = Project()
    project.url = 'http://127.0.0.1:9'
    async with hub_of(settings) as (api, _):
        assert (await api.as_(project.token()).get('auth/me')).code == 'unavailable'
        assert (await api.as_(project.shared()).get('auth/me')).code == 'unauthenticated'


async def link(api: Api, shop: Shop, token: str) -> Api:
    """The owner proves their address with a code, and from then on the token is theirs."""
    email = shop.founder.email
    code = (await api.post('auth/sign-in', {'email': email})).ok(202)['code']
    caller = api.as_(token)
    (await caller.post('auth/sign-in/verify', {'email': email, 'code': code})).ok()
    return caller
