"""Search over HTTP: messages by their words, contacts by name and address, each tenant its own."""

import asyncio
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest

from hub.context import Hub
from hub.search.word_index import read_once
from hub.worker import working
from tests.live.conftest import Desk
from tests.tenants import Shop, Tenants


async def search(shop: Shop, q: str, more: str = '') -> Any:
    """What is found."""
    return (await shop.owner.api.get(f'search?q={quote(q)}{more}')).ok()


async def texts(shop: Shop, q: str) -> list[str]:
    """The found messages' snippets, plain."""
    found = await search(shop, q)
    return [''.join(part['text'] for part in item['snippet']) for item in found['messages']['items']]


async def people(shop: Shop, q: str) -> list[str]:
    """The found contacts' names, plain."""
    found = await search(shop, q)
    return [''.join(part['text'] for part in item['name']) for item in found['contacts']['items']]


async def say(desk: Desk, hub: Hub, *said: str) -> dict[str, Any]:
    """A visitor says these, and they are read; the last ack."""
    visitor = await desk.visitor()
    acks = [await visitor.say(text) for text in said]
    await read_once(hub)
    return acks[-1]


async def test_a_message_is_found_by_its_words_with_the_words_marked(desk: Desk, hub: Hub) -> None:
    ack = await say(desk, hub, 'Hello', 'My <b>Zeltstange</b> is broken', 'Thanks')
    found = await search(desk.shop, 'zeltst')
    (item,) = found['messages']['items']
    assert item['seq'] == 2
    assert item['conversation']['id'] == ack['message']['conversation_id']
    assert [part for part in item['snippet'] if part['match']] == [{'text': 'Zeltstange', 'match': True}]
    assert ''.join(part['text'] for part in item['snippet']) == 'My <b>Zeltstange</b> is broken'


@pytest.mark.parametrize(
    ('question', 'is_found'),
    [
        ('wooden pole', True),
        ('pole wooden', True),
        ('"wooden tent pole"', True),
        ('"tent wooden"', False),
        ('wooden house', False),
        ('tent p', False),  # one letter is a word here
        ('tent po', True),
        ('po tent', False),  # only the last word may go on
        ('nr-77', True),
        ('WÖÖDEN', True),
        ('***', False),
        ("'); DROP TABLE messages; --", False),
        ('tent & !pole | (', True),  # these are no operators
    ],
)
async def test_all_words_have_to_be_there_and_phrases_in_their_order(
    desk: Desk, hub: Hub, question: str, is_found: bool
) -> None:
    await say(desk, hub, 'A wooden tent pole, NR-77')
    assert (await texts(desk.shop, question) == ['A wooden tent pole, NR-77']) is is_found


async def test_scripts_without_spaces_are_found_by_a_part(desk: Desk, hub: Hub) -> None:
    await say(desk, hub, 'このテントを返品したいです')
    for part in ('返', '返品', 'テント', 'を返品し'):
        assert await texts(desk.shop, part) == ['このテントを返品したいです'], part
    assert await texts(desk.shop, '品返') == []


async def test_private_notes_are_found_by_agents(desk: Desk, hub: Hub) -> None:
    ack = await say(desk, hub, 'Hello')
    path = f'conversations/{ack["message"]["conversation_id"]}/messages'
    (await desk.shop.owner.api.post(path, {'text': 'Suspicious zebra', 'private': True})).ok(201)
    await read_once(hub)
    (item,) = (await search(desk.shop, 'zebra'))['messages']['items']
    assert item['private'] is True


async def test_pages_follow_each_other_newest_first(desk: Desk, hub: Hub) -> None:
    await say(desk, hub, *(f'parcel {n}' for n in range(7)))
    seen: list[int] = []
    cursor = ''
    while True:
        page = (await search(desk.shop, 'parcel', f'&kind=messages&limit=3{cursor}'))['messages']
        seen += [item['seq'] for item in page['items']]
        if page['next_cursor'] is None:
            break
        cursor = f'&cursor={page["next_cursor"]}'
    assert seen == [7, 6, 5, 4, 3, 2, 1]


