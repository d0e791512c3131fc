"""Replies that go out later, over HTTP."""

from handlers.edge import One
from hub.context import Hub
from hub.model.access import UserActor
from hub.model.page import Page
from hub.model.scheduled_message import ScheduledMessage
from hub.writing import scheduled_messages
from hub.writing.scheduled_messages import ScheduledMessageChange, ScheduledMessageInput


async def list_scheduled(hub: Hub, actor: UserActor, path: One) -> Page[ScheduledMessage]:
    """List the replies that are to go out in a conversation, the next one first."""
    return await scheduled_messages.page(hub, actor, path.id)


async def create(hub: Hub, actor: UserActor, path: One, body: ScheduledMessageInput) -> ScheduledMessage:
    """Schedule a reply. At its time it is sent once; the message carries the same `client_id`."""
    return await scheduled_messages.create(hub, actor, path.id, body)


async def change(hub: Hub, actor: UserActor, path: One, body: ScheduledMessageChange) -> ScheduledMessage:
    """Change my scheduled reply; one that was stopped waits again. 409 once it is being sent."""
    return await scheduled_messages.change(hub, actor, path.id, body)


async def remove(hub: Hub, actor: UserActor, path: One) -> None:
    """Cancel a scheduled reply, whoever wrote it. 409 once it is being sent."""
    await scheduled_messages.remove(hub, actor, path.id)
