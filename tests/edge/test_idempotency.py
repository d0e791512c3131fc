"""Idempotency-Key: what is sent again is done once and answered the same."""

import asyncio
from uuid import uuid4

import pytest

from hub.idempotency import Request, begin, carrying_out, lose
from hub.model.auth import TeamRequest
from hub.model.errors import AnswerLost
from hub.model.page import NameSlice
from storage import teams
from tests.tenants import Tenants


async def test_a_repeated_request_is_done_once_and_answered_again(tenants: Tenants) -> None:
    owner = (await tenants.make()).owner.api
    first = await owner.post('teams', {'name': 'Night'}, Idempotency_Key='k1')
    again = await owner.post('teams', {'name': 'Night'}, Idempotency_Key='k1')
    assert (again.status, again.body) == (first.status, first.body) == (201, first.body)
    assert (first.headers.get('Idempotent-Replayed'), again.headers['Idempotent-Replayed']) == (None, 'true')
    assert len((await owner.get('teams')).ok()['items']) == 1


async def test_another_request_under_the_key_is_a_conflict(tenants: Tenants) -> None:
    owner = (await tenants.make()).owner.api
    (await owner.post('teams', {'name': 'Night'}, Idempotency_Key='k1')).ok(201)
    assert (await owner.post('teams', {'name': 'Day'}, Idempotency_Key='k1')).code == 'idempotency_key_reused'
    other = await owner.post('invitations', {'email': 'a@example.com'}, Idempotency_Key='k1')
    assert other.code == 'idempotency_key_reused'


async def test_many_at_once_are_one(tenants: Tenants) -> None:
    owner = (await tenants.make()).owner.api
    answers = await asyncio.gather(*(owner.post('teams', {'name': 'Night'}, Idempotency_Key='k1') for _ in range(10)))
    assert {answer.status for answer in answers} <= {201, 409}
    assert {answer.code for answer in answers if answer.status == 409} <= {'idempotency_key_in_use'}
    assert len((await owner.get('teams')).ok()['items']) == 1


async def test_a_refused_request_may_be_corrected_under_the_same_key(tenants: Tenants) -> None:
    owner = (await tenants.make()).owner.api
    (await owner.post('teams', {'name': 'Night'})).ok(201)
    assert (await owner.post('teams', {'name': 'Night'}, Idempotency_Key='k1')).code == 'conflict'
    (await owner.post('teams', {'name': 'Day'}, Idempotency_Key='k1')).ok(201)


async def test_keys_of_two_people_have_nothing_to_do_with_each_other(tenants: Tenants) -> None:
    here, there = await tenants.make(), await tenants.make()
    (await here.owner.api.post('teams', {'name': 'Night'}, Idempotency_Key='k1')).ok(201)
    other = await there.owner.api.post('teams', {'name': 'Night'}, Idempotency_Key='k1')
    assert 'Idempotent-Replayed' not in other.headers
    assert other.status == 201


async def test_an_answer_with_a_secret_is_kept_sealed(tenants: Tenants) -> None:
    shop = await tenants.make()
    body = {'name': 'Sync', 'scopes': ['users.read']}
    made = await shop.owner.api.post('api-keys', body, Idempotency_Key='k1')
    rows = await shop.rows('SELECT body FROM hub.idempotency_keys')
    assert made.ok(201)['key'].encode() not in rows[0]['body']
    again = await shop.owner.api.post('api-keys', body, Idempotency_Key='k1')
    assert again.json['key'] == made.json['key']


async def test_after_a_day_the_key_is_new(tenants: Tenants) -> None:
    shop = await tenants.make()
    first = (await shop.owner.api.post('teams', {'name': 'Night'}, Idempotency_Key='k1')).ok(201)
    await shop.rows("UPDATE hub.idempotency_keys SET expires_at = now() - interval '1 second'")
    second = (await shop.owner.api.post('teams', {'name': 'Day'}, Idempotency_Key='k1')).ok(201)
    assert first['id'] != second['id']


async def test_a_request_that_stopped_before_it_changed_anything_holds_the_key_for_minutes_only(
    tenants: Tenants,
) -> None:
    shop = await tenants.make()
    (await shop.owner.api.post('teams', {'name': 'Night'}, Idempotency_Key='k1')).ok(201)
    await shop.rows("UPDATE hub.idempotency_keys SET status = NULL, body = NULL, progress = 'begun'")
    body = {'name': 'Night'}
    assert (await shop.owner.api.post('teams', body, Idempotency_Key='k1')).code == 'idempotency_key_in_use'
    await shop.rows("UPDATE hub.idempotency_keys SET created_at = now() - interval '3 minutes'")
    assert (await shop.owner.api.post('teams', body, Idempotency_Key='k1')).code == 'conflict'


async def test_what_was_carried_out_before_the_process_died_is_not_carried_out_again(tenants: Tenants) -> None:
    shop = await tenants.make()
    body = {'name': 'Sync', 'scopes': ['users.read']}
    (await shop.owner.api.post('api-keys', body, Idempotency_Key='k1')).ok(201)
    # as a process leaves it that dies between its commit and its answer (tests/kills does kill one there)
    await shop.rows('UPDATE hub.idempotency_keys SET status = NULL, body = NULL')
    assert (await shop.owner.api.post('api-keys', body, Idempotency_Key='k1')).code == 'idempotency_key_in_use'
    await shop.rows("UPDATE hub.idempotency_keys SET created_at = now() - interval '3 minutes'")
    for _ in range(2):
        assert (await shop.owner.api.post('api-keys', body, Idempotency_Key='k1')).code == 'idempotency_answer_lost'
    assert len((await shop.owner.api.get('api-keys')).ok()['items']) == 1


async def test_a_request_that_failed_may_come_again_only_if_it_had_changed_nothing(tenants: Tenants) -> None:
    shop = await tenants.make()
    hub, actor = shop.hub, shop.owner.actor
    asked = Request(key='k1', method='POST', path='/teams', digest=b'x')
    assert await begin(hub, actor, asked) is None
    with carrying_out(actor, asked):
        async with hub.database.tenant(actor.tenant_id) as session:
            await teams.page(session, NameSlice(limit=10))
    await lose(hub, actor, asked)
    assert await begin(hub, actor, asked) is None, 'it had only read'
    with carrying_out(actor, asked):
        async with hub.database.tenant(actor.tenant_id) as session:
            await teams.add(session, uuid4(), TeamRequest(name='Night'))
    await lose(hub, actor, asked)
    with pytest.raises(AnswerLost):
        await begin(hub, actor, asked)


async def test_a_key_is_short_and_printable(tenants: Tenants) -> None:
    owner = (await tenants.make()).owner.api
    for key in ('x' * 201, 'a b', 'schlüssel'):
        assert (await owner.post('teams', {'name': 'Night'}, Idempotency_Key=key)).code == 'invalid'
