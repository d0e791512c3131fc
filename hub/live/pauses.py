"""Pauses between two announcements of one kind about one thing."""

import asyncio
from collections.abc import Callable
from uuid import UUID


class Pauses:
    """Which things were told of a moment ago, and which of them have changed since."""

    def __init__(self) -> None:
        self._changed: dict[UUID, bool] = {}

    def is_in(self, thing: UUID) -> bool:
        """Whether it was told of a moment ago; then it is told again when the pause is over."""
        if thing not in self._changed:
            return False
        self._changed[thing] = True
        return True

    def begin(self, thing: UUID, seconds: float, again: Callable[[], object]) -> None:
        """It is told of now. `again` is called after the pause if it has changed meanwhile."""
        self._changed[thing] = False
        asyncio.get_running_loop().call_later(seconds, self._end, thing, again)

    def _end(self, thing: UUID, again: Callable[[], object]) -> None:
        if self._changed.pop(thing):
            again()
