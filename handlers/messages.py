"""One message by itself."""

from handlers.edge import One
from hub.context import Hub
from hub.model.access import UserActor
from hub.model.message import SequencedMessage
from hub.providers import outbound


async def resend(hub: Hub, actor: UserActor, path: One) -> SequencedMessage:
    """Send a message again that failed, or that nobody can confirm.

    The hub never does so by itself. A message that is on its way already stays as it is.
    """
    return await outbound.resend(hub, actor, message_id=path.id)
