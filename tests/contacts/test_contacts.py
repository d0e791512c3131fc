"""Contacts: found by their addresses alone, each of which belongs to one of them."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from tests.tenants import Member, Shop, Tenants


@pytest.fixture
async def shop(tenants: Tenants) -> Shop:
    return await tenants.make()


def address(value: str = '') -> dict[str, str]:
    """An email address, one that nobody has."""
    return {'type': 'email', 'value': value or f'{uuid4().hex}@example.com'}


async def make(member: Member, name: str = 'Anna Berg', **others: Any) -> dict[str, Any]:
    """A contact."""
    made: dict[str, Any] = (await member.api.post('contacts', {'name': name, **others})).ok(201)
    return made


async def names(member: Member, query: str) -> list[str]:
    """Who is found."""
    return [contact['name'] for contact in (await member.api.get(f'contacts?{query}')).ok()['items']]


async def test_a_contact_is_made_found_and_changed(shop: Shop) -> None:
    asked: dict[str, Any] = {
        'company': 'Birkfell',
        'notes': 'Likes tents',
        'attributes': {'tier': 'gold', 'orders': 3},
        'identifiers': [address('Anna.Berg@Example.com'), {'type': 'phone', 'value': '+49 30 901820'}],
    }
    made = await make(shop.owner, **asked)
    assert made['identifiers'] == [
        {'type': 'email', 'value': 'anna.berg@example.com', 'verified': False},
        {'type': 'phone', 'value': '+4930901820', 'verified': False},
    ]
    path = f'contacts/{made["id"]}'
    assert (await shop.owner.api.get(path)).ok() == made
    changed = (await shop.owner.api.patch(path, {'name': 'Anna Berg-Lee', 'company': None})).ok()
    assert {**changed, 'updated_at': ''} == {**made, 'name': 'Anna Berg-Lee', 'company': None, 'updated_at': ''}
    changed = (await shop.owner.api.patch(path, {'identifiers': [address('anna@new.example')]})).ok()
    assert [each['value'] for each in changed['identifiers']] == ['anna@new.example']
    assert (await make(shop.owner, 'Other', identifiers=[address('anna.berg@example.com')]))['name'] == 'Other'


async def test_an_address_belongs_to_one_contact(shop: Shop) -> None:
    made = await make(shop.owner, identifiers=[address('anna@example.com')])
    refused = await shop.owner.api.post('contacts', {'name': 'Ben', 'identifiers': [address('ANNA@example.com')]})
    assert (refused.status, refused.code) == (409, 'conflict')
    assert refused.json['detail'] == 'anna@example.com already belongs to the contact Anna Berg.'
    ben = await make(shop.owner, 'Ben', identifiers=[address()])
    taken = [*ben['identifiers'], address('anna@example.com')]
    asked = {'name': 'Benjamin', 'identifiers': [{'type': each['type'], 'value': each['value']} for each in taken]}
    assert (await shop.owner.api.patch(f'contacts/{ben["id"]}', asked)).code == 'conflict'
    assert (await shop.owner.api.get(f'contacts/{ben["id"]}')).ok() == ben
    assert (await shop.owner.api.get(f'contacts/{made["id"]}')).ok() == made
    assert await names(shop.owner, 'limit=10') == ['Ben', 'Anna Berg']


async def test_of_many_who_ask_for_an_address_at_once_one_gets_it(shop: Shop) -> None:
    both = [address('one@example.com'), address('two@example.com')]
    asked = [{'name': f'N{n}', 'identifiers': both if n % 2 else both[::-1]} for n in range(8)]
    answers = await asyncio.gather(*(shop.owner.api.post('contacts', each) for each in asked))
    assert sorted(answer.status for answer in answers) == [201, *[409] * 7]
    assert len(await names(shop.owner, '')) == 1


async def test_two_tenants_may_know_the_same_person(shop: Shop, tenants: Tenants) -> None:
    other = await tenants.make()
    here = await make(shop.owner, identifiers=[address('anna@example.com')])
    there = await make(other.owner, identifiers=[address('anna@example.com')])
    for path, foreign in ((f'contacts/{here["id"]}', other), (f'contacts/{there["id"]}', shop)):
        assert (await foreign.owner.api.get(path)).code == 'not_found'
        assert (await foreign.owner.api.patch(path, {'name': 'Mine'})).code == 'not_found'
        assert (await foreign.owner.api.get(f'{path}/conversations')).code == 'not_found'


async def test_search_looks_into_names_companies_and_addresses(shop: Shop) -> None:
    await make(shop.owner, 'Anna Berg', company='Birkfell', identifiers=[address('a.berg@example.com')])
    await make(shop.owner, 'Ben 100%', identifiers=[{'type': 'phone', 'value': '+49 30 901820'}])
    await make(shop.owner, 'Carla_Diaz')
    for q, found in {
        'berg': ['Anna Berg'],
        'BIRK': ['Anna Berg'],
        'a.berg@': ['Anna Berg'],
        '901820': ['Ben 100%'],
        '%2B49 30 90': ['Ben 100%'],
        '(030) 90-18': ['Ben 100%'],
        '100%25': ['Ben 100%'],
        '%25': ['Ben 100%'],
        '_': ['Carla_Diaz'],
        '%5C': [],
        'nobody': [],
        '%20': ['Carla_Diaz', 'Ben 100%', 'Anna Berg'],
        "'; DROP TABLE contacts;--": [],
    }.items():
        assert await names(shop.owner, f'q={q.replace(" ", "%20")}') == found, q


async def test_pages_show_everybody_once_even_while_others_come(shop: Shop) -> None:
    made = [(await make(shop.owner, f'N{n}'))['id'] for n in range(7)]
    seen, cursor = [], ''
    for _ in range(10):
        page = (await shop.owner.api.get(f'contacts?limit=3{cursor and f"&cursor={cursor}"}')).ok()
        seen += [contact['id'] for contact in page['items']]
        cursor = page['next_cursor']
        if not cursor:
            break
        await make(shop.owner, 'Late')
    assert seen == made[::-1]


@pytest.mark.parametrize(
    'wrong',
    [
        {},
        {'name': ''},
        {'name': 'x' * 201},
        {'name': 'Anna', 'id': '00000000-0000-0000-0000-000000000001'},
        {'name': 'Anna', 'tenant_id': '00000000-0000-0000-0000-000000000001'},
        {'name': 'Anna', 'created_at': '2020-01-01T00:00:00Z'},
        {'name': 'Anna', 'identifiers': [{'type': 'email', 'value': 'no address'}]},
        {'name': 'Anna', 'identifiers': [{'type': 'phone', 'value': '030 901820'}]},
        {'name': 'Anna', 'identifiers': [{'type': 'visitor_id', 'value': 'x'}]},
        {'name': 'Anna', 'identifiers': [{**address('a@example.com'), 'verified': True}]},
        {'name': 'Anna', 'identifiers': [address(f'{n}@example.com') for n in range(21)]},
        {'name': 'Anna', 'attributes': {'a': {'deep': 1}}},
        {'name': 'Anna', 'attributes': {f'a{n}': n for n in range(101)}},
        {'name': 'Anna', 'notes': 'x' * 20_001},
    ],
    ids=lambda wrong: str(wrong)[:60],
)
async def test_nonsense_makes_no_contact(shop: Shop, wrong: dict[str, Any]) -> None:
    assert (await shop.owner.api.post('contacts', wrong)).code == 'invalid'
    assert await names(shop.owner, '') == []


async def test_a_cursor_of_another_list_is_refused(shop: Shop) -> None:
    for cursor in ('x', 'WzFd', 'WyJub3QgYSB0aW1lIiwgIngiXQ', '%00'):
        assert (await shop.owner.api.get(f'contacts?cursor={cursor}')).code == 'invalid'
