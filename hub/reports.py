"""Reports: how much comes, how long it takes, how satisfied people are.

The live path writes nothing for them. Facts are folded from what it stored, along the tenant's feed, whenever a report
is asked for: what changed since the last one, in a few milliseconds. Only the first report of a tenant with a long past
takes longer; it says that it is behind until it is not.

The right to read reports is the right to the figures of the whole tenant, whatever conversations their reader may see:
numbers of a part would be taken for those of the whole. What names a conversation, the ratings, keeps to their sight.
"""

import time
from datetime import timedelta
from uuid import UUID

from hub.context import Hub
from hub.model.access import UserActor
from hub.model.errors import Invalid
from hub.model.page import Page, page_of, time_and_id
from hub.model.people import Presence
from hub.model.report import Breakdown, By, Now, RatedConversation, Report, Scope
from storage import reports as stored
from storage.db import Session

LONGEST = timedelta(days=400)
FOLDED_AT_ONCE = 2_000
"""Conversations of one transaction."""
FOLDING_SECONDS = 3.0
"""Nobody waits longer for a report than this; the next one goes on."""


async def now(hub: Hub, actor: UserActor, scope: Scope) -> Now:
    """What waits right now, and who is there."""
    async with hub.database.tenant(actor.tenant_id) as session:
        standing = await stored.now(session, scope)
    present = hub.roster.presence(actor.tenant_id)
    online = sorted(user_id for user_id, presence in present.items() if presence is Presence.ONLINE)
    return Now(**dict(standing), online=online)


async def report(hub: Hub, actor: UserActor, scope: Scope) -> Report:
    """A range, day by day, and what was before it. Raises Invalid."""
    is_behind = await _prepared(hub, actor.tenant_id, scope)
    async with hub.database.tenant(actor.tenant_id) as session:
        figures, before = await stored.figures(session, scope)
        return Report(
            first=scope.first,
            last=scope.last,
            time_zone=scope.zone,
            is_behind=is_behind,
            figures=figures,
            before=before,
            days=await stored.days(session, scope),
            hours=await stored.hours(session, scope),
        )


async def breakdown(hub: Hub, actor: UserActor, scope: Scope, by: By) -> Breakdown:
    """A range by agent, team or channel. Raises Invalid."""
    await _prepared(hub, actor.tenant_id, scope)
    async with hub.database.tenant(actor.tenant_id) as session:
        return Breakdown(parts=await stored.breakdown(session, scope, by))


async def ratings(
    hub: Hub,
    actor: UserActor,
    scope: Scope,
    cursor: str | None,
    limit: int,
    *,
    score: int | None,
    only_comments: bool,
) -> Page[RatedConversation]:
    """What visitors said, the latest first. Raises Invalid."""
    _check(scope)
    async with hub.database.tenant(actor.tenant_id) as session:
        await _check_zone(session, scope)
        found = await stored.ratings(
            session, scope, time_and_id(cursor), limit + 1, score=score, only_comments=only_comments
        )
    return page_of(found, limit, lambda rated: (rated.resolved_at, rated.conversation_id))


async def own_zone(hub: Hub, actor: UserActor) -> str:
    """The tenant's time zone."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return await stored.zone(session)


async def rebuild(hub: Hub, tenant_id: UUID) -> None:
    """Fold a tenant's facts anew, however long it takes."""
    async with hub.database.tenant(tenant_id) as session:
        await stored.begin(session)
        await stored.forget(session)
    while await _fold(hub, tenant_id):
        pass


async def _prepared(hub: Hub, tenant_id: UUID, scope: Scope) -> bool:
    """Bring the facts up to date; whether that would take longer than anybody waits."""
    _check(scope)
    until = time.monotonic() + FOLDING_SECONDS
    async with hub.database.tenant(tenant_id) as session:
        await _check_zone(session, scope)
        await stored.begin(session)
    while await _fold(hub, tenant_id):
        if time.monotonic() > until:
            return True
    return False


async def _fold(hub: Hub, tenant_id: UUID) -> bool:
    async with hub.database.tenant(tenant_id) as session:
        return await stored.fold(session, FOLDED_AT_ONCE)


async def _check_zone(session: Session, scope: Scope) -> None:
    if not await stored.is_zone(session, scope.zone):
        raise Invalid('There is no such time zone.')


def _check(scope: Scope) -> None:
    if scope.last < scope.first:
        raise Invalid('A range ends after it begins.')
    if scope.last - scope.first > LONGEST:
        raise Invalid(f'A range has at most {LONGEST.days} days.')
