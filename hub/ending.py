"""Ends tasks for good."""

import asyncio
from collections.abc import Iterable
from typing import Any

PATIENCE_SECONDS = 1.0


async def end(tasks: Iterable['asyncio.Task[Any]'], patience: float = PATIENCE_SECONDS) -> None:
    """Cancel them until they have ended: before Python 3.12 `wait_for`, which redis-py uses, may swallow one.

    `patience`: seconds a task may take to tidy up before it is told again.
    """
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        done, left = await asyncio.wait(left, timeout=patience)
        for task in done:
            if not task.cancelled():
                task.exception()  # it was asked to end: how it did is nobody's concern
