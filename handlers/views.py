"""Saved views over HTTP."""

from handlers.edge import One, Slice
from hub.context import Hub
from hub.conversations import views
from hub.model.access import Client, UserActor
from hub.model.page import Page
from hub.model.view import View, ViewChange, ViewRequest


async def list_views(hub: Hub, actor: UserActor, query: Slice) -> Page[View]:
    """List everybody's views and your own, by name."""
    return await views.page(hub, actor, query.cursor, query.limit)


async def create(hub: Hub, actor: UserActor, client: Client, body: ViewRequest) -> View:
    """Save a view, for yourself or for everybody."""
    return await views.create(hub, actor, client, body)


async def change(hub: Hub, actor: UserActor, client: Client, path: One, body: ViewChange) -> View:
    """Change a view."""
    return await views.change(hub, actor, client, path.id, body)


async def remove(hub: Hub, actor: UserActor, client: Client, path: One) -> None:
    """Delete a view; its conversations stay."""
    await views.remove(hub, actor, client, path.id)
