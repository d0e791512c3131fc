"""Widgets, for those who set them up."""

from handlers.edge import One, Slice
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.page import Page
from hub.model.widget import IdentitySecret, Widget
from hub.widgets import widgets
from hub.widgets.widgets import NewWidget, WidgetChange


async def list_widgets(hub: Hub, actor: UserActor, query: Slice) -> Page[Widget]:
    """Widgets, the oldest first."""
    return await widgets.page(hub, actor, query.cursor, query.limit)


async def get(hub: Hub, actor: UserActor, path: One) -> Widget:
    """One widget, with the tag to embed."""
    return await widgets.find(hub, actor, widget_id=path.id)


async def create(hub: Hub, actor: UserActor, client: Client, body: NewWidget) -> Widget:
    """Make a widget."""
    return await widgets.create(hub, actor, client, asked=body)


async def change(hub: Hub, actor: UserActor, client: Client, path: One, body: WidgetChange) -> Widget:
    """Change a widget. An empty list of domains closes it everywhere."""
    return await widgets.change(hub, actor, client, widget_id=path.id, asked=body)


async def make_identity_secret(hub: Hub, actor: UserActor, client: Client, path: One) -> IdentitySecret:
    """Make the secret that signs visitors' identities.

    This is the only answer that shows it. The secret before ends at once.
    """
    return await widgets.new_identity_secret(hub, actor, client, widget_id=path.id)
