"""Who may see which conversation: what is asked is kept from those who may not, and so is what is told.

What is asked goes through statements that say `{{seen}}` (sql/parts/seen.sql), as long as `looking` names who asks.
What is told goes through here: to all who may see everything at once, to the others after a look at the tables.
"""

from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from uuid import UUID

from hub.context import Hub
from hub.live.onlookers import tell_watchers
from hub.live.realtime import AgentOutlet, Event
from hub.model.access import Actor, Sight, UserActor
from hub.model.base import Value
from hub.model.signal import HandedOver
from storage import sight as stored
from storage.db import seen_by


class Gone(Value):
    """A conversation that an agent may not see any more; nobody may, where a user erased its contact."""

    conversation_id: UUID
    erased_by: UUID | None = None


def looking(actor: Actor | None) -> AbstractContextManager[None]:
    """Within this block the actor asks: what they may not see is not there."""
    if isinstance(actor, UserActor) and actor.sight is not Sight.ALL:
        return seen_by(actor.viewer)
    return nullcontext()


async def tell_seers(hub: Hub, tenant_id: UUID, conversation_id: UUID, event: Event) -> None:
    """Tell every agent here who may see the conversation."""
    viewers = hub.realtime.short_sighted(tenant_id)
    seers = set()
    if viewers:
        async with hub.database.tenant(tenant_id) as session:
            seers = {viewer for _, viewer in await stored.seers(session, [conversation_id], viewers)}
    await hub.realtime.to_seers(tenant_id, event, seers)


def changed(hub: Hub, tenant_id: UUID, conversation_ids: Collection[UUID]) -> None:
    """These conversations are other than they were: whoever may not see them any more stops hearing them."""
    if any(_watching(hub, tenant_id, id) for id in conversation_ids):
        hub.errands.run('sight', _look_away(hub, tenant_id, conversation_ids))


async def team_changed(hub: Hub, tenant_id: UUID) -> None:
    """The members of a team are others: the same for all that is watched here."""
    watched = [id for id in hub.realtime.watchers if _watching(hub, tenant_id, id)]
    await _look_away(hub, tenant_id, watched)


async def handed_over(hub: Hub, tenant_id: UUID, before: HandedOver) -> None:
    """After the commit: a conversation has another assignee or team; who may not see it any more loses it at once."""
    await tell_here(hub, tenant_id, before)
    hub.bell.signal(tenant_id, before)


async def tell_here(hub: Hub, tenant_id: UUID, before: HandedOver) -> None:
    """The part of it that is this process's own."""
    viewers = hub.realtime.short_sighted(tenant_id)
    if not viewers:
        return
    of_team = [viewer.user_id for viewer in viewers if viewer.user_id and viewer.sight is Sight.TEAM]
    async with hub.database.tenant(tenant_id) as session:
        seers = {viewer for _, viewer in await stored.seers(session, [before.conversation_id], viewers)}
        members = await stored.members(session, before.team_id, of_team) if before.team_id and of_team else set()
    for outlet in hub.realtime.outlets_of(tenant_id, viewers - seers):
        actor = outlet.actor
        had = actor.user_id == before.assignee_id or (actor.sight is Sight.TEAM and actor.user_id in members)
        if had or outlet in hub.realtime.watchers.get(before.conversation_id, ()):
            await _lose(hub, outlet, before.conversation_id)


async def _look_away(hub: Hub, tenant_id: UUID, conversation_ids: Collection[UUID]) -> None:
    viewers = hub.realtime.short_sighted(tenant_id)
    if not viewers or not conversation_ids:
        return
    async with hub.database.tenant(tenant_id) as session:
        seen = await stored.seers(session, conversation_ids, viewers)
    for conversation_id in conversation_ids:
        for outlet in _watching(hub, tenant_id, conversation_id):
            if (conversation_id, outlet.actor.viewer) not in seen:
                await _lose(hub, outlet, conversation_id)


async def _lose(hub: Hub, outlet: AgentOutlet, conversation_id: UUID) -> None:
    hub.realtime.unwatch(conversation_id, outlet)
    hub.roster.unwatch(outlet, conversation_id)
    await outlet.send(Event.of('conversation.gone', Gone(conversation_id=conversation_id)))
    await tell_watchers(hub, outlet.actor.tenant_id, conversation_id)
    hub.bell.roster(outlet.actor.tenant_id)


def _watching(hub: Hub, tenant_id: UUID, conversation_id: UUID) -> list[AgentOutlet]:
    """Those who watch a conversation and may not see everything."""
    watchers = hub.realtime.watchers.get(conversation_id, ())
    return [o for o in watchers if o.actor.tenant_id == tenant_id and o.actor.sight is not Sight.ALL]
