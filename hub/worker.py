"""What goes on beside requests: for now the sweep of what has ended. Jobs come here with the channels."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from hub.model.errors import Unavailable
from storage import upkeep

log = structlog.get_logger(__name__)

SWEEP_SECONDS = 600.0


@asynccontextmanager
async def working(dsn: str) -> AsyncIterator[None]:
    """Work beside whatever the block does."""
    task = asyncio.create_task(_sweep_for_ever(dsn), name='sweep')
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _sweep_for_ever(dsn: str) -> None:
    while True:
        # apart from each other, for several workers may have been started at once
        await asyncio.sleep(SWEEP_SECONDS * random.uniform(0.5, 1.5))  # noqa: S311 - a spread, no secret
        try:
            swept = await upkeep.sweep(dsn)
        except Unavailable as error:
            log.warning('worker.sweep_failed', reason=error.detail)
        else:
            log.info('worker.swept', rows=swept)
