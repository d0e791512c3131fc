"""Every route, asked by everybody who must not: generated from the table of routes, so that none can escape."""

from typing import Any
from uuid import UUID

import pytest
from pydantic import BaseModel

from handlers.edge import Route
from handlers.routes import ROUTES
from hub.access import PERMISSIONS, whole
from hub.model.access import Permission
from hub.model.people import UserRole
from tests.api.bodies import address_of, body_of
from tests.api.world import World, build
from tests.api_client import Answer, Api
from tests.tenants import Tenants

GUARDED = [route for route in ROUTES if route.access.signed_in]
WITH_ID = [route for route in GUARDED if '{' in route.path]
PUBLIC_BY_DESIGN = {
    '/', '/healthz', '/readyz', '/metrics', '/api/v1/openapi.json', '/api/docs', '/api/docs/{name}',
    '/api/v1/auth/sign-up', '/api/v1/auth/sign-up/verify', '/api/v1/auth/sign-in', '/api/v1/auth/sign-in/verify',
    '/api/v1/auth/link', '/api/v1/auth/refresh', '/api/v1/auth/invitations/look-up',
    '/api/v1/auth/invitations/accept', '/files/{id}/{signature}/{name}', '/files/{id}/{signature}/thumbnail/{name}',
    '/inbox/assets/{name}', '/widget.js', '/widget/frame', '/widget/assets/{name}', '/api/v1/widget/config',
    '/api/v1/widget/files', '/api/v1/widget/files/{id}', '/webhooks/{channel}/{account_id}',
    '/webhooks/{channel}/{account_id}/{hook:.+}',
}  # fmt: skip
"""Open to everybody on purpose, or guarded by a secret of their own with tests of their own."""
EXTRA = frozenset({'id', 'tenant_id', 'sender_id', 'created_at', 'created_by', 'direction', 'seq', '$set'})
"""What no body may bring along."""


@pytest.fixture
async def world(tenants: Tenants, api: Api, database_url: str) -> World:
    """Two tenants with one of everything."""
    return await build(tenants, api, database_url)


async def ask(api: Api, route: Route, ids: dict[str, str], **headers: str) -> Answer:
    """A request that is good but for who asks."""
    return await api.call(route.method, address_of(route, ids), body_of(route, ids), None, **headers)


def named(route: Route) -> str:
    """As people say it."""
    return f'{route.method} {route.path}'


def test_whatever_is_public_is_so_by_design() -> None:
    assert {route.path for route in ROUTES if not route.access.signed_in} <= PUBLIC_BY_DESIGN
    assert len(GUARDED) > 15


def test_no_two_routes_answer_the_same_request() -> None:
    assert len({(route.method, route.path) for route in ROUTES}) == len(ROUTES)


async def test_strangers_and_visitors_are_refused_everywhere(api: Api, world: World) -> None:
    before, wrong = await world.picture(), []
    visitor = world.theirs.visitor_token
    credentials = {
        'nobody': {},
        'a visitor as a bearer': {'Authorization': f'Bearer {visitor}'},
        'a visitor': {'Authorization': f'Visitor {visitor}'},
        'basic': {'Authorization': 'Basic YWRtaW46YWRtaW4='},
        'an empty bearer': {'Authorization': 'Bearer '},
        'a cookie': {'Cookie': f'token={world.theirs.shop.owner.token}'},
    }
    for route in GUARDED:
        for who, headers in credentials.items():
            answer = await ask(api, route, world.theirs.ids, **headers)
            if answer.status != 401 or answer.code != 'unauthenticated':
                wrong.append((named(route), who, answer.status))
    assert not wrong
    assert await world.picture() == before


async def test_a_token_in_the_address_opens_nothing(api: Api, world: World) -> None:
    token = world.ours.shop.owner.token
    for name in ('access_token', 'token', 'api_key', 'key'):
        assert (await api.get(f'users?{name}={token}')).status == 401


async def test_a_lower_role_is_refused(world: World) -> None:
    before, wrong = await world.picture(world.ours), []
    for route in GUARDED:
        for role, rights in PERMISSIONS.items():
            if route.access.permission and route.access.permission not in rights:
                answer = await ask(world.ours.members[role].api, route, world.ours.ids)
                if answer.status != 403:
                    wrong.append((named(route), role, answer.status))
    assert not wrong
    assert await world.picture(world.ours) == before


async def test_a_key_without_the_scope_is_refused(api: Api, world: World) -> None:
    wrong = []
    owner = world.ours.shop.owner.api
    keys: dict[Permission | None, Api] = {}
    for lacking in (None, *{route.access.permission for route in GUARDED if route.access.permission}):
        scopes = [scope for scope in Permission if lacking not in whole({scope})]
        made = (await owner.post('api-keys', {'name': f'all but {lacking}', 'scopes': scopes})).ok(201)
        keys[lacking] = api.as_(made['key'])
    before = await world.picture(world.ours)
    for route in GUARDED:
        if route.access.permission or route.access.by_people:
            program = keys[None if route.access.by_people else route.access.permission]
            answer = await ask(program, route, world.ours.ids)
            if answer.status != 403:
                wrong.append((named(route), answer.status))
    assert not wrong
    assert await world.picture(world.ours) == before


