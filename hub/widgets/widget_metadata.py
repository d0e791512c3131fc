"""Where on the site a visitor wrote a message: noted beside the live path, never on it.

The message is stored, acknowledged and delivered first. What it was written on is worked out later from what the
database knows of the visit, for many messages in one statement; a process that dies meanwhile loses this note and no
message (docs/decisions/0008).
"""

import asyncio
import time
from contextlib import suppress
from itertools import islice
from uuid import UUID

import structlog

from hub import metrics
from hub.ending import end
from hub.model.access import VisitorActor
from storage import widget_metadata as stored
from storage.db import Database

log = structlog.get_logger(__name__)

GATHER_SECONDS = 1.0
BATCH = 500
WAITING = 20_000
"""Messages that may wait for their note; past that a note is given up."""
REST = 4
"""Pauses are this many times as long as the writing before: under load, messages come first."""
FAREWELL_SECONDS = 2.0


class WidgetMetadata:
    """One short-lived task while there is something to note."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: dict[UUID, dict[UUID, UUID]] = {}
        self._size = 0
        self._task: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()

    def note(self, actor: VisitorActor, message_id: UUID) -> None:
        """This visitor has written this message, just now."""
        if actor.session_id is None:
            return
        if self._size >= WAITING:
            metrics.PAGES_GIVEN_UP.inc()
            return
        waiting = self._waiting.setdefault(actor.tenant_id, {})
        self._size += message_id not in waiting
        waiting[message_id] = actor.session_id
        if self._task is None:
            self._task = asyncio.create_task(self._keep(), name='widget metadata')

    async def finish(self) -> None:
        """Write what waits now, within reason."""
        if self._task is None:
            return
        self._hurry.set()
        _, late = await asyncio.wait({self._task}, timeout=FAREWELL_SECONDS)
        await end(late)
        self._hurry.clear()

    async def _keep(self) -> None:
        try:
            pause = GATHER_SECONDS
            while self._size:
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._hurry.wait()
                started = time.monotonic()
                await self._write()
                pause = max(GATHER_SECONDS, REST * (time.monotonic() - started))
        finally:
            self._task = None

    async def _write(self) -> None:
        """A batch of each tenant that has something."""
        for tenant_id in tuple(self._waiting):
            batch = self._take(tenant_id)
            try:
                async with self._database.tenant(tenant_id) as session:
                    await stored.keep(session, batch)
            except Exception as error:  # whatever it is, the next batch is another one
                metrics.PAGES_GIVEN_UP.inc(len(batch))
                log.warning('widget_metadata.given_up', error=f'{type(error).__name__}: {error}', messages=len(batch))

    def _take(self, tenant_id: UUID) -> dict[UUID, UUID]:
        waiting = self._waiting.pop(tenant_id)
        self._size -= len(waiting)
        batch = dict(islice(waiting.items(), BATCH))
        if rest := {message: visit for message, visit in waiting.items() if message not in batch}:
            self._waiting[tenant_id] = rest
            self._size += len(rest)
        return batch
