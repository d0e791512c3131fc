"""Mentions: whom private notes name."""

from collections.abc import Sequence
from uuid import UUID

from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('mentions')


class Mention(Value):
    """A user whom a note names."""

    message_id: UUID
    user_id: UUID


async def add(
    session: Session, message_id: UUID, *, conversation_id: UUID, seq: int, user_ids: Sequence[UUID]
) -> list[UUID]:
    """Store whom a note names; those that are new."""
    return await session.values(
        _QUERIES['add'], message=message_id, conversation=conversation_id, seq=seq, users=list(user_ids)
    )


async def of_message(session: Session, message_id: UUID) -> set[UUID]:
    """Whom this note names."""
    return set(await session.values(_QUERIES['of_message'], message=message_id))


async def of_messages(session: Session, message_ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """Whom some notes name, by note."""
    found: dict[UUID, list[UUID]] = {}
    for mention in await session.all(Mention, _QUERIES['of_messages'], messages=list(message_ids)):
        found.setdefault(mention.message_id, []).append(mention.user_id)
    return found
