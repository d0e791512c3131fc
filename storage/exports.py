"""What an export of a contact takes beyond what agents see of them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('exports')


class KeptRating(Value):
    """What the customer said of a conversation."""

    score: int
    comment: str | None
    created_at: datetime


class KeptVisit(Value):
    """A browser's time on the site."""

    visitor_id: UUID
    started_at: datetime
    last_seen_at: datetime
    user_agent: str | None
    ip: str | None


class KeptFile(Value):
    """A file in the store: `path` is its name in an export, `private` whether only colleagues saw it."""

    path: str
    key: str
    private: bool


async def visits(session: Session, visitors: Sequence[UUID]) -> list[KeptVisit]:
    """Of these browsers, oldest first."""
    return await session.all(KeptVisit, _QUERIES['visits'], visitors=list(visitors))


async def ratings(session: Session, conversation_id: UUID) -> list[KeptRating]:
    """Of a conversation, oldest first."""
    return await session.all(KeptRating, _QUERIES['ratings'], conversation=conversation_id)


async def files(session: Session, conversation_id: UUID) -> list[KeptFile]:
    """Of a conversation."""
    return await session.all(KeptFile, _QUERIES['files'], conversation=conversation_id)