async def test_a_message_is_read_once_however_often_and_by_whomever(desk: Desk, hub: Hub) -> None:
    await say(desk, hub, 'one parcel')
    await read_once(hub)
    await say(desk, hub, 'two parcels')
    assert len(await texts(desk.shop, 'parcel')) == 2
    assert [row['number'] for row in await desk.shop.rows('SELECT number FROM hub.message_words ORDER BY 1')] == [1, 2]


async def test_a_worker_reads_what_is_said_while_it_runs(desk: Desk, hub: Hub) -> None:
    visitor = await desk.visitor()
    async with working(hub), asyncio.timeout(30):
        for word in ('hammock', 'lantern'):
            await visitor.say(f'Is the {word} there?')
            while await texts(desk.shop, word) != [f'Is the {word} there?']:  # noqa: ASYNC110 - the search is only asked
                await asyncio.sleep(0.1)


async def test_more_messages_than_a_batch_are_all_read(desk: Desk, hub: Hub) -> None:
    ack = await say(desk, hub, 'first')
    await desk.shop.rows(
        """INSERT INTO messages (tenant_id, conversation_id, seq, prev_public_seq, direction, role, channel, status,
                                 content_text)
           SELECT tenant_id, id, 1 + n, n, 'inbound', 'user', 'widget', 'received', 'flood ' || n
             FROM conversations, generate_series(1, 2500) AS n WHERE id = $1 ORDER BY n""",
        ack['message']['conversation_id'],
    )
    await read_once(hub)
    found = await search(desk.shop, 'flood', '&kind=messages&limit=2')
    assert [item['seq'] for item in found['messages']['items']] == [2501, 2500]
    assert await texts(desk.shop, '1777') == ['flood 1777']


async def test_words_on_every_shelf_are_found_newest_first(desk: Desk, hub: Hub) -> None:
    """Numbers are moved far apart, so that each message stands on a shelf of its own."""
    await say(desk, hub, *(f'shelf {"even" if n % 2 else "odd"} {n}' for n in range(9)))
    await desk.shop.rows('UPDATE hub.message_words SET number = number << 18')
    await desk.shop.rows('UPDATE hub.search_marks SET numbered = numbered << 18')
    assert await texts(desk.shop, 'shelf') == [f'shelf {"even" if n % 2 else "odd"} {n}' for n in range(8, -1, -1)]
    assert await texts(desk.shop, 'odd') == [f'shelf odd {n}' for n in (8, 6, 4, 2, 0)]
    assert await texts(desk.shop, 'shelf 0') == ['shelf odd 0']


async def test_nobody_finds_what_another_tenant_wrote(desk: Desk, hub: Hub, tenants: Tenants) -> None:
    word = f'canary{uuid4().hex}'
    await say(desk, hub, word)
    (await desk.shop.owner.api.post('contacts', {'name': word})).ok(201)
    other = await tenants.make()
    assert await search(other, word) == {
        'messages': {'items': [], 'next_cursor': None},
        'contacts': {'items': [], 'next_cursor': None},
    }
    assert len(await texts(desk.shop, word)) == len(await people(desk.shop, word)) == 1


@pytest.mark.parametrize(
    'question',
    ['müller', 'MULLER', 'üll', 'zoe m', 'z', 'ü', 'lle', 'acme', 'zoe@tents', '030 9018', '+49 30 90', '901820'],
)
async def test_a_contact_is_found_by_name_company_address_and_number(tenants: Tenants, question: str) -> None:
    shop = await tenants.make()
    addresses = [{'type': 'email', 'value': 'zoe@tents.example'}, {'type': 'phone', 'value': '+49 30 901820'}]
    asked = {'name': 'Zoë Müller', 'company': 'Acme', 'identifiers': addresses}
    (await shop.owner.api.post('contacts', asked)).ok(201)
    (await shop.owner.api.post('contacts', {'name': 'Ben Berg'})).ok(201)
    assert await people(shop, question) == ['Zoë Müller']


