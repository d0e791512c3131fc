"""The tenant's profile over HTTP."""

from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.auth import TenantChange
from hub.model.people import Tenant
from hub.people import tenant


async def find(hub: Hub, actor: UserActor) -> Tenant:
    """My workspace: its name, and the language in which new people begin. Its time zone is in the working hours."""
    return await tenant.find(hub, actor)


async def change(hub: Hub, actor: UserActor, client: Client, body: TenantChange) -> Tenant:
    """Change the name of the workspace, or the language in which new people begin; null: that of their browser."""
    return await tenant.change(hub, actor, client, body)
