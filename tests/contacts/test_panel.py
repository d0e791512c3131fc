"""What is known of a person: typed values, addresses in order, notes, and how it all came about."""

import asyncio
from typing import Any

import pytest

from hub.model.people import UserRole
from tests.contacts.test_contacts import address, make
from tests.live.conftest import Desk, desk

__all__ = ['desk']

GOOD_AND_WRONG: list[tuple[str, Any, Any]] = [
    ('text', 'Gold', 3),
    ('number', 4.5, 'many'),
    ('number', 4, True),
    ('date', '2026-03-31', '31.3.2026'),
    ('boolean', False, 'no'),
    ('list', 'Gold', 'Bronze'),
    ('link', 'https://crm.example/7', 'javascript:alert(1)'),
]


@pytest.mark.parametrize(('kind', 'good', 'wrong'), GOOD_AND_WRONG)
async def test_a_value_has_the_type_of_its_attribute(desk: Desk, kind: str, good: Any, wrong: Any) -> None:
    api = desk.shop.owner.api
    options = ['Gold', 'Silver'] if kind == 'list' else []
    made = (await api.post('contact-attributes', {'name': 'Our Tier', 'type': kind, 'options': options})).ok(201)
    assert made['key'] == 'our_tier'
    path = f'contacts/{(await make(desk.shop.owner))["id"]}'
    refused = await api.patch(path, {'set_attributes': {'our_tier': wrong}})
    assert (refused.code, refused.json['fields'][0]['where']) == ('invalid', 'body.attributes.our_tier')
    assert (await api.patch(path, {'attributes': {'our_tier': wrong}})).code == 'invalid'
    assert (await api.patch(path, {'set_attributes': {'our_tier': good}})).ok()['attributes'] == {'our_tier': good}
    assert (await api.patch(path, {'set_attributes': {'our_tier': None}})).ok()['attributes'] == {}


async def test_two_who_set_different_attributes_at_once_lose_nothing(desk: Desk) -> None:
    api = desk.shop.owner.api
    path = f'contacts/{(await make(desk.shop.owner))["id"]}'
    asked = [{'set_attributes': {f'a{n}': n}} for n in range(6)]
    await asyncio.gather(*(api.patch(path, each) for each in asked))
    assert (await api.get(path)).ok()['attributes'] == {f'a{n}': n for n in range(6)}


async def test_attributes_are_kept_by_who_may_and_everybody_hears_of_them(desk: Desk) -> None:
    agent = await desk.shop.hire()
    peer = await desk.agent(agent)
    assert (await agent.api.post('contact-attributes', {'name': 'Tier'})).code == 'forbidden'
    made = (await desk.shop.owner.api.post('contact-attributes', {'name': 'Tier'})).ok(201)
    await peer.hear('contact-attributes.changed')
    assert (await desk.shop.owner.api.post('contact-attributes', {'name': 'TIER'})).code == 'conflict'
    assert (await desk.shop.owner.api.post('contact-attributes', {'name': 'Size', 'type': 'list'})).code == 'invalid'
    (await desk.shop.owner.api.delete(f'contact-attributes/{made["id"]}')).ok(204)
    assert (await agent.api.get('contact-attributes')).ok()['items'] == []


async def test_the_first_address_of_a_kind_is_used_first(desk: Desk) -> None:
    one, two, phone = address('one@example.com'), address('two@example.com'), {'type': 'phone', 'value': '+4930901820'}
    made = await make(desk.shop.owner, identifiers=[two, one, phone])
    assert [each['value'] for each in made['identifiers']] == ['two@example.com', 'one@example.com', '+4930901820']
    path = f'contacts/{made["id"]}'
    changed = (await desk.shop.owner.api.patch(path, {'identifiers': [phone, one, two]})).ok()
    assert [each['value'] for each in changed['identifiers']] == ['one@example.com', 'two@example.com', '+4930901820']
    changed = (await desk.shop.owner.api.patch(path, {'identifiers': [two]})).ok()
    assert [each['value'] for each in changed['identifiers']] == ['two@example.com']


async def test_the_timeline_tells_what_was_said_and_done_by_whom(desk: Desk) -> None:
    api, visitor, agent = desk.shop.owner.api, await desk.visitor(), await desk.agent()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await visitor.call('identify', {'name': 'Anna', 'email': address()['value']})
    contact = (await api.get(f'conversations/{conversation}')).ok()['contact']['id']
    note = (await api.post(f'contacts/{contact}/notes', {'text': 'Likes tents'})).ok(201)
    await agent.hear('contact.updated', lambda said: said == {'id': contact})
    (await api.patch(f'contacts/{contact}', {'name': 'Anna Berg', 'set_attributes': {'vip': True}})).ok()
    (await api.post(f'contacts/{contact}/block', {'reason': 'Spam'})).ok()
    items = (await api.get(f'contacts/{contact}/timeline')).ok()['items']
    assert [item['kind'] for item in items] == ['blocked', 'changed', 'note', 'conversation']
    assert {item['actor']['name'] for item in items[:3]} == {desk.shop.owner.user.name}
    assert (items[0]['text'], items[2]['text'], items[3]['conversation_id']) == ('Spam', 'Likes tents', conversation)
    assert items[1]['changes'] == [
        {'name': 'name', 'before': 'Anna', 'after': 'Anna Berg'},
        {'name': 'attributes.vip', 'before': '', 'after': 'yes'},
    ]
    first = (await api.get(f'contacts/{contact}/timeline?limit=3')).ok()
    rest = (await api.get(f'contacts/{contact}/timeline?limit=3&cursor={first["next_cursor"]}')).ok()
    assert [*first['items'], *rest['items']] == items
    assert (await api.get(f'contacts/{contact}/timeline?kind=note')).ok()['items'] == [note]


async def test_a_note_is_deleted_by_its_author_or_who_may(desk: Desk) -> None:
    author, other = await desk.shop.hire(), await desk.shop.hire()
    manager = await desk.shop.hire(UserRole.MANAGER)
    path = f'contacts/{(await make(desk.shop.owner))["id"]}/notes'
    for deleter in (author, manager):
        note = (await author.api.post(path, {'text': 'Likes tents'})).ok(201)
        assert (await other.api.delete(f'contact-notes/{note["id"]}')).code == 'forbidden'
        (await deleter.api.delete(f'contact-notes/{note["id"]}')).ok(204)
        assert (await author.api.delete(f'contact-notes/{note["id"]}')).code == 'not_found'
    assert (await author.api.post(path, {'text': ' '})).code == 'invalid'
