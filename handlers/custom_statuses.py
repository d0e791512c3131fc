"""Custom statuses over HTTP."""

from handlers.edge import One
from hub.context import Hub
from hub.conversations import custom_statuses
from hub.model.access import Client, UserActor
from hub.model.custom_status import CustomStatus, CustomStatusChange, CustomStatusOrder, CustomStatusRequest
from hub.model.page import Page


async def list_statuses(hub: Hub, actor: UserActor) -> Page[CustomStatus]:
    """List custom statuses in the order of menus; they come in one page."""
    return await custom_statuses.page(hub, actor)


async def create(hub: Hub, actor: UserActor, client: Client, body: CustomStatusRequest) -> CustomStatus:
    """Make a custom status. Which of the four it refines stays."""
    return await custom_statuses.create(hub, actor, client, body)


async def change(hub: Hub, actor: UserActor, client: Client, path: One, body: CustomStatusChange) -> CustomStatus:
    """Rename a custom status, or give it another colour."""
    return await custom_statuses.change(hub, actor, client, path.id, body)


async def put_in_order(hub: Hub, actor: UserActor, client: Client, body: CustomStatusOrder) -> Page[CustomStatus]:
    """Put the custom statuses in another order: name each of them once."""
    return await custom_statuses.put_in_order(hub, actor, client, body)


async def remove(hub: Hub, actor: UserActor, client: Client, path: One) -> None:
    """End a custom status: its conversations keep the status that it refined."""
    await custom_statuses.remove(hub, actor, client, path.id)
