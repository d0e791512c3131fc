"""What came to a user since somebody last told them by mail."""

from datetime import datetime
from uuid import UUID

from hub.model.base import Value
from hub.model.notification import Occasion
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('digests')


class Waiting(Value):
    """A conversation with something in it that a user has not read."""

    id: UUID
    is_assigned: bool
    is_mentioned: bool
    written: str | None
    """The customer's latest words."""
    place: Occasion | None
    """Whose it is, as an occasion."""


async def waiting(session: Session, user_id: UUID, since: datetime, until: datetime, limit: int) -> list[Waiting]:
    """The newest first."""
    return await session.all(Waiting, _QUERIES['waiting'], user=user_id, since=since, until=until, limit=limit)
