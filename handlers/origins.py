"""Which sites' browsers may open a socket. The widget's frame and the inbox both live on the hub's own origin.

Origin stops browsers, not scripts: tokens and rate limits do that. The callable must be synchronous: the library
does not await it, and a coroutine would admit everybody.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from hub.context import Hub

_LOOPBACK = {'localhost', '127.0.0.1', '[::1]'}


def socket_origins(hub: Hub) -> Callable[[str, dict[str, Any]], bool]:
    """Allows the hub's own origin; on a developer's machine under each of its names."""
    own = urlsplit(hub.settings.base_url)
    allowed = {_origin(own.scheme, own.netloc)}
    host, _, port = own.netloc.rpartition(':')
    if host in _LOOPBACK:
        allowed |= {_origin(own.scheme, f'{name}:{port}') for name in _LOOPBACK}

    def allows(origin: str, environ: dict[str, Any]) -> bool:
        return origin in allowed

    return allows


def _origin(scheme: str, netloc: str) -> str:
    return f'{scheme}://{netloc}'.lower()
