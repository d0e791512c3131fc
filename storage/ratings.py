"""Ratings: what visitors say a conversation was worth, once for each time it was resolved."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('ratings')


class Kept(Value):
    """A rating as it stands now; `message_id` is its line in the thread, None before there is one."""

    resolution: int
    score: int
    comment: str | None
    message_id: UUID | None


async def rate(session: Session, conversation_id: UUID, score: int, comment: str | None) -> Kept:
    """Keep the visitor's latest word. Its conversation has to be locked."""
    kept = await session.one(Kept, _QUERIES['rate'], conversation_id=conversation_id, score=score, comment=comment)
    assert kept is not None  # noqa: S101 - an aggregate has a row
    return kept


async def say(session: Session, conversation_id: UUID, kept: Kept, text: str, blocks: Sequence[Any]) -> UUID:
    """Put a rating into its thread; the id of the new line."""
    message_id: UUID = await session.value(
        _QUERIES['say'],
        conversation_id=conversation_id,
        resolution=kept.resolution,
        text=text,
        blocks=list(blocks),
    )
    return message_id
