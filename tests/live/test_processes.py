"""Several web processes over the same stores: one conversation, whichever process its people are on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import UUID

import pytest
from aiohttp.test_utils import TestServer
from redis.asyncio import Redis as RedisClient

from handlers.keys import HUB
from hub.app import create_app
from hub.config import Settings
from hub.live import bus
from storage.embedded.home import free_port
from storage.messages import Appended, NewMessage
from storage.redis import HERE, messages_channel
from tests.conftest import make_settings, serving
from tests.live.conftest import Desk
from tests.live.peers import eventually

Start = Callable[..., Awaitable[TestServer]]
PROMISED_SECONDS = 3.0
"""Without Redis nobody hears a message later."""


@pytest.fixture
async def start(server: TestServer, database_url: str, redis_url: str, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts another web process's application over the same stores."""
    async with AsyncExitStack() as stack:

        async def begin(redis: str = redis_url) -> TestServer:
            settings: Settings = make_settings(database_url, redis, tmp_path, public_url=str(server.make_url('/')))
            other = serving(await create_app(settings), settings)
            await other.start_server()
            stack.push_async_callback(other.close)
            return other

        yield begin


async def test_a_visitor_on_one_process_and_an_agent_on_another_talk(desk: Desk, start: Start) -> None:
    other = str((await start()).make_url('/'))
    visitor, agent = await desk.visitor(), await desk.agent(url=other)
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await agent.hear('conversation.updated', lambda row: row['id'] == conversation)
    await agent.call('watch', {'conversation_id': conversation})
    await agent.say('Hi', conversation)
    heard = await visitor.hear('message')
    await visitor.say('Thanks', conversation)
    back = await agent.hear('message', lambda m: m['content_text'] == 'Thanks')
    assert (heard['content_text'], heard['seq'], heard['prev_seq']) == ('Hi', 2, 1)
    assert (back['seq'], back['prev_seq']) == (3, 2)


async def test_typing_reading_and_presence_cross_processes(desk: Desk, start: Start) -> None:
    other = str((await start()).make_url('/'))
    visitor, colleague = await desk.visitor(), await desk.agent(await desk.shop.hire(name='Maya'))
    agent = await desk.agent(url=other)
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await agent.call('watch', {'conversation_id': conversation})
    await colleague.call('watch', {'conversation_id': conversation})
    await agent.hear('watching', lambda w: 'Maya' in {x['name'] for x in w['watchers']})
    await visitor.call('typing', {'conversation_id': conversation, 'on': True})
    await agent.hear('typing', lambda t: t['who']['kind'] == 'visitor')
    await agent.call('typing', {'conversation_id': conversation, 'on': True})
    await visitor.hear('typing', lambda t: t['who']['kind'] == 'agent')
    await agent.call('read', {'conversation_id': conversation, 'seq': 1})
    assert (await visitor.hear('read'))['seq'] == 1


async def test_a_client_that_moves_to_another_process_misses_nothing(desk: Desk, start: Start) -> None:
    other = str((await start()).make_url('/'))
    visitor, agent = await desk.visitor(), await desk.agent()
    token = (await visitor.hear('session'))['visitor']
    conversation = (await visitor.say('0'))['message']['conversation_id']
    await visitor.__aexit__()
    await agent.say('1', conversation)
    moved = await desk.visitor(token, url=other)
    await moved.hear('session')  # what it counts is the client's to fetch; what follows is brought
    await agent.say('2', conversation)
    await moved.hear('message', lambda m: m['content_text'] == '2')
    page = await moved.call('sync', {'conversation_id': conversation, 'after_seq': 1})
    assert [m['content_text'] for m in page['messages']] == ['1', '2']


async def test_a_resend_through_another_process_is_stored_once(desk: Desk, start: Start) -> None:
    other = str((await start()).make_url('/'))
    visitor = await desk.visitor()
    token = (await visitor.hear('session'))['visitor']
    twin = await desk.visitor(token, url=other)
    acks = await asyncio.gather(*(peer.say('Hello', client_id='one') for peer in (visitor, twin, visitor, twin)))
    assert len({(ack['message']['id'], ack['message']['seq']) for ack in acks}) == 1


