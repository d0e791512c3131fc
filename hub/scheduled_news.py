"""That what is to go out in a conversation changed: told to those who look at it, who ask for it again."""

from uuid import UUID

from hub.context import Hub
from hub.model.scheduled_message import ScheduledMessagesChanged
from hub.model.signal import Said
from hub.realtime import Event


async def tell_watchers(hub: Hub, tenant_id: UUID, conversation_id: UUID) -> None:
    """After the commit, on every process. Whoever comes to look later asks anyway."""
    event = Event.of('scheduled-messages.changed', ScheduledMessagesChanged(conversation_id=conversation_id))
    await hub.realtime.to_watchers(conversation_id, event)
    hub.bell.signal(
        tenant_id,
        Said(
            origin=hub.bell.origin,
            event='scheduled-messages.changed',
            conversation_id=conversation_id,
            visitor_id=None,
            to_all_agents=False,
            body=event.body.decode(),
        ),
    )
