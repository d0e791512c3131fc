"""That the people of a tenant are other than they were: told to its agents, who ask again for what they show."""

from uuid import UUID

from hub.context import Hub
from hub.live.realtime import Event
from hub.model.base import Value
from hub.model.signal import PeopleChanged


async def people_changed(hub: Hub, tenant_id: UUID) -> None:
    """Somebody joined, was invited or changed; after the commit. It says no more: not every agent may know all."""
    await tell_here(hub, tenant_id)
    hub.bell.signal(tenant_id, PeopleChanged(origin=hub.bell.origin))


async def tell_here(hub: Hub, tenant_id: UUID) -> None:
    """Tell the agents of this process."""
    await hub.realtime.to_agents(tenant_id, Event.of('people.changed', Value()))
