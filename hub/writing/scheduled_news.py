"""That what is to go out in a conversation changed: told to those who look at it, who ask for it again."""

from uuid import UUID

from hub.context import Hub
from hub.live.saying import say
from hub.model.scheduled_message import ScheduledMessagesChanged


async def scheduled_changed(hub: Hub, tenant_id: UUID, conversation_id: UUID) -> None:
    """After the commit, on every process. Whoever comes to look later asks anyway."""
    changed = ScheduledMessagesChanged(conversation_id=conversation_id)
    await say(hub, tenant_id, 'scheduled-messages.changed', changed)
