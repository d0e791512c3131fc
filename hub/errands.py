"""Errands: work that nobody waits for, but that somebody owns: it is awaited at the end and its failures are logged."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from hub.ending import end

log = structlog.get_logger(__name__)

_MOST = 1000
_FAREWELL_SECONDS = 10


class Errands:
    """The errands under way."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def run(self, name: str, errand: Coroutine[Any, Any, None]) -> bool:
        """Start one; False where too many are under way already, then it is not done."""
        if len(self._tasks) >= _MOST:
            errand.close()
            log.error('errands.full', errand=name)
            return False
        task = asyncio.create_task(errand, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return True

    async def finish(self) -> None:
        """Wait for what is under way, within reason."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_FAREWELL_SECONDS)
            await end(late)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (failed := task.exception()):
            log.error('errands.failed', errand=task.get_name(), exc_info=failed)
