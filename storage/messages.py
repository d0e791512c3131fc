"""Messages: the batch append of the live path, and the pages that readers fetch."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import asyncpg

from hub.model.base import Value
from hub.model.errors import FileTaken, NotFound
from hub.model.failure import Cause
from hub.model.message import Channel, Direction, Dismissal, MessageStatus, Role
from storage.db import Session
from storage.sql import Queries

if TYPE_CHECKING:
    from asyncpg import Record
    from asyncpg.pool import PoolConnectionProxy

_QUERIES = Queries('messages')
_APPEND = """SELECT * FROM hub.append_messages($1, $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[],
    $7::text[], $8::text[], $9::text[], $10::text[], $11::boolean[], $12::uuid[], $13::uuid[])"""
_OPENING = 'hub.conversations_of_batch($1, $3::uuid[], $14::boolean[], $4::uuid[], $6::text[])'
_OPEN_AND_APPEND = _APPEND.replace('$3::uuid[]', _OPENING)
ATTACHMENT_TAKEN = 'HB409'


class NewMessage(NamedTuple):
    """What is to be appended. `visitor_id` is set for a visitor's message: the conversation has to be theirs.

    One that `opens` knows none yet: it goes where it went before, else to their latest that is open or pending, else
    to a new one under `conversation_id`.
    """

    id: UUID
    conversation_id: UUID
    visitor_id: UUID | None
    sender_id: UUID
    client_id: str
    role: Role
    author_name: str
    text: str
    html: str | None = None
    private: bool = False
    attachment_ids: tuple[UUID, ...] = ()
    opens: bool = False


class Appended(NamedTuple):
    """What became of it. A resend is not `fresh`: then everything here is as it was stored the first time."""

    first_ord: int | None
    id: UUID
    conversation_id: UUID
    visitor_id: UUID | None
    seq: int
    prev_public_seq: int
    rev: int
    direction: Direction
    role: Role
    channel: Channel
    status: MessageStatus
    private: bool
    author_name: str
    content_text: str | None
    content_html: str | None
    has_attachments: bool
    created_at: datetime

    @property
    def fresh(self) -> bool:
        """Whether it was stored just now."""
        return self.first_ord is None


async def append(
    connection: 'asyncpg.Connection[Record] | PoolConnectionProxy[Record]', tenant_id: UUID, batch: Sequence[NewMessage]
) -> list[Appended | None]:
    """Store the batch in one committed statement. None: no such conversation for that sender, or no such sender.

    Raises Conflict if an attachment is on another message, and what asyncpg raises when the server is gone.
    """
    links = [(message.id, attachment) for message in batch for attachment in message.attachment_ids]
    try:
        given = (tenant_id, *_columns(batch), [m for m, _ in links], [a for _, a in links])
        opens = [message.opens for message in batch]
        rows = await (
            connection.fetch(_OPEN_AND_APPEND, *given, opens) if any(opens) else connection.fetch(_APPEND, *given)
        )
    except asyncpg.PostgresError as error:
        if error.sqlstate == ATTACHMENT_TAKEN:
            raise FileTaken from error
        raise
    places = {message.id: place for place, message in enumerate(batch)}
    answers: list[Appended | None] = [None] * len(batch)
    for row in rows:
        stored = Appended(*row)
        answers[places[stored.id] if stored.first_ord is None else stored.first_ord - 1] = stored
    return answers


async def append_one(session: Session, message: NewMessage) -> Appended:
    """Store one as a part of this transaction, which holds its conversation. Raises Conflict as `append` does."""
    (appended,) = await append(session.connection, session.tenant_id, [message])
    if appended is None:
        raise NotFound('There is no such conversation.')
    return appended


def _columns(batch: Sequence[NewMessage]) -> list[list[Any]]:
    return [
        [m.id for m in batch],
        [m.conversation_id for m in batch],
        [m.visitor_id for m in batch],
        [m.sender_id for m in batch],
        [m.client_id for m in batch],
        [m.role for m in batch],
        [m.author_name for m in batch],
        [m.text for m in batch],
        [m.html for m in batch],
        [m.private for m in batch],
    ]


class MessageRow(Value):
    """A stored message as the pages read it; `prev_seq` is the audience's."""

    id: UUID
    conversation_id: UUID
    seq: int
    prev_seq: int
    rev: int
    client_id: str | None
    direction: Direction
    role: Role
    channel: Channel
    sender_id: UUID | None
    author_name: str
    content_text: str
    content_html: str | None
    content_blocks: list[Any] | None
    private: bool
    status: MessageStatus
    cause: Cause | None
    error_detail: str | None
    dismissed: Dismissal | None
    has_attachments: bool
    created_at: datetime


async def after(session: Session, conversation_id: UUID, seq: int, limit: int, *, private: bool) -> list[MessageRow]:
    """The messages that follow `seq`, ascending; private notes only where the audience may see them."""
    return await session.all(
        MessageRow, _QUERIES['after'], conversation_id=conversation_id, seq=seq, limit=limit, private=private
    )


async def before(session: Session, conversation_id: UUID, seq: int, limit: int, *, private: bool) -> list[MessageRow]:
    """The messages just before `seq`, ascending."""
    return await session.all(
        MessageRow, _QUERIES['before'], conversation_id=conversation_id, seq=seq, limit=limit, private=private
    )


async def changed(
    session: Session, conversation_id: UUID, rev: int, until_seq: int, limit: int, *, private: bool
) -> list[MessageRow]:
    """Messages up to `until_seq` that changed after `rev`, in the order of their changes."""
    return await session.all(
        MessageRow,
        _QUERIES['changed'],
        conversation_id=conversation_id,
        rev=rev,
        until_seq=until_seq,
        limit=limit,
        private=private,
    )


async def inbound_until(session: Session, conversation_id: UUID, seq: int) -> int:
    """How many inbound messages there are up to `seq`."""
    return int(await session.value(_QUERIES['inbound_until'], conversation_id=conversation_id, seq=seq))


async def last_inbound(session: Session, conversation_id: UUID) -> int | None:
    """The seq of the customer's last message, if there is one."""
    seq: int | None = await session.value(_QUERIES['last_inbound'], conversation_id=conversation_id)
    return seq


async def say(session: Session, conversation_id: UUID, text: str, blocks: Sequence[Any]) -> UUID:
    """Put a line into a thread that agents see; its id. Its conversation has to be locked."""
    line: UUID = await session.value(_QUERIES['say'], conversation_id=conversation_id, text=text, blocks=list(blocks))
    return line


async def say_anew(session: Session, conversation_id: UUID, line: UUID, text: str, blocks: Sequence[Any]) -> None:
    """Change such a line. Its conversation has to be locked."""
    await session.run(
        _QUERIES['say_anew'], conversation_id=conversation_id, message_id=line, text=text, blocks=list(blocks)
    )
