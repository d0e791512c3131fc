"""Erasing a contact: nothing that anybody typed for them is anywhere afterwards, and nobody else lost a word."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZipFile

import asyncpg
import pytest

from hub.contacts import erasure
from hub.contacts.erasure import ERASE, Erasing
from hub.context import Hub
from hub.ending import end
from hub.jobs import Lease, Runner, Work
from hub.model.people import UserRole
from hub.worker import WORKS
from storage import jobs, proofs, visitors
from storage.blob_keys import new_key
from tests.api_client import Api
from tests.channels.conftest import QUICK
from tests.files.conftest import BUCKET, aws, s3_endpoint
from tests.files.test_stores import hub_with
from tests.live.conftest import Desk, desk, open_desk
from tests.live.peers import Peer, eventually
from tests.tenants import Tenants
from tests.webhooks.conftest import Hooked, hooked

__all__ = ['aws', 'desk', 'hooked', 's3_endpoint']

_HOLDERS = """
SELECT format('%I.%I', table_schema, table_name) AS holder, array_agg(column_name::text) AS columns
  FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
 WHERE table_schema IN ('public', 'hub') AND table_type = 'BASE TABLE'
 GROUP BY 1 ORDER BY 1
"""


@dataclass
class Person:
    """Somebody of whom as much is known as the interfaces take. Each word they leave stands nowhere else."""

    desk: Desk
    visitor: Peer
    words: dict[str, str] = field(default_factory=dict)
    contact: str = ''
    conversation: str = ''

    def word(self, place: str) -> str:
        """A word for this place."""
        return self.words.setdefault(place, f'{place[:12]}x{uuid4().hex}')

    @property
    def api(self) -> Api:
        """The owner's."""
        return self.desk.shop.owner.api

    async def live(self) -> None:
        """Leave a word everywhere."""
        word = self.word
        page = {
            'url': f'https://shop.example/{word("url")}',
            'title': word('title'),
            'referrer': f'https://a.b/{word("ref")}',
        }
        assert (await self.visitor.call('page', page))['ok']
        await self.write()
        await self._be_described()
        await self._be_answered()
        assert (await self.visitor.say(word('second'), self.conversation))['ok']

    async def write(self) -> None:
        """Begin a conversation and say who they are."""
        word = self.word
        said = await self.visitor.say(word('question'))
        self.conversation = said['message']['conversation_id']
        email = f'{word("email")}@example.com'
        known = await self.visitor.call(
            'identify', {'name': word('name'), 'email': email, 'attributes': {'k': word('said')}}
        )
        assert known['ok'], known
        shown = (await self.api.get(f'conversations/{self.conversation}')).ok()
        self.contact = shown['contact']['id']

    async def be_told_later(self, *files: str) -> None:
        """A reply is scheduled to them."""
        later = {
            'client_id': uuid4().hex, 'text': self.word('scheduled'), 'attachments': files,
            'send_at': (datetime.now(UTC) + timedelta(days=1)).isoformat(),
        }  # fmt: skip
        (await self.api.post(f'conversations/{self.conversation}/scheduled-messages', later)).ok(201)

    async def _be_described(self) -> None:
        word, contact = self.word, f'contacts/{self.contact}'
        known = (await self.api.get(contact)).ok()['identifiers']
        phone = {'type': 'phone', 'value': f'+49301{uuid4().int % 10**8:08}'}
        self.words['phone'] = phone['value'][1:]
        changed = {
            'name': word('renamed'), 'company': word('company'), 'notes': word('notes'),
            'attributes': {'plan': word('attribute')},
            'identifiers': [*({'type': e['type'], 'value': e['value']} for e in known), phone],
        }  # fmt: skip
        (await self.api.patch(contact, changed)).ok()
        (await self.api.post(f'{contact}/notes', {'text': word('note')})).ok(201)
        twin = {'name': word('twin'), 'identifiers': [{'type': 'email', 'value': f'{word("twinmail")}@example.com'}]}
        merged = (await self.api.call('POST', 'contacts', twin, Idempotency_Key=uuid4().hex)).ok(201)
        (await self.api.post(f'contacts/{merged["id"]}/block', {'reason': word('block')})).ok()
        (await self.api.delete(f'contacts/{merged["id"]}/block')).ok()
        merge = {'contact_id': merged['id'], 'reason': word('merge')}
        (await self.api.post(f'{contact}/merge', merge)).ok()

    async def _be_answered(self) -> None:
        word, conversation = self.word, f'conversations/{self.conversation}'
        file = await self.file('sent')
        (await self.api.post(f'{conversation}/messages', {'text': word('answer'), 'attachments': [file]})).ok(201)
        (await self.api.post(f'{conversation}/messages', {'text': word('private'), 'private': True})).ok(201)
        (await self.api.patch(conversation, {'subject': word('subject')})).ok()
        (await self.api.call('PUT', f'{conversation}/draft', {'text': word('draft')})).ok()
        await self.be_told_later(await self.file('later'))
        (await self.api.patch(conversation, {'status': 'resolved'})).ok()
        rated = {'conversation_id': self.conversation, 'score': 2, 'comment': word('comment')}
        assert (await self.visitor.call('rate', rated))['ok']

    async def file(self, place: str) -> str:
        """The owner uploads one that is meant for them."""
        name, content = f'{self.word(f"{place}name")}.txt', self.word(f'{place}content')
        stored: dict[str, Any] = (await self.api.call('POST', f'files?name={name}', None, content.encode())).ok(201)
        return str(stored['id'])


