"""Two contacts that are one person: suggested with the reason, merged by hand, and two again if that was wrong."""

import asyncio
from typing import Any
from uuid import uuid4

from tests.contacts.test_contacts import address, make
from tests.live.conftest import Desk, desk

__all__ = ['desk']


async def _met(desk: Desk, name: str) -> tuple[dict[str, Any], str, Any]:
    """Somebody who wrote: their contact, the conversation and their browser."""
    visitor = await desk.visitor()
    conversation = (await visitor.say(f'I am {name}'))['message']['conversation_id']
    await visitor.call('identify', {'name': name, 'email': f'{uuid4().hex}@example.com'})
    row = (await desk.shop.owner.api.get(f'conversations/{conversation}')).ok()
    contact = (await desk.shop.owner.api.get(f'contacts/{row["contact"]["id"]}')).ok()
    return contact, conversation, visitor


async def test_who_may_be_the_same_person_is_suggested_with_the_reason(desk: Desk) -> None:
    owner, number = desk.shop.owner, '+4930901820'
    both = [address('Anna.Berg+shop@Example.com'), {'type': 'phone', 'value': number}]
    anna = await make(owner, company='Birkfell', identifiers=both)
    await make(owner, 'By email', identifiers=[address('anna.berg@example.com')])
    await make(owner, 'By number', identifiers=[{'type': 'whatsapp', 'value': number}])
    await make(owner, 'anna berg ', company='BIRKFELL')
    await make(owner, 'Anna Berg')
    found = (await owner.api.get(f'contacts/{anna["id"]}/duplicates')).ok()['items']
    said = {(each['contact']['name'], *each['reasons']) for each in found}
    assert said == {('By email', 'email'), ('By number', 'phone'), ('anna berg', 'name')}


async def test_a_merge_gives_everything_and_its_undo_gives_it_back(desk: Desk) -> None:
    api, agent = desk.shop.owner.api, await desk.agent()
    anna, annas, _ = await _met(desk, 'Anna')
    berg, bergs, browser = await _met(desk, 'A. Berg')
    (await api.patch(f'contacts/{anna["id"]}', {'set_attributes': {'tier': 'gold', 'size': 'M'}})).ok()
    (await api.patch(f'contacts/{berg["id"]}', {'company': 'Birkfell', 'set_attributes': {'tier': 'silver'}})).ok()
    (await api.post(f'contacts/{berg["id"]}/notes', {'text': 'Likes tents'})).ok(201)
    before = [(await api.get(f'contacts/{each["id"]}')).ok() for each in (anna, berg)]
    thread = (await api.get(f'conversations/{bergs}/messages')).ok()
    asked = {'contact_id': berg['id'], 'take': ['attributes.tier']}
    merged = (await api.post(f'contacts/{anna["id"]}/merge', asked)).ok()
    await agent.hear('conversation.updated', lambda row: row['id'] == bergs and row['display_name'] == 'Anna')
    contact = merged['contact']
    assert (contact['name'], contact['company'], contact['attributes']) == (
        'Anna', 'Birkfell', {'tier': 'silver', 'size': 'M'}
    )  # fmt: skip
    assert {each['value'] for each in contact['identifiers']} == {
        each['value'] for whose in (anna, berg) for each in whose['identifiers']
    }
    theirs = (await api.get(f'contacts/{anna["id"]}/conversations')).ok()['items']
    assert {each['id'] for each in theirs} == {annas, bergs}
    assert (await api.get(f'conversations/{bergs}/messages')).ok() == thread
    assert (await api.get(f'contacts/{berg["id"]}')).code == 'not_found'
    assert (await browser.say('One more'))['message']['conversation_id'] == bergs

    undone = (await api.post(f'contact-merges/{merged["merge_id"]}/undo')).ok()
    assert undone['remaining'] == []
    now = [undone['kept'], undone['restored']]
    assert [{**each, 'updated_at': ''} for each in now] == [{**each, 'updated_at': ''} for each in before]
    assert (await api.get(f'conversations/{bergs}')).ok()['contact']['id'] == berg['id']
    notes = (await api.get(f'contacts/{berg["id"]}/timeline?kind=note')).ok()['items']
    assert [note['text'] for note in notes] == ['Likes tents']
    assert (await api.post(f'contact-merges/{merged["merge_id"]}/undo')).code == 'conflict'


async def test_an_undo_leaves_what_moved_on_and_says_so(desk: Desk) -> None:
    api = desk.shop.owner.api
    anna = await make(desk.shop.owner, 'Anna')
    berg = await make(desk.shop.owner, 'Berg', company='Birkfell', identifiers=[address(), address()])
    merged = (await api.post(f'contacts/{anna["id"]}/merge', {'contact_id': berg['id']})).ok()
    stays = merged['contact']['identifiers'][0]
    change = {'company': 'Fjell', 'identifiers': [{'type': 'email', 'value': stays['value']}]}
    (await api.patch(f'contacts/{anna["id"]}', change)).ok()
    undone = (await api.post(f'contact-merges/{merged["merge_id"]}/undo')).ok()
    assert undone['remaining'] == ['identifiers: 1', 'company']
    assert undone['kept']['company'] == 'Fjell'
    assert [each['value'] for each in undone['restored']['identifiers']] == [stays['value']]


async def test_of_merges_that_meet_each_contact_goes_once(desk: Desk) -> None:
    api = desk.shop.owner.api
    one, two = await make(desk.shop.owner, 'One'), await make(desk.shop.owner, 'Two')
    asked = [(one['id'], two['id']), (two['id'], one['id'])] * 3
    answers = await asyncio.gather(
        *(api.post(f'contacts/{kept}/merge', {'contact_id': other}) for kept, other in asked)
    )
    assert sorted(answer.status for answer in answers) == [200, *[404] * 5]
    assert (await api.post(f'contacts/{one["id"]}/merge', {'contact_id': one['id']})).code == 'invalid'


async def test_a_chain_is_undone_from_its_end_and_a_block_stays(desk: Desk) -> None:
    api = desk.shop.owner.api
    a, b, c = [await make(desk.shop.owner, name, identifiers=[address()]) for name in 'ABC']
    (await api.post(f'contacts/{b["id"]}/block', {})).ok()
    first = (await api.post(f'contacts/{a["id"]}/merge', {'contact_id': b['id']})).ok()
    assert first['contact']['blocked_at']
    second = (await api.post(f'contacts/{c["id"]}/merge', {'contact_id': a['id']})).ok()
    assert (await api.post(f'contact-merges/{first["merge_id"]}/undo')).code == 'conflict'
    (await api.post(f'contact-merges/{second["merge_id"]}/undo')).ok()
    undone = (await api.post(f'contact-merges/{first["merge_id"]}/undo')).ok()
    assert (undone['kept']['blocked_at'], bool(undone['restored']['blocked_at'])) == (None, True)
    assert [len(undone[which]['identifiers']) for which in ('kept', 'restored')] == [1, 1]
