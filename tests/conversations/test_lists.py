"""Lists of conversations: any combination of filters, three orders, and pages that make up the whole."""

from typing import Any
from uuid import UUID

from hub.conversations import conversations
from hub.model.message import Channel
from storage import listing
from tests.api_client import Api
from tests.browser.past import Past, write_past
from tests.tenants import Shop, Tenants


async def names(api: Api, query: str, limit: int = 100) -> list[str]:
    """The whole list, page by page."""
    found, cursor = [], ''
    while True:
        page = (await api.get(f'conversations?limit={limit}&{query}{cursor}')).ok()
        found += [row['display_name'] for row in page['items']]
        if page['next_cursor'] is None:
            return found
        cursor = f'&cursor={page["next_cursor"]}'


async def write(shop: Shop, *people: str) -> dict[str, str]:
    """Conversations by the names of their customers; the first is the newest and has waited least."""
    ids = await write_past(shop, [Past(name, channel=Channel.EMAIL) for name in people])
    return dict(zip(people, map(str, ids), strict=True))


async def change(shop: Shop, ids: dict[str, str], name: str, **wish: Any) -> None:
    """One of them."""
    (await shop.owner.api.patch(f'conversations/{ids[name]}', wish)).ok()


async def tag(shop: Shop, name: str) -> str:
    """A new tag; its id."""
    return str((await shop.owner.api.post('tags', {'name': name})).ok(201)['id'])


async def test_filters_may_be_combined_as_one_likes(tenants: Tenants) -> None:
    shop = await tenants.make()
    api, me = shop.owner.api, str(shop.owner.user.id)
    ids = await write(shop, 'Amara', 'Bela', 'Chidi', 'Dara', 'Elif')
    team = (await api.post('teams', {'name': 'Workshop'})).ok(201)['id']
    late, broken = await tag(shop, 'Late'), await tag(shop, 'Broken')
    await change(shop, ids, 'Amara', team_id=team, priority='high', add_tags=[late, broken])
    await change(shop, ids, 'Bela', team_id=team, assignee_id=me, add_tags=[late])
    await change(shop, ids, 'Chidi', team_id=team, status='resolved', priority='high')
    await change(shop, ids, 'Dara', snoozed_until='reply', add_tags=[late])
    for name in ('Bela', 'Elif'):
        (await api.post(f'conversations/{ids[name]}/star')).ok()
    assert await names(api, f'team_id={team}') == ['Amara', 'Bela', 'Chidi']
    assert await names(api, f'team_id={team}&status=open&priority=high') == ['Amara']
    assert await names(api, f'tag_ids={late}') == ['Amara', 'Bela', 'Dara']
    assert await names(api, f'tag_ids={late},{broken}') == ['Amara']
    assert await names(api, f'tag_ids={late}&snoozed=false&assignee=me') == ['Bela']
    assert await names(api, 'snoozed=true') == ['Dara']
    assert await names(api, 'starred=true') == ['Bela', 'Elif']
    assert await names(api, f'starred=true&team_id={team}') == ['Bela']
    assert await names((await shop.hire()).api, 'starred=true') == []
    assert (await api.get('conversations?tag_ids=late')).code == 'invalid'


async def test_every_order_comes_in_pages_that_make_up_the_whole(tenants: Tenants) -> None:
    shop = await tenants.make()
    api = shop.owner.api
    ids = await write(shop, 'Amara', 'Bela', 'Chidi', 'Dara', 'Elif', 'Femi')
    late = await tag(shop, 'Late')
    for name in ids:
        (await api.post(f'conversations/{ids[name]}/star')).ok()
        await change(shop, ids, name, add_tags=[late])
    await change(shop, ids, 'Elif', priority='urgent')
    await change(shop, ids, 'Bela', priority='urgent')
    await change(shop, ids, 'Femi', priority='high')
    await change(shop, ids, 'Chidi', priority='low')
    (await api.post(f'conversations/{ids["Dara"]}/messages', {'text': 'Done'})).ok(201)
    expected = {
        'newest': ['Dara', 'Amara', 'Bela', 'Chidi', 'Elif', 'Femi'],
        'waiting': ['Femi', 'Elif', 'Chidi', 'Bela', 'Amara', 'Dara'],
        'priority': ['Bela', 'Elif', 'Femi', 'Dara', 'Amara', 'Chidi'],
    }
    for sort, order in expected.items():
        for road in ('', '&starred=true', f'&tag_ids={late}'):
            for limit in (1, 2, 4, 100):
                assert await names(api, f'sort={sort}{road}', limit) == order, (sort, road, limit)


