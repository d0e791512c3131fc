"""Teams and who is in them."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from hub.model.auth import Team
from hub.model.errors import Conflict
from hub.model.page import NamePlace
from storage.db import Session
from storage.sql import Queries

QUERIES = Queries('teams')
_TAKEN = 'There is a team of this name already.'


async def page(session: Session, after: NamePlace, limit: int) -> list[Team]:
    """By name, those that follow `after`."""
    after_name, after_id = after
    return await session.all(Team, QUERIES['page'], after_name=after_name, after_id=after_id, limit=limit)


async def find(session: Session, team_id: UUID) -> Team | None:
    """One team."""
    return await session.one(Team, QUERIES['find'], id=team_id)


async def add(session: Session, *, id: UUID, name: str, members: Sequence[UUID]) -> None:
    """A new team. Raises Conflict where the name is taken."""
    try:
        await session.run(QUERIES['add'], id=id, name=name)
    except asyncpg.UniqueViolationError as taken:
        raise Conflict(_TAKEN) from taken
    await session.run(QUERIES['appoint'], id=id, members=list(members))


async def change(session: Session, team_id: UUID, *, name: str | None, members: Sequence[UUID] | None) -> bool:
    """Whether there is such a team. Raises Conflict where the name is taken."""
    try:
        found = await session.run(QUERIES['rename'], id=team_id, name=name)
    except asyncpg.UniqueViolationError as taken:
        raise Conflict(_TAKEN) from taken
    if found and members is not None:
        await session.run(QUERIES['dismiss'], id=team_id, members=list(members))
        await session.run(QUERIES['appoint'], id=team_id, members=list(members))
    return bool(found)


async def remove(session: Session, team_id: UUID) -> bool:
    """Whether there was one; its conversations stay, without a team."""
    return bool(await session.run(QUERIES['remove'], id=team_id))


async def are_users(session: Session, ids: Sequence[UUID]) -> bool:
    """Whether all of these work here."""
    return bool(await session.value(QUERIES['count_users'], ids=list(ids)) == len(set(ids)))
