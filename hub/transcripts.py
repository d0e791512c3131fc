"""Transcripts: a conversation to take along, as plain text or as a page that prints well.

Everything in one was written by somebody else, so nothing of it is trusted: the page escapes all of it, has no script
and loads nothing; in the text each message is indented, so that none can look like the beginning of another.
"""

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from html import escape
from uuid import UUID
from zoneinfo import ZoneInfo

from hub import conversations
from hub.audit import record
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.conversation import Conversation
from hub.model.download import Download
from hub.model.message import Attachment, Role, SequencedMessage
from hub.threads import render
from storage import messages

_AT_ONCE = 200
_UNPRINTABLE = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]')
"""Control characters, and those that turn the direction of what follows them."""


_NAMELESS = {Role.USER: 'Visitor', Role.AGENT: 'Agent', Role.AI: 'Assistant', Role.SYSTEM: 'System'}
_NOTES_IN = 'With private notes of colleagues: not for the customer.'
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


class Form(StrEnum):
    """What a transcript is."""

    TEXT = 'text'
    HTML = 'html'


@dataclass(frozen=True)
class Wish:
    """Which transcript: times are in `zone`, private notes are in it only where that was asked for."""

    form: Form
    zone: ZoneInfo
    private: bool = False


async def take(hub: Hub, actor: UserActor, client: Client, conversation_id: UUID, wish: Wish) -> Download:
    """Begin one; that somebody took it along is in the audit log. Raises NotFound."""
    conversation = await conversations.get(hub, actor, conversation_id)
    async with hub.database.tenant(actor.tenant_id) as session:
        deed, private = 'conversation.transcript_taken', wish.private
        await record(session, actor, client, deed, of='conversation', id=conversation.id, private=private)
    kind, ending = ('plain', 'txt') if wish.form is Form.TEXT else ('html', 'html')
    name = f'transcript-{conversation.created_at:%Y-%m-%d}-{conversation.id.hex[-6:]}.{ending}'
    return Download(name, f'text/{kind}; charset=utf-8', _parts(hub, actor, conversation, wish))


async def _parts(hub: Hub, actor: UserActor, conversation: Conversation, wish: Wish) -> AsyncIterator[bytes]:
    is_page, seq = wish.form is Form.HTML, 0
    head, said = (_page_head, _page_message) if is_page else (_text_head, _text_message)
    yield head(conversation, wish).encode()
    while True:
        async with hub.database.tenant(actor.tenant_id) as session:
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
    lines = [f'\n{_when(message.created_at, wish)}  {_who(message)}']
    # whatever ends a line, not only a line feed: no message may begin at the margin
    lines += [f'    {_clean(line)}' for line in message.content_text.splitlines()]
    lines += [f'    [File: {_line(_file(file))}]' for file in message.attachments]
    return '\n'.join(lines) + '\n'


def _page_head(conversation: Conversation, wish: Wish) -> str:
    name = escape(_line(conversation.display_name))
    about = ''.join(f'<p dir="auto">{escape(line)}</p>' for line in _about(conversation, wish))
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{name}</title><style>{_STYLE}</style></head>'
        f'<body><main><header><h1 dir="auto">{name}</h1>{about}</header><ol>\n'
    )


def _page_message(message: SequencedMessage, wish: Wish) -> str:
    files = ''.join(f'<p class="file" dir="auto">{escape(_line(_file(file)))}</p>' for file in message.attachments)
    return (
        f'<li{" class=note" if message.private else ""}><p class="who"><bdi>{escape(_who(message))}</bdi>'
        f' <time datetime="{message.created_at.isoformat()}">{_when(message.created_at, wish)}</time></p>'
        f'<div class="said" dir="auto">{escape(_clean(message.content_text))}</div>{files}</li>\n'
    )


def _about(conversation: Conversation, wish: Wish) -> list[str]:
    lines = [f'Conversation {conversation.id}', f'Begun {_when(conversation.created_at, wish)}']
    if conversation.subject:
        lines.insert(0, _line(conversation.subject))
    return [*lines, _NOTES_IN] if wish.private else lines


def _when(at: datetime, wish: Wish) -> str:
    local = at.astimezone(wish.zone)
    return f'{local:%Y-%m-%d %H:%M:%S} UTC{local:%z} ({wish.zone.key})'


def _who(message: SequencedMessage) -> str:
    name = _line(message.author.name) or _NAMELESS[message.role]
    return f'{name} (private note)' if message.private else name


def _file(file: Attachment) -> str:
    return f'{file.file_name}, {file.size:,} bytes'


def _line(text: str) -> str:
    """On one line, whatever somebody made of their name."""
    return ' '.join(_clean(text).split())


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub('', text)