async def test_a_contact_is_found_by_what_it_is_called_now(tenants: Tenants) -> None:
    shop = await tenants.make()
    address = {'type': 'email', 'value': 'old@example.com'}
    made = (await shop.owner.api.post('contacts', {'name': 'Anna', 'identifiers': [address]})).ok(201)
    (await shop.owner.api.patch(f'contacts/{made["id"]}', {'name': 'Berta', 'identifiers': []})).ok()
    assert await people(shop, 'anna') == await people(shop, 'old@') == []
    assert await people(shop, 'berta') == ['Berta']


async def test_many_contacts_of_one_name_come_in_pages(tenants: Tenants) -> None:
    shop = await tenants.make()
    await shop.rows(
        """INSERT INTO contacts (tenant_id, name, created_at)
           SELECT current_setting('app.tenant_id')::uuid, 'Kim ' || n, now() - make_interval(secs => n)
             FROM generate_series(1, 1300) AS n"""
    )
    first = (await search(shop, 'kim', '&kind=contacts&limit=2'))['contacts']
    second = (await search(shop, 'kim', f'&kind=contacts&limit=2&cursor={first["next_cursor"]}'))['contacts']
    names = [''.join(part['text'] for part in item['name']) for page in (first, second) for item in page['items']]
    assert names == ['Kim 1', 'Kim 2', 'Kim 3', 'Kim 4']
    assert await people(shop, 'kim 1234') == ['Kim 1234']


async def test_a_contact_leads_to_its_latest_conversation(tenants: Tenants) -> None:
    shop = await tenants.make()
    made = (await shop.owner.api.post('contacts', {'name': 'Anna'})).ok(201)
    assert (await search(shop, 'anna'))['contacts']['items'][0]['conversation_id'] is None
    await shop.rows(
        """WITH thread AS (
               INSERT INTO conversations (tenant_id, channel, contact_id) VALUES ($1, 'widget', $2) RETURNING id)
           INSERT INTO messages (tenant_id, conversation_id, direction, role, content_text)
           SELECT $1, id, 'inbound', 'user', 'Hello' FROM thread""",
        shop.tenant.id,
        made['id'],
    )
    assert (await search(shop, 'anna'))['contacts']['items'][0]['conversation_id'] is not None


async def test_a_key_that_may_not_read_contacts_finds_messages_only(desk: Desk, hub: Hub) -> None:
    await say(desk, hub, 'Anna wrote this')
    owner = desk.shop.owner.api
    (await owner.post('contacts', {'name': 'Anna'})).ok(201)
    key = (await owner.post('api-keys', {'name': 'Reader', 'scopes': ['conversations.read']})).ok(201)['key']
    found = (await owner.as_(key).get('search?q=anna')).ok()
    assert len(found['messages']['items']) == 1
    assert found['contacts']['items'] == []
    assert (await owner.as_(key).get('search?q=anna&kind=contacts')).status == 403


@pytest.mark.parametrize('query', ['', 'q=', f'q={"a" * 201}', 'q=a&limit=51', 'q=a&kind=files', 'q=a&cursor=WzFd'])
async def test_a_question_that_makes_no_sense_is_refused(tenants: Tenants, query: str) -> None:
    shop = await tenants.make()
    assert (await shop.owner.api.get(f'search?{query}')).status == 422


async def test_a_foreign_cursor_is_refused(tenants: Tenants) -> None:
    shop = await tenants.make()
    for kind in ('messages', 'contacts'):
        answer = await shop.owner.api.get(f'search?q=a&kind={kind}&cursor=nonsense')
        assert (answer.status, answer.code) == (422, 'invalid'), kind
