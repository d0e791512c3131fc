"""Who is asking: credentials to actors."""

from hub.context import Hub
from hub.model.access import UserActor
from hub.model.errors import Unauthenticated


async def authenticate(hub: Hub, token: str) -> UserActor:
    """The actor behind an access token or an API key. Raises Unauthenticated."""
    raise Unauthenticated
