"""Private notes that name colleagues."""

from uuid import uuid4

from tests.live.conftest import Desk
from tests.live.peers import eventually


async def _conversation(desk: Desk) -> str:
    said = await (await desk.visitor()).say('Hello')
    return str(said['message']['conversation_id'])


async def test_who_is_mentioned_hears_of_it_and_finds_the_conversation(desk: Desk) -> None:
    conversation, colleague = await _conversation(desk), await desk.shop.hire(name='Maya Brandt')
    await _conversation(desk)
    owner, maya = await desk.agent(), await desk.agent(colleague)
    ids = [str(colleague.user.id)]
    said = await owner.say('@Maya Brandt is it dry?', conversation, private=True, mentions=ids)
    assert said['ok'], said
    notice = await maya.hear('notification')
    assert (notice['kind'], notice['conversation_id']) == ('mentioned', conversation)
    assert 'is it dry?' in notice['text']
    row = await maya.hear('conversation.updated', lambda row: row.get('mentioned') is True)
    assert row['id'] == conversation
    page = (await colleague.api.get('conversations?mentioned=true')).ok()
    assert [item['id'] for item in page['items']] == [conversation]
    assert (await colleague.api.get('conversations?mentioned=true&sort=priority')).ok()['items'] == page['items']
    assert (await desk.shop.owner.api.get('conversations?mentioned=true')).ok()['items'] == []
    [_, note] = (await colleague.api.get(f'conversations/{conversation}/messages')).ok()['items']
    assert note['mentions'] == ids
    assert not [name for name, _ in owner.heard if name == 'notification']


async def test_a_mention_counts_until_it_is_read(desk: Desk) -> None:
    conversation, colleague = await _conversation(desk), await desk.shop.hire()
    for _ in range(2):
        note = {'text': 'Look', 'private': True, 'mentions': [str(colleague.user.id)]}
        seq = (await desk.shop.owner.api.post(f'conversations/{conversation}/messages', note)).ok(201)['seq']
    assert (await colleague.api.get('conversations/counts')).ok()['mentions'] == 1
    (await colleague.api.post(f'conversations/{conversation}/read', {'seq': seq - 1})).ok()
    assert (await colleague.api.get('conversations/counts')).ok()['mentions'] == 1
    (await colleague.api.post(f'conversations/{conversation}/read', {'seq': seq})).ok()
    assert (await colleague.api.get('conversations/counts')).ok()['mentions'] == 0
    assert len((await colleague.api.get('conversations?mentioned=true')).ok()['items']) == 1


async def test_a_resent_note_mentions_once_and_names_nobody_else(desk: Desk) -> None:
    conversation, colleague = await _conversation(desk), await desk.shop.hire()
    owner, peer = await desk.agent(), await desk.agent(colleague)
    mine, theirs = [str(desk.shop.owner.user.id)], [str(colleague.user.id)]
    client_id = uuid4().hex
    first = await owner.say('Look', conversation, client_id, private=True, mentions=theirs)
    again = await owner.say('Look', conversation, client_id, private=True, mentions=theirs)
    assert again['message']['id'] == first['message']['id']
    other = await owner.say('Look', conversation, client_id, private=True, mentions=mine)
    assert other['error']['code'] == 'conflict'
    await owner.say('Look again', conversation, private=True, mentions=theirs)
    await eventually(lambda: sum(name == 'notification' for name, _ in peer.heard) >= 2)
    assert sum(name == 'notification' for name, _ in peer.heard) == 2


async def test_only_a_note_mentions_and_only_who_works_here(desk: Desk) -> None:
    conversation, colleague = await _conversation(desk), await desk.shop.hire()
    for wrong in (
        {'text': 'Look', 'mentions': [str(colleague.user.id)]},
        {'text': 'Look', 'private': True, 'mentions': [str(uuid4())]},
    ):
        answer = await desk.shop.owner.api.post(f'conversations/{conversation}/messages', wrong)
        assert (answer.status, answer.code) == (422, 'invalid')
    thread = (await desk.shop.owner.api.get(f'conversations/{conversation}/messages')).ok()['items']
    assert [message['content_text'] for message in thread] == ['Hello']
