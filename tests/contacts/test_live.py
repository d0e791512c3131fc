"""What happens to contacts and visitors shows in the list of conversations at once."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import uuid4

import pytest
from aiohttp.test_utils import TestServer

from tests.live.conftest import Desk, open_desk
from tests.tenants import Tenants


@pytest.fixture
async def desk(tenants: Tenants, database_url: str, server: TestServer) -> AsyncIterator[Desk]:
    async with AsyncExitStack() as stack:
        yield await open_desk(await tenants.make(), database_url, str(server.make_url('/')), stack)


async def test_a_name_that_is_said_or_changed_is_seen_by_the_agents(desk: Desk) -> None:
    agent = await desk.agent()
    cursor = (await agent.hear('session'))['cursor']
    visitor = await desk.visitor()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await agent.hear('conversation.updated', lambda row: row['display_name'].startswith('Visitor '))
    await visitor.call('identify', {'name': 'Anna'})
    await agent.hear('conversation.updated', lambda row: row['display_name'] == 'Anna')
    await visitor.call('identify', {'email': f'{uuid4().hex}@example.com'})
    row = await agent.hear('conversation.updated', lambda row: bool(row.get('contact')))
    assert (row['id'], row['display_name']) == (conversation, 'Anna')
    changed = await desk.shop.owner.api.patch(f'contacts/{row["contact"]["id"]}', {'name': 'Anna Berg'})
    assert changed.ok()['name'] == 'Anna Berg'
    await agent.hear('conversation.updated', lambda row: row['display_name'] == 'Anna Berg')
    feed = await agent.call('feed', {'cursor': cursor})
    assert [change['conversation']['display_name'] for change in feed['changes']] == ['Anna Berg']
    listed = (await desk.shop.owner.api.get(f'contacts/{row["contact"]["id"]}/conversations')).ok()['items']
    assert [each['id'] for each in listed] == [conversation]