@dataclass
class Everything:
    """All that is stored, to be searched."""

    database_url: str
    folder: Path

    async def found(self, person: Person) -> dict[str, list[str]]:
        """Which of a person's words stand where; in every column of every table there is, and in every file."""
        places: dict[str, list[str]] = {place: [] for place in person.words}
        connection = await asyncpg.connect(self.database_url)
        try:
            for holder in await connection.fetch(_HOLDERS):
                rows = await connection.fetch(_SEARCH.format(holder=holder['holder']), list(person.words.values()))
                for row in rows:
                    place = next(place for place, word in person.words.items() if word == row['word'])
                    places[place].append(holder['holder'])
        finally:
            await connection.close()
        for path in self.folder.rglob('*'):
            try:
                content = path.read_bytes() if path.is_file() else b''
            except FileNotFoundError:  # on its way out while we look
                continue
            for place, word in person.words.items():
                if word.encode() in content:
                    places[place].append('a file')
        return places


_SEARCH = """
SELECT word FROM unnest($1::text[]) AS word
 WHERE EXISTS (SELECT FROM {holder} AS t, jsonb_each_text(to_jsonb(t)) AS e (name, value)
                WHERE position(lower(word) IN lower(e.value)) > 0
                   OR position(encode(convert_to(word, 'UTF8'), 'hex') IN e.value) > 0)
"""
"""A row as JSON holds each of its columns as text, and bytes as hexadecimal digits."""

_WAITS = 'SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))'
_HOLD_CONTACT = 'SELECT FROM contacts WHERE id = $1 FOR KEY SHARE NOWAIT'

_LEAD = """
WITH shop AS (SELECT current_setting('app.tenant_id')::uuid AS id),
     pipeline AS (INSERT INTO pipelines (tenant_id, name) SELECT id, 'Sales' FROM shop RETURNING tenant_id, id),
     stage AS (INSERT INTO pipeline_stages (tenant_id, pipeline_id, name, position)
               SELECT tenant_id, id, 'New', 1 FROM pipeline RETURNING tenant_id, pipeline_id, id)
INSERT INTO leads (tenant_id, contact_id, conversation_id, pipeline_id, stage_id)
SELECT tenant_id, $1, $2, pipeline_id, id FROM stage
"""
_TICKET = """
INSERT INTO tickets (tenant_id, subject, contact_id, conversation_id)
VALUES (current_setting('app.tenant_id')::uuid, 'Broken', $1, $2)
"""
_CALL = """
INSERT INTO phone_calls (tenant_id, direction, from_number, to_number, contact_id, conversation_id, recording_key)
VALUES (current_setting('app.tenant_id')::uuid, 'inbound', '+491', '+492', $1, $2, $3)
"""
_LOOSE = """
SELECT 'lead' AS kind, contact_id::text, conversation_id FROM leads
UNION ALL SELECT 'ticket', contact_id::text, conversation_id FROM tickets
UNION ALL SELECT 'call', contact_id::text, conversation_id FROM phone_calls
"""


