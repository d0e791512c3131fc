"""Custom statuses: a tenant's own words for the four, and the four stay what everything goes by."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hub.context import Hub
from hub.conversations import stirring
from hub.jobs import Pace
from hub.model.people import UserRole
from hub.worker import working
from tests.live.conftest import Desk
from tests.live.peers import Peer, eventually


async def _made(desk: Desk, name: str, status: str, colour: str = 'blue') -> str:
    asked = {'name': name, 'status': status, 'colour': colour}
    return str((await desk.shop.owner.api.post('custom-statuses', asked)).ok(201)['id'])


async def _conversation(desk: Desk) -> str:
    said = await (await desk.visitor()).say('Hello')
    return str(said['message']['conversation_id'])


async def _state(desk: Desk, conversation: str, **change: Any) -> tuple[str, str | None]:
    """How it stands, after this change if there is any."""
    path = f'conversations/{conversation}'
    api = desk.shop.owner.api
    row = (await (api.patch(path, change) if change else api.get(path))).ok()
    return row['status'], row['custom_status_id']


async def test_a_custom_status_brings_the_status_that_it_refines_and_goes_with_it(desk: Desk) -> None:
    parts, lost = await _made(desk, 'Waiting for parts', 'pending'), await _made(desk, 'Gave up', 'closed')
    conversation, agent = await _conversation(desk), await desk.agent()
    assert await _state(desk, conversation, custom_status_id=parts) == ('pending', parts)
    told = await agent.hear('conversation.updated', lambda row: row.get('custom_status_id') == parts)
    assert told['status'] == 'pending'
    assert await _state(desk, conversation, priority='high') == ('pending', parts)
    assert await _state(desk, conversation, status='pending') == ('pending', parts)
    assert await _state(desk, conversation, custom_status_id=None) == ('pending', None)
    assert await _state(desk, conversation, custom_status_id=parts, status='pending') == ('pending', parts)
    assert await _state(desk, conversation, status='open') == ('open', None)
    assert await _state(desk, conversation, custom_status_id=lost) == ('closed', lost)


async def test_what_does_not_fit_is_refused(desk: Desk) -> None:
    parts, conversation = await _made(desk, 'Waiting for parts', 'pending'), await _conversation(desk)
    api, path = desk.shop.owner.api, f'conversations/{conversation}'
    for change in ({'custom_status_id': parts, 'status': 'open'}, {'custom_status_id': conversation}):
        assert (await api.patch(path, change)).code == 'invalid', change
    assert await _state(desk, conversation) == ('open', None)
    assert (await api.post('custom-statuses', {'name': 'waiting FOR parts', 'status': 'open'})).code == 'conflict'
    assert (await api.post('custom-statuses', {'name': 'X', 'status': 'snoozed'})).code == 'invalid'
    assert (await api.patch(f'custom-statuses/{parts}', {'status': 'open'})).code == 'invalid'


async def test_a_customer_who_writes_opens_it_again(desk: Desk) -> None:
    parts, triage = await _made(desk, 'Waiting for parts', 'pending'), await _made(desk, 'Triage', 'open')
    visitor = await desk.visitor()
    conversation = str((await visitor.say('Hello'))['message']['conversation_id'])
    await _state(desk, conversation, custom_status_id=parts)
    assert (await visitor.say('Are they there?', conversation))['ok']
    assert await _state(desk, conversation) == ('open', None)
    await _state(desk, conversation, custom_status_id=triage)
    assert (await visitor.say('Well?', conversation))['ok']
    assert await _state(desk, conversation) == ('open', triage)


async def test_many_at_once_and_back(desk: Desk) -> None:
    parts, ids = await _made(desk, 'Waiting for parts', 'pending'), [await _conversation(desk) for _ in range(2)]
    await _state(desk, ids[1], status='resolved')
    api = desk.shop.owner.api
    changes = [{'ids': ids, 'change': {'custom_status_id': parts}}]
    done = (await api.post('conversations/bulk', {'changes': changes})).ok()
    assert [(row['status'], row['custom_status_id']) for row in done['conversations']] == [('pending', parts)] * 2
    (await api.post('conversations/bulk', {'changes': done['undo']})).ok()
    assert [await _state(desk, id) for id in ids] == [('open', None), ('resolved', None)]


async def test_what_takes_a_change_back_brings_the_custom_status_or_what_is_left_of_it(desk: Desk) -> None:
    parts, bank = (
        await _made(desk, 'Waiting for parts', 'pending'),
        await _made(desk, 'Waiting for the bank', 'pending'),
    )
    ids, api = [await _conversation(desk) for _ in range(2)], desk.shop.owner.api
    for id, own in zip(ids, (parts, bank), strict=True):
        await _state(desk, id, custom_status_id=own)
    asked = {'changes': [{'ids': ids, 'change': {'status': 'resolved'}}]}
    done = (await api.post('conversations/bulk', asked)).ok()
    assert [await _state(desk, id) for id in ids] == [('resolved', None)] * 2
    (await api.delete(f'custom-statuses/{bank}')).ok(204)
    (await api.post('conversations/bulk', {'changes': done['undo']})).ok()
    assert [await _state(desk, id) for id in ids] == [('pending', parts), ('pending', None)]
    gone = {'changes': [{'ids': ids, 'change': {'custom_status_id': bank}}]}
    assert (await api.post('conversations/bulk', gone)).code == 'invalid'


async def test_what_wakes_at_its_time_keeps_its_custom_status(desk: Desk, hub: Hub) -> None:
    parts, conversation = await _made(desk, 'Waiting for parts', 'pending'), await _conversation(desk)
    agent = await desk.agent()
    until = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
    await _state(desk, conversation, custom_status_id=parts, snoozed_until=until)
    await agent.hear('conversation.updated', lambda row: bool(row['snoozed_until']))
    async with working(hub, pace=Pace(poll_seconds=0.1)):
        woken = await agent.hear(
            'conversation.updated', lambda row: not row['snoozed_until'] and row['status'] != 'open'
        )
    assert (woken['status'], woken['custom_status_id']) == ('pending', parts)


async def test_they_are_renamed_recoloured_put_in_order_and_told(desk: Desk) -> None:
    api, agent = desk.shop.owner.api, await desk.agent()
    first, second = await _made(desk, 'Parts', 'pending'), await _made(desk, 'Triage', 'open')
    (await api.patch(f'custom-statuses/{first}', {'name': 'Waiting for parts', 'colour': 'amber'})).ok()
    ordered = (await api.call('PUT', 'custom-statuses/order', {'ids': [second, first]})).ok()['items']
    said = [(one['name'], one['status'], one['colour']) for one in ordered]
    assert said == [('Triage', 'open', 'blue'), ('Waiting for parts', 'pending', 'amber')]
    assert (await api.get('custom-statuses')).ok()['items'] == ordered
    for wrong in ([first], [first, first], [first, second, second]):
        assert (await api.call('PUT', 'custom-statuses/order', {'ids': wrong})).code == 'invalid', wrong
    await eventually(lambda: sum(name == 'custom-statuses.changed' for name, _ in agent.heard) == 4)
    log = (await api.get('audit-log?action=custom_status')).ok()['items']
    assert [entry['action'].split('.')[1] for entry in log] == ['ordered', 'changed', 'created', 'created']


async def test_a_deleted_one_leaves_the_status_that_it_refined(desk: Desk) -> None:
    parts, conversation = await _made(desk, 'Waiting for parts', 'pending'), await _conversation(desk)
    await _state(desk, conversation, custom_status_id=parts)
    (await desk.shop.owner.api.delete(f'custom-statuses/{parts}')).ok(204)
    assert await _state(desk, conversation) == ('pending', None)
    assert (await desk.shop.owner.api.delete(f'custom-statuses/{parts}')).status == 404


async def test_the_feed_tells_of_conversations_whose_tag_team_or_status_has_gone(
    desk: Desk, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stirring, 'BATCH', 2)
    api, agent = desk.shop.owner.api, await desk.agent()
    parts = await _made(desk, 'Waiting for parts', 'pending')
    late = (await api.post('tags', {'name': 'Late'})).ok(201)['id']
    team = (await api.post('teams', {'name': 'Night'})).ok(201)['id']
    ids = [await _conversation(desk) for _ in range(5)]
    other = await _conversation(desk)
    for id in ids:
        await _state(desk, id, custom_status_id=parts, add_tags=[late], team_id=team)
    for path in (f'custom-statuses/{parts}', f'tags/{late}', f'teams/{team}'):
        cursor = (await (await desk.agent()).hear('session'))['cursor']
        (await api.delete(path)).ok(204)
        async with working(hub, pace=Pace(poll_seconds=0.1)):
            told = await _told(agent, cursor, len(ids))
        assert sorted(told) == sorted(ids), path
        assert other not in told
    assert await desk.shop.rows('SELECT FROM hub.conversations_to_stir WHERE tenant_id = $1', desk.shop.tenant.id) == []


async def _told(agent: Peer, cursor: str, count: int) -> list[str]:
    """What the feed tells of after this, once it is so many."""
    for _ in range(100):
        changes = (await agent.call('feed', {'cursor': cursor}))['changes']
        if len(changes) >= count:
            break
        await asyncio.sleep(0.1)
    return [change['conversation']['id'] for change in changes]


async def test_admins_make_them_and_agents_give_them(desk: Desk) -> None:
    manager, admin, agent = [await desk.shop.hire(role) for role in (UserRole.MANAGER, UserRole.ADMIN, UserRole.AGENT)]
    asked = {'name': 'Waiting for parts', 'status': 'pending'}
    assert (await manager.api.post('custom-statuses', asked)).code == 'forbidden'
    parts = (await admin.api.post('custom-statuses', asked)).ok(201)['id']
    assert [one['id'] for one in (await agent.api.get('custom-statuses')).ok()['items']] == [parts]
    conversation = await _conversation(desk)
    (await agent.api.patch(f'conversations/{conversation}', {'custom_status_id': parts})).ok()
    assert await _state(desk, conversation) == ('pending', parts)
