"""Blocking: nothing that a blocked contact sends reaches anybody.

Their chat says that it is not available; what they send through a provider is answered as always, so that they learn
nothing and the provider tries nothing again, and stays a raw payload. Agents may still write to them.
"""

from collections.abc import Iterable
from uuid import UUID

from hub.audit import record
from hub.contacts.contact_news import contact_changed
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.base import Input, Line
from hub.model.errors import NotFound
from hub.model.people import Contact, Visitor
from hub.model.signal import Blocked
from hub.model.timeline import TimelineKind
from hub.widgets.visitors import find as find_visitor
from storage import contacts, timeline, visitors
from storage.db import Session


class BlockRequest(Input):
    """Why, for colleagues."""

    reason: Line | None = None


async def block(hub: Hub, actor: UserActor, client: Client, contact_id: UUID, reason: str | None = None) -> Contact:
    """Block a contact on every channel and hang up on them. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        contact = await _set(session, actor, client, contact_id, reason, on=True)
        theirs = await visitors.of_contact(session, contact_id)
    await _hang_up(hub, actor.tenant_id, theirs)
    await contact_changed(hub, actor.tenant_id, contact_id)
    return contact


async def unblock(hub: Hub, actor: UserActor, client: Client, contact_id: UUID) -> Contact:
    """Hear them again from now on. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        contact = await _set(session, actor, client, contact_id, None, on=False)
    await contact_changed(hub, actor.tenant_id, contact_id)
    return contact


async def block_visitor(
    hub: Hub, actor: UserActor, client: Client, visitor_id: UUID, reason: str | None = None
) -> Visitor:
    """Block the browser of somebody whom nobody knows yet. Raises NotFound."""
    await _set_visitor(hub, actor, client, visitor_id, reason, on=True)
    await _hang_up(hub, actor.tenant_id, [visitor_id])
    return await find_visitor(hub, actor, visitor_id=visitor_id)


async def unblock_visitor(hub: Hub, actor: UserActor, client: Client, visitor_id: UUID) -> Visitor:
    """Let that browser chat again. Raises NotFound."""
    await _set_visitor(hub, actor, client, visitor_id, None, on=False)
    return await find_visitor(hub, actor, visitor_id=visitor_id)


async def turn_away(hub: Hub, visitor_ids: Iterable[UUID], reason: str = 'blocked') -> None:
    """Hang up on visitors who are connected here."""
    for visitor_id in visitor_ids:
        for outlet in tuple(hub.realtime.visitors.get(visitor_id, ())):
            await outlet.close(reason)


async def _set(
    session: Session, actor: UserActor, client: Client, contact_id: UUID, reason: str | None, *, on: bool
) -> Contact:
    if await contacts.lock(session, contact_id) is None:
        raise NotFound('There is no such contact.')
    if await contacts.block(session, contact_id, on=on):
        kind = TimelineKind.BLOCKED if on else TimelineKind.UNBLOCKED
        await timeline.add(session, contact_id, kind, actor.user_id, text=reason)
        await record(session, actor, client, f'contact.{kind}', of='contact', id=contact_id, reason=reason)
    contact = await contacts.find(session, contact_id)
    if contact is None:
        raise NotFound('There is no such contact.')
    return contact


async def _set_visitor(
    hub: Hub, actor: UserActor, client: Client, visitor_id: UUID, reason: str | None, *, on: bool
) -> None:
    async with hub.database.tenant(actor.tenant_id) as session:
        if await visitors.lock(session, visitor_id) is None:
            raise NotFound('There is no such visitor.')
        if await visitors.block(session, visitor_id, on=on):
            deed = 'visitor.blocked' if on else 'visitor.unblocked'
            await record(session, actor, client, deed, of='visitor', id=visitor_id, reason=reason)
    await contact_changed(hub, actor.tenant_id, visitor_id)


async def _hang_up(hub: Hub, tenant_id: UUID, visitor_ids: list[UUID]) -> None:
    await turn_away(hub, visitor_ids)
    if visitor_ids:
        hub.bell.signal(tenant_id, Blocked(origin=hub.bell.origin, visitor_ids=visitor_ids))
