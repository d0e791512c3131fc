"""Drafts: kept on the hub, told to every tab of their writer, never overwritten unseen."""

from tests.live.conftest import Desk
from tests.live.peers import eventually


async def _conversation(desk: Desk) -> str:
    said = await (await desk.visitor()).say('Hello')
    return str(said['message']['conversation_id'])


async def test_a_draft_is_there_on_every_device_of_its_writer_and_nobody_elses(desk: Desk) -> None:
    conversation, owner = await _conversation(desk), desk.shop.owner.api
    colleague = await desk.shop.hire()
    here, there, other = await desk.agent(), await desk.agent(), await desk.agent(colleague)
    path = f'conversations/{conversation}/draft'
    kept = (await owner.call('PUT', path, {'text': 'Dear', 'note': 'ask Tom', 'private': True})).ok()
    assert (kept['text'], kept['note'], kept['private']) == ('Dear', 'ask Tom', True)
    for peer in (here, there):
        assert await peer.hear('draft.updated') == kept
    assert (await owner.get(path)).ok() == kept
    assert (await owner.get('drafts')).ok()['items'] == [kept]
    assert (await colleague.api.get('drafts')).ok()['items'] == []
    assert (await colleague.api.get(path)).ok()['version'] is None
    assert not [name for name, _ in other.heard if name == 'draft.updated']


async def test_a_draft_that_changed_elsewhere_is_not_overwritten(desk: Desk) -> None:
    conversation, owner = await _conversation(desk), desk.shop.owner.api
    path = f'conversations/{conversation}/draft'
    first = (await owner.call('PUT', path, {'text': 'Dear'})).ok()
    second = (await owner.call('PUT', path, {'text': 'Dear Amara', 'version': first['version']})).ok()
    for stale in ({'text': 'Hi'}, {'text': 'Hi', 'version': first['version']}, {'text': '', 'version': None}):
        answer = await owner.call('PUT', path, stale)
        assert (answer.status, answer.code) == (409, 'conflict'), stale
    assert (await owner.get(path)).ok() == second
    third = (await owner.call('PUT', path, {'text': 'Hi', 'version': second['version']})).ok()
    assert third['text'] == 'Hi'


async def test_a_save_whose_answer_was_lost_can_be_repeated(desk: Desk) -> None:
    conversation, owner = await _conversation(desk), desk.shop.owner.api
    path = f'conversations/{conversation}/draft'
    first = (await owner.call('PUT', path, {'text': 'Dear'})).ok()
    assert (await owner.call('PUT', path, {'text': 'Dear'})).ok() == first
    gone = {'text': ' ', 'version': first['version']}
    assert [(await owner.call('PUT', path, gone)).ok()['version'] for _ in range(2)] == [None, None]


async def test_an_ended_draft_is_gone_everywhere_and_no_old_version_brings_it_back(desk: Desk) -> None:
    conversation, owner, peer = await _conversation(desk), desk.shop.owner.api, await desk.agent()
    path = f'conversations/{conversation}/draft'
    kept = (await owner.call('PUT', path, {'text': 'Dear'})).ok()
    ended = (await owner.call('PUT', path, {'version': kept['version']})).ok()
    assert (ended['text'], ended['version']) == ('', None)
    await eventually(lambda: sum(name == 'draft.updated' for name, _ in peer.heard) == 2)
    assert 'version' not in peer.heard[-1][1]
    assert (await owner.get('drafts')).ok()['items'] == []
    assert (await owner.call('PUT', path, {'text': 'Dear A', 'version': kept['version']})).status == 409


async def test_drafts_come_in_pages_last_touched_first(desk: Desk) -> None:
    owner, ids = desk.shop.owner.api, [await _conversation(desk) for _ in range(3)]
    for id in ids:
        (await owner.call('PUT', f'conversations/{id}/draft', {'text': 'Dear'})).ok()
    first = (await owner.get('drafts?limit=2')).ok()
    rest = (await owner.get(f'drafts?limit=2&cursor={first["next_cursor"]}')).ok()
    assert [draft['conversation_id'] for draft in first['items'] + rest['items']] == ids[::-1]
    assert rest['next_cursor'] is None


