"""Conversations that lost a tag, a team or a custom status because it ended, until the feed has told of them."""

from typing import Literal
from uuid import UUID

from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('stirring')

Ending = Literal['tag', 'team', 'custom_status']


async def note(session: Session, noun: Ending, id: UUID) -> int:
    """Whoever has this one, before it is deleted in the same transaction; how many. Nobody gets it meanwhile."""
    await session.run(_QUERIES[f'hold_{noun}'], id=id)
    return await session.run(_QUERIES[f'note_{noun}'], id=id)


async def stir(session: Session, most: int) -> list[UUID]:
    """At most so many take a place in the feed; which they are. None where there are no more."""
    ids = await session.values(_QUERIES['next'], limit=most)
    if not ids:
        return []
    await session.run(_QUERIES['lock'], ids=ids)
    taken: list[UUID] = await session.values(_QUERIES['take'], ids=ids)
    await session.run(_QUERIES['stir'], ids=taken)
    return taken
