"""What concerns those who look at a conversation: said here, and passed on to the other processes as it is."""

from typing import Literal
from uuid import UUID

from hub.context import Hub
from hub.conversations.sight import tell_seers
from hub.live.realtime import Event, Outlet, Read, Typing
from hub.model.draft import SharedDraft
from hub.model.scheduled_message import ScheduledMessagesChanged
from hub.model.signal import Said


async def say(
    hub: Hub,
    tenant_id: UUID,
    name: Literal['typing', 'read', 'scheduled-messages.changed', 'draft.shared'],
    value: Typing | Read | ScheduledMessagesChanged | SharedDraft,
    *,
    visitor_id: UUID | None = None,
    outlet: Outlet | None = None,
    to_all_agents: bool = False,
) -> None:
    """To those who look at it, and to its visitor if they are named; `outlet` has said it and does not hear it."""
    event = Event.of(name, value)
    if to_all_agents:
        await tell_seers(hub, tenant_id, value.conversation_id, event)
    else:
        await hub.realtime.to_watchers(value.conversation_id, event, skip=outlet)
    if visitor_id:
        await hub.realtime.to_visitor(visitor_id, event, skip=outlet)
    hub.bell.signal(
        tenant_id,
        Said(
            origin=hub.bell.origin,
            event=name,
            conversation_id=value.conversation_id,
            visitor_id=visitor_id,
            to_all_agents=to_all_agents,
            body=event.body.decode(),
        ),
    )
