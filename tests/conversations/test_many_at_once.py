"""Many conversations changed in one request, all or none, and what takes it back."""

from collections.abc import Callable
from uuid import uuid4

from tests.live.conftest import Desk
from tests.live.peers import Heard


async def begin(desk: Desk, count: int) -> list[str]:
    """So many conversations."""
    return [(await (await desk.visitor()).say('Hello'))['message']['conversation_id'] for _ in range(count)]


def _carries(id: str, tag: str) -> Callable[[Heard], bool]:
    return lambda row: row['id'] == id and row['tag_ids'] == [tag]


async def test_all_of_them_are_changed_and_every_screen_shows_it(desk: Desk) -> None:
    colleague, api = await desk.shop.hire(), desk.shop.owner.api
    peer = await desk.agent(colleague)
    await peer.hear('session')
    ids = await begin(desk, 3)
    late = (await api.post('tags', {'name': 'Late'})).ok(201)['id']
    wish = {
        'priority': 'high',
        'status': 'pending',
        'snoozed_until': 'reply',
        'assignee_id': str(colleague.user.id),
        'add_tags': [late],
    }
    done = (await api.post('conversations/bulk', {'changes': [{'ids': ids, 'change': wish}]})).ok()
    assert [row['id'] for row in done['conversations']] == ids
    for row in done['conversations']:
        assert (row['priority'], row['status'], row['snoozed_until']) == ('high', 'pending', 'reply')
        assert (row['assignee']['id'], row['tag_ids']) == (str(colleague.user.id), [late])
    for id in ids:
        await peer.hear('conversation.updated', _carries(id, late))
    await peer.hear('notification')
    notices = [notice for name, notice in peer.heard if name == 'notification']
    assert [notice['text'].endswith('assigned 3 conversations to you') for notice in notices] == [True]


async def test_undo_brings_each_back_to_what_it_was(desk: Desk) -> None:
    api, me = desk.shop.owner.api, str(desk.shop.owner.user.id)
    ids = await begin(desk, 3)
    late = (await api.post('tags', {'name': 'Late'})).ok(201)['id']
    (await api.patch(f'conversations/{ids[0]}', {'priority': 'low', 'add_tags': [late]})).ok()
    (await api.patch(f'conversations/{ids[1]}', {'snoozed_until': 'reply', 'assignee_id': me})).ok()
    (await api.post(f'conversations/{ids[2]}/messages', {'client_id': uuid4().hex, 'text': 'Hello to you'})).ok(201)
    said = ('priority', 'status', 'assignee', 'snoozed_until', 'tag_ids', 'waiting_since')
    before = [{name: (await api.get(f'conversations/{id}')).ok()[name] for name in said} for id in ids]
    assert [row['waiting_since'] is None for row in before] == [False, False, True]
    wish = {'priority': 'urgent', 'status': 'resolved', 'assignee_id': me, 'add_tags': [late]}
    done = (await api.post('conversations/bulk', {'changes': [{'ids': ids, 'change': wish}]})).ok()
    assert [row['status'] for row in done['conversations']] == ['resolved'] * 3
    undone = (await api.post('conversations/bulk', {'changes': done['undo']})).ok()
    after = {row['id']: {name: row[name] for name in said} for row in undone['conversations']}
    assert [after[id] for id in ids] == before


async def test_undo_leaves_alone_what_somebody_changed_since(desk: Desk) -> None:
    api, ids = desk.shop.owner.api, await begin(desk, 3)
    asked = {'changes': [{'ids': ids, 'change': {'priority': 'high', 'snoozed_until': 'reply'}}]}
    done = (await api.post('conversations/bulk', asked)).ok()
    colleague = (await desk.shop.hire()).api
    (await colleague.patch(f'conversations/{ids[0]}', {'priority': 'urgent'})).ok()
    (await colleague.patch(f'conversations/{ids[1]}', {'subject': 'A tent'})).ok()
    undone = (await api.post('conversations/bulk', {'changes': done['undo']})).ok()
    now = {row['id']: (row['priority'], row['snoozed_until'] is None) for row in undone['conversations']}
    assert now == {ids[0]: ('urgent', False), ids[1]: ('normal', True), ids[2]: ('normal', True)}
    assert {id for step in undone['undo'] for id in step['ids']} == {ids[1], ids[2]}


async def test_nothing_to_change_leaves_nothing_to_undo(desk: Desk) -> None:
    ids, api = await begin(desk, 2), desk.shop.owner.api
    asked = {'changes': [{'ids': ids, 'change': {'priority': 'normal'}}]}
    assert (await api.post('conversations/bulk', asked)).ok()['undo'] == []


async def test_one_that_is_not_there_leaves_all_as_they_were(desk: Desk) -> None:
    ids, api = await begin(desk, 1), desk.shop.owner.api
    for stranger in (str(uuid4()), ids[0]):
        asked = {'changes': [{'ids': [*ids, stranger], 'change': {'priority': 'high'}}]}
        assert (await api.post('conversations/bulk', asked)).status in (404, 422)
    assert (await api.get(f'conversations/{ids[0]}')).ok()['priority'] == 'normal'
    many = [str(uuid4()) for _ in range(201)]
    asked = {
        'changes': [
            {'ids': many[:101], 'change': {'priority': 'high'}},
            {'ids': many[101:], 'change': {'priority': 'low'}},
        ]
    }
    assert (await api.post('conversations/bulk', asked)).code == 'invalid'
