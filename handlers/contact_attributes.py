"""Custom attributes of contacts over HTTP."""

from handlers.edge import One, Slice
from hub.contacts import contact_attributes
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.contact_attribute import ContactAttribute, ContactAttributeChange, ContactAttributeRequest
from hub.model.page import Page


async def list_attributes(hub: Hub, actor: UserActor, query: Slice) -> Page[ContactAttribute]:
    """List the custom attributes of contacts by name."""
    return await contact_attributes.page(hub, actor, query.cursor, query.limit)


async def create(hub: Hub, actor: UserActor, client: Client, body: ContactAttributeRequest) -> ContactAttribute:
    """Describe a custom attribute of contacts."""
    return await contact_attributes.create(hub, actor, client, body)


async def change(
    hub: Hub, actor: UserActor, client: Client, path: One, body: ContactAttributeChange
) -> ContactAttribute:
    """Rename a custom attribute, or give a list other options."""
    return await contact_attributes.change(hub, actor, client, path.id, body)


async def remove(hub: Hub, actor: UserActor, client: Client, path: One) -> None:
    """Describe a custom attribute no more: what contacts carry stays with them."""
    await contact_attributes.remove(hub, actor, client, path.id)