async def test_a_cursor_of_another_order_is_refused(tenants: Tenants) -> None:
    shop = await tenants.make()
    await write(shop, 'Amara', 'Bela', 'Chidi')
    cursor = (await shop.owner.api.get('conversations?limit=1&sort=waiting')).ok()['next_cursor']
    assert (await shop.owner.api.get(f'conversations?cursor={cursor}')).code == 'invalid'
    newest = (await shop.owner.api.get('conversations?limit=1')).ok()['next_cursor']
    assert (await shop.owner.api.get(f'conversations?sort=waiting&cursor={newest}')).code == 'invalid'


async def test_a_tag_that_many_carry_is_found_by_walking_the_list(tenants: Tenants) -> None:
    shop = await tenants.make()
    ids = await write(shop, *(f'Customer {n:03}' for n in range(12)))
    common = await tag(shop, 'Common')
    await shop.rows(
        """INSERT INTO hub.conversation_tags (tenant_id, conversation_id, tag_id)
           SELECT tenant_id, id, $1 FROM conversations WHERE last_seq > 0""",
        UUID(common),
    )
    few, listing.FEW = listing.FEW, 5
    try:
        assert await names(shop.owner.api, f'tag_ids={common}', 5) == list(ids)
    finally:
        listing.FEW = few


async def test_counts_tell_teams_stars_and_saved_views(tenants: Tenants) -> None:
    shop = await tenants.make()
    api = shop.owner.api
    ids = await write(shop, 'Amara', 'Bela', 'Chidi')
    team = (await api.post('teams', {'name': 'Workshop'})).ok(201)['id']
    late = await tag(shop, 'Late')
    await change(shop, ids, 'Amara', team_id=team, add_tags=[late])
    await change(shop, ids, 'Bela', team_id=team, snoozed_until='reply')
    await change(shop, ids, 'Chidi', team_id=team, status='resolved', add_tags=[late])
    (await api.post(f'conversations/{ids["Chidi"]}/star')).ok()
    views = {}
    for name, filters in {
        'open': {'status': 'open', 'snoozed': False},
        'tagged': {'status': 'open', 'tag_ids': [late]},
        'mine': {'status': 'open', 'assignee': 'me'},
        'asleep': {'snoozed': True, 'team_id': team},
        'done': {'status': 'resolved'},
    }.items():
        made = (await api.post('views', {'name': name, 'filters': filters})).ok(201)
        views[made['id']] = name
    counts = (await api.get('conversations/counts')).ok()
    assert (counts['by_team'], counts['starred']) == ({team: 1}, 1)
    by_name = {views[id]: n for id, n in counts['by_view'].items()}
    assert by_name == {'open': 1, 'tagged': 1, 'mine': 0, 'asleep': 1, 'done': 1}
    assert counts['at_least'] == []


async def test_what_is_done_is_counted_among_the_newest(tenants: Tenants) -> None:
    """Of millions nobody looks at more; where few carry a tag, all of them are."""
    shop = await tenants.make()
    api = shop.owner.api
    ids = await write(shop, 'Amara', 'Bela', 'Chidi', 'Dara', 'Elif')
    late = await tag(shop, 'Late')
    for name in ids:
        await change(shop, ids, name, status='resolved', priority='high' if name in ('Amara', 'Elif') else 'normal')
    await change(shop, ids, 'Elif', add_tags=[late], assignee_id=str(shop.owner.user.id))
    made = {}
    for name, filters in {
        'any': {},
        'done': {'status': ['resolved', 'closed']},
        'high': {'not_status': ['open'], 'priority': 'high'},
        'tagged': {'status': 'resolved', 'tag_ids': [late]},
        'mine': {'status': 'resolved', 'assignee': 'me'},
        'old': {'status': 'resolved', 'active_over_days': 30},
        'others': {'status': ['open', 'resolved'], 'not_assignee': ['none', 'me']},
    }.items():
        made[(await api.post('views', {'name': name, 'filters': filters})).ok(201)['id']] = name

    async def counted() -> dict[str, str]:
        counts = (await api.get('conversations/counts')).ok()
        return {made[id]: f'{n}{"+" if id in counts["at_least"] else ""}' for id, n in counts['by_view'].items()}

    small = {'tagged': '1', 'mine': '1', 'old': '0'}
    assert await counted() == {'any': '5', 'done': '5', 'high': '2', 'others': '0', **small}
    most, conversations.COUNTED = conversations.COUNTED, 3
    try:
        assert await counted() == {'any': '3', 'done': '3', 'high': '1+', 'others': '0+', **small}
    finally:
        conversations.COUNTED = most
