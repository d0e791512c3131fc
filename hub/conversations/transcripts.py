"""Transcripts: a conversation to take along, as plain text or as a page that prints well.

Everything in one was written by somebody else, so nothing of it is trusted: the page escapes all of it, has no script
and loads nothing; in the text each message is indented, so that none can look like the beginning of another.
"""

import re
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from enum import StrEnum
from html import escape
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from hub.audit import record
from hub.context import Hub
from hub.conversations import conversations
from hub.conversations.threads import render
from hub.conversations.transcript_words import WORDS, Words
from hub.jobs import Lease, LeaseLost, Work
from hub.limits import Limit, count
from hub.live.updates import tell
from hub.mail import Enclosed, Mail, deliver
from hub.model.access import Client, UserActor
from hub.model.base import Value
from hub.model.channel import Rejected
from hub.model.conversation import Conversation
from hub.model.download import Download
from hub.model.errors import Conflict
from hub.model.failure import Cause, Failure
from hub.model.hours import TimeZone
from hub.model.ids import new_id
from hub.model.language import SpokenLanguage
from hub.model.message import Attachment, SequencedMessage
from storage import conversations as stored
from storage import jobs, messages, tenants
from storage.db import Session

_AT_ONCE = 200
_UNPRINTABLE = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]')
"""Control characters, and those that turn the direction of what follows them."""


_STYLE = (
    'body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1c1c22;background:#fff}'
    'main{max-width:44rem;margin:0 auto;padding:2rem 1rem}h1{margin:0;font-size:1.5rem}'
    'header p{margin:.25rem 0;color:#5c5c66}ol{list-style:none;margin:1.5rem 0 0;padding:0}'
    'li{padding:.75rem 0;border-top:1px solid #dcdce2;break-inside:avoid-page}'
    '.who{margin:0;font-weight:600}time{font-weight:400;font-size:.8rem;color:#5c5c66}'
    '.said{white-space:pre-wrap;overflow-wrap:anywhere}.file{margin:.25rem 0;overflow-wrap:anywhere;font-style:italic}'
    '.note{padding-inline:.75rem;background:#fff6d9;print-color-adjust:exact}'
    '@media print{main{max-width:none;padding:0}}'
)


MAILED_BYTES = 5 * 2**20
"""More is refused by many mail servers."""
MAILS_PER_USER = Limit('transcripts:user', 30, 3600)


class Form(StrEnum):
    """What a transcript is."""

    TEXT = 'text'
    HTML = 'html'


class Wish(Value):
    """Which transcript: times are in that zone, private notes are in it only where that was asked for."""

    form: Form = Form.HTML
    private: bool = False
    time_zone: TimeZone = 'UTC'
    language: SpokenLanguage = SpokenLanguage.EN

    @property
    def words(self) -> Words:
        """What the hub says in it."""
        return WORDS[self.language]


class Mailing(Value):
    """The order to send one by mail."""

    conversation_id: UUID
    user_id: UUID
    to: str
    wish: Wish


class TranscriptBlock(Value):
    """What `content_blocks` of the line in the thread say: to whom it went, or why it could not."""

    type: Literal['transcript'] = 'transcript'
    to: str
    error: str | None = None
    failure: Failure | None = None
    """The same as a code, with what only this one says."""


async def take(hub: Hub, actor: UserActor, client: Client, conversation_id: UUID, wish: Wish) -> Download:
    """Begin one; that somebody took it along is in the audit log. Raises NotFound."""
    conversation = await conversations.get(hub, actor, conversation_id)
    async with hub.database.tenant(actor.tenant_id) as session:
        deed, private = 'conversation.transcript_taken', wish.private
        await record(session, actor, client, deed, of='conversation', id=conversation.id, private=private)
    return _download(hub, actor.tenant_id, conversation, wish)


async def mail(hub: Hub, actor: UserActor, client: Client, conversation_id: UUID, to: str, wish: Wish) -> None:
    """Have one sent; a line in the thread says when it was. Raises NotFound, Conflict without a mail server."""
    if hub.settings.smtp_url is None:
        raise Conflict('This hub has no mail server yet (SMTP_URL), so it cannot send mail. Download the transcript.')
    await conversations.get(hub, actor, conversation_id)
    await count(hub, (MAILS_PER_USER, str(actor.user_id)))
    async with hub.database.tenant(actor.tenant_id) as session:
        order = Mailing(conversation_id=conversation_id, user_id=actor.user_id, to=to, wish=wish)
        await jobs.enqueue(session, MAIL.kind, str(new_id()), order)
        deed, private = 'conversation.transcript_mailed', wish.private
        await record(session, actor, client, deed, of='conversation', id=conversation_id, to=to, private=private)


async def send(lease: Lease, order: Mailing) -> None:
    """The job. Its mail has one Message-ID however often it is tried, so that readers show it once."""
    hub, tenant_id = lease.hub, lease.claim.tenant_id
    letter = await _letter(hub, tenant_id, order, str(lease.job.id))
    if not lease.is_in_force:
        raise LeaseLost
    await deliver(hub.settings, letter)
    async with lease.writing() as session:
        line = await _note(session, order)
        await lease.finish(session)
    if line:
        await tell(hub, tenant_id, fresh=[line])
        conversations.announce(hub, tenant_id, order.conversation_id)


