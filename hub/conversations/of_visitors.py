"""A visitor's own conversations as their chat knows them, each with whether its team is there."""

from datetime import UTC, datetime
from uuid import UUID

from hub.context import Hub
from hub.model.conversation import TeamPresence, VisitorConversation
from hub.model.hours import Hours
from hub.people import hours
from storage import conversations


async def of_visitor(hub: Hub, tenant_id: UUID, visitor_id: UUID) -> list[VisitorConversation]:
    """All of them, latest first."""
    async with hub.database.tenant(tenant_id) as session:
        theirs = await conversations.of_visitor(session, visitor_id)
    found = list[VisitorConversation]()
    for each in theirs:
        known = each.model_dump(exclude={'team', 'team_hours'})
        team = await _presence(hub, tenant_id, each.team_hours) if each.team_hours else None
        found.append(VisitorConversation(**known, team=team))
    return found


async def _presence(hub: Hub, tenant_id: UUID, of_team: Hours) -> TeamPresence:
    """Outside its hours it is away, whoever else is there."""
    now = datetime.now(UTC)
    if not hours.is_open(of_team, now):
        return TeamPresence(is_online=False, back_at=hours.opens(of_team, now))
    is_here = hub.roster.is_online(tenant_id)
    return TeamPresence(is_online=is_here or await hub.redis.is_online_elsewhere(tenant_id, hub.bell.origin))
