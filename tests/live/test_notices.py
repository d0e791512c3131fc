"""What concerns one person: being assigned, and saying how it was."""

import asyncpg

from tests.live.conftest import Desk


async def test_whoever_is_assigned_hears_of_it(desk: Desk) -> None:
    colleague = await desk.shop.hire()
    peer, owner = await desk.agent(colleague), await desk.agent()
    conversation = (await (await desk.visitor()).say('Hello'))['message']['conversation_id']
    assignee = str(colleague.user.id)
    (await desk.shop.owner.api.patch(f'conversations/{conversation}', {'assignee_id': assignee})).ok()
    notice = await peer.hear('notification')
    assert (notice['kind'], notice['conversation_id']) == ('assigned', conversation)
    assert not [name for name, _ in owner.heard if name == 'notification']


async def test_a_visitor_rates_their_own_conversation_and_may_think_again(desk: Desk, database_url: str) -> None:
    visitor, stranger = await desk.visitor(), await desk.visitor()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    assert (await visitor.call('rate', {'conversation_id': conversation, 'score': 2, 'comment': 'slow'}))['ok'] is True
    assert (await visitor.call('rate', {'conversation_id': conversation, 'score': 5}))['ok'] is True
    foreign = await stranger.call('rate', {'conversation_id': conversation, 'score': 1})
    absurd = await visitor.call('rate', {'conversation_id': conversation, 'score': 9})
    connection = await asyncpg.connect(database_url)
    kept = await connection.fetch('SELECT score, comment FROM hub.ratings WHERE conversation_id = $1', conversation)
    await connection.close()
    assert [tuple(row) for row in kept] == [(5, 'slow')]
    assert (foreign['error']['code'], absurd['error']['code']) == ('not_found', 'invalid')


async def test_a_visitor_hears_when_their_conversation_is_resolved_and_nobody_elses(desk: Desk) -> None:
    visitor, stranger = await desk.visitor(), await desk.visitor()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    (await desk.shop.owner.api.patch(f'conversations/{conversation}', {'status': 'resolved'})).ok()
    heard = await visitor.hear('conversation.updated')
    assert (heard['id'], heard['status'], heard['last_seq']) == (conversation, 'resolved', 1)
    known = {'id', 'status', 'last_seq', 'rev', 'unread', 'visitor_read_seq', 'agents_read_seq', 'rating', 'team'}
    assert set(heard) == known
    assert not [name for name, _ in stranger.heard if name == 'conversation.updated']
