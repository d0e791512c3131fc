"""Tags over HTTP."""

from handlers.edge import One, Slice
from hub.context import Hub
from hub.conversations import tags
from hub.model.access import Client, UserActor
from hub.model.page import Page
from hub.model.tag import Tag, TagChange, TagRequest


async def list_tags(hub: Hub, actor: UserActor, query: Slice) -> Page[Tag]:
    """List tags by name."""
    return await tags.page(hub, actor, query.cursor, query.limit)


async def create(hub: Hub, actor: UserActor, client: Client, body: TagRequest) -> Tag:
    """Make a tag."""
    return await tags.create(hub, actor, client, body)


async def change(hub: Hub, actor: UserActor, client: Client, path: One, body: TagChange) -> Tag:
    """Rename a tag, or give it another colour."""
    return await tags.change(hub, actor, client, path.id, body)


async def remove(hub: Hub, actor: UserActor, client: Client, path: One) -> None:
    """End a tag: it is taken off every conversation."""
    await tags.remove(hub, actor, client, path.id)