async def test_without_redis_messages_are_stored_at_once_and_heard_by_the_poll(desk: Desk, start: Start) -> None:
    deaf = await start(redis=f'redis://127.0.0.1:{free_port()}/0')
    visitor, agent = await desk.visitor(), await desk.agent(url=str(deaf.make_url('/')))
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await agent.call('watch', {'conversation_id': conversation})
    await asyncio.sleep(2.5)  # the poll knows where the feed stands
    await visitor.say('Can you hear me?', conversation)
    await eventually(lambda: agent.texts() == ['Can you hear me?'], seconds=20)
    assert (await agent.say('Yes', conversation))['ok'] is True


@pytest.mark.parametrize('taken', [0.0, 0.4, 1.0])
def test_the_poll_comes_every_two_seconds_however_long_it_takes(taken: float) -> None:
    between = taken + bus.rest(taken)
    assert between == bus.POLL_SECONDS
    assert between + taken <= PROMISED_SECONDS, 'what came just after a pass had looked is told by the end of the next'


async def test_without_redis_a_conversation_opened_elsewhere_reaches_its_visitors_other_window(
    desk: Desk, start: Start
) -> None:
    deaf = await start(redis=f'redis://127.0.0.1:{free_port()}/0')
    visitor = await desk.visitor()
    token = (await visitor.hear('session'))['visitor']
    window = await desk.visitor(token, url=str(deaf.make_url('/')))
    await window.hear('session')
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await visitor.say('Anybody?', conversation)
    await eventually(lambda: window.texts() == ['Hello', 'Anybody?'], seconds=20)


async def test_what_the_poll_finds_before_its_announcement_is_told_once(
    desk: Desk, server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, agent = await desk.visitor(), await desk.agent()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await agent.call('watch', {'conversation_id': conversation})
    await asyncio.sleep(2.5)  # the poll knows where the feed stands
    committer, released = server.app[HUB].committer, asyncio.Event()
    append = committer.append

    async def slow_to_tell(tenant_id: UUID, message: NewMessage) -> Appended | None:
        appended = await append(tenant_id, message)
        await released.wait()
        return appended

    monkeypatch.setattr(committer, 'append', slow_to_tell)
    sending = [asyncio.create_task(visitor.say(text, conversation)) for text in ('one', 'two')]
    await eventually(lambda: agent.texts() == ['one', 'two'], seconds=20)
    released.set()
    await asyncio.gather(*sending)
    await visitor.say('three', conversation)
    await eventually(lambda: 'three' in agent.texts(), seconds=20)
    assert agent.texts() == ['one', 'two', 'three']


async def test_whoever_listens_on_redis_gets_the_canonical_message(desk: Desk, redis_url: str) -> None:
    client = RedisClient.from_url(redis_url)
    async with client.pubsub(ignore_subscribe_messages=True) as subscription:
        await subscription.subscribe(messages_channel(desk.shop.tenant.id))
        message = (await (await desk.visitor()).say('Hello'))['message']
        async with asyncio.timeout(20):
            while (heard := await subscription.get_message(timeout=1)) is None:
                pass
    await client.aclose()
    assert f'"id":"{message["id"]}"'.encode() in heard['data']


async def test_nonsense_on_redis_is_ignored(desk: Desk, redis_url: str, server: TestServer) -> None:
    visitor = await desk.visitor()
    client = RedisClient.from_url(redis_url)
    async with client.pubsub() as other_process:
        await other_process.subscribe(HERE)
        await _say_nonsense(client, desk)
    await client.aclose()
    assert (await visitor.say('unharmed'))['ok'] is True
    assert server.app[HUB].realtime.tenants()


async def _say_nonsense(client: RedisClient, desk: Desk) -> None:
    await asyncio.sleep(0.5)
    for payload in ('', 'x', '{}', '[]', '{"hub":{}}', '{"type":"changed"}', '\x80'):
        for kind in ('messages', 'events'):
            assert await client.publish(f'hub:{desk.shop.tenant.id}:{kind}', payload) > 0, 'nobody listened'
