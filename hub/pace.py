"""A token bucket: so many a second, and some at once."""

import time


class Pace:
    """One caller's allowance."""

    __slots__ = ('__weakref__', '_at', '_burst', '_left', '_rate')

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._left = burst
        self._at = time.monotonic()

    def take(self, cost: float = 1.0) -> bool:
        """Whether it is allowed now; if so it is taken off."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < cost:
            return False
        self._left -= cost
        return True
