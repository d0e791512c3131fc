"""Messages read anew, for those who follow them."""

from collections.abc import Mapping, Sequence
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


async def missed(session: Session, seqs: Mapping[UUID, int], limit: int) -> list[Followed]:
    """What follows a seq of each conversation, at most `limit` of each, ascending."""
    return await session.all(Followed, _QUERIES['missed'], ids=list(seqs), seqs=list(seqs.values()), limit=limit)


async def changed(session: Session, revs: Mapping[UUID, int], limit: int) -> list[Followed]:
    """What changed in each conversation after a rev, the latest `limit` of each, in their order."""
    return await session.all(Followed, _QUERIES['changed'], ids=list(revs), revs=list(revs.values()), limit=limit)
