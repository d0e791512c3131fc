"""Filters of several values, exclusions, what is unread, and days: lists, saved views and counts agree."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from hub.model.message import Channel
from hub.model.people import UserRole
from storage import listing
from tests.api_client import Api
from tests.browser.past import Past, write_past
from tests.conversations.test_lists import change, names, tag
from tests.tenants import Shop, Tenants

Row = dict[str, Any]
PEOPLE = ('Amara', 'Bela', 'Chidi', 'Dara', 'Elif', 'Femi', 'Gita', 'Hana')
DAY = timedelta(days=1)


async def write(shop: Shop) -> dict[str, str]:
    """Eight conversations, the first the newest; each a day older than the one before, and begun two days earlier."""
    ids = await write_past(shop, [Past(name, channel=Channel.EMAIL) for name in PEOPLE])
    await shop.rows(
        """UPDATE conversations SET last_message_at = now() - o.place * interval '1 day' + interval '1 hour',
                  created_at = now() - (o.place + 2) * interval '1 day' + interval '1 hour'
             FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, place) WHERE conversations.id = o.id""",
        ids,
    )
    return dict(zip(PEOPLE, map(str, ids), strict=True))


async def test_any_of_several_none_of_several(tenants: Tenants) -> None:
    shop = await tenants.make()
    api, me = shop.owner.api, str(shop.owner.user.id)
    other = str((await shop.hire()).user.id)
    ids = await write(shop)
    team, night = [(await api.post('teams', {'name': name})).ok(201)['id'] for name in ('Day', 'Night')]
    late, broken = await tag(shop, 'Late'), await tag(shop, 'Broken')
    await shop.rows("UPDATE conversations SET channel = 'phone' WHERE id = $1", ids['Amara'])
    await shop.rows("UPDATE conversations SET channel = 'widget' WHERE id = $1", ids['Bela'])
    await change(shop, ids, 'Amara', status='pending', assignee_id=me, team_id=team, add_tags=[late])
    await change(shop, ids, 'Bela', status='resolved', assignee_id=other, team_id=night, add_tags=[late, broken])
    await change(shop, ids, 'Chidi', status='closed', priority='high')
    await change(shop, ids, 'Dara', priority='urgent', assignee_id=other)
    await change(shop, ids, 'Elif', priority='low')
    rest = ['Femi', 'Gita', 'Hana']
    for query, wanted in {
        'status=pending&status=closed': ['Amara', 'Chidi'],
        'status=pending,closed': ['Amara', 'Chidi'],
        'not_status=open': ['Amara', 'Bela', 'Chidi'],
        'status=open&not_status=open': [],
        f'assignee=me,{other}': ['Amara', 'Bela', 'Dara'],
        'assignee=me&assignee=none': ['Amara', 'Chidi', 'Elif', *rest],
        'not_assignee=none': ['Amara', 'Bela', 'Dara'],
        'not_assignee=me': ['Bela', 'Chidi', 'Dara', 'Elif', *rest],
        f'not_assignee=none,{other}': ['Amara'],
        f'status=open,resolved&assignee={other},none': ['Bela', 'Dara', 'Elif', *rest],
        f'team_id={team},{night}': ['Amara', 'Bela'],
        f'team_id={team}&team_id=none': ['Amara', 'Chidi', 'Dara', 'Elif', *rest],
        'not_team_id=none': ['Amara', 'Bela'],
        f'not_team_id={team}': ['Bela', 'Chidi', 'Dara', 'Elif', *rest],
        'channel=phone,widget': ['Amara', 'Bela'],
        'not_channel=email': ['Amara', 'Bela'],
        'priority=high,urgent': ['Chidi', 'Dara'],
        'not_priority=normal': ['Chidi', 'Dara', 'Elif'],
        'not_priority=normal&not_status=closed': ['Dara', 'Elif'],
        f'tag_ids={late}&not_tag_ids={broken}': ['Amara'],
        f'not_tag_ids={late},{broken}': ['Chidi', 'Dara', 'Elif', *rest],
        'priority=high,urgent,low&sort=priority': ['Dara', 'Chidi', 'Elif'],
        f'not_status=closed&not_assignee={other}&not_channel=widget&not_priority=low': ['Amara', *rest],
    }.items():
        for limit in (1, 3, 100):
            assert await names(api, query, limit) == wanted, (query, limit)


async def test_a_page_is_the_same_however_many_lists_it_is_read_from(tenants: Tenants) -> None:
    shop = await tenants.make()
    ids = await write(shop)
    await change(shop, ids, 'Bela', status='pending', assignee_id=str(shop.owner.user.id))
    await change(shop, ids, 'Dara', status='resolved')
    query = 'status=open,pending,resolved&assignee=me,none'
    assert await names(shop.owner.api, query, 2) == list(PEOPLE)
    walks, listing.MOST_WALKS = listing.MOST_WALKS, 1
    try:
        assert await names(shop.owner.api, query, 2) == list(PEOPLE)
    finally:
        listing.MOST_WALKS = walks


async def _own_status(api: Api, name: str, status: str) -> str:
    return str((await api.post('custom-statuses', {'name': name, 'status': status})).ok(201)['id'])


async def test_a_list_is_narrowed_by_the_workspaces_own_statuses(tenants: Tenants) -> None:
    shop = await tenants.make()
    api = shop.owner.api
    ids = await write(shop)
    parts, bank = await _own_status(api, 'Parts', 'pending'), await _own_status(api, 'Bank', 'pending')
    triage = await _own_status(api, 'Triage', 'open')
    for name, own in {'Amara': parts, 'Chidi': bank, 'Elif': triage, 'Gita': parts}.items():
        await change(shop, ids, name, custom_status_id=own)
    await change(shop, ids, 'Bela', status='pending')
    plain = ['Bela', 'Dara', 'Femi', 'Hana']
    for query, wanted in {
        f'custom_status_id={parts}': ['Amara', 'Gita'],
        f'custom_status_id={parts},{triage}': ['Amara', 'Elif', 'Gita'],
        f'custom_status_id={parts}&status=open': [],
        f'custom_status_id={parts},{triage}&status=open,pending': ['Amara', 'Elif', 'Gita'],
        'custom_status_id=none': plain,
        'custom_status_id=none&status=pending': ['Bela'],
        f'custom_status_id=none,{bank}': ['Bela', 'Chidi', 'Dara', 'Femi', 'Hana'],
        f'not_custom_status_id={parts}&status=pending': ['Bela', 'Chidi'],
        f'not_custom_status_id={parts},{triage}': ['Bela', 'Chidi', 'Dara', 'Femi', 'Hana'],
        'not_custom_status_id=none': ['Amara', 'Chidi', 'Elif', 'Gita'],
        f'not_custom_status_id=none,{parts}': ['Chidi', 'Elif'],
        f'custom_status_id={parts}&sort=waiting': ['Gita', 'Amara'],
    }.items():
        for limit in (1, 3, 100):
            assert await names(api, query, limit) == wanted, (query, limit)
    found = (await api.get(f'search?q=hello&custom_status_id={parts}')).status
    assert found == 200


async def test_a_saved_view_outlives_the_status_that_it_names(tenants: Tenants) -> None:
    shop = await tenants.make()
    api, ids = shop.owner.api, await write(shop)
    parts, bank = await _own_status(api, 'Parts', 'pending'), await _own_status(api, 'Bank', 'pending')
    await change(shop, ids, 'Amara', custom_status_id=parts)
    await change(shop, ids, 'Bela', custom_status_id=bank)

    async def view(name: str, **filters: Any) -> str:
        asked = {'name': name, 'filters': {'status': 'pending', **filters}}
        return str((await api.post('views', asked)).ok(201)['id'])

    either, one, others = [
        await view('Either', custom_status_id=[parts, bank]),
        await view('One', custom_status_id=parts),
        await view('Others', not_custom_status_id=[parts]),
    ]
    assert (await api.get('conversations/counts')).ok()['by_view'] == {either: 2, one: 1, others: 1}
    (await api.delete(f'custom-statuses/{parts}')).ok(204)
    assert (await api.get('conversations/counts')).ok()['by_view'] == {either: 1, one: 0, others: 2}
    assert await names(api, f'custom_status_id={parts}') == []
    kept = next(each for each in (await api.get('views')).ok()['items'] if each['id'] == either)
    assert kept['filters']['custom_status_id'] == [parts, bank]
    filters = {**kept['filters'], 'priority': 'high'}
    assert (await api.patch(f'views/{either}', {'filters': filters})).ok()['filters'] == filters
    assert (await api.post('views', {'name': 'Late', 'filters': {'custom_status_id': parts}})).code == 'invalid'


async def test_unread_is_what_i_have_not_read(tenants: Tenants) -> None:
    shop = await tenants.make()
    ids = await write(shop)
    agent = await shop.hire()
    assert await names(agent.api, 'unread=true') == list(PEOPLE)
    for name in PEOPLE[2:]:
        (await agent.api.post(f'conversations/{ids[name]}/read', {'seq': 1})).ok()
    assert await names(agent.api, 'unread=true') == ['Amara', 'Bela']
    assert await names(shop.owner.api, 'unread=true') == list(PEOPLE)
    made = (await agent.api.post('views', {'name': 'New', 'filters': {'status': 'open', 'unread': True}})).ok(201)
    assert (await agent.api.get('conversations/counts')).ok()['by_view'] == {made['id']: 2}


async def test_days_are_absolute_or_counted_back_from_now(tenants: Tenants) -> None:
    shop = await tenants.make()
    await write(shop)
    api = shop.owner.api
    now = datetime.now(UTC)
    assert await names(api, 'active_within_days=3') == ['Amara', 'Bela', 'Chidi']
    assert await names(api, 'active_over_days=7') == ['Hana']
    assert await names(api, 'created_within_days=3') == ['Amara']
    assert await names(api, 'created_over_days=9') == ['Hana']
    day = urlencode({'created_since': (now - 6 * DAY).isoformat(), 'created_until': (now - 4 * DAY).isoformat()})
    assert await names(api, day) == ['Chidi', 'Dara']
    span = urlencode({'active_since': (now - 5 * DAY).isoformat(), 'active_until': (now - 2 * DAY).isoformat()})
    assert await names(api, span) == ['Chidi', 'Dara', 'Elif']
    assert await names(api, f'{span}&created_within_days=5') == ['Chidi']

    week = {'status': 'open', 'active_within_days': 3}
    made = (await api.post('views', {'name': 'Lately', 'filters': week})).ok(201)
    assert (await api.get('conversations/counts')).ok()['by_view'] == {made['id']: 3}
    await shop.rows("UPDATE conversations SET last_message_at = last_message_at - interval '2 days'")
    assert await names(api, 'active_within_days=3') == ['Amara']
    assert (await api.get('conversations/counts')).ok()['by_view'] == {made['id']: 1}


@pytest.mark.parametrize(
    'query',
    [
        'status=open,asleep',
        'not_status=',
        'assignee=me,you',
        'not_tag_ids=late',
        'custom_status_id=parts',
        'created_within_days=0',
        'active_over_days=x',
        'active_since=2026-01-01',
        'starred=true&starred=true',
        'priority=' + ','.join(['low'] * 21),
    ],
)
async def test_what_no_filter_takes_is_refused(tenants: Tenants, query: str) -> None:
    assert (await (await tenants.make()).owner.api.get(f'conversations?{query}')).code == 'invalid'


async def test_no_filter_shows_more_than_a_role_may_see(tenants: Tenants) -> None:
    shop = await tenants.make()
    ids = await write(shop)
    role = {'name': 'Own only', 'permissions': ['conversations.read_own']}
    made = (await shop.owner.api.post('roles', role)).ok(201)
    agent = await shop.hire(UserRole.AGENT)
    (await shop.owner.api.patch(f'users/{agent.user.id}', {'custom_role_id': made['id']})).ok()
    await change(shop, ids, 'Bela', assignee_id=str(agent.user.id))
    for query in ('not_status=closed', 'not_channel=phone', 'unread=true', 'active_within_days=90', 'assignee=me,none'):
        assert await names(agent.api, query) == ['Bela'], query
    assert await names(agent.api, 'not_assignee=me') == []
    wide = {'name': 'Any', 'filters': {'status': ['open', 'pending'], 'not_priority': ['low']}}
    view = (await agent.api.post('views', wide)).ok(201)
    assert (await agent.api.get('conversations/counts')).ok()['by_view'] == {view['id']: 1}


async def test_a_view_keeps_one_value_as_one_and_checks_each_of_several(tenants: Tenants) -> None:
    shop = await tenants.make()
    api, nobody = shop.owner.api, '0190a0f0-0000-7000-8000-000000000000'
    one = {'status': 'open', 'assignee': 'none', 'priority': 'high'}
    kept = (await api.post('views', {'name': 'One', 'filters': one})).ok(201)['filters']
    assert {name: kept[name] for name in one} == one
    several = {'status': ['open', 'pending'], 'not_assignee': ['me', 'none'], 'channel': ['email', 'phone']}
    await api.post('views', {'name': 'Several', 'filters': several})
    held = (await api.get('views')).ok()['items'][1]['filters']
    assert {name: held[name] for name in several} == several
    refused: tuple[dict[str, Any], ...] = (
        {'assignee': ['me', nobody]},
        {'not_assignee': [nobody]},
        {'team_id': ['none', nobody]},
        {'not_team_id': [nobody]},
        {'not_tag_ids': [nobody]},
        {'status': []},
        {'status': ['asleep']},
        {'created_within_days': 0},
        {'active_since': 'yesterday'},
    )
    for wrong in refused:
        assert (await api.post('views', {'name': 'Odd', 'filters': wrong})).code == 'invalid', wrong


async def test_lists_and_counts_agree_with_what_the_filters_say(tenants: Tenants) -> None:
    """Any combination, by chance: the list is those rows that fit, and a view counts them."""
    shop, chance = await tenants.make(), random.Random(7)
    api = shop.owner.api
    ids, me = await write(shop), str(shop.owner.user.id)
    users = [me, str((await shop.hire()).user.id)]
    teams = [(await api.post('teams', {'name': name})).ok(201)['id'] for name in ('Day', 'Night')]
    tags = [await tag(shop, 'Late'), await tag(shop, 'Broken')]
    for name in PEOPLE:
        await change(
            shop,
            ids,
            name,
            status=chance.choice(STATUSES),
            priority=chance.choice(PRIORITIES),
            assignee_id=chance.choice([None, *users]),
            team_id=chance.choice([None, *teams]),
            add_tags=chance.sample(tags, chance.randint(0, 2)),
        )
        await shop.rows('UPDATE conversations SET channel = $1 WHERE id = $2', chance.choice(CHANNELS), ids[name])
    rows = (await api.get('conversations')).ok()['items']
    offered = {
        'status': STATUSES,
        'priority': PRIORITIES,
        'channel': CHANNELS,
        'assignee': ['me', 'none', users[1]],
        'team_id': ['none', *teams],
    }
    wanted = {}
    for n in range(50):
        filters: dict[str, Any] = {}
        for name in chance.sample(list(offered), 2):
            filters[chance.choice(['', 'not_']) + name] = chance.sample(offered[name], chance.randint(1, 2))
        filters[chance.choice(['tag_ids', 'not_tag_ids'])] = chance.sample(tags, chance.randint(0, 1))
        query = urlencode([(name, value) for name, values in filters.items() for value in values])
        fitting = [row for row in rows if all(_fits(row, name, values, me) for name, values in filters.items())]
        assert await names(api, query) == [row['display_name'] for row in fitting], query
        view = (await api.post('views', {'name': f'View {n}', 'filters': filters})).ok(201)
        wanted[view['id']] = len(fitting)
    counts = (await api.get('conversations/counts')).ok()['by_view']
    assert counts == wanted


STATUSES = ['open', 'pending', 'resolved', 'closed']
PRIORITIES = ['low', 'normal', 'high', 'urgent']
CHANNELS = ['widget', 'email', 'whatsapp', 'phone']


def _fits(row: Row, name: str, values: list[str], me: str) -> bool:
    if name.endswith('tag_ids'):
        carried = [value in row['tag_ids'] for value in values]
        return not any(carried) if name.startswith('not_') else all(carried)
    field = name.removeprefix('not_')
    has = row['assignee'] and row['assignee']['id'] if field == 'assignee' else row[field]
    among = (has or 'none') in [me if value == 'me' else value for value in values]
    return among is not name.startswith('not_')
