"""Counters of this process alone, for when Redis is away; bounded, whoever comes."""

import time

_MOST = 50_000


class Counters:
    """Counts by name; a name is forgotten when its time is over."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[int, float]] = {}

    def count(self, name: str, seconds: float) -> int:
        """One more under this name, which lasts for `seconds`."""
        now = time.monotonic()
        n, end = self._counts.get(name, (0, now + seconds))
        if len(self._counts) >= _MOST and name not in self._counts:
            self._forget(now)
        self._counts[name] = (n + 1, end)
        return n + 1

    def _forget(self, now: float) -> None:
        self._counts = {name: kept for name, kept in self._counts.items() if kept[1] > now}
        while len(self._counts) >= _MOST:
            del self._counts[next(iter(self._counts))]
