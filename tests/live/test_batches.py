"""Many at once: what is committed, written and announced together is still complete and in order."""

import asyncio
from uuid import UUID

from aiohttp.test_utils import TestServer
from redis.asyncio import Redis as RedisClient

from handlers.keys import HUB
from hub import metrics
from hub.model.ids import new_id
from hub.model.message import Role
from storage.messages import NewMessage
from storage.redis import messages_channel
from tests.live.conftest import Desk
from tests.live.peers import Peer, eventually

CROWD = 24


async def _crowd(desk: Desk) -> list[tuple[Peer, str]]:
    """Visitors, each with a conversation that has its first message."""
    peers = await asyncio.gather(*(desk.visitor() for _ in range(CROWD)))
    acks = await asyncio.gather(*(peer.say('Hello') for peer in peers))
    return [(peer, ack['message']['conversation_id']) for peer, ack in zip(peers, acks, strict=True)]


def _commits() -> tuple[float, float]:
    """Commits so far, and messages in them."""
    (family,) = metrics.COMMIT_SIZE.collect()
    found = {sample.name: sample.value for sample in family.samples if sample.name.endswith(('_count', '_sum'))}
    return found['hub_commit_size_count'], found['hub_commit_size_sum']


async def test_a_crowd_is_committed_together(desk: Desk) -> None:
    crowd = await _crowd(desk)
    commits, messages = _commits()
    await asyncio.gather(*(peer.say(f'{n}', thread) for peer, thread in crowd for n in range(3)))
    commits_now, messages_now = _commits()
    assert messages_now - messages == 3 * CROWD
    assert commits_now - commits <= CROWD


async def test_messages_that_wait_for_one_conversation_keep_the_order_they_came_in(
    desk: Desk, server: TestServer
) -> None:
    (_, thread), *_ = await _crowd(desk)
    tenant, sender = desk.shop.tenant.id, desk.shop.owner.user.id
    appended = await asyncio.gather(
        *(server.app[HUB].committer.append(tenant, _note(thread, sender, number)) for number in range(40))
    )
    assert [stored.seq for stored in appended if stored] == list(range(2, 42))


def _note(thread: str, sender: UUID, number: int) -> NewMessage:
    return NewMessage(
        id=new_id(),
        conversation_id=UUID(thread),
        visitor_id=None,
        sender_id=sender,
        client_id=f'note {number}',
        role=Role.AGENT,
        author_name='Maya',
        text=str(number),
        private=True,
    )


async def test_an_agent_who_looks_at_a_crowd_hears_everybody_in_order(desk: Desk) -> None:
    crowd, agent = await _crowd(desk), await desk.agent()
    for _, thread in crowd:
        await agent.call('watch', {'conversation_id': thread})
    await asyncio.gather(*(peer.say(f'{thread} {n}', thread) for peer, thread in crowd for n in range(4)))
    await eventually(lambda: len(agent.texts()) == 4 * CROWD)
    for _, thread in crowd:
        heard = [message for name, message in agent.heard if name == 'message' and message['conversation_id'] == thread]
        assert [message['seq'] for message in heard] == [2, 3, 4, 5]


async def test_a_burst_is_announced_completely(desk: Desk, redis_url: str) -> None:
    crowd, client = await _crowd(desk), RedisClient.from_url(redis_url)
    async with client.pubsub(ignore_subscribe_messages=True) as subscription:
        await subscription.subscribe(messages_channel(desk.shop.tenant.id))
        acks = await asyncio.gather(*(peer.say('All at once', thread) for peer, thread in crowd))
        announced = b''
        async with asyncio.timeout(10):
            while not all(ack['message']['id'].encode() in announced for ack in acks):
                heard = await subscription.get_message(timeout=1)
                announced += heard['data'] if heard else b''
    await client.aclose()


async def test_an_agent_who_answers_many_need_not_wait_for_a_commit_after_each(desk: Desk) -> None:
    crowd, agent = await _crowd(desk), await desk.agent()
    commits, _ = _commits()
    acks = await asyncio.gather(*(agent.say('On its way', thread) for _, thread in crowd))
    assert [ack['message']['seq'] for ack in acks] == [2] * CROWD
    assert _commits()[0] - commits < CROWD / 2


async def test_what_one_agent_says_at_once_in_one_conversation_keeps_its_order(desk: Desk) -> None:
    (_, thread), *_ = await _crowd(desk)
    agent = await desk.agent()
    plain = [agent.say(f'{number}', thread) for number in range(12)]
    formatted = [agent.say(f'{number}', thread, html=f'<b>{number}</b>') for number in range(12, 15)]
    acks = await asyncio.gather(*plain, *formatted, *(agent.say(f'{number}', thread) for number in range(15, 20)))
    assert [ack['message']['seq'] for ack in acks] == list(range(2, 22))
