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
