"""Lists narrowed by what their contacts are: the attributes that a tenant keeps of them."""

from typing import Any
from urllib.parse import urlencode

import pytest

from hub.model.people import UserRole
from hub.model.trait import AttributeValue, trait
from storage import listing
from tests.browser.past import Past, write_past
from tests.conversations.test_lists import names
from tests.tenants import Shop, Tenants

PEOPLE: dict[str, dict[str, AttributeValue]] = {
    'Amara': {'plan': 'Gold', 'seats': 5, 'vip': True, 'since': '2026-03-01'},
    'Bela': {'plan': 'silver', 'seats': 5.0, 'vip': False, 'city': 'Köln: Süd'},
    'Chidi': {'plan': 'gold', 'seats': 12.5},
    'Dara': {},
}


async def write(shop: Shop) -> dict[str, str]:
    """Their conversations, the first the newest, and what each of them is."""
    ids = await write_past(shop, [Past(name) for name in PEOPLE])
    for id, attributes in zip(ids, PEOPLE.values(), strict=True):
        (await shop.owner.api.patch(f'contacts/{id}', {'attributes': attributes})).ok()
    return dict(zip(PEOPLE, map(str, ids), strict=True))


def asking(*attributes: tuple[str, str]) -> str:
    """As a query has them."""
    return urlencode([(name, value) for name, value in attributes])


async def test_any_of_the_values_all_of_the_attributes_none_of_the_excluded(tenants: Tenants) -> None:
    shop = await tenants.make()
    api = shop.owner.api
    await write(shop)
    everybody = list(PEOPLE)
    cases = {
        asking(('attributes', 'plan:gold')): ['Amara', 'Chidi'],
        asking(('attributes', 'plan:GOLD'), ('attributes', 'plan:silver')): ['Amara', 'Bela', 'Chidi'],
        asking(('attributes', 'plan:gold'), ('attributes', 'vip:true')): ['Amara'],
        asking(('attributes', 'seats:5')): ['Amara', 'Bela'],
        asking(('attributes', 'seats:12.5')): ['Chidi'],
        asking(('attributes', 'since:2026-03-01')): ['Amara'],
        asking(('attributes', 'city:köln: Süd')): ['Bela'],
        asking(('attributes', 'plan:bronze')): [],
        asking(('attributes', 'colour:gold')): [],
        asking(('not_attributes', 'plan:gold')): ['Bela', 'Dara'],
        asking(('not_attributes', 'plan:gold'), ('not_attributes', 'vip:false')): ['Dara'],
        asking(('attributes', 'seats:5'), ('not_attributes', 'vip:true')): ['Bela'],
        asking(('attributes', 'plan:gold'), ('status', 'open'), ('sort', 'waiting')): ['Chidi', 'Amara'],
        asking(('attributes', 'plan:gold'), ('sort', 'priority'), ('channel', 'widget')): ['Amara', 'Chidi'],
    }
    few = listing.FEW
    for most in (few, 0):  # gathered, then walked
        listing.FEW = most
        try:
            for query, wanted in cases.items():
                for limit in (1, 100):
                    assert await names(api, query, limit) == wanted, (query, most)
        finally:
            listing.FEW = few
    assert await names(api, '') == everybody
    assert (await api.get(f'conversations/matching?{asking(("attributes", "plan:gold"))}')).ok()['count'] == 2


async def test_a_saved_view_is_kept_counted_and_moves_with_the_contact(tenants: Tenants) -> None:
    shop = await tenants.make()
    api, ids = shop.owner.api, await write(shop)
    filters: dict[str, Any] = {
        'status': 'open',
        'attributes': [{'key': 'plan', 'values': ['gold', 'platinum']}, {'key': 'seats', 'values': [5, 12.5]}],
        'not_attributes': [{'key': 'vip', 'values': [True]}],
    }
    made = (await api.post('views', {'name': 'Payers', 'filters': filters})).ok(201)
    assert {name: made['filters'][name] for name in filters} == filters

    async def counted() -> int:
        return int((await api.get('conversations/counts')).ok()['by_view'][made['id']])

    assert await counted() == 1
    (await api.patch(f'contacts/{ids["Amara"]}', {'set_attributes': {'vip': False}})).ok()
    assert await counted() == 2
    (await api.patch(f'contacts/{ids["Chidi"]}', {'set_attributes': {'plan': None}})).ok()
    assert await counted() == 1
    step = {'filters': {'attributes': [{'key': 'plan', 'values': ['gold']}]}, 'change': {'priority': 'high'}}
    assert (await api.post('conversations/matching', step)).ok()['changed'] == 1
    assert await names(api, 'priority=high') == ['Amara']


async def test_no_tenant_lists_by_what_others_know_and_nobody_by_what_they_may_not_read(tenants: Tenants) -> None:
    shop, other = await tenants.make(), await tenants.make()
    await write(shop)
    await write_past(other, [Past('Elif')])
    query = asking(('attributes', 'plan:gold'))
    assert await names(other.owner.api, query) == []
    assert await names(other.owner.api, asking(('not_attributes', 'plan:gold'))) == ['Elif']
    assert await other.rows('SELECT 1 FROM hub.contact_traits') == []

    filters = {'status': 'open', 'attributes': [{'key': 'plan', 'values': ['gold']}]}
    shared = {'name': 'Gold', 'filters': filters, 'is_shared': True}
    view = (await shop.owner.api.post('views', shared)).ok(201)
    role = {'name': 'No contacts', 'permissions': ['conversations.read', 'conversations.change']}
    made = (await shop.owner.api.post('roles', role)).ok(201)
    agent = await shop.hire(UserRole.AGENT)
    (await shop.owner.api.patch(f'users/{agent.user.id}', {'custom_role_id': made['id']})).ok()
    for path in ('conversations', 'conversations/matching', 'search'):
        assert (
            await agent.api.get(f'{path}?q=hi&{query}' if path == 'search' else f'{path}?{query}')
        ).code == 'forbidden'
    assert (await agent.api.post('views', {'name': 'Mine', 'filters': filters})).code == 'forbidden'
    step = {'filters': filters, 'mark': {'starred': True}}
    assert (await agent.api.post('conversations/matching', step)).code == 'forbidden'
    assert view['id'] not in (await agent.api.get('conversations/counts')).ok()['by_view']


@pytest.mark.parametrize(
    'query',
    [
        'attributes=gold',
        'attributes=:gold',
        'attributes=plan:',
        'not_attributes=' + 'x' * 61 + ':1',
        '&'.join(f'attributes=key{n}:1' for n in range(6)),
        '&'.join(f'attributes=plan:{n}' for n in range(21)),
    ],
)
async def test_what_is_no_attribute_is_refused(tenants: Tenants, query: str) -> None:
    assert (await (await tenants.make()).owner.api.get(f'conversations?{query}')).code == 'invalid'


async def test_the_database_and_the_hub_make_the_same_of_a_value(tenants: Tenants) -> None:
    shop = await tenants.make()
    values: list[AttributeValue] = [
        True,
        False,
        0,
        -0.0,
        5,
        5.0,
        1.10,
        -3,
        1e21,
        1e-7,
        2**53,
        0.1,
        'Ab ÄÖ',
        '5',
        ' x\n',
    ]
    for value in values:
        (row,) = await shop.rows("SELECT hub.trait('key', $1::jsonb) AS trait", value)
        assert row['trait'] == trait('key', value), value
    for empty in (None, [1], {'a': 1}):
        assert (await shop.rows("SELECT hub.trait('key', $1::jsonb) AS trait", empty))[0]['trait'] is None
