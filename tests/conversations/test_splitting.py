"""A conversation that turns to another matter: it goes on in a new one, both say so, and no message moves."""

from typing import Any

from tests.live.conftest import Desk
from tests.live.peers import Peer


async def talk(visitor: Peer) -> str:
    """Three messages of a visitor in one conversation."""
    conversation: str = (await visitor.say('Is the tent dry?'))['message']['conversation_id']
    for text in ('And where is my invoice?', 'It is number 17'):
        await visitor.say(text, conversation_id=conversation)
    return conversation


async def thread(desk: Desk, conversation: str) -> list[Any]:
    """Its messages, as agents see them."""
    found: list[Any] = (await desk.shop.owner.api.get(f'conversations/{conversation}/messages')).ok()['items']
    return found


async def heads(desk: Desk, token: str) -> set[str]:
    """What a visitor finds when they come back."""
    return {head['id'] for head in (await (await desk.visitor(token)).hear('session'))['conversations']}


def link(message: Any) -> tuple[str, str, int, int, bool]:
    """Where a line leads."""
    (block,) = message['content_blocks']
    return block['way'], block['conversation_id'], block['from_seq'], block['until_seq'], block['undone']


async def test_a_split_opens_a_new_conversation_and_moves_no_message(desk: Desk) -> None:
    api, visitor, agent = desk.shop.owner.api, await desk.visitor(), await desk.agent()
    source = await talk(visitor)
    me = str(desk.shop.owner.user.id)
    (await api.patch(f'conversations/{source}', {'assignee_id': me, 'priority': 'high'})).ok()
    before = await thread(desk, source)
    await agent.call('watch', {'conversation_id': source})
    new = (await api.post(f'conversations/{source}/split', {'from_seq': 2, 'subject': 'The invoice'})).ok(201)
    assert (new['subject'], new['channel'], new['status'], new['priority']) == ('The invoice', 'widget', 'open', 'high')
    assert (new['assignee']['id'], new['last_seq'], new['inbound_count']) == (me, 1, 0)
    assert new['waiting_since'] is not None
    await agent.hear('conversation.updated', lambda heard: heard['id'] == new['id'])
    await agent.hear('message', lambda heard: heard['conversation_id'] == source and heard['seq'] == 4)
    *same, told = await thread(desk, source)
    assert [(each['id'], each['seq']) for each in same] == [(each['id'], each['seq']) for each in before]
    assert link(told) == ('into', new['id'], 2, 3, False)
    (line,) = await thread(desk, new['id'])
    assert link(line) == ('from', source, 2, 3, False)
    assert (await api.get(f'conversations/{source}')).ok()['status'] == 'open'
    (entry,) = (await api.get('audit-log?action=conversation.split')).ok()['items']
    assert entry['details'] == {'into': new['id'], 'from_seq': 2}


async def test_the_visitor_sees_the_new_one_once_they_are_answered_there(desk: Desk) -> None:
    api, visitor = desk.shop.owner.api, await desk.visitor()
    source = await talk(visitor)
    new = (await api.post(f'conversations/{source}/split', {'from_seq': 2})).ok(201)['id']
    token = (await visitor.hear('session'))['visitor']
    assert await heads(desk, token) == {source}
    (await api.post(f'conversations/{new}/messages', {'text': 'Here it is'})).ok(201)
    await visitor.hear('message', lambda heard: heard['conversation_id'] == new)
    assert await heads(desk, token) == {source, new}


async def test_a_split_is_taken_back_as_long_as_nothing_was_said_in_the_new_one(desk: Desk) -> None:
    api, visitor = desk.shop.owner.api, await desk.visitor()
    source = await talk(visitor)
    new = (await api.post(f'conversations/{source}/split', {'from_seq': 2})).ok(201)['id']
    assert (await api.delete(f'conversation-splits/{new}')).ok()['status'] == 'closed'
    assert not await desk.shop.rows('SELECT FROM hub.resolutions'), 'nobody resolved anything'
    (line,), (*_, told) = await thread(desk, new), await thread(desk, source)
    assert (link(line)[-1], link(told)[-1]) == (True, True)
    assert (await api.delete(f'conversation-splits/{new}')).code == 'not_found'
    again = (await api.post(f'conversations/{source}/split', {'from_seq': 2})).ok(201)['id']
    (await api.post(f'conversations/{again}/messages', {'text': 'Hm', 'private': True})).ok(201)
    refused = await api.delete(f'conversation-splits/{again}')
    assert refused.code == 'conflict'
    assert 'Merge' in refused.json['detail']
    assert len((await api.get('audit-log?action=conversation.unsplit')).ok()['items']) == 1


async def test_it_is_split_only_from_a_message_that_others_stand_before(desk: Desk) -> None:
    source = await talk(await desk.visitor())
    for seq in (0, 1, 9):
        assert (await desk.shop.owner.api.post(f'conversations/{source}/split', {'from_seq': seq})).code == 'invalid'


async def test_what_was_merged_away_is_not_split_even_opened_again(desk: Desk) -> None:
    api, visitor = desk.shop.owner.api, await desk.visitor()
    merged = await talk(visitor)
    contact = (await api.post('contacts', {'name': 'Anna'})).ok(201)['id']
    kept = (await api.post(f'conversations/{merged}/split', {'from_seq': 2})).ok(201)['id']
    for conversation in (merged, kept):
        (await api.post(f'conversations/{conversation}/move', {'contact_id': contact})).ok()
    (await api.post(f'conversations/{merged}/merge', {'into_id': kept})).ok()
    for _ in range(2):
        refused = await api.post(f'conversations/{merged}/split', {'from_seq': 3})
        assert (refused.code, 'merged' in refused.json['detail']) == ('conflict', True)
        await visitor.say('Are you there?', conversation_id=merged)
    (await api.delete(f'conversations/{merged}/merge')).ok()
    (await api.post(f'conversations/{merged}/split', {'from_seq': 3})).ok(201)


async def test_what_is_closed_or_was_split_there_is_not_split(desk: Desk) -> None:
    api, source = desk.shop.owner.api, await talk(await desk.visitor())
    (await api.post(f'conversations/{source}/split', {'from_seq': 2})).ok(201)
    assert (await api.post(f'conversations/{source}/split', {'from_seq': 2})).code == 'conflict'
    line = (await thread(desk, source))[-1]['seq']
    assert (await api.post(f'conversations/{source}/split', {'from_seq': line})).code == 'invalid'
    (await api.patch(f'conversations/{source}', {'status': 'closed'})).ok()
    refused = await api.post(f'conversations/{source}/split', {'from_seq': 3})
    assert (refused.code, 'closed' in refused.json['detail']) == ('conflict', True)
