"""A message is acknowledged when it is stored, stored once, and numbered the same for everybody."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import asyncpg
import pytest
from aiohttp.test_utils import TestServer

from tests.live.conftest import Desk, open_desk
from tests.tenants import Tenants


@pytest.fixture
async def rows(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


async def test_an_ack_comes_after_the_commit_and_carries_id_and_seq(desk: Desk, rows: asyncpg.Connection) -> None:
    visitor = await desk.visitor()
    ack = await visitor.say('Hello')
    stored = await rows.fetchrow('SELECT * FROM messages WHERE id = $1', ack['message']['id'])
    assert ack['ok'] is True
    assert stored is not None
    assert (stored['seq'], stored['content_text']) == (ack['message']['seq'], 'Hello') == (1, 'Hello')


async def test_a_resent_message_is_stored_once_and_answered_as_the_first_time(
    desk: Desk, rows: asyncpg.Connection
) -> None:
    visitor = await desk.visitor()
    acks = [await visitor.say('Hello', client_id='one') for _ in range(4)]
    assert all(ack == acks[0] for ack in acks)
    assert await rows.fetchval('SELECT count(*) FROM messages WHERE tenant_id = $1', desk.shop.tenant.id) == 1


async def test_a_resend_from_another_tab_is_the_same_message(desk: Desk) -> None:
    first = await desk.visitor()
    token = (await first.hear('session'))['visitor']
    second = await desk.visitor(token)
    acks = await asyncio.gather(*(peer.say('Hello', client_id='one') for peer in (first, second) for _ in range(5)))
    assert len({(ack['message']['id'], ack['message']['seq']) for ack in acks}) == 1


async def test_the_same_client_id_with_other_words_is_a_conflict(desk: Desk) -> None:
    visitor = await desk.visitor()
    await visitor.say('Hello', client_id='one')
    answer = await visitor.say('Goodbye', client_id='one')
    assert answer['ok'] is False
    assert answer['error']['code'] == 'conflict'


async def test_first_words_said_at_once_open_one_conversation(desk: Desk, rows: asyncpg.Connection) -> None:
    first = await desk.visitor()
    token = (await first.hear('session'))['visitor']
    tabs = [first, *[await desk.visitor(token) for _ in range(4)]]
    acks = await asyncio.gather(*(tab.say(f'word {n}', client_id=f'w{n}') for n, tab in enumerate(tabs)))
    assert {ack['message']['conversation_id'] for ack in acks} == {acks[0]['message']['conversation_id']}
    assert await rows.fetchval('SELECT count(*) FROM conversations WHERE tenant_id = $1', desk.shop.tenant.id) == 1
    assert sorted(ack['message']['seq'] for ack in acks) == [1, 2, 3, 4, 5]


async def test_a_crowd_of_newcomers_opens_a_conversation_each(desk: Desk, rows: asyncpg.Connection) -> None:
    newcomers = [await desk.visitor() for _ in range(12)]
    acks = await asyncio.gather(*(one.say('Hello', client_id='hello') for one in newcomers))
    assert {ack['message']['seq'] for ack in acks} == {1}
    assert len({ack['message']['conversation_id'] for ack in acks}) == 12
    assert await rows.fetchval('SELECT count(*) FROM conversations WHERE tenant_id = $1', desk.shop.tenant.id) == 12


async def test_an_agent_who_answers_while_the_visitor_writes_in_another_tab_loses_neither(desk: Desk) -> None:
    visitor, agent = await desk.visitor(), await desk.agent()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    acks = await asyncio.gather(
        *(peer for n in range(10) for peer in (visitor.say(f'v{n}'), agent.say(f'a{n}', conversation)))
    )
    assert {ack['message']['conversation_id'] for ack in acks} == {conversation}
    assert sorted(ack['message']['seq'] for ack in acks) == list(range(2, 22))


async def test_a_visitor_whom_the_hub_has_forgotten_is_sent_to_connect_again(
    desk: Desk, rows: asyncpg.Connection
) -> None:
    visitor = await desk.visitor()
    token = (await visitor.hear('session'))['visitor']
    await rows.execute('DELETE FROM widget_visitors WHERE tenant_id = $1', desk.shop.tenant.id)
    lost = asyncio.create_task(visitor.say('Hello', client_id='one'))
    assert (await visitor.hear('closing'))['reason'] == 'unknown'
    lost.cancel()
    back = await desk.visitor(token)
    assert (await back.hear('session'))['visitor'] != token
    assert (await back.say('Hello', client_id='one'))['message']['seq'] == 1


async def test_after_resolving_new_first_words_open_a_new_conversation(desk: Desk) -> None:
    visitor = await desk.visitor()
    old = (await visitor.say('Hello', client_id='one'))['message']['conversation_id']
    await desk.shop.owner.api.patch(f'conversations/{old}', {'status': 'resolved'})
    new = (await visitor.say('Something else', client_id='two'))['message']['conversation_id']
    again = (await visitor.say('Hello', client_id='one'))['message']['conversation_id']
    assert new != old == again


async def test_words_to_a_resolved_conversation_reopen_it(desk: Desk) -> None:
    visitor, api = await desk.visitor(), desk.shop.owner.api
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await api.patch(f'conversations/{conversation}', {'status': 'resolved'})
    await visitor.say('One more thing', conversation)
    assert (await api.get(f'conversations/{conversation}')).ok()['status'] == 'open'


async def test_numbers_are_dense_whoever_writes_at_once(desk: Desk, rows: asyncpg.Connection) -> None:
    visitor, agent = await desk.visitor(), await desk.agent()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await asyncio.gather(
        *(visitor.say(f'v{n}', conversation) for n in range(40)), *(agent.say(f'a{n}', conversation) for n in range(40))
    )
    numbers = await rows.fetch('SELECT seq FROM messages WHERE conversation_id = $1 ORDER BY seq', conversation)
    assert [row['seq'] for row in numbers] == list(range(1, 82))


async def test_one_senders_messages_keep_their_order(desk: Desk) -> None:
    visitor = await desk.visitor()
    await visitor.say('first')
    acks = await asyncio.gather(*(visitor.say(f'{n}') for n in range(100)))
    numbers = [ack['message']['seq'] for ack in acks]
    assert numbers == sorted(numbers)


async def test_a_private_note_reaches_colleagues_and_never_the_visitor(desk: Desk) -> None:
    visitor, agent, colleague = await desk.visitor(), await desk.agent(), await desk.agent(await desk.shop.hire())
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    for peer in (agent, colleague):
        await peer.call('watch', {'conversation_id': conversation})
    await agent.say('between us', conversation, private=True)
    await agent.say('for you', conversation)
    note = await colleague.hear('message', lambda m: m['content_text'] == 'between us')
    public = await visitor.hear('message', lambda m: m['content_text'] == 'for you')
    synced = await visitor.call('sync', {'conversation_id': conversation, 'after_seq': 0})
    assert note['private'] is True
    assert visitor.texts() == ['for you']
    assert (public['seq'], public['prev_seq']) == (3, 1), 'the note left a gap that the visitor would ask about'
    assert [m['content_text'] for m in synced['messages']] == ['Hello', 'for you']


async def test_a_conversation_of_somebody_else_is_not_found(desk: Desk) -> None:
    mine, stranger = await desk.visitor(), await desk.visitor()
    conversation = (await mine.say('Hello'))['message']['conversation_id']
    answers = [
        await stranger.say('let me in', conversation),
        await stranger.call('sync', {'conversation_id': conversation, 'after_seq': 0}),
        await stranger.call('read', {'conversation_id': conversation, 'seq': 1}),
        await stranger.call('typing', {'conversation_id': conversation, 'on': True}),
    ]
    assert [answer['error']['code'] for answer in answers] == ['not_found'] * 4


async def test_another_tenants_agent_finds_nothing(
    desk: Desk, tenants: Tenants, database_url: str, server: TestServer
) -> None:
    conversation = (await (await desk.visitor()).say('Hello'))['message']['conversation_id']
    async with AsyncExitStack() as stack:
        foreign = await open_desk(await tenants.make(), database_url, str(server.make_url('/')), stack)
        agent = await foreign.agent()
        answers = [
            await agent.say('hello from elsewhere', conversation),
            await agent.call('watch', {'conversation_id': conversation}),
            await agent.call('sync', {'conversation_id': conversation, 'after_seq': 0}),
            await agent.call('read', {'conversation_id': conversation, 'seq': 1}),
        ]
    assert [answer['error']['code'] for answer in answers] == ['not_found'] * 4


@pytest.mark.parametrize(
    'payload',
    [
        {},
        [],
        None,
        'text',
        {'client_id': 'a'},
        {'client_id': 'a', 'text': ''},
        {'client_id': 'a', 'text': '   '},
        {'client_id': '', 'text': 'x'},
        {'client_id': 'a b', 'text': 'x'},
        {'client_id': 'a', 'text': 5},
        {'client_id': ['a'], 'text': 'x'},
        {'client_id': 'a', 'text': 'nul \0 byte'},
        {'client_id': 'a', 'text': 'x' * 20_001},
        {'client_id': 'a', 'text': 'x', 'role': 'agent'},
        {'client_id': 'a', 'text': 'x', 'conversation_id': 'not an id'},
        {'client_id': 'a', 'text': 'x', 'attachments': ['00000000-0000-0000-0000-000000000000']},
    ],
)
async def test_a_message_of_the_wrong_form_is_refused_and_nothing_is_stored(
    desk: Desk, rows: asyncpg.Connection, payload: object
) -> None:
    visitor = await desk.visitor()
    answer = await visitor.call('message', payload)
    assert answer['ok'] is False
    assert answer['error']['code'] in ('invalid', 'conflict')
    assert answer['error']['detail']
    assert await rows.fetchval('SELECT count(*) FROM messages WHERE tenant_id = $1', desk.shop.tenant.id) == 0
    assert (await visitor.say('still here'))['ok'] is True


async def test_a_program_that_heard_no_answer_sends_the_same_message_under_its_key(
    desk: Desk, rows: asyncpg.Connection
) -> None:
    """The first request died after its commit: its key is taken over, and finds the message."""
    visitor, api = await desk.visitor(), desk.shop.owner.api
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    where = f'conversations/{conversation}/messages'
    first = (await api.post(where, {'text': 'Good day'}, Idempotency_Key='k1')).ok(201)
    await rows.execute('DELETE FROM hub.idempotency_keys WHERE tenant_id = $1', desk.shop.tenant.id)
    again = (await api.post(where, {'text': 'Good day'}, Idempotency_Key='k1')).ok(201)
    assert (again['id'], again['seq']) == (first['id'], first['seq'])
    other = (await api.post(where, {'text': 'Good day'}, Idempotency_Key='k2')).ok(201)
    assert other['id'] != first['id']
