"""A conversation that is somebody else's: moved to another contact, and everything said in it stays as it was."""

from uuid import uuid4

from tests.contacts.test_contacts import make
from tests.conversations.test_merging import two
from tests.live.conftest import Desk


async def test_a_moved_conversation_is_the_other_contacts_and_its_visitor_writes_on(desk: Desk) -> None:
    api, agent, visitor = desk.shop.owner.api, await desk.agent(), await desk.visitor()
    conversation = (await visitor.say('Hello', client_id='one'))['message']['conversation_id']
    await visitor.call('identify', {'name': 'Anna', 'email': f'{uuid4().hex}@example.com'})
    anna = (await api.get(f'conversations/{conversation}')).ok()['contact']
    berg = await make(desk.shop.owner, 'Berg')
    thread = (await api.get(f'conversations/{conversation}/messages')).ok()
    row = (await api.post(f'conversations/{conversation}/move', {'contact_id': berg['id']})).ok()
    assert (row['contact']['id'], row['display_name']) == (berg['id'], 'Berg')
    await agent.hear('conversation.updated', lambda heard: heard['display_name'] == 'Berg')
    assert (await api.get(f'conversations/{conversation}/messages')).ok() == thread
    again = (await visitor.say('Hello', client_id='one', conversation_id=conversation))['message']
    fresh = (await visitor.say('One more'))['message']
    assert [(each['conversation_id'], each['seq']) for each in (again, fresh)] == [(conversation, 1), (conversation, 2)]
    for contact, other in ((anna, 'Berg'), (berg, 'Anna')):
        (line,) = (await api.get(f'contacts/{contact["id"]}/timeline?kind=conversation_moved')).ok()['items']
        assert (line['text'], line['conversation_id']) == (other, conversation)
    (entry,) = (await api.get('audit-log?action=conversation.moved')).ok()['items']
    assert entry['details'] == {'before': anna['id'], 'after': berg['id']}


async def test_a_visitors_own_conversation_is_given_to_a_contact_and_taken_back(desk: Desk) -> None:
    api = desk.shop.owner.api
    conversation = (await (await desk.visitor()).say('Hello'))['message']['conversation_id']
    berg = await make(desk.shop.owner, 'Berg')
    for contact, lines in ((berg['id'], 1), (berg['id'], 1), (None, 2)):
        row = (await api.post(f'conversations/{conversation}/move', {'contact_id': contact})).ok()
        assert (row['contact'] and row['contact']['id']) == contact
        moves = (await api.get(f'contacts/{berg["id"]}/timeline?kind=conversation_moved')).ok()['items']
        assert len(moves) == lines
    assert (await api.post(f'conversations/{conversation}/move', {'contact_id': str(uuid4())})).code == 'not_found'


async def test_what_was_merged_is_not_parted_from_where_it_went_on(desk: Desk) -> None:
    api, berg = desk.shop.owner.api, await make(desk.shop.owner, 'Berg')
    merged, kept = await two(desk.shop)
    anna = (await api.get(f'conversations/{kept}')).ok()['contact']['id']
    (await api.post(f'conversations/{merged}/merge', {'into_id': kept})).ok()
    for contact in (berg['id'], anna, None):
        refused = await api.post(f'conversations/{merged}/move', {'contact_id': contact})
        assert (refused.code, 'Undo the merge' in refused.json['detail']) == ('conflict', True)
    (await api.delete(f'conversations/{merged}/merge')).ok()
    row = (await api.post(f'conversations/{merged}/move', {'contact_id': berg['id']})).ok()
    assert row['contact']['id'] == berg['id']


async def test_who_identifies_later_takes_back_only_what_nobody_was_given(desk: Desk) -> None:
    api, berg = desk.shop.owner.api, await make(desk.shop.owner, 'Berg')
    for undone, whose in ((False, 'Berg'), (True, 'Anna')):
        visitor = await desk.visitor()
        conversation = (await visitor.say('Hello'))['message']['conversation_id']
        for contact in [berg['id'], None] if undone else [berg['id']]:
            (await api.post(f'conversations/{conversation}/move', {'contact_id': contact})).ok()
        await visitor.call('identify', {'name': 'Anna', 'email': f'{uuid4().hex}@example.com'})
        assert (await api.get(f'conversations/{conversation}')).ok()['display_name'] == whose
