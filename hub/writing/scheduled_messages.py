"""Replies that go out later: all agents see them, their author changes them, anybody who may write calls them off.

Once the time has come (`hub/writing/sending_later.py`) nobody can change it any more; a moment later it is a message.
"""

from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from hub.context import Hub
from hub.conversations.threads import readable
from hub.files.files import present
from hub.model.access import UserActor
from hub.model.base import ChangeInput, ClientId, Id, Input, Moment, Text
from hub.model.crash import crash
from hub.model.errors import Conflict, Forbidden, Invalid, NotFound
from hub.model.failure import Failure
from hub.model.ids import new_id
from hub.model.message import Author
from hub.model.page import Page
from hub.model.scheduled_message import ScheduledMessage
from hub.writing.richtext import clean
from hub.writing.scheduled_news import scheduled_changed
from hub.writing.sending import ATTACHMENTS, TEXT_LENGTH, check_not_empty
from hub.writing.sending_later import send_at_its_time
from storage import files
from storage import scheduled_messages as stored
from storage.db import Session
from storage.scheduled_messages import ScheduledRow

MOST = 20
"""In one conversation."""
LONGEST = timedelta(days=366)


class ScheduledMessageInput(Input):
    """A reply and when it goes out."""

    client_id: ClientId
    """Of the message that it becomes; the same one again is the same scheduled message."""
    text: Text = Field('', max_length=TEXT_LENGTH)
    html: Text | None = Field(None, max_length=4 * TEXT_LENGTH)
    attachments: tuple[Id, ...] = Field((), max_length=ATTACHMENTS)
    send_at: Moment
    stop_on_reply: bool = False


class ScheduledMessageChange(ChangeInput):
    """What may be changed; then it waits again, whatever stopped it. New text takes the place of `html` too."""

    may_be_empty: ClassVar[frozenset[str]] = frozenset({'html'})

    text: Text | None = Field(None, max_length=TEXT_LENGTH)
    html: Text | None = Field(None, max_length=4 * TEXT_LENGTH)
    send_at: Moment | None = None
    stop_on_reply: bool | None = None


async def page(hub: Hub, actor: UserActor, conversation_id: UUID) -> Page[ScheduledMessage]:
    """What is to go out in a conversation, the next one first. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await readable(session, actor, conversation_id)
        rows = await stored.of_conversation(session, conversation_id, MOST)
        return Page(items=[await _said(hub, session, row) for row in rows], next_cursor=None)


async def create(hub: Hub, actor: UserActor, conversation_id: UUID, asked: ScheduledMessageInput) -> ScheduledMessage:
    """Keep a reply until its time. Raises NotFound, Invalid, Conflict."""
    check_not_empty(asked.text, asked.attachments)
    _check_time(asked.send_at)
    html = await clean(asked.html) if asked.html else None
    async with hub.database.tenant(actor.tenant_id) as session:
        await readable(session, actor, conversation_id)
        row = await _added(session, actor, conversation_id, asked, html)
        made = await _said(hub, session, row)
    crash('message_scheduled')
    await scheduled_changed(hub, actor.tenant_id, conversation_id)
    return made


async def _added(
    session: Session, actor: UserActor, conversation_id: UUID, asked: ScheduledMessageInput, html: str | None
) -> ScheduledRow:
    id = new_id()
    seconds = await stored.add(
        session,
        id=id,
        conversation_id=conversation_id,
        author_id=actor.user_id,
        client_id=asked.client_id,
        text=asked.text,
        html=html,
        attachment_ids=asked.attachments,
        send_at=asked.send_at,
        stop_on_reply=asked.stop_on_reply,
    )
    if seconds is None:
        return await _first(session, actor, conversation_id, asked)
    unsent = {file.id for file in await files.unsent(session, actor.user_id, asked.attachments)}
    if unsent != set(asked.attachments):
        raise Invalid('A file is not there, or on another message already.')
    if len(await stored.of_conversation(session, conversation_id, MOST + 1)) > MOST:
        raise Conflict(f'{MOST} replies wait to be sent here already.')
    await send_at_its_time(session, id, asked.send_at, seconds)
    return await _found(session, id)


async def _first(
    session: Session, actor: UserActor, conversation_id: UUID, asked: ScheduledMessageInput
) -> ScheduledRow:
    """The one that was asked for before, if this is the same."""
    id = await stored.of_client(session, actor.user_id, asked.client_id)
    row = await stored.find(session, id) if id else None
    if row and (row.conversation_id, row.text, row.send_at) == (conversation_id, asked.text, asked.send_at):
        return row
    raise Conflict('Another message was already scheduled under this client_id.')


async def change(hub: Hub, actor: UserActor, id: UUID, asked: ScheduledMessageChange) -> ScheduledMessage:
    """Other words or another time, by its author. Raises NotFound, Forbidden, Invalid, Conflict while it goes out."""
    update = {name: getattr(asked, name) for name in asked.model_fields_set}
    if 'text' in update or 'html' in update:
        update['html'] = await clean(asked.html) if asked.html else None
    async with hub.database.tenant(actor.tenant_id) as session:
        before = await _held(session, actor, id)
        if before.author_id != actor.user_id:
            raise Forbidden('Only who wrote it can change it. You can cancel it.')
        after = before.model_copy(update=update)
        check_not_empty(after.text, tuple(after.attachment_ids))
        _check_time(after.send_at)
        seconds = await stored.change(session, after)
        await send_at_its_time(session, id, after.send_at, seconds)
        changed = await _said(hub, session, await _found(session, id))
    await scheduled_changed(hub, actor.tenant_id, changed.conversation_id)
    return changed


async def remove(hub: Hub, actor: UserActor, id: UUID) -> None:
    """Call it off. Raises NotFound, Conflict once it is going out."""
    async with hub.database.tenant(actor.tenant_id) as session:
        row = await _held(session, actor, id)
        await stored.remove(session, id)
    await scheduled_changed(hub, actor.tenant_id, row.conversation_id)


def _check_time(at: datetime) -> None:
    now = datetime.now(UTC)
    if not now < at < now + LONGEST:
        raise Invalid('Choose a time that is still to come, within a year.')


async def _held(session: Session, actor: UserActor, id: UUID) -> ScheduledRow:
    row = await stored.lock(session, id)
    if row is None:
        raise NotFound('It is not there any more: it was sent or cancelled.')
    await readable(session, actor, row.conversation_id)
    if row.state == 'sending':
        raise Conflict('It is just being sent.')
    return row


async def _found(session: Session, id: UUID) -> ScheduledRow:
    row = await stored.find(session, id)
    if row is None:
        raise NotFound
    return row


async def _said(hub: Hub, session: Session, row: ScheduledRow) -> ScheduledMessage:
    attached = present(hub, await files.some(session, row.attachment_ids)) if row.attachment_ids else []
    failure = Failure(cause=row.cause, detail=row.detail) if row.cause else None
    return ScheduledMessage(
        **row.model_dump(exclude={'author_id', 'author_name', 'attachment_ids', 'cause', 'detail'}),
        detail=failure.text if failure else row.detail,
        failure=failure,
        author=Author(id=row.author_id, name=row.author_name),
        attachments=attached,
    )
