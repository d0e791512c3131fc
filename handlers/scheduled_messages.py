"""Replies that go out later, over HTTP."""

from handlers.edge import Query
from hub.context import Hub
from hub.model.access import UserActor
from hub.model.base import Id
from hub.model.page import Page
from hub.model.scheduled_message import ScheduledMessage
from hub.writing import scheduled_messages
from hub.writing.scheduled_messages import ScheduledMessageChange, ScheduledMessageInput


class OneConversation(Query):
    """In which conversation."""

    id: Id


class OneScheduled(Query):
    """Which scheduled message."""

    id: Id


async def list_scheduled(hub: Hub, actor: UserActor, path: OneConversation) -> Page[ScheduledMessage]:
    """List the replies that are to go out in a conversation, the next one first."""
    return await scheduled_messages.page(hub, actor, path.id)


async def create(hub: Hub, actor: UserActor, path: OneConversation, body: ScheduledMessageInput) -> ScheduledMessage:
    """Schedule a reply. At its time it is sent once; the message carries the same `client_id`."""
    return await scheduled_messages.create(hub, actor, path.id, body)


async def change(hub: Hub, actor: UserActor, path: OneScheduled, body: ScheduledMessageChange) -> ScheduledMessage:
    """Change my scheduled reply; one that was stopped waits again. 409 once it is being sent."""
    return await scheduled_messages.change(hub, actor, path.id, body)


async def remove(hub: Hub, actor: UserActor, path: OneScheduled) -> None:
    """Cancel a scheduled reply, whoever wrote it. 409 once it is being sent."""
    await scheduled_messages.remove(hub, actor, path.id)
