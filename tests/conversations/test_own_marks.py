"""What is one agent's alone: their star and what they have read, on all their screens and nobody else's."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from handlers.keys import HUB
from hub.app import create_app
from tests.conftest import make_settings, serving
from tests.live.conftest import Desk
from tests.live.peers import Peer


def knows(peer: Peer, conversation: str, **wanted: object) -> bool:
    """Whether the last such event with personal words says this."""
    rows = [row for name, row in peer.heard if name == 'conversation.updated' and 'starred' in row]
    return any(row['id'] == conversation and all(row[name] == value for name, value in wanted.items()) for row in rows)


async def test_a_star_is_on_the_agents_own_screens_and_in_nobody_elses_list(desk: Desk) -> None:
    colleague, api = await desk.shop.hire(), desk.shop.owner.api
    mine, theirs = await desk.agent(), await desk.agent(colleague)
    conversation = (await (await desk.visitor()).say('Hello'))['message']['conversation_id']
    cursor = (await mine.hear('session'))['cursor']
    assert (await api.post(f'conversations/{conversation}/star')).ok()['starred'] is True
    await mine.hear('conversation.updated', lambda row: row.get('starred') is True)
    feed = await mine.call('feed', {'cursor': cursor})
    assert [change['conversation']['starred'] for change in feed['changes']] == [True]
    assert (await api.get('conversations')).ok()['items'][0]['starred'] is True
    assert (await colleague.api.get(f'conversations/{conversation}')).ok()['starred'] is False
    assert (await api.delete(f'conversations/{conversation}/star')).ok()['starred'] is False
    await mine.hear('conversation.updated', lambda row: row.get('starred') is False)
    assert not [row for name, row in theirs.heard if name == 'conversation.updated' and 'starred' in row]


async def test_a_star_put_on_twice_is_one_star(desk: Desk) -> None:
    api = desk.shop.owner.api
    conversation = (await (await desk.visitor()).say('Hello'))['message']['conversation_id']
    first = (await api.post(f'conversations/{conversation}/star')).ok()
    again = (await api.post(f'conversations/{conversation}/star')).ok()
    assert again == first


@pytest.fixture
async def elsewhere(database_url: str, redis_url: str, tmp_path: Path) -> AsyncIterator[TestServer]:
    """A second web process on the same stores."""
    settings = make_settings(database_url, redis_url, tmp_path)
    running = serving(await create_app(settings), settings)
    async with running:
        yield running


async def test_another_tab_on_another_process_hears_of_star_and_unread(desk: Desk, elsewhere: TestServer) -> None:
    assert elsewhere.app[HUB] is not desk.shop.hub
    api = desk.shop.owner.api
    here, there = await desk.agent(), await desk.agent(url=str(elsewhere.make_url('/')))
    await here.hear('session')
    await there.hear('session')
    # a process listens to the others from a moment after somebody comes to it
    colleague = await desk.shop.hire()
    await desk.agent(colleague)
    await there.hear('presence', lambda told: told['user_id'] == str(colleague.user.id))
    visitor = await desk.visitor()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    (await api.post(f'conversations/{conversation}/star')).ok()
    await there.hear('conversation.updated', lambda row: row.get('starred') is True)
    await here.call('read', {'conversation_id': conversation, 'seq': 1})
    await here.call('read', {'conversation_id': conversation, 'seq': 0})
    await there.hear('read', lambda read: read['seq'] == 0)
    assert (await api.get(f'conversations/{conversation}')).ok()['unread'] == 1
