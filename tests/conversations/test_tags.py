"""Tags: a list of the tenant's, put on conversations and taken off, seen by everybody at once."""

import asyncio
from uuid import uuid4

from hub.model.people import UserRole
from tests.live.conftest import Desk
from tests.live.peers import Peer, eventually


async def make(desk: Desk, name: str, colour: str = 'blue') -> str:
    """A new tag; its id."""
    return str((await desk.shop.owner.api.post('tags', {'name': name, 'colour': colour})).ok(201)['id'])


async def begin(desk: Desk) -> str:
    """A conversation; its id."""
    return str((await (await desk.visitor()).say('Hello'))['message']['conversation_id'])


def told(peer: Peer) -> int:
    """How often this screen was told that the list of tags changed."""
    return sum(name == 'tags.changed' for name, _ in peer.heard)


async def test_a_tag_is_put_on_and_taken_off_and_everybody_sees_it(desk: Desk) -> None:
    agent, api = await desk.agent(await desk.shop.hire()), desk.shop.owner.api
    conversation, late, broken = await begin(desk), await make(desk, 'Late'), await make(desk, 'Broken')
    cursor = (await agent.hear('session'))['cursor']
    changed = (await api.patch(f'conversations/{conversation}', {'add_tags': [late]})).ok()
    assert changed['tag_ids'] == [late]
    await agent.hear('conversation.updated', lambda row: row['tag_ids'] == [late])
    (await api.patch(f'conversations/{conversation}', {'add_tags': [broken, late]})).ok()
    await agent.hear('conversation.updated', lambda row: row['tag_ids'] == [late, broken])
    (await api.patch(f'conversations/{conversation}', {'remove_tags': [late]})).ok()
    await agent.hear('conversation.updated', lambda row: row['tag_ids'] == [broken])
    feed = await agent.call('feed', {'cursor': cursor})
    assert [change['conversation']['tag_ids'] for change in feed['changes']] == [[broken]]


async def test_tags_that_two_agents_put_on_at_once_are_both_on_it(desk: Desk) -> None:
    conversation = await begin(desk)
    tags = [await make(desk, f'Tag {n}') for n in range(6)]
    api = desk.shop.owner.api
    await asyncio.gather(*(api.patch(f'conversations/{conversation}', {'add_tags': [tag]}) for tag in tags))
    assert set((await api.get(f'conversations/{conversation}')).ok()['tag_ids']) == set(tags)


async def test_what_is_on_it_already_is_no_change(desk: Desk) -> None:
    conversation, late, api = await begin(desk), await make(desk, 'Late'), desk.shop.owner.api
    first = (await api.patch(f'conversations/{conversation}', {'add_tags': [late]})).ok()
    again = (await api.patch(f'conversations/{conversation}', {'add_tags': [late]})).ok()
    assert again['updated_at'] == first['updated_at']


async def test_a_tag_that_is_not_there_is_refused_and_nothing_is_changed(desk: Desk) -> None:
    conversation, api = await begin(desk), desk.shop.owner.api
    asked = {'priority': 'urgent', 'add_tags': [str(uuid4())]}
    assert (await api.patch(f'conversations/{conversation}', asked)).code == 'invalid'
    assert (await api.get(f'conversations/{conversation}')).ok()['priority'] == 'normal'


async def test_a_name_is_taken_whatever_its_case(desk: Desk) -> None:
    late = await make(desk, 'Late')
    await make(desk, 'Broken')
    api = desk.shop.owner.api
    assert (await api.post('tags', {'name': ' late '})).code == 'conflict'
    assert (await api.patch(f'tags/{late}', {'name': 'BROKEN'})).code == 'conflict'
    assert (await api.patch(f'tags/{late}', {'name': 'LATE', 'colour': 'pink'})).ok()['colour'] == 'pink'
    assert (await api.post('tags', {'name': 'two\nlines'})).code == 'invalid'


async def test_a_tag_that_is_ended_is_off_every_conversation(desk: Desk) -> None:
    conversation, late, api = await begin(desk), await make(desk, 'Late'), desk.shop.owner.api
    (await api.patch(f'conversations/{conversation}', {'add_tags': [late]})).ok()
    (await api.delete(f'tags/{late}')).ok(204)
    assert (await api.get(f'conversations/{conversation}')).ok()['tag_ids'] == []
    assert (await api.get('tags')).ok()['items'] == []


async def test_every_screen_learns_that_the_list_of_tags_changed(desk: Desk) -> None:
    agent = await desk.agent(await desk.shop.hire())
    await agent.hear('session')
    late = await make(desk, 'Late')
    await eventually(lambda: told(agent) == 1)
    (await desk.shop.owner.api.patch(f'tags/{late}', {'colour': 'green'})).ok()
    await eventually(lambda: told(agent) == 2)
    (await desk.shop.owner.api.delete(f'tags/{late}')).ok(204)
    await eventually(lambda: told(agent) == 3)


async def test_an_agent_puts_tags_on_and_a_manager_makes_them(desk: Desk) -> None:
    agent, manager = await desk.shop.hire(), await desk.shop.hire(UserRole.MANAGER)
    conversation = await begin(desk)
    assert (await agent.api.post('tags', {'name': 'Late'})).code == 'forbidden'
    late = (await manager.api.post('tags', {'name': 'Late'})).ok(201)['id']
    assert (await agent.api.patch(f'conversations/{conversation}', {'add_tags': [late]})).ok()['tag_ids'] == [late]
