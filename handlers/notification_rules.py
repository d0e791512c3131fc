"""My own notification rules over HTTP."""

from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.notification import NotificationRules
from hub.people import notification_rules


async def find(hub: Hub, actor: UserActor) -> NotificationRules:
    """What I am called for, how, and when not."""
    return await notification_rules.find(hub, actor)


async def change(hub: Hub, actor: UserActor, client: Client, body: NotificationRules) -> NotificationRules:
    """Change my rules: these take the place of those before."""
    return await notification_rules.change(hub, actor, client, body)