async def test_another_tenants_ids_name_nothing(world: World) -> None:
    before, wrong = await world.picture(), []
    for route in WITH_ID:
        answer = await ask(world.ours.shop.owner.api, route, {**world.ours.ids, **_path_id(route, world)})
        if answer.status != 404 or answer.code != 'not_found' or leaks(world, answer, but=route):
            wrong.append((named(route), answer.status, answer.body[:200]))
    assert not wrong
    assert len(WITH_ID) > 8
    assert await world.picture() == before


async def test_no_answer_holds_a_word_of_another_tenant(world: World) -> None:
    wrong = []
    for route in GUARDED:
        if route.method == 'GET':
            answer = await ask(world.ours.shop.owner.api, route, world.ours.ids)
            if answer.status != 200 or leaks(world, answer):
                wrong.append((named(route), answer.status, answer.body[:200]))
            for name in _ids_in(route.model('query')):
                for noun, foreign in world.theirs.ids.items():
                    path = f'{address_of(route, world.ours.ids)}?{name}={foreign}'
                    answer = await world.ours.shop.owner.api.get(path)
                    if answer.status >= 500 or leaks(world, answer, noun):
                        wrong.append((path, answer.status, answer.body[:200]))
    assert not wrong


async def test_another_tenants_ids_in_a_body_are_refused(world: World) -> None:
    before, wrong, tried = await world.picture(), [], 0
    for route in GUARDED:
        for name in _ids_in(route.model('body')):
            good = body_of(route, world.ours.ids)
            for noun, foreign in world.theirs.ids.items():
                spoilt = {**good, name: [foreign] if isinstance(good.get(name), list) else foreign}
                answer = await world.ours.shop.owner.api.call(route.method, address_of(route, world.ours.ids), spoilt)
                tried += 1
                if answer.status not in (404, 409, 422):
                    wrong.append((named(route), name, noun, answer.status, answer.body[:200]))
    assert not wrong
    assert tried > 20
    assert await world.picture() == before


async def test_no_body_takes_a_field_it_does_not_know(world: World) -> None:
    before, wrong = await world.picture(world.ours), []
    for route in GUARDED:
        model = route.model('body')
        for extra in EXTRA - set(model.model_fields) if model else ():
            body = {**body_of(route, world.ours.ids), extra: world.theirs.ids['users']}
            answer = await world.ours.shop.owner.api.call(route.method, address_of(route, world.ours.ids), body)
            if answer.status != 422 or extra not in str(answer.json['fields']):
                wrong.append((named(route), extra, answer.status, answer.body[:200]))
    assert not wrong
    assert await world.picture(world.ours) == before


async def test_every_string_refuses_what_is_no_string(world: World) -> None:
    wrong = []
    for route in GUARDED:
        model = route.model('body')
        for name, field in (model.model_fields if model else {}).items():
            if 'str' not in str(field.annotation) and 'Email' not in str(field.annotation):
                continue
            for value in (1, 1.5, True, [], {}, {'$ne': ''}, [['a']]):
                if isinstance(value, list) and ('list' in str(field.annotation) or 'tuple' in str(field.annotation)):
                    continue
                body = {**body_of(route, world.ours.ids), name: value}
                answer = await world.ours.shop.owner.api.call(route.method, address_of(route, world.ours.ids), body)
                if answer.status != 422 and not isinstance(value, dict):
                    wrong.append((named(route), name, value, answer.status))
    assert not wrong


async def test_the_good_request_is_good(world: World) -> None:
    """Else all of the above would prove nothing."""
    wrong = []
    for route in sorted(GUARDED, key=lambda route: ('sign-out' in route.path, route.method == 'DELETE')):
        member = world.ours.members[UserRole.OWNER]
        answer = await ask(member.api, route, world.ours.ids)
        if answer.status not in (200, 201, 204):
            wrong.append((named(route), answer.status, answer.body[:300]))
    assert not wrong


def leaks(world: World, answer: Answer, noun: str = '', but: Route | None = None) -> list[str]:
    """Another tenant's words in an answer, but for the id that was asked with."""
    asked = [world.theirs.ids[noun]] if noun else []
    if but:
        asked = list(_path_id(but, world).values())
    return [canary for canary in world.theirs.canaries if canary not in asked and canary.encode() in answer.body]


def _path_id(route: Route, world: World) -> dict[str, str]:
    noun = route.path.removeprefix('/api/v1/').partition('/')[0]
    return {noun: world.theirs.ids[noun]}


def _ids_in(model: type[BaseModel] | None) -> list[str]:
    """Fields that take an id, or a list of them."""
    return [name for name, field in (model.model_fields if model else {}).items() if takes_id(field.annotation)]


def takes_id(annotation: Any) -> bool:
    """Whether an id fits there."""
    parts = getattr(annotation, '__args__', ())
    return annotation is UUID or any(takes_id(part) for part in parts)
