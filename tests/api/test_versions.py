"""Two who save the same form: the second is told, where they say which version they began with."""

import asyncio
from typing import Any

import pytest

from handlers.edge import Route
from handlers.routes import ROUTES
from hub.model.version import Versioned
from tests.api.bodies import address_of, body_of
from tests.api.test_matrix import named
from tests.api.world import World, build
from tests.api_client import Answer, Api
from tests.tenants import Shop, Tenants

FORMS = [
    route
    for route in ROUTES
    if route.method in ('PATCH', 'PUT') and route.answer and issubclass(route.answer, Versioned)
]


@pytest.fixture
async def world(tenants: Tenants, api: Api, database_url: str) -> World:
    """Two tenants with one of everything."""
    return await build(tenants, api, database_url)


async def save(world: World, route: Route, **headers: str) -> Answer:
    """Somebody's change."""
    ids = world.ours.ids
    return await world.ours.shop.owner.api.call(
        route.method, address_of(route, ids), body_of(route, ids), None, **headers
    )


async def listed(world: World, route: Route) -> Any:
    """The version that a list, or the thing itself, says."""
    path = route.path.removeprefix('/api/v1/').partition('/{')[0]
    found = (await world.ours.shop.owner.api.get(path)).ok()
    id = world.ours.ids.get(path)
    return found['version'] if 'items' not in found else {each['id']: each['version'] for each in found['items']}[id]


async def test_every_form_that_is_saved_whole_refuses_what_somebody_else_has_changed_since(world: World) -> None:
    assert len(FORMS) == 8
    for route in FORMS:
        first = (await save(world, route)).ok()
        assert await listed(world, route) == first['version'], named(route)
        stale = await save(world, route, If_Match='"of long ago"')
        assert (stale.status, stale.code) == (409, 'changed_meanwhile'), named(route)
        assert await listed(world, route) == first['version'], named(route)
        seen = (await save(world, route, If_Match=f'"{first["version"]}"')).ok()
        assert await listed(world, route) == seen['version'], named(route)
        (await save(world, route, If_Match='*')).ok()


async def test_of_two_who_save_at_the_same_moment_one_is_told(tenants: Tenants) -> None:
    shop: Shop = await tenants.make()
    api = shop.owner.api
    plan = (await api.post('contact-attributes', {'name': 'Plan', 'type': 'list', 'options': ['Gold']})).ok(201)
    team = (await api.post('teams', {'name': 'Workshop'})).ok(201)
    hours = (await api.get('working-hours')).ok()
    asked: list[tuple[str, str, str, list[dict[str, Any]]]] = [
        ('PATCH', f'contact-attributes/{plan["id"]}', plan['version'], [{'options': ['Gold', more]} for more in 'ABC']),
        ('PATCH', f'teams/{team["id"]}', team['version'], [{'name': name} for name in 'ABC']),
        (
            'PUT',
            'working-hours',
            hours['version'],
            [{'time_zone': f'Europe/{city}'} for city in ('Rome', 'Oslo', 'Riga')],
        ),
    ]
    for method, path, version, bodies in asked:
        answers = await asyncio.gather(
            *(api.call(method, path, body, None, If_Match=f'"{version}"') for body in bodies)
        )
        assert sorted(answer.status for answer in answers) == [200, 409, 409], path
