"""What a tenant's programs are told, and what becomes of it when they do not listen."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import pytest

from hub.webhooks import webhook_deliveries
from hub.webhooks.webhook_deliveries import pause
from hub.webhooks.webhook_events import follow_once
from tests.api_client import Api
from tests.live.conftest import Desk
from tests.webhooks.conftest import PATIENCE, Hooked

WAITS = 'SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))'
FREE = "SELECT 1 FROM hub.jobs WHERE kind = 'webhook' AND key = $1 FOR UPDATE SKIP LOCKED"
ALL = [
    'conversation.created',
    'conversation.updated',
    'message.created',
    'message.updated',
    'contact.created',
    'contact.updated',
    'contact.deleted',
]


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is tried again at once."""
    monkeypatch.setattr(webhook_deliveries, 'pause', lambda _: 0.05)


async def test_a_conversation_is_told_from_its_first_word(hooked: Hooked) -> None:
    before = await hooked.desk.visitor()
    await before.say('Said before anybody listened')
    await hooked.listen(*ALL)
    visitor = await hooked.desk.visitor()
    said = (await visitor.say('Hello'))['message']
    created, message = await hooked.receiver.until('conversation.created', 'message.created')
    assert created['data']['conversation']['id'] == said['conversation_id']
    assert (message['data']['message']['content_text'], message['data']['message']['id']) == ('Hello', said['id'])
    path = f'conversations/{said["conversation_id"]}'
    (await hooked.api.patch(path, {'priority': 'urgent'})).ok()
    *_, updated = await hooked.receiver.until('conversation.created', 'message.created', 'conversation.updated')
    assert updated['data']['conversation']['priority'] == 'urgent'
    (await hooked.api.post(f'{path}/messages', {'text': 'Good day'})).ok(201)
    *_, answer = await hooked.receiver.until(*[each['type'] for each in hooked.receiver.heard], 'message.created')
    assert answer['data']['message']['direction'] == 'outbound'


async def test_who_delivers_holds_no_job_while_it_waits_for_its_endpoint(hooked: Hooked, database_url: str) -> None:
    """Whoever follows the feed holds the endpoint first and enqueues then: the other order would be a deadlock."""
    endpoint = await hooked.listen('message.created')
    visitor = await hooked.desk.visitor()
    connection = await asyncpg.connect(database_url)
    try:
        async with connection.transaction():
            await connection.execute('SELECT FROM hub.webhook_endpoints WHERE id = $1 FOR SHARE', UUID(endpoint['id']))
            await visitor.say('Hello')
            await hooked.receiver.tried(1)
            async with asyncio.timeout(PATIENCE):
                while not await connection.fetchval(WAITS):  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
            assert await connection.fetchval(FREE, endpoint['id'])
    finally:
        await connection.close()
    await hooked.receiver.until('message.created')


async def test_who_changes_or_removes_a_webhook_never_waits_for_who_follows(desk: Desk, database_url: str) -> None:
    """Whoever follows holds the mark and comes for the endpoints; who holds one must not come for the mark."""
    owner, connection = desk.shop.owner.api, await asyncpg.connect(database_url)
    asked = {'url': 'https://shop.example/', 'events': ['message.created']}
    path = f'webhook-endpoints/{(await owner.post("webhook-endpoints", asked)).ok(201)["id"]}'
    try:
        async with connection.transaction(), asyncio.timeout(PATIENCE):
            await connection.execute(
                'UPDATE hub.webhook_marks SET position = position WHERE tenant_id = $1', desk.shop.tenant.id
            )
            (await owner.patch(path, {'description': 'Ours'})).ok()
            (await owner.patch(path, {'enabled': False})).ok()
            (await owner.delete(path)).ok(204)
    finally:
        await connection.close()


