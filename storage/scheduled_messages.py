"""Replies that go out later."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from hub.model.base import Value
from hub.model.failure import Cause, Failure
from hub.model.scheduled_message import StoppedBy
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('scheduled_messages')


class ScheduledRow(Value):
    """One as it is stored."""

    id: UUID
    conversation_id: UUID
    author_id: UUID
    author_name: str
    client_id: str
    text: str
    html: str | None
    attachment_ids: list[UUID]
    send_at: datetime
    stop_on_reply: bool
    state: Literal['waiting', 'sending', 'stopped']
    stopped_by: StoppedBy | None
    cause: Cause | None
    detail: str | None
    replied_at: datetime | None
    created_at: datetime


async def of_conversation(session: Session, conversation_id: UUID, limit: int) -> list[ScheduledRow]:
    """What is to go out in a conversation, the next one first."""
    return await session.all(ScheduledRow, _QUERIES['of_conversation'], conversation=conversation_id, limit=limit)


async def find(session: Session, id: UUID) -> ScheduledRow | None:
    """One of them."""
    return await session.one(ScheduledRow, _QUERIES['find'], id=id)


async def lock(session: Session, id: UUID) -> ScheduledRow | None:
    """One of them, held until the transaction ends."""
    return await find(session, id) if await session.value(_QUERIES['lock'], id=id) else None


async def of_client(session: Session, author_id: UUID, client_id: str) -> UUID | None:
    """The one that was asked for under this client_id."""
    found: UUID | None = await session.value(_QUERIES['of_client'], author=author_id, client_id=client_id)
    return found


async def add(
    session: Session,
    *,
    id: UUID,
    conversation_id: UUID,
    author_id: UUID,
    client_id: str,
    text: str,
    html: str | None,
    attachment_ids: Sequence[UUID],
    send_at: datetime,
    stop_on_reply: bool,
) -> float | None:
    """The seconds until its time; None where it was asked for before."""
    seconds: float | None = await session.value(
        _QUERIES['add'],
        id=id,
        conversation=conversation_id,
        author=author_id,
        client_id=client_id,
        text=text,
        html=html,
        attachment_ids=list(attachment_ids),
        send_at=send_at,
        stop_on_reply=stop_on_reply,
    )
    return seconds


async def change(session: Session, row: ScheduledRow) -> float:
    """Other words or another time: it waits again. The seconds until its time."""
    seconds: float = await session.value(
        _QUERIES['change'],
        id=row.id,
        text=row.text,
        html=row.html,
        send_at=row.send_at,
        stop_on_reply=row.stop_on_reply,
    )
    return seconds


async def begin(session: Session, id: UUID) -> None:
    """From now on nobody can change it."""
    await session.run(_QUERIES['begin'], id=id)


async def stop(session: Session, id: UUID, by: StoppedBy, failure: Failure | None = None) -> None:
    """It stays until somebody decides."""
    cause, detail = (failure.cause, failure.detail) if failure else (None, None)
    await session.run(_QUERIES['stop'], id=id, stopped_by=by, cause=cause, detail=detail)


async def remove(session: Session, id: UUID) -> None:
    """Sent, or called off."""
    await session.run(_QUERIES['remove'], id=id)
