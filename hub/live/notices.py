"""Notices to one user, wherever they are connected: said once, and not kept for who is away."""

from typing import Literal
from uuid import UUID

from hub.context import Hub
from hub.conversations.of_visitors import of_visitor
from hub.live.realtime import Event
from hub.model.base import Value
from hub.model.conversation import Conversation
from hub.model.signal import Told


class Notification(Value):
    """Something a user should look up for."""

    kind: Literal['assigned', 'woken', 'mentioned', 'scheduled']
    conversation_id: UUID
    text: str


async def notify(hub: Hub, tenant_id: UUID, user_id: UUID, notification: Notification) -> None:
    """Tell a user on every tab and every process."""
    await tell_user(hub, tenant_id, user_id, 'notification', notification)


async def tell_user(
    hub: Hub,
    tenant_id: UUID,
    user_id: UUID,
    event: Literal['notification', 'draft.updated', 'notification-rules.updated'],
    said: Value,
) -> None:
    """What concerns nobody but this user, on every tab and every process."""
    body = said.model_dump_json(exclude_none=True)
    await _everywhere(hub, tenant_id, Told(origin=hub.bell.origin, user_id=user_id, event=event, body=body))


async def tell_own_screens(hub: Hub, tenant_id: UUID, user_id: UUID, said: Conversation) -> None:
    """Tell a user's other tabs what only they see of a conversation: what they have read, and their star."""
    told = Told(origin=hub.bell.origin, user_id=user_id, event='conversation.updated', body=said.model_dump_json())
    await _everywhere(hub, tenant_id, told)


async def tell_visitor(hub: Hub, tenant_id: UUID, visitor_id: UUID, conversation_id: UUID) -> None:
    """Tell a visitor, on every tab, how their conversation stands now."""
    for conversation in await of_visitor(hub, tenant_id, visitor_id):
        if conversation.id == conversation_id:
            body = conversation.model_dump_json()
            told = Told(origin=hub.bell.origin, visitor_id=visitor_id, event='conversation.updated', body=body)
            await _everywhere(hub, tenant_id, told)


async def tell(hub: Hub, tenant_id: UUID, told: Told) -> None:
    """Pass it on to those who are connected here."""
    event = Event(told.event, told.body.encode())
    if told.user_id:
        await hub.realtime.to_user(tenant_id, told.user_id, event)
    if told.visitor_id:
        await hub.realtime.to_visitor(told.visitor_id, event)


async def _everywhere(hub: Hub, tenant_id: UUID, told: Told) -> None:
    await tell(hub, tenant_id, told)
    hub.bell.signal(tenant_id, told)
