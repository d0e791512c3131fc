"""Saved views: one's own, or everybody's; whose they are decides who sees and changes them."""

from hub.model.people import UserRole
from tests.live.conftest import Desk
from tests.live.peers import eventually

FILTERS = {'status': 'open', 'assignee': 'none', 'snoozed': False}


async def test_a_view_is_ones_own_until_it_is_shared(desk: Desk) -> None:
    agent, manager = await desk.shop.hire(), await desk.shop.hire(UserRole.MANAGER)
    mine = (await agent.api.post('views', {'name': 'Queue', 'filters': FILTERS, 'sort': 'waiting'})).ok(201)
    assert (mine['is_shared'], mine['sort'], mine['filters']['assignee']) == (False, 'waiting', 'none')
    assert (await manager.api.get('views')).ok()['items'] == []
    assert (await manager.api.patch(f'views/{mine["id"]}', {'name': 'Mine now'})).code == 'not_found'
    assert (await agent.api.patch(f'views/{mine["id"]}', {'is_shared': True})).code == 'forbidden'

    ours = (await manager.api.post('views', {'name': 'Ours', 'filters': FILTERS, 'is_shared': True})).ok(201)
    assert [view['name'] for view in (await agent.api.get('views')).ok()['items']] == ['Ours', 'Queue']
    assert (await agent.api.patch(f'views/{ours["id"]}', {'name': 'Theirs'})).code == 'forbidden'
    assert (await agent.api.delete(f'views/{ours["id"]}')).code == 'forbidden'
    assert (await agent.api.post('views', {'name': 'All', 'filters': {}, 'is_shared': True})).code == 'forbidden'

    taken = (await manager.api.patch(f'views/{ours["id"]}', {'is_shared': False})).ok()
    assert taken['is_shared'] is False
    assert [view['name'] for view in (await agent.api.get('views')).ok()['items']] == ['Queue']
    (await agent.api.delete(f'views/{mine["id"]}')).ok(204)
    assert (await agent.api.get('views')).ok()['items'] == []


async def test_what_a_view_names_has_to_be_there(desk: Desk) -> None:
    api, nobody = desk.shop.owner.api, '0190a0f0-0000-7000-8000-000000000000'
    for filters in ({'assignee': nobody}, {'team_id': nobody}, {'tag_ids': [nobody]}, {'colour': 'red'}):
        assert (await api.post('views', {'name': 'Odd', 'filters': filters})).code == 'invalid'


async def test_every_screen_learns_that_the_views_changed(desk: Desk) -> None:
    agent = await desk.agent(await desk.shop.hire())
    await agent.hear('session')
    made = (await desk.shop.owner.api.post('views', {'name': 'Ours', 'filters': {}, 'is_shared': True})).ok(201)
    await agent.hear('views.changed')
    (await desk.shop.owner.api.delete(f'views/{made["id"]}')).ok(204)
    await eventually(lambda: sum(name == 'views.changed' for name, _ in agent.heard) == 2)


async def test_views_have_a_bound(desk: Desk) -> None:
    agent = await desk.shop.hire()
    for n in range(50):
        (await agent.api.post('views', {'name': f'View {n}', 'filters': {}})).ok(201)
    assert (await agent.api.post('views', {'name': 'One more', 'filters': {}})).code == 'conflict'
