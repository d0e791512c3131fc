"""Accounts whose provider has to be asked, and how far each was read."""

from collections.abc import Sequence
from uuid import UUID

from hub.model.message import Channel
from storage.db import Session
from storage.lookups import Place
from storage.sql import Queries

_QUERIES = Queries('pulls')


async def due(session: Session, channels: Sequence[Channel], most: int) -> list[Place]:
    """Accounts of any tenant that nobody is asked to read; for a session that is bound to none."""
    return await session.all(Place, _QUERIES['due'], channels=list(channels), most=most)


async def cursor(session: Session, account_id: UUID) -> str | None:
    """How far it was read."""
    found: str | None = await session.value(_QUERIES['cursor'], account_id=account_id)
    return found


async def move(session: Session, account_id: UUID, cursor: str | None) -> None:
    """It was read so far."""
    await session.run(_QUERIES['move'], account_id=account_id, cursor=cursor)
