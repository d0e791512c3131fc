"""Messages read anew, for those who follow them."""

from collections.abc import Sequence
from uuid import UUID

from storage.db import Session
from storage.messages import MessageRow
from storage.sql import Queries

_QUERIES = Queries('updates')


class Followed(MessageRow):
    """A message and whom it concerns."""

    prev_public_seq: int
    visitor_id: UUID | None


async def messages(session: Session, ids: Sequence[UUID]) -> list[Followed]:
    """These messages as they are now."""
    return await session.all(Followed, _QUERIES['messages'], ids=list(ids))


async def changed(session: Session, conversation_id: UUID, rev: int, limit: int) -> list[Followed]:
    """What changed in a conversation after a rev, the latest `limit`, in their order."""
    return await session.all(Followed, _QUERIES['changed'], conversation_id=conversation_id, rev=rev, limit=limit)
