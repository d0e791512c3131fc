"""Holding what is about to be changed, whatever table it is in."""

from uuid import UUID

from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('versions')


async def hold(session: Session, of: UUID) -> None:
    """Wait for whoever holds it; it is this transaction's until it ends."""
    await session.run(_QUERIES['hold'], of=of)
