"""Notices to one user, wherever they are connected: said once, stored nowhere."""

from typing import Literal
from uuid import UUID

from hub.context import Hub
from hub.model.base import Value
from hub.model.signal import Told
from hub.realtime import Event


class Notification(Value):
    """Something a user should look up for."""

    kind: Literal['assigned']
    conversation_id: UUID
    text: str


async def notify(hub: Hub, tenant_id: UUID, user_id: UUID, notification: Notification) -> None:
    """Tell a user on every tab and every process."""
    event = Event.of('notification', notification)
    await hub.realtime.to_user(tenant_id, user_id, event)
    told = Told(origin=hub.bell.origin, user_id=user_id, event='notification', body=event.body.decode())
    hub.bell.signal(tenant_id, told)
