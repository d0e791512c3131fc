"""Whether the hub lives, whether it may be sent visitors, and what it counts."""

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from hub.context import Hub
from hub.health import Readiness, readiness


async def alive(hub: Hub) -> web.Response:
    """Answers as long as the process does."""
    return web.json_response({'status': 'ok'})


async def ready(hub: Hub) -> web.Response:
    """200 while visitors may be sent here; 503 says why not. Without Redis the hub is slower, not out."""
    found: Readiness = await readiness(hub)
    return web.Response(
        body=found.model_dump_json().encode(), status=200 if found.ready else 503, content_type='application/json'
    )


async def metrics() -> web.Response:
    """What the hub counts, in the words of Prometheus."""
    return web.Response(body=generate_latest(), headers={'Content-Type': CONTENT_TYPE_LATEST})
