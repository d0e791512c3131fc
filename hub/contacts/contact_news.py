"""That a contact is other than they were: told to the tenant's agents, who ask again for whom they show."""

from uuid import UUID

from hub.context import Hub
from hub.live.realtime import Event
from hub.model.base import Value
from hub.model.signal import ContactChanged


class ContactUpdated(Value):
    """A contact, or a visitor who is none yet. It says no more: not every agent may read contacts."""

    id: UUID


async def contact_changed(hub: Hub, tenant_id: UUID, id: UUID) -> None:
    """After the commit."""
    await tell_here(hub, tenant_id, id)
    hub.bell.signal(tenant_id, ContactChanged(origin=hub.bell.origin, id=id))


async def tell_here(hub: Hub, tenant_id: UUID, id: UUID) -> None:
    """Tell the agents of this process."""
    await hub.realtime.to_agents(tenant_id, Event.of('contact.updated', ContactUpdated(id=id)))
