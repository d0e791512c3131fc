"""Whether the hub lives, whether it may be sent visitors, and what it counts."""

from typing import Literal

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from hub import health
from hub.context import Hub
from hub.health import Readiness
from hub.model.base import Value


class Alive(Value):
    """As long as the process answers."""

    status: Literal['ok'] = 'ok'


async def alive() -> Alive:
    """Say that the process answers."""
    return Alive()


async def ready(hub: Hub) -> Readiness:
    """Say whether visitors may be sent here; 503 says why not. Without Redis the hub is slower, not out."""
    return await health.check(hub)


async def metrics() -> web.Response:
    """What the hub counts, in the words of Prometheus."""
    return web.Response(body=generate_latest(), headers={'Content-Type': CONTENT_TYPE_LATEST})
