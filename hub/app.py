"""The roof of the web process: settings to a running application."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from channels import build as build_channels
from handlers.agent_socket import AgentNamespace
from handlers.file_host import keep_files_apart
from handlers.frontends import FRONTENDS, Frontends
from handlers.keys import HUB, SOCKETS
from handlers.middleware import with_request_id
from handlers.origins import socket_origins
from handlers.routes import add_routes
from handlers.socket_limits import SocketLimits
from handlers.socket_server import SocketServer
from handlers.visitor_socket import VisitorNamespace
from hub.auth.revoking import look_again
from hub.config import Settings
from hub.context import Hub
from hub.ending import end
from hub.live import bus
from hub.live.bell import Bell
from hub.live.list_news import teller
from hub.live.realtime import Realtime
from hub.live.roster import Roster
from hub.live.rows import Rows
from hub.logs import BadClients, ForeignOrigins
from hub.model.channel import Channel, Outside
from hub.model.crash import crash
from hub.model.ids import new_id
from hub.providers import ingest
from hub.providers.intake import Intake
from hub.secrets import Keys
from hub.seed import owner_address
from hub.widgets.widget_metadata import WidgetMetadata
from hub.writing.committer import Committer
from storage.blobs import open_blobs
from storage.db import Database
from storage.egress import WebEgress
from storage.redis import Redis

log = structlog.get_logger(__name__)
BAD_CLIENTS, FOREIGN_ORIGINS = BadClients(), ForeignOrigins()

MakeChannels = Callable[[Outside], Sequence[Channel]]
FAREWELL_SECONDS = 0.05
"""For the last word to leave before the connection is cut."""
DRAIN_SECONDS = 5.0
RESTART_SECONDS = 1.0


async def create_app(
    settings: Settings, *, demo: bool = False, channels: MakeChannels = build_channels
) -> web.Application:
    """The application; the stores named in the settings have to run. Raises Unavailable, ValueError."""
    hub = await open_hub(settings, demo=demo, channels=channels)
    app = web.Application(middlewares=[with_request_id, keep_files_apart(settings)])
    app[HUB] = hub
    app[FRONTENDS] = Frontends()
    app.cleanup_ctx.append(stores)
    app.cleanup_ctx.append(background)
    add_routes(app)
    logging.getLogger('aiohttp.server').addFilter(BAD_CLIENTS)
    logging.getLogger('engineio.server').addFilter(FOREIGN_ORIGINS)
    add_sockets(app)
    log.info('hub.starting', address=urlsplit(settings.base_url).netloc)
    return app


async def open_hub(settings: Settings, *, demo: bool = False, channels: MakeChannels = build_channels) -> Hub:
    """Connect to the stores. Raises Unavailable, ValueError."""
    if settings.database_url is None or settings.redis_url is None:
        raise ValueError('DATABASE_URL and REDIS_URL have to be set')
    keys = Keys([key.get_secret_value() for key in settings.secret_keys])
    database = await Database.open(settings.database_url.get_secret_value())
    redis = Redis(settings.redis_url.get_secret_value())
    realtime, roster = Realtime(), Roster(origin=new_id().hex)
    blobs = await open_blobs(settings.blob_url, settings.data_dir, settings.aws_endpoint_url)
    egress = WebEgress(settings.egress_allow)
    hub = Hub(
        settings=settings,
        keys=keys,
        database=database,
        redis=redis,
        blobs=blobs,
        egress=egress,
        committer=Committer(database),
        intake=Intake(database),
        realtime=realtime,
        rows=Rows(database, realtime),
        bell=Bell(redis, roster),
        roster=roster,
        widget_metadata=WidgetMetadata(database),
        channels={channel.name: channel for channel in channels(Outside(blobs=blobs, egress=egress))},
        demo=demo,
        demo_address=owner_address() if demo else None,
    )
    database.teller = teller(hub)
    return hub


async def close_hub(hub: Hub) -> None:
    """Commit what waits, then let go of the stores."""
    await hub.errands.finish()
    await hub.readers.close()
    crash('drain_committing')
    await hub.committer.close()
    await hub.intake.close()
    crash('drain_committed')
    await hub.widget_metadata.finish()
    await hub.rows.close()
    await hub.bell.close()
    await hub.egress.close()
    await hub.blobs.close()
    await hub.redis.close()
    await hub.database.close()


def add_sockets(app: web.Application) -> None:
    """Socket.IO at /socket.io."""
    hub = app[HUB]
    server = SocketServer(socket_origins(hub), SocketLimits(hub))
    server.register_namespace(AgentNamespace(hub, '/agent'))
    server.register_namespace(VisitorNamespace(hub, '/visitor'))
    server.attach(app)
    app[SOCKETS] = server
    app.on_shutdown.append(drain)


async def drain(app: web.Application) -> None:
    """Send everybody away, spread over a few seconds, so that they do not all come back at once (reliability G9)."""
    server = app[SOCKETS]
    crash('drain_told')
    server.draining = True
    app[HUB].draining.set()
    sockets = list(server.eio.sockets.values())
    if not sockets:
        return

    async def send_away(socket: Any, delay: float) -> None:
        await asyncio.sleep(delay)
        await server.say_closing(socket.sid, 'draining')
        await asyncio.sleep(FAREWELL_SECONDS)
        await socket.cut()

    delays = farewells(len(sockets))
    await asyncio.gather(*map(send_away, sockets, delays), return_exceptions=True)
    crash('drain_hung_up')


def farewells(number: int) -> list[float]:
    """Seconds after which each of so many sockets is sent away. Everybody comes back a moment later: a hundred a second
    are no burden to the process that takes them, and nobody waits longer than a few seconds for the end."""
    seconds = min(DRAIN_SECONDS, number / 100)
    return [random.uniform(0, seconds) for _ in range(number)]  # noqa: S311 - a spread, no secret


async def stores(app: web.Application) -> AsyncIterator[None]:
    """Close the stores last."""
    yield
    await close_hub(app[HUB])


async def background(app: web.Application) -> AsyncIterator[None]:
    """What runs beside the requests; a task that fails is started again."""
    hub = app[HUB]
    loops = (bus.listen, bus.poll, bus.keep_roster, look_again, ingest.take_waiting)
    tasks = [asyncio.create_task(_kept_alive(loop, hub), name=loop.__name__) for loop in loops]
    yield
    await end(tasks)


async def _kept_alive(loop: Callable[[Hub], Coroutine[Any, Any, None]], hub: Hub) -> None:
    while True:
        try:
            await loop(hub)
        except Exception:
            log.exception('background.failed', task=loop.__name__)
        await asyncio.sleep(RESTART_SECONDS)
