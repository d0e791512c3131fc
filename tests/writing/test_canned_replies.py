"""Canned replies: everybody's and one's own."""

from hub.model.people import UserRole
from hub.model.variables import named_in
from tests.api_client import Api
from tests.live.conftest import Desk


async def _names(api: Api) -> list[str]:
    return [reply['name'] for reply in (await api.get('canned-replies')).ok()['items']]


async def test_everybody_has_the_shared_ones_and_their_own(desk: Desk) -> None:
    owner, colleague = desk.shop.owner.api, await desk.shop.hire()
    peer = await desk.agent(colleague)
    (await owner.post('canned-replies', {'name': 'Greeting', 'text': 'Hello', 'is_shared': True})).ok(201)
    await peer.hear('canned-replies.changed')
    mine = (await owner.post('canned-replies', {'name': 'Mine', 'text': 'Hello'})).ok(201)
    # a name is taken among the shared ones, or among one's own
    (await colleague.api.post('canned-replies', {'name': 'Mine', 'text': 'Hi'})).ok(201)
    (await colleague.api.post('canned-replies', {'name': 'Greeting', 'text': 'Hi'})).ok(201)
    assert (await owner.post('canned-replies', {'name': 'GREETING', 'text': 'x', 'is_shared': True})).code == 'conflict'
    assert await _names(owner) == ['Greeting', 'Mine']
    assert await _names(colleague.api) == ['Greeting', 'Greeting', 'Mine']
    for answer in (
        await colleague.api.patch(f'canned-replies/{mine["id"]}', {'text': 'x'}),
        await colleague.api.delete(f'canned-replies/{mine["id"]}'),
    ):
        assert (answer.status, answer.code) == (404, 'not_found')


async def test_shared_ones_are_changed_by_who_may(desk: Desk) -> None:
    agent, manager = (await desk.shop.hire()).api, (await desk.shop.hire(UserRole.MANAGER)).api
    shared = (await manager.post('canned-replies', {'name': 'Greeting', 'text': 'Hello', 'is_shared': True})).ok(201)
    path = f'canned-replies/{shared["id"]}'
    own = (await agent.post('canned-replies', {'name': 'Own', 'text': 'Hello'})).ok(201)
    for answer in (
        await agent.post('canned-replies', {'name': 'Other', 'text': 'Hello', 'is_shared': True}),
        await agent.patch(path, {'text': 'x'}),
        await agent.patch(path, {'is_shared': False}),
        await agent.patch(f'canned-replies/{own["id"]}', {'is_shared': True}),
        await agent.delete(path),
    ):
        assert (answer.status, answer.code) == (403, 'forbidden')
    assert (await manager.patch(path, {'text': 'Good day'})).ok()['text'] == 'Good day'
    (await manager.delete(path)).ok(204)
    assert await _names(agent) == ['Own']


async def test_a_reply_says_which_variables_it_names_and_what_is_none(desk: Desk) -> None:
    asked = {'name': 'Greeting', 'text': 'Dear {{ contact.name }}, {{order.number}} {{contact.name}} {{1+1}}'}
    reply = (await desk.shop.owner.api.post('canned-replies', asked)).ok(201)
    assert (reply['variables'], reply['unknown_variables']) == (['contact.name'], ['order.number', '1+1'])
    assert reply['text'] == asked['text']
    for text in ('', ' \n'):
        answer = await desk.shop.owner.api.post('canned-replies', {'name': 'Empty', 'text': text})
        assert answer.code == 'invalid'


def test_long_texts_of_braces_are_read_at_once() -> None:
    assert named_in('{{' * 10_000 + ' ' * 10_000) == ([], [])
