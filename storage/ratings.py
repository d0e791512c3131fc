"""Ratings: what visitors say a conversation was worth."""

from uuid import UUID

from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('ratings')


async def rate(session: Session, conversation_id: UUID, score: int, comment: str | None) -> None:
    """Keep the visitor's latest word."""
    await session.run(_QUERIES['rate'], conversation_id=conversation_id, score=score, comment=comment)
