"""Whether this process may be sent work."""

import asyncio
from typing import Literal

from hub.context import Hub
from hub.model.base import Value
from hub.model.errors import Unavailable
from storage import migrations as stored

SECONDS = 3.0


class Readiness(Value):
    """Ready. Redis may be away: everything still works, a few seconds later."""

    ready: Literal[True] = True
    redis: bool


async def check(hub: Hub) -> Readiness:
    """Look at everything once, within seconds. Raises Unavailable with what is wrong, in words for the operator."""
    if hub.draining.is_set():
        raise Unavailable('This process is ending.')
    redis, lacking = await asyncio.gather(hub.redis.ping(), _lacking(hub))
    if lacking:
        raise Unavailable(lacking)
    return Readiness(redis=redis)


async def _lacking(hub: Hub) -> str:
    try:
        async with asyncio.timeout(SECONDS), hub.database.lobby() as session:
            lacks = await stored.outstanding(session)
    except (Unavailable, TimeoutError):
        return 'The database does not answer.'
    return 'The database is older than this version of the hub: run `hub migrate`.' if lacks else ''
