"""A reply over HTTP under the same `client_id` is one message (G2), with and without an Idempotency-Key."""

import asyncio

from tests.live.conftest import Desk


async def test_a_client_id_that_comes_again_is_the_same_message_and_with_other_words_a_conflict(desk: Desk) -> None:
    where, api = await _thread(desk), desk.shop.owner.api
    body = {'client_id': 'mine-1', 'text': 'Good day'}
    first = (await api.post(where, body)).ok(201)
    again = await asyncio.gather(*(api.post(where, body) for _ in range(4)))
    assert [answer.ok(201) for answer in again] == [first] * 4
    for other in ({'text': 'Good night'}, {'private': True}, {'html': '<b>Good day</b>'}):
        refused = await api.post(where, {**body, **other})
        assert (refused.status, refused.code) == (409, 'conflict'), other
    assert await _said(desk, where) == ['Hello', 'Good day']


async def test_a_client_id_belongs_to_its_sender(desk: Desk) -> None:
    where, colleague = await _thread(desk), (await desk.shop.hire()).api
    first = (await desk.shop.owner.api.post(where, {'client_id': 'mine-1', 'text': 'Good day'})).ok(201)
    other = (await colleague.post(where, {'client_id': 'mine-1', 'text': 'Good night'})).ok(201)
    assert other['id'] != first['id']
    assert await _said(desk, where) == ['Hello', 'Good day', 'Good night']


async def test_a_message_under_a_key_is_answered_again_from_what_was_kept(desk: Desk) -> None:
    where, api = await _thread(desk), desk.shop.owner.api
    body = {'client_id': 'mine-1', 'text': 'Good day'}
    first = await api.post(where, body, Idempotency_Key='k1')
    again = await api.post(where, body, Idempotency_Key='k1')
    assert (first.status, again.status, again.body) == (201, 201, first.body)
    assert again.headers['Idempotent-Replayed'] == 'true'
    reused = await api.post(where, {**body, 'text': 'Good night'}, Idempotency_Key='k1')
    assert (reused.status, reused.code) == (409, 'idempotency_key_reused')
    same = await api.post(where, body, Idempotency_Key='k2')
    assert 'Idempotent-Replayed' not in same.headers
    assert same.ok(201) == first.json
    assert await _said(desk, where) == ['Hello', 'Good day']


async def _thread(desk: Desk) -> str:
    """Where the messages of a visitor's conversation are."""
    said = await (await desk.visitor()).say('Hello')
    return f'conversations/{said["message"]["conversation_id"]}/messages'


async def _said(desk: Desk, where: str) -> list[str]:
    return [message['content_text'] for message in (await desk.shop.owner.api.get(where)).ok()['items']]
