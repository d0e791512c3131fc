"""The audit log: every change of a setting is in it, admins read it, and a spreadsheet can."""

import csv
import io
from typing import Any
from uuid import uuid4

import pytest

from handlers.edge import Route
from handlers.routes import CANNED_REPLIES, CHANNELS, MACROS, TAGS, TEAM, VIEWS, WEBHOOKS, WIDGETS
from hub.model.people import UserRole
from tests.api.bodies import address_of, body_of
from tests.api.test_matrix import named
from tests.api.world import World, build
from tests.api_client import Api
from tests.live.conftest import Desk, desk
from tests.tenants import Tenants

__all__ = ['desk']

SETTINGS = [
    route
    for route in (*TEAM, *TAGS, *VIEWS, *CANNED_REPLIES, *MACROS, *WIDGETS, *CHANNELS, *WEBHOOKS)
    if route.method != 'GET' and route.access.signed_in
]
FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '"=1', '\N{FULLWIDTH EQUALS SIGN}1']


@pytest.fixture
async def world(tenants: Tenants, api: Api, database_url: str) -> World:
    """Two tenants with one of everything."""
    return await build(tenants, api, database_url)


async def test_every_change_of_a_setting_is_in_the_log(world: World) -> None:
    owner, silent = world.ours.shop.owner.api, list[str]()
    # what is removed or discarded, as the last
    for route in sorted(SETTINGS, key=lambda route: (route.method == 'DELETE', 'discard' in route.path)):
        before = await _length(world)
        answer = await owner.call(route.method, address_of(route, world.ours.ids), _of_everybody(route, world))
        assert answer.status in (200, 201, 204), (named(route), answer.body)
        if await _length(world) == before and not _changed_nothing(route):
            silent.append(named(route))
    assert not silent
    assert len(SETTINGS) > 15


def _of_everybody(route: Route, world: World) -> Any:
    """A change of what all share, and one that changes something."""
    body, model = body_of(route, world.ours.ids), route.model('body')
    if model and 'is_shared' in model.model_fields:
        body['is_shared'] = True
    if body and 'name' in body:
        body['name'] = f'Another {uuid4().hex}'
    return body


def _changed_nothing(route: Route) -> bool:
    """A letter that was replayed before is discarded no more."""
    return '/dead-letters' in route.path and route.path.endswith('/discard')


async def _length(world: World) -> int:
    rows = await world.ours.shop.rows('SELECT count(*) FROM audit_logs')
    return int(rows[0][0])


async def test_who_may_read_the_log_hears_of_each_line_and_nobody_else(desk: Desk) -> None:
    manager = await desk.shop.hire(UserRole.MANAGER)
    reader, other = await desk.agent(), await desk.agent(manager)
    for screen in (reader, other):
        await screen.hear('session')
    reader.heard.clear()
    (await manager.api.post('tags', {'name': 'Warranty'})).ok(201)
    await reader.hear('audit-log.changed')
    await other.hear('tags.changed')
    assert (await desk.shop.owner.api.get('audit-log?action=tag.created')).ok()['items']
    assert 'audit-log.changed' not in [name for name, _ in other.heard]


async def test_an_admin_reads_who_did_what_and_from_where(desk: Desk) -> None:
    owner = desk.shop.owner
    tag = (await owner.api.post('tags', {'name': 'Warranty'})).ok(201)
    (await owner.api.patch(f'tags/{tag["id"]}', {'name': 'Guarantee'})).ok()
    admin = (await desk.shop.hire(UserRole.ADMIN)).api
    changed, created = (await admin.get('audit-log?action=tag')).ok()['items']
    assert (changed['action'], created['action'], created['entity_id']) == ('tag.changed', 'tag.created', tag['id'])
    assert (created['actor_name'], created['ip']) == (owner.user.name, '127.0.0.1')
    assert created['details'] == {'name': 'Warranty'}
    page = (await admin.get('audit-log?action=tag&limit=1')).ok()
    following = (await admin.get(f'audit-log?action=tag&limit=1&cursor={page["next_cursor"]}')).ok()
    assert [page['items'][0]['id'], following['items'][0]['id']] == [changed['id'], created['id']]
    assert 'tag' in (await admin.get('audit-log/kinds')).ok()['kinds']
    for query in ('action=tag.removed', 'since=2100-01-01T00:00:00Z', 'until=2000-01-01T00:00:00Z'):
        assert (await admin.get(f'audit-log?{query}')).ok()['items'] == []
    assert len((await admin.get(f'audit-log?action=tag&actor={owner.user.id}')).ok()['items']) == 2
    assert (await (await desk.shop.hire(UserRole.MANAGER)).api.get('audit-log')).code == 'forbidden'


async def test_no_cell_of_the_export_is_a_formula_and_taking_it_is_in_the_log(desk: Desk) -> None:
    owner = desk.shop.owner.api
    for name in FORMULAS:
        member = await desk.shop.hire(UserRole.ADMIN, name)
        (await member.api.post('tags', {'name': f'Tag {FORMULAS.index(name)}'})).ok(201)
    answer = await owner.get('audit-log/export?action=tag')
    rows = list(csv.reader(io.StringIO(answer.body.decode())))
    assert rows[0][:4] == ['when', 'who', 'kind', 'what']
    assert sorted(row[1] for row in rows[1:]) == sorted(f"'{name}" for name in FORMULAS)
    assert (await owner.get('audit-log?action=audit_log.exported')).ok()['items']
