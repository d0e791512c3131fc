"""Which sites' browsers may open a socket. The widget's frame and the inbox both live on the hub's own origin.

Origin stops browsers, not scripts: tokens and rate limits do that. The callable must be synchronous: the library
does not await it, and a coroutine would admit everybody.
"""

from collections.abc import Callable
from typing import Any

from hub.context import Hub
from hub.widgets.origins import own_origins


def socket_origins(hub: Hub) -> Callable[[str, dict[str, Any]], bool]:
    """Allows the hub's own origin; on a developer's machine under each of its names."""
    allowed = own_origins(hub.settings.base_url)

    def allows(origin: str, environ: dict[str, Any]) -> bool:
        return origin in allowed

    return allows