@pytest.fixture
def everything(hooked: Hooked, database_url: str) -> Everything:
    return Everything(database_url, hooked.desk.shop.hub.settings.data_dir)


@pytest.fixture
def everything_here(desk: Desk, database_url: str) -> Everything:
    """The same, of a shop without webhooks."""
    return Everything(database_url, desk.shop.hub.settings.data_dir)


@asynccontextmanager
async def running(hub: Hub, works: Mapping[str, Work]) -> AsyncIterator[None]:
    """A runner of jobs, until the block ends."""
    task = asyncio.create_task(Runner(hub, works, QUICK).run())
    try:
        yield
    finally:
        await end([task])


async def gone(everything: Everything, person: Person) -> None:
    """Wait until nothing of them is left."""
    connection = await asyncpg.connect(everything.database_url)
    try:
        while await connection.fetchval('SELECT count(*) FROM contacts WHERE id = $1', UUID(person.contact)):
            await connection.execute('SELECT pg_sleep(0.05)')
    finally:
        await connection.close()


async def test_nothing_that_was_ever_typed_for_them_is_left(hooked: Hooked, everything: Everything) -> None:
    desk, api = hooked.desk, hooked.api
    events = ['message.created', 'conversation.updated', 'contact.created', 'contact.updated', 'contact.deleted']
    endpoint = await hooked.listen(*events)
    anna, bela = Person(desk, await desk.visitor()), Person(desk, await desk.visitor())
    await anna.live()
    await bela.live()
    agent = await desk.agent()
    cursor = (await agent.hear('session'))['cursor']
    await hooked.receiver.until_told(anna.word('second'))
    await hooked.receiver.until_told(bela.word('second'))
    planted = await everything.found(anna)
    assert all(planted.values()), planted
    assert 'hub.webhook_deliveries' in planted['question']

    (await api.delete(f'contacts/{anna.contact}')).ok(204)
    assert (await api.delete(f'contacts/{anna.contact}')).code == 'not_found'
    await agent.hear('conversation.gone', lambda event: event['conversation_id'] == anna.conversation)
    assert (await anna.visitor.hear('closing'))['reason'] == 'unknown'
    await gone(everything, anna)

    assert {place: found for place, found in (await everything.found(anna)).items() if found} == {}
    assert all((await everything.found(bela)).values())
    # sealed as they are no search finds them: one of each, of the requests that made their twins
    kept = await desk.shop.rows("SELECT progress FROM hub.idempotency_keys WHERE path = '/api/v1/contacts'")
    assert sorted(row[0] for row in kept) == ['carried_out', 'lost']
    assert (await agent.call('feed', {'cursor': cursor}))['reset']
    for path in (f'contacts/{anna.contact}', f'conversations/{anna.conversation}', f'contacts/{anna.contact}/timeline'):
        assert (await api.get(path)).code == 'not_found'
    assert (await api.get(f'conversations/{bela.conversation}/messages')).ok()['items']
    assert len((await api.get(f'contacts/{bela.contact}/timeline')).ok()['items']) > 1
    deeds = [
        line for line in (await api.get('audit-log?action=contact')).ok()['items'] if line['entity_id'] == anna.contact
    ]
    assert 'contact.erased' in {line['action'] for line in deeds}
    assert not any(line['details'] for line in deeds)
    await hooked.receiver.until_told('"contact.deleted"', anna.contact)
    assert 'contact.deleted' in {line['event'] for line in await hooked.log(endpoint)}


async def test_a_worker_that_dies_in_the_middle_is_followed_by_one_that_ends_it(
    desk: Desk, everything_here: Everything
) -> None:
    everything = everything_here
    anna = Person(desk, await desk.visitor())
    await anna.live()
    hub, died = desk.shop.hub, []

    async def die(lease: Lease, order: Erasing) -> None:
        died.append(order)
        await erasure.forget_conversation(lease, order, [order.contact_id], UUID(anna.conversation))
        raise RuntimeError('The worker died')

    async with running(hub, {ERASE.kind: Work(ERASE.kind, Erasing, die)}):
        (await anna.api.delete(f'contacts/{anna.contact}')).ok(204)
        await eventually(lambda: bool(died))
        await anna.visitor.hear('closing')
    assert (await everything.found(anna))['note']
    async with running(hub, WORKS):
        await gone(everything, anna)
        assert not any((await everything.found(anna)).values())
        async with hub.database.tenant(desk.shop.tenant.id) as session:
            order = Erasing(contact_id=UUID(anna.contact), user_id=desk.shop.owner.user.id)
            await jobs.enqueue(session, ERASE.kind, anna.contact, order)
        while await desk.shop.rows("SELECT FROM hub.jobs WHERE kind = 'erase'"):  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.05)
    assert len(await desk.shop.rows('SELECT FROM hub.contact_erasures')) == 1
    assert not await desk.shop.rows('SELECT FROM hub.dead_letters')