async def test_a_webhook_made_while_the_last_mark_is_put_away_is_told(hooked: Hooked, database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    first = await hooked.listen('message.created')
    (await hooked.api.patch(f'webhook-endpoints/{first["id"]}', {'enabled': False})).ok()
    try:
        async with connection.transaction():
            tenant = hooked.desk.shop.tenant.id
            await connection.execute('DELETE FROM hub.webhook_marks WHERE tenant_id = $1', tenant)
            second = asyncio.create_task(hooked.listen('message.created'))
            async with asyncio.timeout(PATIENCE):
                while not await connection.fetchval(WAITS):  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
    finally:
        await connection.close()
    await second
    await (await hooked.desk.visitor()).say('Hello')
    await hooked.receiver.until('message.created')


async def test_what_happens_while_all_are_off_is_told_to_nobody(hooked: Hooked) -> None:
    path = f'webhook-endpoints/{(await hooked.listen("message.created"))["id"]}'
    visitor = await hooked.desk.visitor()
    (await hooked.api.patch(path, {'enabled': False})).ok()
    await visitor.say('Nobody listens')
    (await hooked.api.patch(path, {'enabled': True})).ok()
    await visitor.say('Hello')
    (told,) = await hooked.receiver.until('message.created')
    assert told['data']['message']['content_text'] == 'Hello'


async def test_contacts_are_told(hooked: Hooked) -> None:
    await hooked.listen('contact.created', 'contact.updated')
    asked = {'name': 'Cleo', 'identifiers': [{'type': 'email', 'value': 'cleo@example.com'}]}
    contact = (await hooked.api.post('contacts', asked)).ok(201)
    (created,) = await hooked.receiver.until('contact.created')
    assert created['data']['contact']['identifiers'][0]['value'] == 'cleo@example.com'
    (await hooked.api.patch(f'contacts/{contact["id"]}', {'company': 'Tents'})).ok()
    *_, updated = await hooked.receiver.until('contact.created', 'contact.updated')
    assert updated['data']['contact']['company'] == 'Tents'


async def test_a_receiver_that_is_back_hears_everything_in_order(hooked: Hooked, no_pauses: None) -> None:
    endpoint = await hooked.listen('message.created')
    hooked.receiver.answers = [(500, 'no'), (429, 'later'), (302, 'there'), (404, 'what?')]
    visitor = await hooked.desk.visitor()
    for text in ('One', 'Two', 'Three'):
        await visitor.say(text)
    heard = await hooked.receiver.until(*['message.created'] * 3)
    assert [each['data']['message']['content_text'] for each in heard] == ['One', 'Two', 'Three']
    ids = [id for id, _ in hooked.receiver.tries]
    assert len(set(ids[:5])) == 1, 'each try has the same id'
    first, *_ = await hooked.until(endpoint, *['delivered'] * 3)
    assert (first['attempts'], first['response_status'], first['response_body']) == (5, 200, 'thanks')


async def test_who_is_slow_or_not_there_rests_and_holds_up_nobody_else(
    hooked: Hooked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_deliveries, 'ANSWER_SECONDS', 0.3)
    gone = await hooked.listen('message.created', url=f'http://{hooked.nobody}/')
    well = await hooked.listen('message.created')
    visitor = await hooked.desk.visitor()
    await visitor.say('One')
    await hooked.until(well, 'delivered')
    (waiting,) = await hooked.log(gone)
    assert (waiting['state'], waiting['error']) == ('pending', 'Nobody answers there')
    assert (await hooked.api.get(f'webhook-endpoints/{gone["id"]}')).ok()['failing_since']
    hooked.receiver.seconds = 1.0
    await visitor.say('Two')
    await hooked.receiver.tried(2)
    late = (await hooked.api.post(f'webhook-endpoints/{well["id"]}/test')).ok()
    assert (late['state'], late['error']) == ('failed', 'No answer within 0.3 seconds')


async def test_what_is_given_up_is_replayed_on_request(
    hooked: Hooked, no_pauses: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_deliveries, 'DELIVERY_SECONDS', 0.0)
    endpoint = await hooked.listen('message.created')
    hooked.receiver.answer = (500, 'x' * 5000)
    visitor = await hooked.desk.visitor()
    await visitor.say('One')
    (failed,) = await hooked.until(endpoint, 'failed')
    assert failed['response_body'] == 'x' * 1024
    hooked.receiver.answer = (200, 'thanks')
    (await hooked.api.post(f'webhook-deliveries/{failed["id"]}/replay')).ok()
    await hooked.receiver.until('message.created')
    assert {id for id, _ in hooked.receiver.tries} == {failed['id']}
    await hooked.until(endpoint, 'delivered')
    hooked.receiver.answer = (500, 'no')
    await visitor.say('Two')
    await hooked.until(endpoint, 'delivered', 'failed')
    hooked.receiver.answer = (200, 'thanks')
    since = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    answer = await hooked.api.post(f'webhook-endpoints/{endpoint["id"]}/replay', {'since': since})
    assert answer.ok()['count'] == 1
    await hooked.until(endpoint, 'delivered', 'delivered')


async def test_who_is_gone_or_fails_for_days_is_switched_off(
    hooked: Hooked, no_pauses: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = await hooked.listen('message.created')
    path = f'webhook-endpoints/{endpoint["id"]}'
    agent = await hooked.desk.agent()
    hooked.receiver.answer = (410, 'gone')
    visitor = await hooked.desk.visitor()
    await visitor.say('One')
    await agent.hear('webhook-endpoints.changed')
    await hooked.until_off(endpoint, 'gone')
    (told,) = await hooked.log(endpoint)
    assert (await hooked.api.post(f'webhook-deliveries/{told["id"]}/replay')).code == 'conflict'
    monkeypatch.setattr(webhook_deliveries, 'ENDPOINT_SECONDS', -1.0)
    hooked.receiver.answer = (503, 'away')
    assert (await hooked.api.patch(path, {'enabled': True})).ok()['switched_off'] is None
    await hooked.until_off(endpoint, 'failing')


async def test_the_button_tells_at_once_what_the_receiver_says(hooked: Hooked) -> None:
    endpoint = await hooked.listen('message.created')
    pinged = (await hooked.api.post(f'webhook-endpoints/{endpoint["id"]}/test')).ok()
    assert (pinged['state'], pinged['event'], pinged['response_body']) == ('delivered', 'ping', 'thanks')
    assert hooked.receiver.heard[0]['type'] == 'ping'
    opened = (await hooked.api.get(f'webhook-deliveries/{pinged["id"]}')).ok()
    assert '"type":"ping"' in opened['body']
    hooked.receiver.location = f'http://127.0.0.1:{hooked.receiver.port}/elsewhere'
    hooked.receiver.answer = (307, '')
    assert (await hooked.api.post(f'webhook-endpoints/{endpoint["id"]}/test')).ok()['state'] == 'failed'
    assert len(hooked.receiver.tries) == 2


async def test_a_new_secret_signs_beside_the_one_before(hooked: Hooked) -> None:
    endpoint = await hooked.listen('message.created')
    made = (await hooked.api.post(f'webhook-endpoints/{endpoint["id"]}/secret')).ok(201)
    assert made['secret'] != endpoint['secret']
    for secret in (endpoint['secret'], made['secret']):
        hooked.receiver.secret = secret
        assert (await hooked.api.post(f'webhook-endpoints/{endpoint["id"]}/test')).ok()['state'] == 'delivered'
    assert 'secret' not in (await hooked.api.get(f'webhook-endpoints/{endpoint["id"]}')).ok()


@pytest.mark.parametrize(
    'url', ['http://127.0.0.1/', 'http://169.254.169.254/latest', 'https://a:b@shop.example/', 'x']
)
async def test_an_address_of_our_own_network_is_refused(desk: Desk, url: str) -> None:
    answer = await desk.shop.owner.api.post('webhook-endpoints', {'url': url, 'events': ['message.created']})
    assert (answer.status, answer.json['fields'][0]['where']) == (422, 'body.url')


async def test_a_name_that_leads_into_our_network_is_not_called(desk: Desk) -> None:
    owner = desk.shop.owner.api
    asked = {'url': 'http://localhost.localdomain/', 'events': ['message.created']}
    endpoint = (await owner.post('webhook-endpoints', asked)).ok(201)
    pinged = (await owner.post(f'webhook-endpoints/{endpoint["id"]}/test')).ok()
    assert (pinged['state'], pinged['response_status']) == ('failed', None)


async def test_without_webhooks_nothing_is_kept(desk: Desk) -> None:
    owner: Api = desk.shop.owner.api
    asked = {'url': 'https://shop.example/', 'events': ['contact.created']}
    endpoint = (await owner.post('webhook-endpoints', asked)).ok(201)
    (await owner.post('contacts', {'name': 'Cleo'})).ok(201)
    assert await desk.shop.rows('SELECT 1 FROM hub.webhook_contacts')
    (await owner.delete(f'webhook-endpoints/{endpoint["id"]}')).ok(204)
    await follow_once(desk.shop.hub)
    (await owner.post('contacts', {'name': 'Other'})).ok(201)
    for table in ('webhook_contacts', 'webhook_marks', 'webhook_conversations', 'webhook_deliveries'):
        assert not await desk.shop.rows(f'SELECT 1 FROM hub.{table}'), table  # noqa: S608 - our own


def test_a_day_holds_about_a_dozen_tries() -> None:
    seconds, tries = 0.0, 0
    while seconds < webhook_deliveries.DELIVERY_SECONDS:
        tries += 1
        seconds += pause(tries)
    assert 9 < tries < 20
