"""Rate limits: how often somebody may do something, counted in Redis for all processes together.

While Redis is away each process counts for itself: then a limit is as many times larger as there are processes, which
is better than none and better than refusing everybody.
"""

import time
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address

from hub import metrics
from hub.context import Hub
from hub.model.errors import RateLimited


@dataclass(frozen=True)
class Limit:
    """At most `most` in each window of `seconds`."""

    name: str
    most: int
    seconds: int


PER_ADDRESS = Limit('address', 1200, 60)
PER_USER = Limit('user', 600, 60)
PER_API_KEY = Limit('api-key', 600, 60)
PER_TENANT = Limit('tenant', 6000, 60)
# guessing codes and flooding mailboxes
SIGN_IN_PER_ADDRESS = Limit('sign-in:address', 30, 600)
CODES_PER_EMAIL = Limit('codes:email', 5, 600)
CODES_PER_EMAIL_A_DAY = Limit('codes:email:day', 30, 86400)
TRIES_PER_EMAIL = Limit('tries:email', 20, 600)
INVITATIONS_PER_TENANT = Limit('invitations:tenant', 100, 86400)


@dataclass(frozen=True)
class Standing:
    """Where one stands with a limit, for the RateLimit headers."""

    limit: int
    remaining: int
    reset: int
    """Seconds until the window ends."""


def neighbourhood(address: str) -> str:
    """What is counted as one client: an IPv6 network of 64 bits is one household, an IPv4 address one line."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(IPv6Network((parsed, 64), strict=False).network_address)
    return address


async def count(hub: Hub, *counted: tuple[Limit, str]) -> Standing | None:
    """Count once against each limit; the tightest standing, None where limits are off. Raises RateLimited."""
    if hub.settings.rate_limits == 'off' or not counted:
        return None
    now = time.time()
    windows = [(f'{limit.name}:{who}:{int(now // limit.seconds)}', limit) for limit, who in counted]
    counts = await hub.redis.count_all([(name, limit.seconds) for name, limit in windows])
    if counts is None:
        metrics.COUNTED_ALONE.inc()
        counts = [hub.counters.count(name, limit.seconds) for name, limit in windows]
    standings = [_standing(limit, n, now) for (_, limit), n in zip(windows, counts, strict=True)]
    for (_, limit), n, standing in zip(windows, counts, standings, strict=True):
        if n > limit.most:
            metrics.LIMITED.labels(limit.name).inc()
            raise RateLimited(retry_after=standing.reset, most=standing.limit)
    return min(standings, key=lambda standing: standing.remaining)


def _standing(limit: Limit, n: int, now: float) -> Standing:
    return Standing(limit.most, max(0, limit.most - n), max(1, round(limit.seconds - now % limit.seconds)))
