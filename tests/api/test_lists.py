"""Lists come in pages, and what a route does not know is refused."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from handlers.edge import Route
from handlers.routes import ROUTES
from hub.model.page import encode_cursor
from tests.api.bodies import address_of
from tests.api.world import World, build
from tests.api_client import Api
from tests.tenants import Shop, Tenants, new_email

HALF_PAGE = 2


async def _hire(shop: Shop, n: int) -> None:
    # names that differ in case only, and one that is somebody else's too
    await shop.hire(name=['bo', 'Bo', 'Älva', 'zoe', 'Bo'][n])


async def _team(shop: Shop, n: int) -> None:
    (await shop.owner.api.post('teams', {'name': ['night', 'Day', 'élan', 'Z', 'a'][n]})).ok(201)


async def _tag(shop: Shop, n: int) -> None:
    (await shop.owner.api.post('tags', {'name': ['late', 'Broken', 'äpfel', 'Z', 'a'][n]})).ok(201)


async def _view(shop: Shop, n: int) -> None:
    asked = {'name': ['mine', 'All', 'äußerst', 'Z', 'all'][n], 'filters': {}, 'is_shared': n % 2 == 0}
    (await shop.owner.api.post('views', asked)).ok(201)


async def _widget(shop: Shop, n: int) -> None:
    (await shop.owner.api.post('widgets', {'name': f'Site {n}'})).ok(201)


async def _key(shop: Shop, n: int) -> None:
    (await shop.owner.api.post('api-keys', {'name': f'Key {n}', 'scopes': ['users.read']})).ok(201)


async def _invitation(shop: Shop, n: int) -> None:
    (await shop.owner.api.post('invitations', {'email': new_email(f'guest{n}')})).ok(201)


async def _canned_reply(shop: Shop, n: int) -> None:
    reply = {'name': ['hi', 'Bye', 'étain', 'Z', 'a'][n], 'text': 'Dear', 'is_shared': n % 2 == 0}
    (await shop.owner.api.post('canned-replies', reply)).ok(201)


async def _macro(shop: Shop, n: int) -> None:
    name = ['hi', 'Bye', 'étain', 'Z', 'a'][n]
    (await shop.owner.api.post('macros', {'name': name, 'text': 'Dear', 'is_shared': n % 2 == 0})).ok(201)


LISTS: dict[str, Callable[[Shop, int], Awaitable[None]]] = {
    'users': _hire,
    'teams': _team,
    'tags': _tag,
    'views': _view,
    'canned-replies': _canned_reply,
    'macros': _macro,
    'widgets': _widget,
    'api-keys': _key,
    'invitations': _invitation,
}


async def walk(api: Api, path: str, limit: int) -> list[list[dict[str, Any]]]:
    """Every page of a list."""
    pages, cursor = [], ''
    while True:
        page = (await api.get(f'{path}?limit={limit}{cursor}')).ok()
        pages.append(page['items'])
        if page['next_cursor'] is None:
            return pages
        cursor = f'&cursor={page["next_cursor"]}'


@pytest.mark.parametrize('noun', LISTS)
async def test_a_list_comes_in_pages_that_make_up_the_whole(tenants: Tenants, noun: str) -> None:
    shop = await tenants.make()
    for n in range(5):
        await LISTS[noun](shop, n)
    whole = (await shop.owner.api.get(noun)).ok()
    assert whole['next_cursor'] is None
    assert len(whole['items']) >= 5
    pages = await walk(shop.owner.api, noun, HALF_PAGE)
    assert [item for page in pages for item in page] == whole['items']
    assert {len(page) for page in pages[:-1]} == {HALF_PAGE}


async def test_what_is_added_before_the_cursor_shifts_nothing(tenants: Tenants) -> None:
    shop = await tenants.make()
    for name in ('b', 'c', 'd'):
        (await shop.owner.api.post('teams', {'name': name})).ok(201)
    first = (await shop.owner.api.get('teams?limit=2')).ok()
    (await shop.owner.api.post('teams', {'name': 'a'})).ok(201)
    (await shop.owner.api.delete(f'teams/{first["items"][1]["id"]}')).ok(204)
    rest = (await shop.owner.api.get(f'teams?limit=2&cursor={first["next_cursor"]}')).ok()
    assert [team['name'] for team in rest['items']] == ['d']


async def test_the_longest_name_fits_into_a_cursor(tenants: Tenants) -> None:
    shop = await tenants.make()
    for name in ('😀' * 200, '😀' * 199 + '😁'):
        (await shop.owner.api.post('teams', {'name': name})).ok(201)
    assert [len(page) for page in await walk(shop.owner.api, 'teams', 1)] == [1, 1]


@pytest.mark.parametrize('noun', [*LISTS, 'contacts', 'conversations'])
async def test_a_cursor_that_the_list_never_gave_is_refused(tenants: Tenants, noun: str) -> None:
    owner = (await tenants.make()).owner.api
    id = '0190a0f0-0000-7000-8000-000000000000'
    for cursor in (
        encode_cursor('x'),
        encode_cursor('x\0', id),
        encode_cursor('x', 'y'),
        encode_cursor(1, id),
        encode_cursor('9999-12-31T23:59:59-14:00', None),
        'e30',
        '%ff',
    ):
        answer = await owner.get(f'{noun}?cursor={cursor}')
        assert (answer.status, answer.code) == (422, 'invalid'), cursor


@pytest.mark.parametrize('noun', ['widgets', 'api-keys', 'invitations', 'contacts', 'conversations'])
async def test_a_cursor_of_a_time_that_never_was_is_refused(tenants: Tenants, noun: str) -> None:
    owner = (await tenants.make()).owner.api
    for at in ('0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00', 'yesterday', ''):
        cursor = encode_cursor(at, '0190a0f0-0000-7000-8000-000000000000')
        assert (await owner.get(f'{noun}?cursor={cursor}')).code == 'invalid'


@pytest.mark.parametrize('limit', ['0', '-1', '201', 'x', ''])
async def test_a_page_has_from_1_to_200_items(tenants: Tenants, limit: str) -> None:
    owner = (await tenants.make()).owner.api
    for noun in LISTS:
        assert (await owner.get(f'{noun}?limit={limit}')).code == 'invalid'
    assert (await owner.get('users?limit=200')).status == 200


@pytest.fixture
async def world(tenants: Tenants, api: Api, database_url: str) -> World:
    return await build(tenants, api, database_url)


async def test_an_unknown_query_parameter_is_refused(world: World) -> None:
    before, wrong = await world.picture(world.ours), []
    for route in ROUTES:
        if route.path.startswith('/api/v1/') and route.model('body') is None:
            path = address_of(route, world.ours.ids) if route.access.signed_in else _open(route, world)
            answer = await world.ours.shop.owner.api.call(
                route.method, f'{path}{"&" if "?" in path else "?"}no_such_thing=1', None, b''
            )
            if answer.status != 422 or answer.json['fields'][0]['where'] != 'query.no_such_thing':
                wrong.append((route.method, path, answer.status, answer.body[:200]))
    assert not wrong
    assert await world.picture(world.ours) == before


async def test_an_unknown_query_parameter_is_refused_beside_a_body(tenants: Tenants) -> None:
    owner = (await tenants.make()).owner.api
    answer = await owner.post('teams?dry_run=true', {'name': 'Night'})
    assert (answer.status, answer.code) == (422, 'invalid')
    assert (await owner.get('teams')).ok()['items'] == []


async def test_a_parameter_given_twice_is_refused_where_none_is_known(tenants: Tenants) -> None:
    assert (await (await tenants.make()).owner.api.get('auth/me?a=1&a=2')).code == 'invalid'


def _open(route: Route, world: World) -> str:
    path = route.path.replace('{id}', world.ours.ids['files'])
    known = {'/api/v1/widget/files': '&name=a.png' if route.method == 'POST' else ''}
    return f'{path}?key={world.ours.widget_key}{known.get(path, "")}' if '/widget/' in path else path