async def _letter(hub: Hub, tenant_id: UUID, order: Mailing, name: str) -> Mail:
    wish = order.wish
    async with hub.database.tenant(tenant_id) as session:
        conversation = await stored.find(session, order.conversation_id, order.user_id)
        company = _line((await tenants.own(session)).name)
    if conversation is None:
        raise Rejected(cause=Cause.CONVERSATION_GONE)
    taken, content = _download(hub, tenant_id, conversation, wish), bytearray()
    async for part in taken.parts:
        content += part
        if len(content) > MAILED_BYTES:
            raise Rejected('Download it.', cause=Cause.TOO_LARGE)
    return Mail(
        to=order.to,
        subject=wish.words.subject.format(company),
        text=(wish.words.enclosed.format(company),),
        footer='',
        language=wish.language,
        enclosed=Enclosed(taken.file_name, 'plain' if wish.form is Form.TEXT else 'html', bytes(content)),
        name=name,
    )


async def _gave_up(lease: Lease, session: Session, order: Mailing, failure: Failure) -> None:
    await _note(session, order, failure)


async def _note(session: Session, order: Mailing, failure: Failure | None = None) -> UUID | None:
    if await stored.lock(session, order.conversation_id) is None:
        return None
    block = TranscriptBlock(to=order.to, error=failure.text if failure else None, failure=failure)
    sign = '✉' if failure is None else '✉ ✗'
    return await messages.say(session, order.conversation_id, f'{sign} {order.to}', [block.model_dump(mode='json')])


MAIL = Work('mail_transcript', Mailing, send, _gave_up)


def _download(hub: Hub, tenant_id: UUID, conversation: Conversation, wish: Wish) -> Download:
    kind, ending = ('plain', 'txt') if wish.form is Form.TEXT else ('html', 'html')
    name = f'transcript-{conversation.created_at:%Y-%m-%d}-{conversation.id.hex[-6:]}.{ending}'
    return Download(name, f'text/{kind}; charset=utf-8', _parts(hub, tenant_id, conversation, wish))


async def _parts(hub: Hub, tenant_id: UUID, conversation: Conversation, wish: Wish) -> AsyncIterator[bytes]:
    is_page, seq = wish.form is Form.HTML, 0
    head, said = (_page_head, _page_message) if is_page else (_text_head, _text_message)
    yield head(conversation, wish).encode()
    while True:
        async with hub.database.tenant(tenant_id) as session:
            rows = await messages.after(session, conversation.id, seq, _AT_ONCE, private=wish.private)
            found: Sequence[SequencedMessage] = await render(hub, session, rows)
        yield ''.join(said(message, wish) for message in found).encode()
        if len(found) < _AT_ONCE:
            break
        seq = found[-1].seq
    if is_page:
        yield b'</ol></main></body></html>\n'


def _text_head(conversation: Conversation, wish: Wish) -> str:
    lines = [_line(conversation.display_name), *_about(conversation, wish)]
    return '\n'.join(lines) + f'\n{"-" * 72}\n'


def _text_message(message: SequencedMessage, wish: Wish) -> str:
    lines = [f'\n{_when(message.created_at, wish)}  {_who(message, wish)}']
    # whatever ends a line, not only a line feed: no message may begin at the margin
    lines += [f'    {_clean(line)}' for line in message.content_text.splitlines()]
    lines += [f'    [{wish.words.file.format(_file(file, wish))}]' for file in message.attachments]
    return '\n'.join(lines) + '\n'


def _page_head(conversation: Conversation, wish: Wish) -> str:
    name = escape(_line(conversation.display_name))
    about = ''.join(f'<p dir="auto">{escape(line)}</p>' for line in _about(conversation, wish))
    return (
        f'<!doctype html><html lang="{wish.language}" dir="{wish.language.direction}">'
        '<head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{name}</title><style>{_STYLE}</style></head>'
        f'<body><main><header><h1 dir="auto">{name}</h1>{about}</header><ol>\n'
    )


def _page_message(message: SequencedMessage, wish: Wish) -> str:
    files = ''.join(f'<p class="file" dir="auto">{escape(_file(file, wish))}</p>' for file in message.attachments)
    return (
        f'<li{" class=note" if message.private else ""}><p class="who"><bdi>{escape(_who(message, wish))}</bdi>'
        f' <time datetime="{message.created_at.isoformat()}">{_when(message.created_at, wish)}</time></p>'
        f'<div class="said" dir="auto">{escape(_clean(message.content_text))}</div>{files}</li>\n'
    )


def _about(conversation: Conversation, wish: Wish) -> list[str]:
    words = wish.words
    lines = [words.conversation.format(conversation.id), words.begun.format(_when(conversation.created_at, wish))]
    if conversation.subject:
        lines.insert(0, _line(conversation.subject))
    return [*lines, words.with_notes] if wish.private else lines


def _when(at: datetime, wish: Wish) -> str:
    local = at.astimezone(ZoneInfo(wish.time_zone))
    return f'{local:%Y-%m-%d %H:%M:%S} UTC{local:%z} ({wish.time_zone})'


def _who(message: SequencedMessage, wish: Wish) -> str:
    name = _line(message.author.name) or wish.words.nameless[message.role]
    return wish.words.note.format(name) if message.private else name


def _file(file: Attachment, wish: Wish) -> str:
    return _line(wish.words.bytes.format(file.file_name, f'{file.size:,}'))


def _line(text: str) -> str:
    """On one line, whatever somebody made of their name."""
    return ' '.join(_clean(text).split())


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub('', text)
