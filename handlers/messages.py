"""One message by itself."""

from handlers.edge import One
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.message import SequencedMessage
from hub.providers import dismissals, outbound


async def resend(hub: Hub, actor: UserActor, path: One) -> SequencedMessage:
    """Send a message again that failed, or that nobody can confirm.

    The hub never does so by itself. A message that is on its way already stays as it is.
    """
    return await outbound.resend(hub, actor, message_id=path.id)


async def dismiss(hub: Hub, actor: UserActor, client: Client, path: One) -> SequencedMessage:
    """Dismiss a message that failed, or may have: it stays in its thread as it is, and counts as failed no more."""
    return await dismissals.dismiss(hub, actor, client, message_id=path.id)


async def take_dismissal_back(hub: Hub, actor: UserActor, client: Client, path: One) -> SequencedMessage:
    """Let a message that was dismissed ask for attention again."""
    return await dismissals.take_back(hub, actor, client, message_id=path.id)