async def erased(person: Person, everything: Everything) -> None:
    """Nothing of them is left, once this returns."""
    async with running(person.desk.shop.hub, WORKS):
        (await person.api.delete(f'contacts/{person.contact}')).ok(204)
        await gone(everything, person)


async def test_a_file_that_somebody_else_got_or_is_to_get_stays(desk: Desk, everything_here: Everything) -> None:
    anna, bela = Person(desk, await desk.visitor()), Person(desk, await desk.visitor())
    await anna.write()
    await bela.write()
    sent, later, lost = [await bela.file('sent'), await bela.file('later'), await anna.file('lost')]
    await anna.be_told_later(sent, later, lost)
    await bela.be_told_later(later)
    answer = {'text': 'Here it is', 'attachments': [sent]}
    (await bela.api.post(f'conversations/{bela.conversation}/messages', answer)).ok(201)

    await erased(anna, everything_here)

    assert not any((await everything_here.found(anna)).values())
    kept = await everything_here.found(bela)
    assert kept['sentcontent'] == kept['latercontent'] == ['a file']
    assert kept['sentname'], 'their message still lists it'
    (await bela.api.get(f'files/{later}')).ok()


async def test_a_browser_that_becomes_somebody_elses_meanwhile_stays_theirs(
    desk: Desk, everything_here: Everything
) -> None:
    anna, hub = Person(desk, await desk.visitor()), desk.shop.hub
    await anna.write()
    bela = (await anna.api.post('contacts', {'name': 'Bela'})).ok(201)['id']
    (await anna.api.post(f'conversations/{anna.conversation}/move', {'contact_id': bela})).ok()
    [[visitor_id]] = await desk.shop.rows('SELECT id FROM widget_visitors WHERE contact_id = $1', UUID(anna.contact))
    async with running(hub, WORKS):
        async with hub.database.tenant(desk.shop.tenant.id) as session:
            await visitors.lock(session, visitor_id)
            (await anna.api.delete(f'contacts/{anna.contact}')).ok(204)
            while not await session.connection.fetchval(_WAITS):  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.02)
            # as whoever opens a conversation for a visitor; were it held, the two would wait for each other
            await session.connection.execute(_HOLD_CONTACT, UUID(anna.contact))
            proven = {'name': 'Bela', 'email': None, 'phone': None}
            await proofs.prove(session, visitor_id, external_id='bela', contact_id=UUID(bela), **proven)
        await gone(everything_here, anna)
    assert await desk.shop.rows('SELECT FROM widget_visitors WHERE contact_id = $1', UUID(bela))
    assert await desk.shop.rows('SELECT FROM conversations WHERE visitor_id = $1', visitor_id)
    assert anna.visitor.connected


async def test_a_conversation_that_is_given_away_meanwhile_stays(desk: Desk, everything_here: Everything) -> None:
    anna = Person(desk, await desk.visitor())
    await anna.write()
    bela = (await anna.api.post('contacts', {'name': 'Bela'})).ok(201)['id']

    async def late(lease: Lease, order: Erasing) -> None:
        (await anna.api.post(f'conversations/{anna.conversation}/move', {'contact_id': bela})).ok()
        await erasure.forget_conversation(lease, order, [order.contact_id], UUID(anna.conversation))
        await erasure.erase(lease, order)

    async with running(desk.shop.hub, {ERASE.kind: Work(ERASE.kind, Erasing, late)}):
        (await anna.api.delete(f'contacts/{anna.contact}')).ok(204)
        await gone(everything_here, anna)
    assert (await anna.api.get(f'conversations/{anna.conversation}')).ok()['contact']['id'] == bela


