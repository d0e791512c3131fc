"""Serves applications on their sockets until it is time to end, then lets requests in flight finish."""

import gc
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from handlers.protocol import Runner

DRAIN_SECONDS = 4.0
"""For requests in flight, counted twice by aiohttp in the worst case: it waits, cancels, and waits again."""
KEEP_ALIVE_SECONDS = 75.0
"""Longer than what proxies in front use (60 s), so that it is they who close an idle connection."""
YOUNG_OBJECTS = 10_000
"""So many are made before the garbage collector looks at the young ones; Python's own 700 are soon gone."""


@asynccontextmanager
async def served(app: web.Application, *places: socket.socket) -> AsyncIterator[None]:
    """Answer requests on each of these sockets for as long as the block lasts."""
    runner = Runner(app, shutdown_timeout=DRAIN_SECONDS, keepalive_timeout=KEEP_ALIVE_SECONDS)
    try:
        await runner.setup()
        for place in places:
            await web.SockSite(runner, place).start()
        _leave_to_stay()
        yield
    finally:
        await runner.cleanup()


def _leave_to_stay() -> None:
    """What was made up to here stays. Reading all of it over and over for garbage cost a quarter of the live path's
    time, and under load it was what the slowest hundredth of messages waited for."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 10, 10)
