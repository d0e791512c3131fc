"""The roof of the web process: settings to a running application."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from handlers.keys import HUB
from handlers.middleware import with_request_id
from handlers.routes import add_routes
from hub.config import Settings
from hub.context import Hub
from hub.secrets import Keys
from storage.db import Database
from storage.redis import Redis

log = structlog.get_logger(__name__)


async def create_app(settings: Settings, *, demo: bool = False) -> web.Application:
    """The application; the stores named in the settings have to run. Raises Unavailable, ValueError."""
    if settings.database_url is None or settings.redis_url is None:
        raise ValueError('DATABASE_URL and REDIS_URL have to be set')
    app = web.Application(middlewares=[with_request_id], client_max_size=0)
    app[HUB] = Hub(
        settings=settings,
        keys=Keys([key.get_secret_value() for key in settings.secret_keys]),
        database=await Database.open(settings.database_url.get_secret_value()),
        redis=Redis(settings.redis_url.get_secret_value()),
        demo=demo,
    )
    app.cleanup_ctx.append(stores)
    add_routes(app)
    log.info('hub.starting', address=urlsplit(settings.base_url).netloc)
    return app


async def stores(app: web.Application) -> AsyncIterator[None]:
    """Close the stores last."""
    yield
    await app[HUB].errands.finish()
    await app[HUB].redis.close()
    await app[HUB].database.close()
