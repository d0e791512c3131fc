"""Snoozing: until a time, or until the customer writes; whoever looks learns that it is over."""

from datetime import UTC, datetime, timedelta

from hub.context import Hub
from hub.jobs import Pace
from hub.worker import working
from tests.live.conftest import Desk

QUICK = Pace(poll_seconds=0.1)


def soon(seconds: float = 1.0) -> str:
    """A moment from now."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


async def test_it_wakes_at_its_time_and_its_assignee_hears_of_it(desk: Desk, hub: Hub) -> None:
    colleague, api = await desk.shop.hire(), desk.shop.owner.api
    peer = await desk.agent(colleague)
    cursor = (await peer.hear('session'))['cursor']
    conversation = (await (await desk.visitor()).say('Hello'))['message']['conversation_id']
    asked = {'assignee_id': str(colleague.user.id), 'snoozed_until': soon()}
    assert (await api.patch(f'conversations/{conversation}', asked)).ok()['snoozed_until']
    await peer.hear('conversation.updated', lambda row: bool(row['snoozed_until']))
    async with working(hub, pace=QUICK):
        notice = await peer.hear('notification', lambda notice: notice['kind'] == 'woken')
    assert notice['conversation_id'] == conversation
    await peer.hear('conversation.updated', lambda row: not row['snoozed_until'] and row['last_seq'] == 1)
    feed = await peer.call('feed', {'cursor': cursor})
    assert [change['conversation']['snoozed_until'] for change in feed['changes']] == [None]
    assert (await api.get('conversations?snoozed=true')).ok()['items'] == []


async def test_a_time_that_was_changed_wakes_nobody(desk: Desk, hub: Hub) -> None:
    api = desk.shop.owner.api
    first, second = [(await (await desk.visitor()).say('Hello'))['message']['conversation_id'] for _ in range(2)]
    agent = await desk.agent()
    await agent.hear('session')
    (await api.patch(f'conversations/{first}', {'snoozed_until': soon()})).ok()
    tomorrow = soon(86_400)
    (await api.patch(f'conversations/{first}', {'snoozed_until': tomorrow})).ok()
    (await api.patch(f'conversations/{second}', {'snoozed_until': soon(1.5)})).ok()
    async with working(hub, pace=QUICK):
        await agent.hear('conversation.updated', lambda row: row['id'] == second and bool(row['snoozed_until']))
        heard = len(agent.heard)
        await agent.hear(
            'conversation.updated',
            lambda row: (
                row['id'] == second and not row['snoozed_until'] and row in [it for _, it in agent.heard[heard:]]
            ),
        )
    still = (await api.get(f'conversations/{first}')).ok()['snoozed_until']
    assert datetime.fromisoformat(still) == datetime.fromisoformat(tomorrow)


async def test_until_a_reply_it_sleeps_until_the_customer_writes(desk: Desk) -> None:
    agent, visitor, api = await desk.agent(), await desk.visitor(), desk.shop.owner.api
    await agent.hear('session')
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    snoozed = (await api.patch(f'conversations/{conversation}', {'snoozed_until': 'reply'})).ok()
    assert snoozed['snoozed_until'] == 'reply'
    await agent.hear('conversation.updated', lambda row: row['snoozed_until'] == 'reply')
    assert (await api.get('conversations/counts')).ok()['snoozed'] == 1
    assert [row['id'] for row in (await api.get('conversations?snoozed=true')).ok()['items']] == [conversation]
    await agent.say('We have asked the workshop', conversation)
    assert (await api.get(f'conversations/{conversation}')).ok()['snoozed_until'] == 'reply'
    await visitor.say('Any news?', conversation)
    await agent.hear('conversation.updated', lambda row: row['last_seq'] == 3 and row['snoozed_until'] is None)
    assert (await api.get('conversations/counts')).ok()['snoozed'] == 0


async def test_what_is_resolved_does_not_sleep(desk: Desk) -> None:
    api = desk.shop.owner.api
    conversation = (await (await desk.visitor()).say('Hello'))['message']['conversation_id']
    (await api.patch(f'conversations/{conversation}', {'snoozed_until': 'reply'})).ok()
    assert (await api.patch(f'conversations/{conversation}', {'status': 'resolved'})).ok()['snoozed_until'] is None
    assert (await api.patch(f'conversations/{conversation}', {'snoozed_until': soon(-60)})).code == 'invalid'
    assert (await api.patch(f'conversations/{conversation}', {'snoozed_until': 'never'})).code == 'invalid'
