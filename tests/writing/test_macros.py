"""Macros: what is written and done in one go, by whom, once, and as far as what they name is still there."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from hub.model.people import UserRole
from tests.api_client import Answer, Api
from tests.live.conftest import Desk
from tests.live.peers import Peer
from tests.tenants import Tenants


@dataclass
class Scene:
    """A desk with one conversation, and who looks on."""

    desk: Desk
    visitor: Peer
    conversation_id: str

    @property
    def owner(self) -> Api:
        return self.desk.shop.owner.api

    async def make(self, *actions: dict[str, Any], **more: Any) -> str:
        asked = {'name': f'Macro {uuid4()}', 'actions': list(actions), 'is_shared': True, **more}
        made: str = (await self.owner.post('macros', asked)).ok(201)['id']
        return made

    async def apply(self, macro_id: str, api: Api | None = None, client_id: str | None = None, **more: Any) -> Answer:
        asked = {'client_id': client_id or str(uuid4()), 'macro_id': macro_id, **more}
        return await (api or self.owner).post(f'conversations/{self.conversation_id}/macro-runs', asked)

    async def now(self) -> dict[str, Any]:
        now: dict[str, Any] = (await self.owner.get(f'conversations/{self.conversation_id}')).ok()
        return now

    async def tag(self, name: str) -> str:
        made: str = (await self.owner.post('tags', {'name': name})).ok(201)['id']
        return made

    async def texts(self) -> list[str]:
        page = (await self.owner.get(f'conversations/{self.conversation_id}/messages')).ok()
        return [message['content_text'] for message in page['items']]


@pytest.fixture
async def scene(desk: Desk) -> Scene:
    visitor = await desk.visitor()
    sent = (await visitor.call('message', {'client_id': 'q', 'text': 'It leaks'}))['message']
    return Scene(desk, visitor, sent['conversation_id'])


async def test_a_macro_writes_and_does_all_of_it_at_once_and_others_hear_it(scene: Scene) -> None:
    peer = await scene.desk.agent(await scene.desk.shop.hire())
    tag = await scene.tag('Repair')
    macro = await scene.make(
        {'type': 'assign_to_me'},
        {'type': 'set_priority', 'priority': 'high'},
        {'type': 'add_tag', 'tag_id': tag},
        {'type': 'star'},
        {'type': 'set_status', 'status': 'open'},
        {'type': 'set_status', 'status': 'pending'},
        text='Dear {{contact.name}}',
    )
    applied = (await scene.apply(macro, text='Dear Amara', html='<p>Dear <b>Amara</b></p>')).ok()
    now = await scene.now()
    assert applied['conversation'] == now
    assert applied['undo'][0]['change']['status'] == 'open'
    assert (now['status'], now['priority'], now['tag_ids'], now['starred']) == ('pending', 'high', [tag], True)
    assert now['assignee']['id'] == str(scene.desk.shop.owner.user.id)
    assert (applied['message']['content_text'], applied['skipped']) == ('Dear Amara', [])
    await peer.hear('conversation.updated', lambda row: row['status'] == 'pending')
    await scene.visitor.hear('message', lambda said: said['content_text'] == 'Dear Amara')


async def test_a_resent_macro_is_applied_once(scene: Scene) -> None:
    macro = await scene.make({'type': 'set_status', 'status': 'resolved'}, text='Thanks', private=True)
    first = (await scene.apply(macro, client_id='run-1', text='Thanks')).ok()
    assert first['message']['private']
    (await scene.owner.patch(f'conversations/{scene.conversation_id}', {'status': 'open'})).ok()
    again = (await scene.apply(macro, client_id='run-1', text='Thanks')).ok()
    assert (again['conversation']['status'], again['message']) == ('open', None)
    assert await scene.texts() == ['It leaks', 'Thanks']


async def test_what_cannot_be_sent_leaves_nothing_done(scene: Scene) -> None:
    macro = await scene.make({'type': 'set_status', 'status': 'resolved'}, text='Thanks')
    silent = await scene.make({'type': 'set_status', 'status': 'resolved'})
    said = {'client_id': 'taken', 'text': 'Before'}
    (await scene.owner.post(f'conversations/{scene.conversation_id}/messages', said)).ok(201)
    assert (await scene.apply(macro, client_id='taken', text='Thanks')).code == 'conflict'
    assert (await scene.apply(macro)).code == 'invalid'
    assert (await scene.apply(silent, text='Thanks')).code == 'invalid'
    assert (await scene.now())['status'] == 'open'
    # what was refused may come again, corrected, under its name
    (await scene.apply(silent, client_id='taken')).ok()
    assert (await scene.now())['status'] == 'resolved'


async def test_a_closed_conversation_gets_no_reply_by_a_macro_but_a_note_and_its_actions(scene: Scene) -> None:
    reply = await scene.make({'type': 'set_priority', 'priority': 'high'}, text='Thanks')
    note = await scene.make({'type': 'set_priority', 'priority': 'urgent'}, text='Done', private=True)
    (await scene.owner.patch(f'conversations/{scene.conversation_id}', {'status': 'closed'})).ok()
    assert (await scene.apply(reply, client_id='again', text='Thanks')).code == 'conflict'
    assert (await scene.now())['priority'] == 'normal'
    (await scene.apply(note, text='Done')).ok()
    assert (await scene.now())['priority'] == 'urgent'
    (await scene.owner.patch(f'conversations/{scene.conversation_id}', {'status': 'open'})).ok()
    (await scene.apply(reply, client_id='again', text='Thanks')).ok()
    assert await scene.texts() == ['It leaks', 'Done', 'Thanks']


async def test_what_has_gone_is_skipped_and_named(scene: Scene) -> None:
    gone, stays = await scene.tag('Gone'), await scene.tag('Stays')
    team = (await scene.owner.post('teams', {'name': 'Night', 'members': []})).ok(201)['id']
    macro = await scene.make(
        {'type': 'add_tag', 'tag_id': gone},
        {'type': 'assign_team', 'team_id': team},
        {'type': 'add_tag', 'tag_id': stays},
    )
    for path in (f'tags/{gone}', f'teams/{team}'):
        (await scene.owner.delete(path)).ok(204)
    applied = (await scene.apply(macro)).ok()
    assert applied['skipped'] == [{'type': 'add_tag', 'tag_id': gone}, {'type': 'assign_team', 'team_id': team}]
    assert applied['conversation']['tag_ids'] == [stays]
    (await scene.owner.patch(f'macros/{macro}', {'name': 'Still to be named'})).ok()


async def test_a_status_of_ones_own_is_set_and_skipped_once_it_has_gone(scene: Scene) -> None:
    asked = {'name': 'Waiting for parts', 'status': 'pending'}
    parts = (await scene.owner.post('custom-statuses', asked)).ok(201)['id']
    action = {'type': 'set_status', 'status': 'pending', 'custom_status_id': parts}
    wrong = {'name': 'X', 'actions': [action | {'status': 'open'}]}
    assert (await scene.owner.post('macros', wrong)).code == 'invalid'
    own = await scene.make(action, {'type': 'add_tag', 'tag_id': await scene.tag('Late')})
    plain = await scene.make({'type': 'set_status', 'status': 'pending'})
    applied = (await scene.apply(own)).ok()
    assert (applied['conversation']['status'], applied['conversation']['custom_status_id']) == ('pending', parts)
    assert (await scene.apply(plain)).ok()['conversation']['custom_status_id'] is None
    (await scene.owner.patch(f'conversations/{scene.conversation_id}', {'status': 'open'})).ok()
    (await scene.owner.delete(f'custom-statuses/{parts}')).ok(204)
    applied = (await scene.apply(own)).ok()
    assert applied['skipped'] == [action]
    assert applied['conversation']['status'] == 'open'
    made = next(each for each in (await scene.owner.get('macros')).ok()['items'] if each['id'] == own)
    assert made['actions'][0] == action


async def test_a_macro_names_only_what_is_its_tenants(scene: Scene, tenants: Tenants) -> None:
    other = (await tenants.make()).owner
    tag = (await other.api.post('tags', {'name': 'Theirs'})).ok(201)['id']
    team = (await other.api.post('teams', {'name': 'Theirs', 'members': []})).ok(201)['id']
    for action in (
        {'type': 'add_tag', 'tag_id': tag},
        {'type': 'assign_team', 'team_id': team},
        {'type': 'assign', 'user_id': str(other.user.id)},
        {'type': 'fly'},
        {'type': 'snooze', 'hours': 0},
    ):
        assert (await scene.owner.post('macros', {'name': 'Theirs', 'actions': [action]})).code == 'invalid'
    for empty in ({}, {'text': ' \n'}):
        assert (await scene.owner.post('macros', {'name': 'Nothing', **empty})).code == 'invalid'


async def test_shared_ones_are_changed_by_who_may_and_own_ones_are_seen_by_nobody_else(scene: Scene) -> None:
    peer = await scene.desk.agent(colleague := await scene.desk.shop.hire())
    agent, manager = colleague.api, (await scene.desk.shop.hire(UserRole.MANAGER)).api
    star = {'actions': [{'type': 'star'}]}
    shared = (await manager.post('macros', {'name': 'Shared', 'is_shared': True, **star})).ok(201)['id']
    await peer.hear('macros.changed')
    own = (await agent.post('macros', {'name': 'Own', **star})).ok(201)['id']
    for refused in (
        await agent.post('macros', {'name': 'Other', 'is_shared': True, **star}),
        await agent.patch(f'macros/{shared}', {'name': 'x'}),
        await agent.patch(f'macros/{own}', {'is_shared': True}),
        await agent.delete(f'macros/{shared}'),
    ):
        assert (refused.status, refused.code) == (403, 'forbidden')
    assert (await scene.apply(own)).code == 'not_found'
    assert (await manager.delete(f'macros/{own}')).code == 'not_found'
    assert (await manager.post('macros', {'name': 'SHARED', 'is_shared': True, **star})).code == 'conflict'
    assert [one['name'] for one in (await agent.get('macros')).ok()['items']] == ['Own', 'Shared']


async def test_applying_takes_the_rights_and_the_sight_of_what_it_does(scene: Scene) -> None:
    wishes = {
        'writer': (['conversations.read', 'conversations.reply'], {'reply'}),
        'changer': (['conversations.read', 'conversations.change'], {'status'}),
        'blind': (['conversations.read_own', 'conversations.write'], set()),
    }
    macros = {
        'reply': await scene.make(text='Thanks'),
        'status': await scene.make({'type': 'set_status', 'status': 'pending'}),
        'assign': await scene.make({'type': 'assign_to_me'}),
    }
    for name, (permissions, may) in wishes.items():
        role = (await scene.owner.post('roles', {'name': name, 'permissions': permissions})).ok(201)
        member = await scene.desk.shop.hire()
        (await scene.owner.patch(f'users/{member.user.id}', {'custom_role_id': role['id']})).ok()
        for what, macro in macros.items():
            answer = await scene.apply(macro, member.api, **({'text': 'Thanks'} if what == 'reply' else {}))
            expected = 200 if what in may else 404 if name == 'blind' else 403
            assert (name, what, answer.status) == (name, what, expected)
