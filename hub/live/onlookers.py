"""Who looks at a conversation, told to those who look.

Everybody hears of everybody, so that a crowd which opens a conversation at once would cost the square of its size, many
times over. The first change is told at once; what follows is told together a moment later, and the larger the crowd the
later.
"""

from uuid import UUID

from hub.context import Hub
from hub.live.realtime import Event
from hub.model.base import Value
from hub.model.signal import Watcher

PAUSE_SECONDS = 0.2
SECONDS_AN_ONLOOKER = 0.005


class Watching(Value):
    """Who looks at a conversation now."""

    conversation_id: UUID
    watchers: list[Watcher]


async def tell_watchers(hub: Hub, tenant_id: UUID, conversation_id: UUID) -> None:
    """They changed: now, or with what else changes soon."""
    if conversation_id not in hub.realtime.watchers or hub.pauses.is_in(conversation_id):
        return
    watchers = hub.roster.watchers(tenant_id, conversation_id)
    pause = max(PAUSE_SECONDS, SECONDS_AN_ONLOOKER * len(watchers))
    hub.pauses.begin(
        conversation_id,
        pause,
        lambda: hub.errands.run('watching', tell_watchers(hub, tenant_id, conversation_id)),
    )
    watching = Watching(conversation_id=conversation_id, watchers=watchers)
    await hub.realtime.to_watchers(conversation_id, Event.of('watching', watching))
