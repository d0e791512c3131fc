"""Whether this process may be sent work."""

import asyncio

from hub.context import Hub
from hub.model.base import Value
from hub.model.errors import Unavailable
from storage import migrations as stored

SECONDS = 3.0


class Readiness(Value):
    """What was looked at. Redis may be away: everything still works, a few seconds later."""

    ready: bool
    database: bool
    migrations: bool
    redis: bool
    draining: bool


async def readiness(hub: Hub) -> Readiness:
    """Look at everything once, within seconds."""
    redis, (database, migrations) = await asyncio.gather(hub.redis.ping(), _database(hub))
    draining = hub.draining.is_set()
    return Readiness(
        ready=database and migrations and not draining,
        database=database,
        migrations=migrations,
        redis=redis,
        draining=draining,
    )


async def _database(hub: Hub) -> tuple[bool, bool]:
    try:
        async with asyncio.timeout(SECONDS), hub.database.lobby() as session:
            return True, not await stored.outstanding(session)
    except (Unavailable, TimeoutError):
        return False, False
