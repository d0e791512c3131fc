"""Working hours over HTTP."""

from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.hours import Hours, WorkingHours
from hub.people import hours


async def find(hub: Hub, actor: UserActor) -> WorkingHours:
    """The working hours of the business, and when my own next working day begins."""
    return await hours.find(hub, actor)


async def change(hub: Hub, actor: UserActor, client: Client, body: Hours) -> WorkingHours:
    """Change the working hours of the business. A team may have its own: see teams."""
    return await hours.change(hub, actor, client, body)
