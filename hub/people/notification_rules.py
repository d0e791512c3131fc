"""Notification rules: each user's own. The inbox goes by them, on every screen of the user, and so do their mails."""

from hub.audit import record
from hub.context import Hub
from hub.live.notices import tell_user
from hub.model.access import Client, UserActor
from hub.model.notification import DEFAULT_WAYS, NotificationRules
from hub.people import digest
from storage import users


async def find(hub: Hub, actor: UserActor) -> NotificationRules:
    """The user's own, every occasion named."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return _whole(await users.notification_rules(session, actor.user_id))


async def change(hub: Hub, actor: UserActor, client: Client, rules: NotificationRules) -> NotificationRules:
    """Other rules, in the place of those before; the user's screens hear of it."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await users.keep_notification_rules(session, actor.user_id, rules)
        await record(session, actor, client, 'notification_rules.changed', of='user', id=actor.user_id)
        if rules.wants_mail:
            await digest.begin(session, actor.user_id)
    said = _whole(rules)
    await tell_user(hub, actor.tenant_id, actor.user_id, 'notification-rules.updated', said)
    return said


def _whole(rules: NotificationRules) -> NotificationRules:
    return rules.model_copy(update={'occasions': {**DEFAULT_WAYS, **rules.occasions}})