async def test_a_shared_reply_is_read_live_by_colleagues_until_it_is_withdrawn_or_sent(desk: Desk) -> None:
    conversation, owner = await _conversation(desk), desk.shop.owner.api
    colleague = await desk.shop.hire()
    other = await desk.agent(colleague)
    path = f'conversations/{conversation}/draft'
    kept = (await owner.call('PUT', path, {'text': 'Dear', 'note': 'mine alone', 'shared': True})).ok()
    heard = await other.hear('draft.shared')
    assert (heard['user_id'], heard['text'], 'note' in heard) == (str(desk.shop.owner.user.id), 'Dear', False)
    assert (await colleague.api.get('shared-drafts')).ok()['items'] == [heard | {'taken_by': None}]

    more = (await owner.call('PUT', path, {'text': 'Dear A', 'note': 'n', 'version': kept['version']})).ok()
    assert more['shared'], 'a save that says nothing of it leaves it shared'
    await other.hear('draft.shared', lambda said: said['text'] == 'Dear A')
    withdrawn = (await owner.call('PUT', path, {'text': 'Dear A', 'shared': False, 'version': more['version']})).ok()
    ended = await other.hear('draft.shared', lambda said: 'version' not in said)
    assert (withdrawn['text'], ended['text'], 'version' in ended) == ('Dear A', '', False)
    assert (await colleague.api.get('shared-drafts')).ok()['items'] == []

    again = (await owner.call('PUT', path, {'text': 'Dear A', 'shared': True, 'version': withdrawn['version']})).ok()
    assert (await colleague.api.get('shared-drafts')).ok()['items'][0]['version'] == again['version']
    sent = (await owner.call('PUT', path, {'text': '', 'note': 'n', 'version': again['version']})).ok()
    assert (sent['shared'], sent['note']) == (False, 'n')
    await eventually(lambda: other.heard[-1][0] == 'draft.shared' and 'version' not in other.heard[-1][1])
    assert (await colleague.api.get('shared-drafts')).ok()['items'] == []


async def test_a_shared_reply_is_taken_over_once(desk: Desk) -> None:
    conversation, owner = await _conversation(desk), desk.shop.owner.api
    colleague, third = await desk.shop.hire(), await desk.shop.hire()
    writer, other = await desk.agent(), await desk.agent(colleague)
    path, sharer = f'conversations/{conversation}/draft', str(desk.shop.owner.user.id)
    (await owner.call('PUT', path, {'text': 'Dear', 'note': 'stays', 'shared': True})).ok()
    (await colleague.api.call('PUT', path, {'note': 'also stays'})).ok()
    taken = (await colleague.api.post(f'{path}/take', {'user_id': sharer})).ok()
    assert (taken['text'], taken['note'], taken['shared']) == ('Dear', 'also stays', False)
    assert (await colleague.api.get(path)).ok() == taken
    left = (await owner.get(path)).ok()
    assert (left['text'], left['note'], left['shared']) == ('', 'stays', False)
    for peer in (writer, other):
        ended = await peer.hear('draft.shared', lambda said: 'version' not in said)
        assert (ended['user_id'], ended['taken_by'], ended['text']) == (sharer, str(colleague.user.id), '')
    assert (await third.api.post(f'{path}/take', {'user_id': sharer})).status == 404
    assert (await third.api.get('shared-drafts')).ok()['items'] == []


async def test_a_reply_of_ones_own_gives_way_to_a_shared_one_only_when_it_was_seen(desk: Desk) -> None:
    conversation, owner = await _conversation(desk), desk.shop.owner.api
    colleague, path = await desk.shop.hire(), f'conversations/{conversation}/draft'
    asked = {'user_id': str(desk.shop.owner.user.id)}
    (await owner.call('PUT', path, {'text': 'Dear', 'shared': True})).ok()
    own = (await colleague.api.call('PUT', path, {'text': 'Hi there'})).ok()
    answer = await colleague.api.post(f'{path}/take', asked)
    assert (answer.status, answer.code) == (409, 'conflict')
    assert (await colleague.api.get(path)).ok() == own
    assert (await owner.get(path)).ok()['shared']
    assert (await colleague.api.post(f'{path}/take', asked | {'version': own['version']})).ok()['text'] == 'Dear'


async def test_what_is_shared_in_a_conversation_is_told_only_to_who_may_see_it(desk: Desk) -> None:
    conversation, owner = await _conversation(desk), desk.shop.owner.api
    role = {'name': 'Own', 'permissions': ['conversations.read_own', 'conversations.reply', 'users.read']}
    role_id = (await owner.post('roles', role)).ok(201)['id']
    blinkered, colleague = await desk.shop.hire(), await desk.shop.hire()
    (await owner.patch(f'users/{blinkered.user.id}', {'custom_role_id': role_id})).ok()
    blind, seeing = await desk.agent(blinkered), await desk.agent(colleague)
    path = f'conversations/{conversation}/draft'
    (await owner.call('PUT', path, {'text': 'Dear', 'shared': True})).ok()
    await seeing.hear('draft.shared')
    assert not [name for name, _ in blind.heard if name == 'draft.shared']
    assert (await blinkered.api.get('shared-drafts')).ok()['items'] == []
    assert (await blinkered.api.post(f'{path}/take', {'user_id': str(desk.shop.owner.user.id)})).status == 404
