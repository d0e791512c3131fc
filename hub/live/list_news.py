"""That a list which every agent's screen keeps is other than it was: told to all of them, who ask for it again."""

from collections.abc import Callable
from uuid import UUID

from hub.context import Hub
from hub.live.realtime import Event
from hub.model.access import Permission
from hub.model.base import Value
from hub.model.signal import KeptList, ListChanged

_NEEDED: dict[KeptList, Permission] = {'audit-log': Permission.AUDIT_READ}
"""How often these change tells already what not everybody may know."""


async def list_changed(hub: Hub, tenant_id: UUID, noun: KeptList) -> None:
    """After the commit. It says no more than which list: what is in it may differ from agent to agent."""
    await tell_here(hub, tenant_id, noun)
    hub.bell.signal(tenant_id, ListChanged(origin=hub.bell.origin, noun=noun))


def teller(hub: Hub) -> Callable[[UUID, KeptList], None]:
    """Tells what a transaction changed by the way, once it is committed, while whoever caused it goes on."""

    def tell(tenant_id: UUID, noun: KeptList) -> None:
        hub.errands.run('tell_list', list_changed(hub, tenant_id, noun))

    return tell


async def tell_here(hub: Hub, tenant_id: UUID, noun: KeptList) -> None:
    """Tell the agents of this process."""
    await hub.realtime.to_agents(tenant_id, Event.of(f'{noun}.changed', Value()), _NEEDED.get(noun))
