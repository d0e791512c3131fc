"""Transcripts: everything that was said, in its order, and nothing in one comes alive."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from email.message import EmailMessage
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr

from handlers.keys import HUB
from hub.app import create_app
from hub.config import Settings
from hub.model.people import UserRole
from hub.worker import working
from tests.api_client import Api
from tests.channels.conftest import QUICK
from tests.conftest import serving
from tests.live.conftest import Desk, open_desk
from tests.mailbox import Post, receiving
from tests.tenants import Tenants, new_email

HOSTILE = '<script>alert(1)</script>\r\n2026-01-01 00:00:00 UTC+0000 (UTC)  Owner\u2028Not me\x1b[31m'


async def _talk(desk: Desk) -> str:
    visitor = await desk.visitor()
    said = (await visitor.say(HOSTILE))['message']
    path = f'conversations/{said["conversation_id"]}/messages'
    owner = desk.shop.owner.api
    upload = await owner.call('POST', 'files?name=%3Cb%3Eprice%0Alist.txt', None, b'prices', Content_Type='text/plain')
    (await owner.post(path, {'text': 'Here you are', 'attachments': [upload.ok(201)['id']]})).ok(201)
    (await owner.post(path, {'text': 'Do not tell them', 'private': True})).ok(201)
    return str(said['conversation_id'])


async def test_a_page_has_all_that_was_said_and_no_markup_of_theirs(desk: Desk) -> None:
    id = await _talk(desk)
    taken = await desk.shop.owner.api.get(f'conversations/{id}/transcript?time_zone=Asia/Kolkata')
    page = taken.body.decode()
    assert taken.headers['Content-Disposition'].startswith('attachment; filename="transcript-')
    assert taken.headers['Content-Type'] == 'text/html; charset=utf-8'
    assert '<script' not in page
    assert '<b>' not in page
    assert '<script>alert(1)</script>' in unescape(page)
    assert page.index('alert(1)') < page.index('Here you are') < page.index('list.txt, 6 bytes')
    assert 'UTC+0530 (Asia/Kolkata)' in page
    assert 'Do not tell them' not in page


async def test_in_the_text_no_message_looks_like_the_beginning_of_another(desk: Desk) -> None:
    id = await _talk(desk)
    text = (await desk.shop.owner.api.get(f'conversations/{id}/transcript?form=text')).body.decode()
    body = text.partition('-' * 72)[2]
    beginnings = [line for line in body.split('\n') if line and not line.startswith('    ')]
    assert len(beginnings) == 2
    assert '    2026-01-01 00:00:00 UTC+0000 (UTC)  Owner' in body
    assert not set(text) & {'\x1b', '\r', '\u2028'}


async def test_private_notes_are_in_it_only_when_asked_for_and_are_marked(desk: Desk) -> None:
    id = await _talk(desk)
    page = (await desk.shop.owner.api.get(f'conversations/{id}/transcript?private=true')).body.decode()
    assert 'Do not tell them' in page
    assert 'not for the customer' in page
    entry = (await desk.shop.owner.api.get('audit-log?action=conversation.transcript_taken')).ok()['items'][0]
    assert (entry['entity_id'], entry['details']) == (id, {'private': True})


async def test_who_does_not_see_a_conversation_gets_no_transcript(desk: Desk) -> None:
    id = await _talk(desk)
    owner = desk.shop.owner.api
    role = {'name': 'Own only', 'permissions': ['conversations.read_own']}
    made = (await owner.post('roles', role)).ok(201)
    agent = await desk.shop.hire(UserRole.AGENT)
    (await owner.patch(f'users/{agent.user.id}', {'custom_role_id': made['id']})).ok()
    assert (await agent.api.get(f'conversations/{id}/transcript')).status == 404
    assert (await owner.get(f'conversations/{id}/transcript?time_zone=Mars/Base')).status == 422
    assert (await owner.get(f'conversations/{uuid4()}/transcript')).status == 404


async def test_a_long_one_comes_whole_and_in_order(desk: Desk) -> None:
    visitor = await desk.visitor()
    id = (await visitor.say('0'))['message']['conversation_id']
    await _fill(desk, UUID(id), 450)
    text = (await desk.shop.owner.api.get(f'conversations/{id}/transcript?form=text')).body.decode()
    said = [int(line) for line in text.partition('-' * 72)[2].split('\n') if line.startswith('    ')]
    assert said == list(range(451))


async def _fill(desk: Desk, id: UUID, count: int) -> None:
    """More messages than are read at a time."""
    await desk.shop.rows(
        """INSERT INTO messages (tenant_id, conversation_id, seq, prev_public_seq, direction, role, channel, status,
                                 content_text)
           SELECT $1, $2, n + 1, n, 'inbound', 'user', 'widget', 'received', n::text
             FROM generate_series(1, $3::int) n""",
        desk.shop.tenant.id,
        id,
        count,
    )


@dataclass
class Mailing:
    """A desk whose hub has a mail server."""

    desk: Desk
    post: Post

    async def line(self, id: str) -> dict[str, Any]:
        """What the thread says of a transcript; waits for it."""
        async with asyncio.timeout(20):
            while True:
                found = (await self.desk.shop.owner.api.get(f'conversations/{id}/messages')).ok()['items']
                for block in found[-1]['content_blocks'] or []:
                    return dict(block)
                await asyncio.sleep(0.05)


@pytest.fixture
async def mailing(settings: Settings, database_url: str) -> AsyncIterator[Mailing]:
    """With a worker."""
    async with AsyncExitStack() as stack:
        post, url = stack.enter_context(receiving())
        settings = settings.model_copy(update={'smtp_url': SecretStr(url), 'mail_from': 'Hub <hub@example.com>'})
        app = await create_app(settings)
        await stack.enter_async_context(serving(app, settings))
        api = await stack.enter_async_context(Api.open(settings.base_url))
        shop = await Tenants(app[HUB], api).make('Lamps\n& Co')
        await stack.enter_async_context(working(app[HUB], pace=QUICK))
        yield Mailing(await open_desk(shop, database_url, settings.base_url, stack), post)


async def test_one_is_sent_by_mail_and_the_thread_says_to_whom(mailing: Mailing) -> None:
    id, to = await _talk(mailing.desk), new_email('amara')
    owner = mailing.desk.shop.owner.api
    wish = {'to': to, 'language': 'de', 'time_zone': 'Asia/Kolkata'}
    assert (await owner.post(f'conversations/{id}/transcript', wish)).status == 204
    mail = await mailing.post.to(to)
    assert mail['Subject'] == 'Ihre Unterhaltung mit Lamps & Co'
    page = _enclosed(mail)
    assert '<html lang="de" dir="ltr">' in page
    assert page.index('Begonnen') < page.index('UTC+0530 (Asia/Kolkata)') < page.index('Here you are')
    assert '<script' not in page
    assert 'Do not tell them' not in page

    assert await mailing.line(id) == {'type': 'transcript', 'to': to, 'error': None, 'failure': None}
    entry = (await owner.get('audit-log?action=conversation.transcript_mailed')).ok()['items'][0]
    assert (entry['entity_id'], entry['details']) == (id, {'to': to, 'private': False})


async def test_an_address_that_is_refused_is_told_in_the_thread(mailing: Mailing) -> None:
    id = await _talk(mailing.desk)
    wish = {'to': new_email('nobody'), 'form': 'text'}
    assert (await mailing.desk.shop.owner.api.post(f'conversations/{id}/transcript', wish)).status == 204
    line = await mailing.line(id)
    assert line['failure'] == {'cause': 'mail_refused', 'detail': '5.1.1 no such mailbox'}
    assert line['error'] == 'The mail server refuses this address or this mail: 5.1.1 no such mailbox'


async def test_without_a_mail_server_none_is_sent(desk: Desk) -> None:
    id = await _talk(desk)
    answer = await desk.shop.owner.api.post(f'conversations/{id}/transcript', {'to': new_email('amara')})
    assert (answer.status, answer.code) == (409, 'conflict')
    assert 'SMTP_URL' in answer.json['detail']
    answer = await desk.shop.owner.api.post(f'conversations/{id}/transcript', {'to': 'not an address'})
    assert [field['where'] for field in answer.json['fields']] == ['body.to']


def _enclosed(mail: EmailMessage) -> str:
    (part,) = mail.iter_attachments()
    assert str(part.get_filename()).startswith('transcript-')
    return str(part.get_content())
