"""An ack is sent after COMMIT and never before (M1): whatever holds the commit up holds the ack up."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from tests.live.conftest import Desk
from tests.live.peers import Peer

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]
else:
    Connection = asyncpg.Connection

PATIENCE = 30.0
NO_ACK_SECONDS = 0.5
"""An ack that did not wait would be here by then; a slow machine only makes the test milder."""
_WAITS = 'SELECT count(*) > 0 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))'
_HELD_COMMIT = """
CREATE FUNCTION hold_commit() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock_shared(4711); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER hold_commit AFTER INSERT ON messages DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION hold_commit();
"""

Hold = Callable[[Connection, str], Coroutine[Any, Any, object]]
Send = Callable[[Desk, Peer, str, str], Coroutine[Any, Any, tuple[bool, dict[str, Any]]]]


@pytest.fixture
async def outside(database_url: str) -> AsyncIterator[Connection]:
    """Somebody else in the database."""
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


@pytest.fixture
async def observer(database_url: str) -> AsyncIterator[Connection]:
    """Who sees only what was committed."""
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


@pytest.fixture
async def commits_can_be_held(observer: Connection) -> AsyncIterator[None]:
    """At its COMMIT, after everything was written, a transaction with a message asks for a lock."""
    await observer.execute(_HELD_COMMIT)
    yield
    await observer.execute('DROP FUNCTION hold_commit CASCADE')


async def _hold_the_row(outside: Connection, conversation_id: str) -> object:
    return await outside.fetchrow('SELECT 1 FROM conversations WHERE id = $1 FOR UPDATE', UUID(conversation_id))


async def _hold_the_commit(outside: Connection, _: str) -> object:
    return await outside.execute('SELECT pg_advisory_xact_lock(4711)')


async def _by_socket(_: Desk, visitor: Peer, conversation_id: str, text: str) -> tuple[bool, dict[str, Any]]:
    payload = {'client_id': uuid4().hex, 'text': text, 'conversation_id': conversation_id}
    ack = await visitor.call('message', payload, within=PATIENCE)
    return ack['ok'], ack['message']


async def _by_http(desk: Desk, _: Peer, conversation_id: str, text: str) -> tuple[bool, dict[str, Any]]:
    answer = await desk.shop.owner.api.post(f'conversations/{conversation_id}/messages', {'text': text})
    return answer.status == 201, answer.json


@pytest.mark.usefixtures('commits_can_be_held')
@pytest.mark.parametrize('send', [_by_socket, _by_http])
@pytest.mark.parametrize('hold', [_hold_the_row, _hold_the_commit])
async def test_no_ack_comes_while_the_commit_is_held_up_and_it_comes_once_it_is_not(
    desk: Desk, outside: Connection, observer: Connection, hold: Hold, send: Send
) -> None:
    visitor = await desk.visitor()
    conversation_id = (await visitor.say('Hello'))['message']['conversation_id']
    async with outside.transaction():
        await hold(outside, conversation_id)
        sending = asyncio.create_task(send(desk, visitor, conversation_id, 'Held up'))
        await _somebody_waits_for(outside)
        await asyncio.wait([sending], timeout=NO_ACK_SECONDS)
        assert not sending.done(), 'acknowledged before it was committed'
        assert await _stored(observer, conversation_id) == ['Hello']
    is_ok, message = await asyncio.wait_for(sending, PATIENCE)
    assert (is_ok, message['seq'], message['content_text']) == (True, 2, 'Held up')
    assert await _stored(observer, conversation_id) == ['Hello', 'Held up']


async def _somebody_waits_for(outside: Connection) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await outside.fetchval(_WAITS):  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)


async def _stored(observer: Connection, conversation_id: str) -> list[str]:
    statement = 'SELECT content_text FROM messages WHERE conversation_id = $1 ORDER BY seq'
    return [row['content_text'] for row in await observer.fetch(statement, UUID(conversation_id))]
