"""Ends tasks for good."""

import asyncio
from collections.abc import Iterable
from typing import Any

PATIENCE_SECONDS = 1.0


async def end(tasks: Iterable['asyncio.Task[Any]'], patience: float = PATIENCE_SECONDS) -> None:
    """Cancel them until they have ended: before Python 3.12 `wait_for`, which redis-py uses, may swallow one.

    Cancelled itself, it finishes first and says so then: nobody else would end what it was asked to end.

    `patience`: seconds a task may take to tidy up before it is told again.
    """
    left, cancelled = set(tasks), False
    while left:
        for task in left:
            task.cancel()
        try:
            await asyncio.wait(left, timeout=patience)
        except asyncio.CancelledError:
            cancelled = True
        left = {task for task in left if not _ended(task)}
    if cancelled:
        raise asyncio.CancelledError


def _ended(task: 'asyncio.Task[Any]') -> bool:
    if task.done() and not task.cancelled():
        task.exception()  # it was asked to end: how it did is nobody's concern
    return task.done()
