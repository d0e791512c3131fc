"""What goes on beside requests: for now the sweeps of what has ended. Jobs come here with the channels."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from hub import file_sweep
from hub.config import Settings
from hub.model.errors import HubError
from storage import upkeep
from storage.blobs import open_blobs
from storage.db import Database

log = structlog.get_logger(__name__)

SWEEP_SECONDS = 600.0


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[None]:
    """Work beside whatever the block does."""
    task = asyncio.create_task(_sweep_for_ever(settings), name='sweep')
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _sweep_for_ever(settings: Settings) -> None:
    while True:
        # apart from each other, for several workers may have been started at once
        await asyncio.sleep(SWEEP_SECONDS * random.uniform(0.5, 1.5))  # noqa: S311 - a spread, no secret
        try:
            rows, files = await sweep(settings)
        except HubError as error:
            log.warning('worker.sweep_failed', reason=error.detail)
        except Exception:  # the next one may do better, and nobody else would start it
            log.exception('worker.sweep_failed')
        else:
            log.info('worker.swept', rows=rows, files=files)


async def sweep(settings: Settings) -> tuple[int, int]:
    """One sweep: rows that ended long ago, and files that nobody sent. How many of each. Raises Unavailable."""
    if settings.database_url is None:
        raise ValueError('DATABASE_URL has to be set')
    dsn = settings.database_url.get_secret_value()
    rows = await upkeep.sweep(dsn)
    # opened for the moment: ten minutes of idle connections cost more than a new one
    database = await Database.open(dsn, size=2)
    blobs = await open_blobs(settings.blob_url, settings.data_dir, settings.aws_endpoint_url)
    try:
        return rows, await file_sweep.sweep(database, blobs)
    finally:
        await blobs.close()
        await database.close()
