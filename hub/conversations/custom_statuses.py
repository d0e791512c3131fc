"""Custom statuses: a tenant's own words for the four. Giving one is a change of the conversation."""

from uuid import UUID

from hub.audit import record
from hub.context import Hub
from hub.conversations.stirring import tell_later
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.custom_status import (
    MOST_CUSTOM_STATUSES,
    CustomStatus,
    CustomStatusChange,
    CustomStatusOrder,
    CustomStatusRequest,
)
from hub.model.errors import Conflict, Invalid, NotFound
from hub.model.ids import new_id
from hub.model.page import Page
from storage import custom_statuses as stored
from storage.db import Session


async def page(hub: Hub, actor: UserActor) -> Page[CustomStatus]:
    """All of the tenant's, in the order of menus."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return Page(items=await stored.every(session))


async def create(hub: Hub, actor: UserActor, client: Client, asked: CustomStatusRequest) -> CustomStatus:
    """A new one, at the end. Raises Conflict where the name is taken or there are too many."""
    id = new_id()
    async with hub.database.tenant(actor.tenant_id) as session:
        if len(await stored.hold(session)) >= MOST_CUSTOM_STATUSES:
            raise Conflict(f'There are at most {MOST_CUSTOM_STATUSES} statuses.')
        await stored.add(session, id=id, name=asked.name, status=asked.status, colour=asked.colour)
        await record(session, actor, client, 'custom_status.created', of='custom_status', id=id, name=asked.name)
        made = await _found(session, id)
    await list_changed(hub, actor.tenant_id, 'custom-statuses')
    return made


async def change(hub: Hub, actor: UserActor, client: Client, id: UUID, asked: CustomStatusChange) -> CustomStatus:
    """Another name, another colour, on every conversation that has it. Raises NotFound, Conflict."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if not await stored.change(session, id, name=asked.name, colour=asked.colour):
            raise NotFound
        changed = await _found(session, id)
        await record(session, actor, client, 'custom_status.changed', of='custom_status', id=id, name=changed.name)
    await list_changed(hub, actor.tenant_id, 'custom-statuses')
    return changed


async def put_in_order(hub: Hub, actor: UserActor, client: Client, asked: CustomStatusOrder) -> Page[CustomStatus]:
    """Another order. Raises Invalid where it does not name each of them once."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if sorted(await stored.hold(session)) != sorted(asked.ids):
            raise Invalid('Name each of the statuses once: one was made or deleted meanwhile.')
        await stored.put_in_order(session, asked.ids)
        await record(session, actor, client, 'custom_status.ordered', of='custom_status', id=None)
        ordered = await stored.every(session)
    await list_changed(hub, actor.tenant_id, 'custom-statuses')
    return Page(items=ordered)


async def remove(hub: Hub, actor: UserActor, client: Client, id: UUID) -> None:
    """End one: conversations that have it keep the status that it refined. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        before = await _found(session, id)
        await tell_later(session, 'custom_status', id)
        if not await stored.remove(session, id):
            raise NotFound
        await record(session, actor, client, 'custom_status.removed', of='custom_status', id=id, name=before.name)
    hub.bell.work()
    await list_changed(hub, actor.tenant_id, 'custom-statuses')


async def _found(session: Session, id: UUID) -> CustomStatus:
    found = await stored.find(session, id)
    if found is None:
        raise NotFound
    return found
