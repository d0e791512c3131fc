"""Reports over HTTP."""

from datetime import date

from pydantic import Field

from handlers.edge import Query, Slice
from hub import reports
from hub.context import Hub
from hub.model.access import UserActor
from hub.model.base import Id
from hub.model.message import Channel
from hub.model.page import Page
from hub.model.report import Breakdown, By, Now, RatedConversation, Report, Scope

_EARLIEST, _LATEST = date(2000, 1, 1), date(2999, 12, 31)


class Which(Query):
    """Which conversations."""

    channel: Channel | None = None
    team_id: Id | None = None
    agent_id: Id | None = None


class Range(Which):
    """Which conversations, from the first day to the last, both included, in a time zone: the tenant's by itself."""

    first: date = Field(ge=_EARLIEST, le=_LATEST)
    last: date = Field(ge=_EARLIEST, le=_LATEST)
    time_zone: str | None = Field(None, min_length=1, max_length=64, pattern=r'^[A-Za-z0-9_+/-]+$')


class PartsOf(Range):
    """A range, and what it is divided by."""

    by: By


class Rated(Range, Slice):
    """A range, and which ratings of it."""

    score: int | None = Field(None, ge=1, le=5)
    only_comments: bool = False


async def now(hub: Hub, actor: UserActor, query: Which) -> Now:
    """What waits right now, and who is online."""
    # days play no part in what is now
    scope = {'first': date.min, 'last': date.min, 'zone': 'UTC', **_which(query)}
    return await reports.now(hub, actor, Scope.model_validate(scope))


async def conversations(hub: Hub, actor: UserActor, query: Range) -> Report:
    """A range of days: volume, first responses, resolutions, satisfaction.

    Times are seconds of the clock on the wall, as median and 90th percentile. A first response is the first answer of a
    person to the customer's first message: what a bot says and private notes are none. A resolution counts from when
    the conversation began, or was opened again. Each counts on the day it happened.
    """
    return await reports.report(hub, actor, await _scope(hub, actor, query))


async def breakdown(hub: Hub, actor: UserActor, query: PartsOf) -> Breakdown:
    """The same figures by agent, team or channel."""
    return await reports.breakdown(hub, actor, await _scope(hub, actor, query), query.by)


async def ratings(hub: Hub, actor: UserActor, query: Rated) -> Page[RatedConversation]:
    """What visitors said of conversations that were resolved in the range, the latest first."""
    return await reports.ratings(
        hub,
        actor,
        await _scope(hub, actor, query),
        query.cursor,
        query.limit,
        score=query.score,
        only_comments=query.only_comments,
    )


def _which(query: Which) -> dict[str, object]:
    return {'channel': query.channel, 'team': query.team_id, 'agent': query.agent_id}


async def _scope(hub: Hub, actor: UserActor, query: Range) -> Scope:
    zone = query.time_zone or await reports.own_zone(hub, actor)
    return Scope.model_validate({'first': query.first, 'last': query.last, 'zone': zone, **_which(query)})
