"""Transcripts: everything that was said, in its order, and nothing in one comes alive."""

from html import unescape
from uuid import UUID, uuid4

from hub.model.people import UserRole
from tests.live.conftest import Desk

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
