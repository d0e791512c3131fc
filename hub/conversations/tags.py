"""Tags: the words of a tenant that conversations are sorted by. Putting them on is a change of the conversation."""

from uuid import UUID

from hub.audit import record
from hub.context import Hub
from hub.conversations.stirring import tell_later
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.errors import NotFound
from hub.model.ids import new_id
from hub.model.page import Page, by_name, name_slice, page_of
from hub.model.tag import Tag, TagChange, TagRequest
from storage import tags as stored
from storage.db import Session


async def page(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[Tag]:
    """The tenant's tags by name. Raises Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, name_slice(cursor, limit))
    return page_of(found, limit, by_name)


async def create(hub: Hub, actor: UserActor, client: Client, asked: TagRequest) -> Tag:
    """A new tag. Raises Conflict where the name is taken."""
    tag_id = new_id()
    async with hub.database.tenant(actor.tenant_id) as session:
        await stored.add(session, id=tag_id, name=asked.name, colour=asked.colour)
        await record(session, actor, client, 'tag.created', of='tag', id=tag_id, name=asked.name)
        made = await _found(session, tag_id)
    await list_changed(hub, actor.tenant_id, 'tags')
    return made


async def change(hub: Hub, actor: UserActor, client: Client, tag_id: UUID, asked: TagChange) -> Tag:
    """Another name, another colour, on every conversation that carries it. Raises NotFound, Conflict."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if not await stored.change(session, tag_id, name=asked.name, colour=asked.colour):
            raise NotFound
        await record(session, actor, client, 'tag.changed', of='tag', id=tag_id)
        changed = await _found(session, tag_id)
    await list_changed(hub, actor.tenant_id, 'tags')
    return changed


async def remove(hub: Hub, actor: UserActor, client: Client, tag_id: UUID) -> None:
    """End a tag, and take it off every conversation. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await tell_later(session, 'tag', tag_id)
        if not await stored.remove(session, tag_id):
            raise NotFound
        await record(session, actor, client, 'tag.removed', of='tag', id=tag_id)
    hub.bell.work()
    await list_changed(hub, actor.tenant_id, 'tags')


async def _found(session: Session, tag_id: UUID) -> Tag:
    tag = await stored.find(session, tag_id)
    if tag is None:
        raise NotFound
    return tag
