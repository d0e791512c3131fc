"""Teams that give their conversations out by themselves: by turns, to members who are online and have room.

At once: in the transaction that brings a conversation to its team, or right after the one that opens it there. What
found nobody then, or was cut short, waits for the next look round, every ten seconds; who has waited longest comes
first. What waits for a member who has been away for as long as the team says is taken back before. Only web processes
know who is online, so they do it; they note it in the database, for one that has lost sight of the others must not
take anything from somebody who is there.
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
    return await teams.take_turn(session, team_id, _online(hub, session.tenant_id))


async def give_new(hub: Hub, tenant_id: UUID, team_id: UUID, conversation_id: UUID) -> None:
    """Give out one that was opened in its team just now. A store that is away is left to the look round."""
    if not hub.roster.is_online(tenant_id):
        return
    try:
        await _give(hub, tenant_id, team_id, conversation_id)
    except HubError as error:
        log.warning('auto_assign.failed', error=error.code)


async def look_round(hub: Hub, tenant_id: UUID) -> None:
    """Take back what waits for who is away, and give out what has waited for somebody to come or to have room. A store
    that is away is left for the next time."""
    if not hub.roster.is_online(tenant_id):
        return
    try:
        async with hub.database.tenant(tenant_id) as session:
            giving = await teams.giving(session)
        if any(team.give_back_minutes for team in giving):
            await _take_back(hub, tenant_id)
        for team in giving:
            for _ in range(MOST):
                if not await _give(hub, tenant_id, team.id):
                    break
    except HubError as error:
        log.warning('auto_assign.failed', error=error.code)


def _online(hub: Hub, tenant_id: UUID) -> list[UUID]:
    return [id for id, presence in hub.roster.presence(tenant_id).items() if presence is Presence.ONLINE]


async def _take_back(hub: Hub, tenant_id: UUID) -> None:
    """To their teams, where it is given out like all that waits."""
    online = _online(hub, tenant_id)
    async with hub.database.tenant(tenant_id) as session:
        await teams.note_online(session, online)
        forsaken = await teams.forsaken(session, online, MOST)
    for conversation_id in forsaken:
        async with hub.database.tenant(tenant_id) as session:
            held = await conversations.lock(session, conversation_id)
            if held is None or not await teams.is_forsaken(session, conversation_id, online):
                continue  # somebody was quicker
            await conversations.change(session, held.model_copy(update={'assignee_id': None}))
        announce(hub, tenant_id, conversation_id)
        before = HandedOver(
            origin=hub.bell.origin, conversation_id=held.id, assignee_id=held.assignee_id, team_id=held.team_id
        )
        await handed_over(hub, tenant_id, before)


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
