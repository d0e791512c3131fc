"""Typing, reading, looking and being there reach those they concern, and nobody else."""

import asyncio

from aiohttp.test_utils import TestServer

from handlers.keys import HUB
from tests.live.conftest import Desk
from tests.live.peers import eventually


async def test_typing_goes_both_ways(desk: Desk) -> None:
    visitor, agent = await desk.visitor(), await desk.agent()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await agent.call('watch', {'conversation_id': conversation})
    await visitor.call('typing', {'conversation_id': conversation, 'on': True})
    await agent.call('typing', {'conversation_id': conversation, 'on': True})
    seen_by_agent = await agent.hear('typing')
    seen_by_visitor = await visitor.hear('typing')
    assert (seen_by_agent['who']['kind'], seen_by_agent['on']) == ('visitor', True)
    assert (seen_by_visitor['who']['kind'], seen_by_visitor['who']['name']) == ('agent', desk.shop.owner.user.name)


async def test_reading_moves_the_ticks_of_the_other_side(desk: Desk) -> None:
    visitor, agent = await desk.visitor(), await desk.agent()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await agent.call('watch', {'conversation_id': conversation})
    await agent.say('Hi', conversation)
    await agent.call('read', {'conversation_id': conversation, 'seq': 1})
    await visitor.call('read', {'conversation_id': conversation, 'seq': 2})
    assert (await visitor.hear('read'))['seq'] == 1
    assert (await agent.hear('read', lambda r: r['who']['kind'] == 'visitor'))['seq'] == 2
    marks = await visitor.call('sync', {'conversation_id': conversation, 'after_seq': 2})
    assert (marks['visitor_read_seq'], marks['agents_read_seq']) == (2, 1)


async def test_a_read_mark_never_goes_past_the_end_nor_back_for_the_other_side(desk: Desk) -> None:
    visitor = await desk.visitor()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await visitor.call('read', {'conversation_id': conversation, 'seq': 2**40})
    await visitor.call('read', {'conversation_id': conversation, 'seq': 0})
    marks = await visitor.call('sync', {'conversation_id': conversation, 'after_seq': 0})
    assert marks['visitor_read_seq'] == 1


async def test_unread_is_each_agents_own_and_can_be_set_back(desk: Desk) -> None:
    visitor, colleague = await desk.visitor(), await desk.shop.hire()
    conversation = (await visitor.say('one'))['message']['conversation_id']
    await visitor.say('two', conversation)
    path = f'conversations/{conversation}'
    await desk.shop.owner.api.post(f'{path}/read', {'seq': 2})
    assert (await desk.shop.owner.api.get(path)).ok()['unread'] == 0
    assert (await colleague.api.get(path)).ok()['unread'] == 2
    assert (await desk.shop.owner.api.post(f'{path}/read', {'seq': 1})).ok()['unread'] == 1


async def test_agents_see_who_else_looks_and_types(desk: Desk) -> None:
    visitor, agent = await desk.visitor(), await desk.agent()
    other = await desk.shop.hire(name='Maya')
    colleague = await desk.agent(other)
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await agent.call('watch', {'conversation_id': conversation})
    watchers = (await colleague.call('watch', {'conversation_id': conversation}))['watchers']
    await colleague.call('typing', {'conversation_id': conversation, 'on': True})
    assert {w['name'] for w in watchers} == {'Maya', desk.shop.owner.user.name}
    await agent.hear('watching', lambda w: any(x['name'] == 'Maya' and x['typing'] for x in w['watchers']))
    left = await colleague.call('unwatch', {'conversation_id': conversation})
    assert (left['ok'], [w['name'] for w in left['watchers']]) == (True, [desk.shop.owner.user.name])
    await agent.hear('watching', lambda w: 'Maya' not in {x['name'] for x in w['watchers']})


async def test_a_crowd_that_opens_a_conversation_at_once_is_told_of_in_a_few_words(desk: Desk) -> None:
    conversation = (await (await desk.visitor()).say('Hello'))['message']['conversation_id']
    agent = await desk.agent()
    crowd = [await desk.agent(await desk.shop.hire(name=f'Agent {number}')) for number in range(8)]
    await agent.call('watch', {'conversation_id': conversation})
    await asyncio.gather(*(peer.call('watch', {'conversation_id': conversation}) for peer in crowd))
    for peer in (agent, *crowd):
        await peer.hear('watching', lambda said: len(said['watchers']) == 9)
    assert len([name for name, _ in agent.heard if name == 'watching']) < 9


async def test_presence_follows_connections_and_what_users_say(desk: Desk, server: TestServer) -> None:
    agent, other = await desk.agent(), await desk.shop.hire()
    colleague = await desk.agent(other)
    mine = str(other.user.id)
    await agent.hear('presence', lambda p: p['user_id'] == mine and p['state'] == 'online')
    await colleague.call('presence', {'state': 'away'})
    await agent.hear('presence', lambda p: p['user_id'] == mine and p['state'] == 'away')
    await colleague.__aexit__()
    await agent.hear('presence', lambda p: p['user_id'] == mine and p['state'] == 'offline')
    roster = server.app[HUB].roster
    await eventually(lambda: other.user.id not in roster.presence(desk.shop.tenant.id))
    assert roster.is_online(desk.shop.tenant.id)


async def test_who_touches_no_screen_for_a_while_is_away_and_back_by_a_touch(desk: Desk) -> None:
    agent, other = await desk.agent(), await desk.shop.hire()
    mine = str(other.user.id)

    async def shown(state: str) -> None:
        await agent.hear('presence', lambda p: p['user_id'] == mine and p['state'] == state)
        agent.heard.clear()

    laptop, phone = await desk.agent(other), await desk.agent(other)
    await shown('online')
    await laptop.call('idle', {'on': True})
    await phone.call('idle', {'on': True})  # the last of their screens
    await shown('away')
    await laptop.call('idle', {'on': False})
    await shown('online')


async def test_away_by_choice_counts_on_every_screen_and_outlasts_them(desk: Desk) -> None:
    other = await desk.shop.hire()
    laptop, phone = await desk.agent(other), await desk.agent(other)
    assert (await laptop.call('presence', {'state': 'away'}))['ok']
    roster, tenant = desk.shop.hub.roster, desk.shop.tenant.id
    assert roster.presence(tenant)[other.user.id] == 'away'
    await phone.call('idle', {'on': False})
    assert roster.presence(tenant)[other.user.id] == 'away'
    await laptop.__aexit__()
    await phone.__aexit__()
    await eventually(lambda: other.user.id not in roster.presence(tenant))
    again = await desk.agent(other)
    await eventually(lambda: roster.presence(tenant).get(other.user.id) == 'away')
    await again.call('presence', {'state': 'online'})
    assert roster.presence(tenant)[other.user.id] == 'online'


async def test_only_who_watches_a_conversation_hears_its_messages(desk: Desk) -> None:
    visitor, agent = await desk.visitor(), await desk.agent()
    conversation = (await visitor.say('one'))['message']['conversation_id']
    await agent.hear('conversation.updated', lambda row: row['id'] == conversation)
    assert agent.texts() == []
    await agent.call('watch', {'conversation_id': conversation})
    await visitor.say('two', conversation)
    await agent.hear('message')
    assert agent.texts() == ['two']
