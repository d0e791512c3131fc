"""Reading a thread: its pages, what a reconnect missed, and messages as their readers may see them."""

from collections.abc import Sequence
from uuid import UUID

from hub import metrics
from hub.context import Hub
from hub.files.files import present
from hub.model.access import Actor, UserActor, VisitorActor
from hub.model.base import LAST_SEQ, Value
from hub.model.crash import crash
from hub.model.errors import NotFound
from hub.model.failure import Failure
from hub.model.message import Attachment, Author, Channel, Direction, Message, SequencedMessage, ThreadMessage
from hub.model.page import Page
from storage import conversations, files, mentions, messages, widget_metadata
from storage.conversations import Marks
from storage.db import Session
from storage.messages import MessageRow

PAGE = 50
SYNC = 200


class Sync(Value):
    """What a reader missed: `messages` after its seq, `changed` since its rev; `more`: ask again from the last."""

    ok: bool = True
    messages: list[SequencedMessage]
    changed: list[SequencedMessage]
    rev: int
    more: bool
    visitor_read_seq: int
    agents_read_seq: int


async def sync(
    hub: Hub, actor: Actor, *, conversation_id: UUID, after_seq: int, after_rev: int | None, limit: int = SYNC
) -> Sync:
    """Exactly what this reader has not seen. Raises NotFound."""
    private = isinstance(actor, UserActor)
    async with hub.database.tenant(actor.tenant_id) as session:
        marks = await readable(session, actor, conversation_id)
        new = await messages.after(session, conversation_id, after_seq, limit + 1, private=private)
        changed: list[MessageRow] = []
        if after_rev is not None and after_rev < marks.rev:
            changed = await messages.changed(session, conversation_id, after_rev, after_seq, limit + 1, private=private)
        said = await render(hub, session, new[:limit])
        said_changed = await render(hub, session, changed[:limit])
    crash('synced')
    metrics.SYNCED.observe(len(said))
    return Sync(
        messages=said,
        changed=said_changed,
        rev=said_changed[-1].rev if len(changed) > limit else marks.rev,
        more=len(new) > limit or len(changed) > limit,
        visitor_read_seq=marks.visitor_read_seq,
        agents_read_seq=marks.agents_read_seq,
    )


async def page(
    hub: Hub, actor: UserActor, *, conversation_id: UUID, before_seq: int | None, after_seq: int | None, limit: int
) -> Page[ThreadMessage]:
    """A page of the thread, ascending. `next_cursor` is the seq to go on from, in the direction that was asked."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await readable(session, actor, conversation_id)
        if after_seq is not None:
            found = await messages.after(session, conversation_id, after_seq, limit + 1, private=True)
            kept, cursor = found[:limit], found[limit - 1].seq if len(found) > limit else None
        else:
            found = await messages.before(session, conversation_id, before_seq or LAST_SEQ, limit + 1, private=True)
            kept, cursor = found[-limit:], found[-limit].seq if len(found) > limit else None
        said = await render(hub, session, kept)
        seen = await widget_metadata.pages(session, [m.id for m in said if _is_visitors(m)])
        named = await mentions.of_messages(session, [message.id for message in said if message.private])
    items = [ThreadMessage(**dict(one), page=seen.get(one.id), mentions=named.get(one.id, [])) for one in said]
    return Page(items=items, next_cursor=str(cursor) if cursor is not None else None)


def _is_visitors(message: Message) -> bool:
    return message.direction is Direction.INBOUND and message.channel is Channel.WIDGET


async def readable(session: Session, actor: Actor, conversation_id: UUID) -> Marks:
    """Where the conversation stands, if this actor may read it. Raises NotFound."""
    marks = await conversations.marks(session, conversation_id)
    if marks is None or (isinstance(actor, VisitorActor) and marks.visitor_id != actor.visitor_id):
        raise NotFound('There is no such conversation, or it is not yours.')
    return marks


async def render(hub: Hub, session: Session, rows: Sequence[MessageRow]) -> list[SequencedMessage]:
    """Stored rows as their readers see them, files with signed addresses."""
    attached: dict[UUID, list[Attachment]] = {}
    with_files = [row.id for row in rows if row.has_attachments]
    if with_files:
        found = await files.of_messages(session, with_files)
        for row, attachment in zip(found, present(hub, found), strict=True):
            if row.message_id:
                attached.setdefault(row.message_id, []).append(attachment)
    return [_said(row, attached.get(row.id, [])) for row in rows]


def _said(row: MessageRow, attachments: list[Attachment]) -> SequencedMessage:
    failure = Failure(cause=row.cause, detail=row.error_detail) if row.cause else None
    return SequencedMessage(
        id=row.id,
        conversation_id=row.conversation_id,
        seq=row.seq,
        prev_seq=row.prev_seq,
        rev=row.rev,
        client_id=row.client_id,
        direction=row.direction,
        role=row.role,
        channel=row.channel,
        content_text=row.content_text,
        content_html=row.content_html,
        content_blocks=row.content_blocks,
        attachments=attachments,
        status=row.status,
        error=failure.text if failure else row.error_detail,
        failure=failure,
        dismissed=row.dismissed,
        author=author(row.direction, row.sender_id, row.author_name),
        private=row.private,
        created_at=row.created_at,
    )


def author(direction: Direction, sender_id: UUID | None, name: str) -> Author:
    """Who wrote it. An agent's id is no secret, a visitor's stays with us: it is what their token stands for."""
    return Author(id=sender_id if direction is Direction.OUTBOUND else None, name=name)
