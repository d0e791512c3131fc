"""Search, narrowed: each filter, several of them, pages of what they leave, and what a viewer may not see."""

from typing import Any
from urllib.parse import quote

import pytest

from hub.context import Hub
from hub.model.message import Channel
from hub.model.people import UserRole
from hub.search.word_index import read_once
from tests.browser.past import Past, write_past
from tests.tenants import Shop, Tenants


async def found(shop: Shop, query: str, member: Any = None) -> list[tuple[str, int]]:
    """Where the word stands, whole: customer and seq."""
    api, places, cursor = (member or shop.owner).api, list[tuple[str, int]](), ''
    while True:
        page = (await api.get(f'search?q=tent&kind=messages&{query}{cursor}')).ok()['messages']
        places += [(item['conversation']['display_name'], item['seq']) for item in page['items']]
        if page['next_cursor'] is None:
            return places
        cursor = f'&cursor={page["next_cursor"]}'


async def names(shop: Shop, query: str, member: Any = None) -> list[str]:
    """Whose conversations they stand in."""
    return [name for name, _ in await found(shop, query, member)]


async def write(shop: Shop, *people: str) -> dict[str, str]:
    """Each begins with a tent; the first is the newest."""
    ids = await write_past(shop, [Past(name, text='My tent is torn') for name in people])
    await read_once(shop.hub)
    return dict(zip(people, map(str, ids), strict=True))


async def change(shop: Shop, id: str, **wish: Any) -> None:
    """One of them."""
    (await shop.owner.api.patch(f'conversations/{id}', wish)).ok()


async def test_messages_are_narrowed_by_their_conversation_as_it_is_now(tenants: Tenants) -> None:
    shop = await tenants.make()
    api, me = shop.owner.api, str(shop.owner.user.id)
    ids = await write(shop, 'Amara', 'Bela', 'Chidi')
    everybody = set(ids)
    team = (await api.post('teams', {'name': 'Workshop'})).ok(201)['id']
    late = (await api.post('tags', {'name': 'Late'})).ok(201)['id']
    await shop.rows('UPDATE conversations SET channel = $1 WHERE id = $2', Channel.EMAIL, ids['Amara'])
    await change(shop, ids['Amara'], team_id=team, priority='high')
    await change(shop, ids['Bela'], team_id=team, assignee_id=me, add_tags=[late])
    await change(shop, ids['Chidi'], status='resolved', add_tags=[late])
    (await api.post(f'conversations/{ids["Chidi"]}/star')).ok()
    assert set(await names(shop, '')) == everybody
    assert await names(shop, 'channel=email') == ['Amara']
    assert await names(shop, 'status=resolved') == ['Chidi']
    assert await names(shop, 'assignee=me') == await names(shop, f'assignee={me}') == ['Bela']
    assert set(await names(shop, 'assignee=none')) == everybody - {'Bela'}
    assert set(await names(shop, f'team_id={team}')) == {'Amara', 'Bela'}
    assert set(await names(shop, f'tag_ids={late}')) == {'Bela', 'Chidi'}
    assert await names(shop, 'priority=high') == ['Amara']
    assert await names(shop, 'starred=true') == ['Chidi']
    assert await names(shop, f'tag_ids={late}&team_id={team}&status=open&from=customer') == ['Bela']
    assert await names(shop, f'tag_ids={late}&channel=email') == []
    await change(shop, ids['Bela'], remove_tags=[late])
    assert await names(shop, f'tag_ids={late}') == ['Chidi']


async def test_messages_are_narrowed_by_who_wrote_them_and_when(tenants: Tenants) -> None:
    shop = await tenants.make()
    ids = await write(shop, 'Amara')
    path = f'conversations/{ids["Amara"]}/messages'
    (await shop.owner.api.post(path, {'text': 'A new tent is on its way'})).ok(201)
    (await shop.owner.api.post(path, {'text': 'The tent was our fault', 'private': True})).ok(201)
    await read_once(shop.hub)
    assert await found(shop, 'from=customer') == [('Amara', 1)]
    assert await found(shop, 'from=us') == [('Amara', 2)]
    assert await found(shop, 'from=notes') == [('Amara', 3)]
    await shop.rows("UPDATE messages SET created_at = '2026-01-01T00:00Z'::timestamptz + seq * interval '1 day'")
    second = quote('2026-01-03T01:00:00+01:00')
    assert await found(shop, f'since={second}') == [('Amara', 3), ('Amara', 2)]
    assert await found(shop, f'until={second}') == [('Amara', 1)]
    assert await found(shop, f'since={second}&until=2026-01-04T00:00:00Z') == [('Amara', 2)]


async def test_contacts_are_not_narrowed(tenants: Tenants) -> None:
    shop = await tenants.make()
    (await shop.owner.api.post('contacts', {'name': 'Tentmaker'})).ok(201)
    await write(shop, 'Amara')
    answer = (await shop.owner.api.get('search?q=tent&status=closed')).ok()
    assert answer['messages']['items'] == []
    assert len(answer['contacts']['items']) == 1


async def test_what_a_filter_leaves_comes_in_pages_however_rare_it_is(tenants: Tenants, hub: Hub) -> None:
    """A word in 400 messages, of which every 50th fits: a page of two looks at 255 and says where to go on."""
    shop = await tenants.make()
    ids = await write(shop, 'Amara')
    await shop.rows(
        """INSERT INTO messages (tenant_id, conversation_id, direction, role, content_text)
           SELECT $1, $2, CASE n % 50 WHEN 0 THEN 'outbound' ELSE 'inbound' END,
                  CASE n % 50 WHEN 0 THEN 'agent' ELSE 'user' END, 'tent ' || n FROM generate_series(2, 400) AS n""",
        shop.tenant.id,
        ids['Amara'],
    )
    await read_once(hub)
    wanted = [400, 350, 300, 250, 200, 150, 100, 50]
    for limit in (1, 2, 20):
        assert [seq for _, seq in await found(shop, f'from=us&limit={limit}')] == wanted
    first = (await shop.owner.api.get('search?q=tent&kind=messages&limit=2&from=notes')).ok()['messages']
    assert first['items'] == []
    assert first['next_cursor'] is not None


async def test_no_filter_shows_what_a_viewer_may_not_see(tenants: Tenants) -> None:
    shop = await tenants.make()
    ids = await write(shop, 'Amara', 'Bela')
    role = {'name': 'Own only', 'permissions': ['conversations.read_own']}
    made = (await shop.owner.api.post('roles', role)).ok(201)
    agent = await shop.hire(UserRole.AGENT)
    (await shop.owner.api.patch(f'users/{agent.user.id}', {'custom_role_id': made['id']})).ok()
    await change(shop, ids['Amara'], assignee_id=str(agent.user.id))
    for query in ('', 'status=open', 'from=customer', 'channel=widget', f'assignee={agent.user.id}'):
        assert await names(shop, query, agent) == ['Amara'], query
    assert await names(shop, 'assignee=none', agent) == []
    other = await tenants.make()
    assert await names(other, f'assignee={agent.user.id}') == []


@pytest.mark.parametrize(
    'query',
    ['status=asleep', 'from=anna', 'written_by=us', 'since=yesterday', 'since=2026-01-01T00:00:00', 'tag_ids=a'],
)
async def test_a_filter_that_makes_no_sense_is_refused(tenants: Tenants, query: str) -> None:
    shop = await tenants.make()
    assert (await shop.owner.api.get(f'search?q=a&{query}')).status == 422