async def test_what_is_somebody_elses_stays_where_the_conversation_goes(
    desk: Desk, everything_here: Everything
) -> None:
    bela, blobs = Person(desk, await desk.visitor()), desk.shop.hub.blobs
    await bela.write()
    anna = Person(desk, bela.visitor, conversation=bela.conversation)
    anna.contact = (await bela.api.post('contacts', {'name': anna.word('name')})).ok(201)['id']
    keys = {}
    for person in (anna, bela):
        keys[person.contact] = new_key(desk.shop.tenant.id)
        recording = person.word('recording').encode()
        await blobs.write(keys[person.contact], BytesIO(recording), len(recording))
    for statement, of in (
        (_LEAD, bela.contact), (_TICKET, bela.contact), (_TICKET, None), (_TICKET, anna.contact), (_CALL, bela.contact),
    ):  # fmt: skip
        given = [keys[bela.contact]] if statement is _CALL else []
        await desk.shop.rows(statement, of and UUID(of), UUID(bela.conversation), *given)
    await desk.shop.rows(_CALL, UUID(anna.contact), None, keys[anna.contact])
    (await bela.api.post(f'conversations/{bela.conversation}/move', {'contact_id': anna.contact})).ok()

    await erased(anna, everything_here)

    assert not any((await everything_here.found(anna)).values())
    assert (await everything_here.found(bela))['recording'] == ['a file']
    left = [tuple(row) for row in await desk.shop.rows(_LOOSE)]
    assert left == [(kind, bela.contact, None) for kind in ('lead', 'ticket', 'call')]
    [moved] = (await bela.api.get(f'contacts/{bela.contact}/timeline?kind=conversation_moved')).ok()['items']
    assert (moved['text'], moved['conversation_id']) == (None, None)


async def test_what_was_split_off_theirs_and_given_away_stays_without_their_subject(
    desk: Desk, everything_here: Everything
) -> None:
    anna = Person(desk, await desk.visitor())
    await anna.write()
    for place in ('second', 'third'):
        await anna.visitor.say(anna.word(place), anna.conversation)
    (await anna.api.patch(f'conversations/{anna.conversation}', {'subject': anna.word('subject')})).ok()
    split = {'from_seq': 2, 'subject': 'The invoice'}
    new, undone = [
        (await anna.api.post(f'conversations/{anna.conversation}/split', {**split, 'from_seq': seq})).ok(201)['id']
        for seq in (2, 3)
    ]
    (await anna.api.delete(f'conversation-splits/{undone}')).ok()
    bela = (await anna.api.post('contacts', {'name': 'Bela'})).ok(201)['id']
    for conversation in (new, undone):
        (await anna.api.post(f'conversations/{conversation}/move', {'contact_id': bela})).ok()
    agent = await desk.agent()
    await agent.call('watch', {'conversation_id': new})

    await erased(anna, everything_here)

    assert not any((await everything_here.found(anna)).values())
    await agent.hear('message.updated', lambda heard: heard['content_blocks'][0]['subject'] is None)
    for conversation in (new, undone):
        row = (await anna.api.get(f'conversations/{conversation}')).ok()
        assert (row['subject'], row['contact']['id']) == ('The invoice', bela)
        [line] = (await anna.api.get(f'conversations/{conversation}/messages')).ok()['items']
        assert (line['content_blocks'][0]['conversation_id'], line['content_text'][1:]) == (
            anna.conversation,
            ' widget',
        )


async def test_a_browser_that_comes_back_is_a_strangers(desk: Desk) -> None:
    visitor = await desk.visitor()
    token = (await visitor.hear('session'))['visitor']
    anna = Person(desk, visitor)
    await anna.live()
    async with running(desk.shop.hub, WORKS):
        (await anna.api.delete(f'contacts/{anna.contact}')).ok(204)
        await visitor.hear('closing', lambda event: event['reason'] == 'unknown')
    back = await desk.visitor(token)
    assert (await back.hear('session'))['visitor'] != token
    said = (await back.say('Hello'))['message']
    assert said['conversation_id'] != anna.conversation
    assert (await anna.api.get(f'conversations/{said["conversation_id"]}')).ok()['display_name'].startswith('Visitor ')


