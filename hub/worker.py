"""What goes on beside requests: jobs, the sweep of what a crash left untaken, and the sweeps of what has ended."""

import asyncio
import random
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import structlog
from redis.exceptions import RedisError

from hub.app import close_hub, open_hub
from hub.config import Settings
from hub.contacts import erasure
from hub.context import Hub
from hub.conversations import snoozing, stirring, transcripts
from hub.ending import end
from hub.files import file_sweep
from hub.jobs import Pace, Runner
from hub.model.crash import crash
from hub.model.errors import HubError
from hub.people import digest
from hub.providers import ingest, media, outbound, pulling
from hub.search import word_index
from hub.webhooks import webhook_deliveries, webhook_events
from hub.writing import sending_later
from storage import upkeep
from storage.blobs import open_blobs
from storage.db import Database
from storage.redis import HERE, WORK, hang_up, payloads

log = structlog.get_logger(__name__)

JOBS_SECONDS = 10.0
"""Longer than a runner lets jobs go on that are under way."""
SWEEP_SECONDS = 600.0
RECONNECT_SECONDS = 1.0
WORKS = {
    work.kind: work
    for work in (
        ingest.TAKE,
        media.FETCH,
        outbound.SEND,
        outbound.RECONCILE,
        pulling.PULL,
        snoozing.WAKE,
        stirring.STIR,
        webhook_deliveries.DELIVER,
        sending_later.SEND_LATER,
        sending_later.TELL_AUTHOR,
        digest.DIGEST,
        transcripts.MAIL,
        erasure.ERASE,
    )
}
"""Every kind of job there is, and what does it."""


@asynccontextmanager
async def working(hub: Hub, *, is_alone: bool = False, pace: Pace | None = None) -> AsyncIterator[None]:
    """Work beside whatever the block does. `is_alone`: no web process is in this one, so that those elsewhere have to
    listen for what is announced here."""
    runner = Runner(hub, WORKS, pace)
    jobs = _task('jobs', runner.run())
    tasks = [
        _task('work', _listen(hub, runner, (HERE, WORK) if is_alone else (WORK,))),
        _task('left behind', ingest.sweep(hub)),
        _task('pulls', pulling.look(hub)),
        _task('webhooks', webhook_events.follow_for_ever(hub)),
        _task('words', word_index.read_for_ever(hub)),
        _task('sweep', _sweep_for_ever(hub.settings)),
    ]
    try:
        yield
    finally:
        await asyncio.gather(end([jobs], patience=JOBS_SECONDS), end(tasks))


@asynccontextmanager
async def worker(settings: Settings) -> AsyncIterator[None]:
    """A whole worker process. Raises Unavailable, ValueError."""
    hub = await open_hub(settings)
    try:
        async with working(hub, is_alone=True):
            yield
    finally:
        await close_hub(hub)


def _task(name: str, work: Coroutine[Any, Any, None]) -> 'asyncio.Task[None]':
    return asyncio.create_task(work, name=name)


async def _listen(hub: Hub, runner: Runner, channels: tuple[str, ...]) -> None:
    """Wake the runner when a job was enqueued. While Redis is away it finds them by itself, a little later."""
    while True:
        subscription = hub.redis.listen()
        try:
            await subscription.subscribe(*channels)
            if HERE in channels:
                crash('worker_listening')
                await hub.redis.publish([(HERE, b'')])
            runner.wake()
            async for channel, _ in payloads(subscription):
                if channel == WORK:
                    runner.wake()
        except (RedisError, OSError) as gone:
            log.warning('worker.deaf', error=type(gone).__name__)
        finally:
            await hang_up(subscription)
        await asyncio.sleep(RECONNECT_SECONDS)


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
