"""Teams and who is in them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from hub.model.auth import Team, TeamChange, TeamRequest
from hub.model.base import Value
from hub.model.hours import Hours
from hub.model.page import NameSlice
from storage.db import Session, taken
from storage.hours import written
from storage.sql import Queries

QUERIES = Queries('teams')
_TAKEN = 'There is a team of this name already.'


class Giving(Value):
    """A team that gives out by itself, and after how many minutes it takes back what waits for somebody who is away."""

    id: UUID
    give_back_minutes: int | None


async def page(session: Session, wanted: NameSlice) -> list[Team]:
    """These, by name."""
    return await session.all(Team, QUERIES['page'], **dict(wanted))


async def find(session: Session, team_id: UUID) -> Team | None:
    """One team."""
    return await session.one(Team, QUERIES['find'], id=team_id)


async def add(session: Session, id: UUID, asked: TeamRequest) -> None:
    """A new team. Raises Conflict where the name is taken."""
    given = {'name': asked.name, 'auto_assign': asked.auto_assign, 'capacity': asked.capacity}
    with taken(_TAKEN):
        await session.run(QUERIES['add'], id=id, give_back_minutes=asked.give_back_minutes, **given)
    if asked.give_back_minutes:
        await session.run(QUERIES['begin_noting'])
    await session.run(QUERIES['appoint'], id=id, members=list(asked.members))
    await _keep_hours(session, id, asked.hours)


async def change(session: Session, team_id: UUID, asked: TeamChange) -> bool:
    """Whether there is such a team. Raises Conflict where the name is taken."""
    with taken(_TAKEN):
        found = await session.run(
            QUERIES['change'],
            id=team_id,
            name=asked.name,
            auto_assign=asked.auto_assign,
            sets_capacity='capacity' in asked.model_fields_set,
            capacity=asked.capacity,
            sets_give_back='give_back_minutes' in asked.model_fields_set,
            give_back_minutes=asked.give_back_minutes,
        )
    if asked.auto_assign or asked.give_back_minutes:
        await session.run(QUERIES['begin_noting'])
    if found and 'hours' in asked.model_fields_set:
        await _keep_hours(session, team_id, asked.hours)
    if found and asked.members is not None:
        await session.run(QUERIES['dismiss'], id=team_id, members=list(asked.members))
        await session.run(QUERIES['appoint'], id=team_id, members=list(asked.members))
    return bool(found)


async def _keep_hours(session: Session, team_id: UUID, hours: Hours | None) -> None:
    given = written(hours) if hours else {'time_zone': None, 'week': None, 'holidays': None}
    await session.run(QUERIES['keep_hours'], id=team_id, **given)


async def remove(session: Session, team_id: UUID) -> bool:
    """Whether there was one; its conversations stay, without a team."""
    return bool(await session.run(QUERIES['remove'], id=team_id))


async def are_users(session: Session, ids: Sequence[UUID]) -> bool:
    """Whether all of these work here."""
    return bool(await session.value(QUERIES['count_users'], ids=list(ids)) == len(set(ids)))


async def giving(session: Session) -> list[Giving]:
    """Teams that give their conversations out by themselves."""
    return await session.all(Giving, QUERIES['giving'])


async def note_online(session: Session, online: Collection[UUID]) -> None:
    """These users are there."""
    await session.run(QUERIES['note_online'], online=list(online))


async def forsaken(session: Session, online: Collection[UUID], most: int) -> list[UUID]:
    """Conversations that wait for somebody who has been away for as long as their team says."""
    found: list[UUID] = await session.values(QUERIES['forsaken'], online=list(online), id=None, most=most)
    return found


async def is_forsaken(session: Session, conversation_id: UUID, online: Collection[UUID]) -> bool:
    """Whether this one still does."""
    return bool(await session.values(QUERIES['forsaken'], online=list(online), id=conversation_id, most=1))


async def hold_turn(session: Session, team_id: UUID) -> bool:
    """Nobody else decides whose turn it is until the transaction ends; whether the team gives out by itself."""
    return bool(await session.value(QUERIES['hold_turn'], id=team_id))


async def take_turn(session: Session, team_id: UUID, online: Collection[UUID]) -> UUID | None:
    """Whose turn it is among those who are there and have room; it is noted. None where nobody is, or where the team
    gives nothing out. The conversation has to be locked, the feed not yet."""
    if not online or not await hold_turn(session, team_id):
        return None
    user_id: UUID | None = await session.value(QUERIES['next_member'], id=team_id, online=list(online))
    if user_id:
        await session.run(QUERIES['had_turn'], id=team_id, user=user_id)
    return user_id


async def longest_waiting(session: Session, team_id: UUID) -> UUID | None:
    """The conversation that the team has to give out first."""
    found: UUID | None = await session.value(QUERIES['longest_waiting'], id=team_id)
    return found