async def test_who_runs_the_place_erases_and_nobody_else(tenants: Tenants) -> None:
    shop, other = await tenants.make(), await tenants.make()
    contact = (await shop.owner.api.post('contacts', {'name': 'Anna'})).ok(201)['id']
    for role in (UserRole.AGENT, UserRole.MANAGER):
        assert (await (await shop.hire(role)).api.delete(f'contacts/{contact}')).code == 'forbidden'
    assert (await other.owner.api.delete(f'contacts/{contact}')).code == 'not_found'
    (await (await shop.hire(UserRole.ADMIN)).api.delete(f'contacts/{contact}')).ok(204)
    assert (await shop.owner.api.get('contacts')).ok()['items'] == []


async def test_of_two_that_were_parted_again_the_other_keeps_everything_but_the_name(
    desk: Desk, everything_here: Everything
) -> None:
    api = desk.shop.owner.api
    anna, bela = [(await api.post('contacts', {'name': f'{name}{uuid4().hex}'})).ok(201) for name in ('Anna', 'Bela')]
    merge = (await api.post(f'contacts/{bela["id"]}/merge', {'contact_id': anna['id']})).ok()['merge_id']
    (await api.post(f'contact-merges/{merge}/undo')).ok()
    person = Person(desk, await desk.visitor(), {'name': anna['name']}, anna['id'])
    await erased(person, everything_here)
    assert await everything_here.found(person) == {'name': []}
    assert (await api.get(f'contacts/{bela["id"]}')).ok()['name'] == bela['name']
    timeline = (await api.get(f'contacts/{bela["id"]}/timeline')).ok()['items']
    assert {item['kind'] for item in timeline} == {'merged', 'unmerged'}


@pytest.fixture(params=['folder', 's3'])
async def stored_desk(
    request: pytest.FixtureRequest, database_url: str, redis_url: str, tmp_path: Path
) -> AsyncIterator[Desk]:
    """A shop whose files are in each store in turn."""
    place = {}
    if request.param == 's3':
        request.getfixturevalue('aws')
        place = {'blob_url': f's3://{BUCKET}/exports', 'aws_endpoint_url': request.getfixturevalue('s3_endpoint')}
    async with hub_with(database_url, redis_url, tmp_path, **place) as (hub, api), AsyncExitStack() as stack:
        yield await open_desk(await Tenants(hub, api).make(), database_url, f'{api.base}/', stack)


async def test_an_export_has_all_that_is_known_and_what_colleagues_wrote_apart(stored_desk: Desk) -> None:
    desk = stored_desk
    anna, bela = Person(desk, await desk.visitor()), Person(desk, await desk.visitor())
    await anna.live()
    await bela.live()
    taken = await anna.api.get(f'contacts/{anna.contact}/export')
    assert taken.headers['Content-Disposition'].startswith('attachment; filename="contact-')
    with ZipFile(BytesIO(taken.body)) as archive:
        assert archive.testzip() is None
        parts = {name: name + archive.read(name).decode() for name in archive.namelist()}
    shown = ''.join(text for name, text in parts.items() if not name.startswith('internal/')).lower()
    internal = ''.join(text for name, text in parts.items() if name.startswith('internal/')).lower()
    among_colleagues = {place for place, word in anna.words.items() if word in internal and word not in shown}
    assert among_colleagues == {'notes', 'note', 'private', 'twin', 'block'}
    nowhere = {place for place, word in anna.words.items() if word not in shown + internal}
    assert nowhere == {'draft', 'scheduled', 'latername', 'latercontent', 'merge'}, 'not said yet'
    assert not any(word in shown + internal for word in bela.words.values())
    entry = (await anna.api.get('audit-log?action=contact.exported')).ok()['items'][0]
    assert entry['entity_id'] == anna.contact
    extent = (await anna.api.get(f'contacts/{anna.contact}/erasure')).ok()
    assert (extent['conversations'], extent['files']) == (1, 1)
    for role in (UserRole.AGENT, UserRole.MANAGER):
        assert (await (await desk.shop.hire(role)).api.get(f'contacts/{anna.contact}/export')).code == 'forbidden'
    assert (await anna.api.get(f'contacts/{uuid4()}/export')).code == 'not_found'
