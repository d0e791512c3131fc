"""The tenant's profile: what the workspace is called, and the language in which new people begin."""

from hub.audit import record
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.auth import TenantChange
from hub.model.people import Tenant
from storage import tenants as stored


async def find(hub: Hub, actor: UserActor) -> Tenant:
    """The tenant of whoever asks."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return await stored.own(session)


async def change(hub: Hub, actor: UserActor, client: Client, asked: TenantChange) -> Tenant:
    """Another name or language; what stays as it was is neither noted nor told."""
    async with hub.database.tenant(actor.tenant_id) as session:
        before = await stored.lock(session)
        given = {name: getattr(asked, name) for name in asked.model_fields_set}
        after = before.model_copy(update=given)
        if after == before:
            return before
        await stored.change(session, after)
        was, now = (tenant.model_dump(mode='json', include=set(given)) for tenant in (before, after))
        await record(session, actor, client, 'tenant.changed', of='tenant', id=before.id, was=was, now=now)
    await list_changed(hub, actor.tenant_id, 'tenant')
    return after
