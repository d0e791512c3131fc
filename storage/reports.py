"""Reports: facts folded from conversations along the feed, and what is counted over them."""

from typing import Any

import asyncpg
from pydantic import ConfigDict

from hub.model.page import TimePlace
from hub.model.report import By, Day, Figures, Hour, RatedConversation, Scope, Share, Standing
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('reports')


class _Range(Figures):
    model_config = ConfigDict(frozen=True, extra='ignore')

    is_now: bool


async def begin(session: Session) -> None:
    """Make a place to remember how far the facts are folded."""
    await session.run(_QUERIES['begin'])


async def fold(session: Session, limit: int) -> bool:
    """Bring the facts of the next conversations up to date; whether there are more. Others wait for it."""
    position: int | None = await session.value(_QUERIES['position'])
    if position is None:
        return False
    return bool(await session.value(_QUERIES['fold'], position=position, limit=limit))


async def forget(session: Session) -> None:
    """Throw the facts away, to be folded anew."""
    await session.run(_QUERIES['forget'])


async def is_zone(session: Session, name: str) -> bool:
    """Whether PostgreSQL knows this time zone, as it will reckon with it. If not, the transaction is of no more use."""
    try:
        await session.value(_QUERIES['is_zone'], zone=name)
    except asyncpg.InvalidParameterValueError:
        return False
    return True


async def zone(session: Session) -> str:
    """The tenant's own time zone."""
    found: str | None = await session.value(_QUERIES['zone'])
    return found or 'UTC'


async def now(session: Session, scope: Scope) -> Standing:
    """What waits right now; days play no part."""
    given = scope.model_dump(include={'channel', 'team', 'agent'})
    found = await session.one(Standing, _QUERIES['now'], **given)
    assert found is not None  # noqa: S101 - an aggregate has a row
    return found


async def figures(session: Session, scope: Scope) -> tuple[Figures, Figures]:
    """The range as a whole, and the one before it."""
    found = await session.all(_Range, _QUERIES['figures'], **_given(scope))
    by_range = {each.is_now: Figures(**each.model_dump(exclude={'is_now'})) for each in found}
    return by_range.get(True, Figures()), by_range.get(False, Figures())


async def days(session: Session, scope: Scope) -> list[Day]:
    """Each day of the range, those without anything too."""
    return await session.all(Day, _QUERIES['days'], **_given(scope))


async def hours(session: Session, scope: Scope) -> list[Hour]:
    """Hours of weekdays in which conversations start."""
    return await session.all(Hour, _QUERIES['hours'], **_given(scope))


async def breakdown(session: Session, scope: Scope, by: By) -> list[Share]:
    """The range by agent, team or channel, the busiest first."""
    return await session.all(Share, _QUERIES['breakdown'], by=by, **_given(scope))


async def ratings(
    session: Session, scope: Scope, before: TimePlace, limit: int, *, score: int | None, only_comments: bool
) -> list[RatedConversation]:
    """What visitors said, the latest first, those that follow `before`."""
    before_at, before_id = before
    return await session.all(
        RatedConversation,
        _QUERIES['ratings'],
        score=score,
        only_comments=only_comments,
        before_at=before_at,
        before_id=before_id,
        limit=limit,
        **_given(scope),
    )


def _given(scope: Scope) -> dict[str, Any]:
    return dict(scope)
