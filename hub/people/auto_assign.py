"""Teams that give their conversations out by themselves: by turns, to members who are online and have room.

At once: in the transaction that brings a conversation to its team, or right after the one that opens it there. What
found nobody then, or was cut short, waits for the next look round, every ten seconds; who has waited longest comes
first. Only web processes know who is online, so they do it.
"""

from collections.abc import Collection
from uuid import UUID

import structlog

from hub.context import Hub
from hub.conversations.conversations import announce
from hub.conversations.sight import handed_over
from hub.live.notices import Notification, notify
from hub.model.conversation import ConversationStatus
from hub.model.errors import HubError
from hub.model.people import Presence
from hub.model.signal import HandedOver
from storage import conversations, teams
from storage.db import Session

log = structlog.get_logger(__name__)

MOST = 50
"""Given out in one look round, of each team: the next comes soon."""


async def hold_turns(session: Session, team_ids: Collection[UUID]) -> None:
    """One at a time decides whose turn it is, until the transaction ends: to be called before the feed is taken."""
    for team_id in sorted(team_ids):
        await teams.hold_turn(session, team_id)


async def whose_turn(hub: Hub, session: Session, team_id: UUID) -> UUID | None:
    """Who gets the next one of this team, if anybody; it counts as given. Its conversation has to be locked."""
    online = [id for id, presence in hub.roster.presence(session.tenant_id).items() if presence is Presence.ONLINE]
    return await teams.take_turn(session, team_id, online)


async def give_new(hub: Hub, tenant_id: UUID, team_id: UUID, conversation_id: UUID) -> None:
    """Give out one that was opened in its team just now. A store that is away is left to the look round."""
    if not hub.roster.is_online(tenant_id):
        return
    try:
        await _give(hub, tenant_id, team_id, conversation_id)
    except HubError as error:
        log.warning('auto_assign.failed', error=error.code)


async def look_round(hub: Hub, tenant_id: UUID) -> None:
    """Give out what has waited for somebody to come or to have room. A store that is away is left for the next time."""
    if not hub.roster.is_online(tenant_id):
        return
    try:
        async with hub.database.tenant(tenant_id) as session:
            giving = await teams.giving(session)
        for team_id in giving:
            for _ in range(MOST):
                if not await _give(hub, tenant_id, team_id):
                    break
    except HubError as error:
        log.warning('auto_assign.failed', error=error.code)


async def _give(hub: Hub, tenant_id: UUID, team_id: UUID, new: UUID | None = None) -> bool:
    """The new one, or the one that has waited longest. Whether there was one to give and somebody to take it."""
    async with hub.database.tenant(tenant_id) as session:
        waiting = new or await teams.longest_waiting(session, team_id)
        held = await conversations.lock(session, waiting) if waiting else None
        if held is None or held.assignee_id or held.team_id != team_id or held.status is not ConversationStatus.OPEN:
            # somebody was quicker
            return held is not None
        user_id = await whose_turn(hub, session, team_id)
        if user_id is None:
            return False
        await conversations.change(session, held.model_copy(update={'assignee_id': user_id}))
        said = await conversations.find(session, held.id, user_id)
    announce(hub, tenant_id, held.id)
    before = HandedOver(origin=hub.bell.origin, conversation_id=held.id, assignee_id=None, team_id=team_id)
    await handed_over(hub, tenant_id, before)
    text = f'{said.display_name} is assigned to you' if said else ''
    await notify(hub, tenant_id, user_id, Notification(kind='assigned', conversation_id=held.id, text=text))
    return True
