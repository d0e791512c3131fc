"""Whoever was away gets exactly what they missed."""

from itertools import pairwise
from uuid import UUID

import orjson

from hub.context import Hub
from hub.live.updates import missed
from tests.live.conftest import Desk
from tests.live.peers import eventually


async def test_a_visitor_who_comes_back_finds_their_conversations_and_what_was_said(desk: Desk) -> None:
    visitor, agent = await desk.visitor(), await desk.agent()
    token = (await visitor.hear('session'))['visitor']
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await visitor.__aexit__()
    for n in range(3):
        await agent.say(f'answer {n}', conversation)
    back = await desk.visitor(token)
    known = (await back.hear('session'))['conversations'][0]
    missed = await back.call('sync', {'conversation_id': conversation, 'after_seq': 1, 'after_rev': 0})
    assert (known['id'], known['last_seq'], known['unread']) == (conversation, 4, 3)
    assert [m['content_text'] for m in missed['messages']] == ['answer 0', 'answer 1', 'answer 2']
    assert missed['more'] is False


async def test_sync_comes_in_pages_without_gaps(desk: Desk) -> None:
    visitor = await desk.visitor()
    conversation = (await visitor.say('0'))['message']['conversation_id']
    for n in range(1, 25):
        await visitor.say(str(n), conversation)
    seq, found, more = 0, [], True
    while more:
        page = await visitor.call('sync', {'conversation_id': conversation, 'after_seq': seq, 'limit': 10})
        found += page['messages']
        seq, more = found[-1]['seq'], page['more']
    assert [m['content_text'] for m in found] == [str(n) for n in range(25)]
    assert all(after['prev_seq'] == before['seq'] for before, after in pairwise(found))


async def test_live_messages_say_what_came_before_them(desk: Desk) -> None:
    visitor, agent = await desk.visitor(), await desk.agent()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    for n in range(5):
        await agent.say(f'{n}', conversation, private=n % 2 == 1)
    await eventually(lambda: len(visitor.texts()) == 3)
    heard = [payload for name, payload in visitor.heard if name == 'message']
    assert [(m['prev_seq'], m['seq']) for m in heard] == [(1, 2), (2, 4), (4, 6)]


async def test_the_feed_tells_each_changed_conversation_once_as_it_is_now(desk: Desk) -> None:
    agent = await desk.agent()
    cursor = (await agent.hear('session'))['cursor']
    first, second = await desk.visitor(), await desk.visitor()
    one = (await first.say('one'))['message']['conversation_id']
    two = (await second.say('two'))['message']['conversation_id']
    await first.say('one more', one)
    await desk.shop.owner.api.patch(f'conversations/{one}', {'priority': 'high'})
    feed = await agent.call('feed', {'cursor': cursor})
    changes = [change['conversation'] for change in feed['changes']]
    assert [c['id'] for c in changes] == [two, one], 'in the order of their last change'
    assert changes[1]['priority'] == 'high'
    assert changes[1]['last_message']['text'] == 'one more'
    assert changes[1]['unread'] == 2
    assert (await agent.call('feed', {'cursor': feed['cursor']}))['changes'] == []


async def test_state_plus_feed_equals_a_fresh_fetch(desk: Desk) -> None:
    agent, api = await desk.agent(), desk.shop.owner.api
    visitors = [await desk.visitor() for _ in range(3)]
    ids = [(await visitor.say('Hello'))['message']['conversation_id'] for visitor in visitors]
    cursor = (await agent.hear('session'))['cursor']
    state = {c['id']: c for c in (await api.get('conversations')).ok()['items']}
    await visitors[0].say('again', ids[0])
    await agent.say('answer', ids[1])
    await api.patch(f'conversations/{ids[1]}', {'assignee_id': str(desk.shop.owner.user.id)})
    await api.patch(f'conversations/{ids[2]}', {'status': 'resolved'})
    feed = await agent.call('feed', {'cursor': cursor})
    state |= {change['conversation']['id']: change['conversation'] for change in feed['changes']}
    fresh = {c['id']: c for c in (await api.get('conversations')).ok()['items']}
    assert state == fresh


async def test_a_cursor_from_elsewhere_is_refused_and_one_too_far_ahead_starts_anew(desk: Desk) -> None:
    agent = await desk.agent()
    refused = await agent.call('feed', {'cursor': 'nonsense'})
    ahead = await agent.call('feed', {'cursor': '999999'})
    assert refused['error']['code'] == 'invalid'
    assert ahead['reset'] is True


async def test_what_a_process_missed_says_for_each_audience_what_comes_before(desk: Desk, hub: Hub) -> None:
    visitor, agent = await desk.visitor(), await desk.agent()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await agent.say('Be kind to her', conversation, private=True)
    await agent.say('Hi', conversation)
    async with hub.database.tenant(desk.shop.tenant.id) as session:
        found = await missed(hub, session, {UUID(conversation): 1, UUID(int=0): 0})
    assert [(m.message.content_text, m.message.private, m.prev_public_seq) for m in found] == [
        ('Be kind to her', True, 1),
        ('Hi', False, 1),
    ]
    assert [orjson.loads(m.for_agents())['prev_seq'] for m in found] == [1, 2]
