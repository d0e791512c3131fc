"""That a list which every agent's screen keeps is other than it was: told to all of them, who ask for it again."""

from uuid import UUID

from hub.context import Hub
from hub.live.realtime import Event
from hub.model.base import Value
from hub.model.signal import KeptList, ListChanged


async def list_changed(hub: Hub, tenant_id: UUID, noun: KeptList) -> None:
    """After the commit. It says no more than which list: what is in it may differ from agent to agent."""
    await tell_here(hub, tenant_id, noun)
    hub.bell.signal(tenant_id, ListChanged(origin=hub.bell.origin, noun=noun))


async def tell_here(hub: Hub, tenant_id: UUID, noun: KeptList) -> None:
    """Tell the agents of this process."""
    await hub.realtime.to_agents(tenant_id, Event.of(f'{noun}.changed', Value()))
