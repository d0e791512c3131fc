"""A worker with pigeon post, for tests that kill it: `python -m tests.channels.pigeon.worker LEASE [pulling]`."""

import asyncio
import sys

from hub.app import close_hub, open_hub
from hub.config import Settings
from hub.jobs import Pace
from hub.logs import set_up
from hub.providers import outbound, pulling
from hub.worker import working
from tests.channels.pigeon import channel
from tests.channels.pigeon import pulling as outbox


async def work(lease: float, *, pulls: bool) -> None:
    """Until killed."""
    set_up('json')
    outbound.RECONCILE_SECONDS = (0.5, 0.5, 0.5, 0.5)
    pulling.EVERY_SECONDS = pulling.LOOK_SECONDS = 0.2
    hub = await open_hub(Settings(), channels=outbox.build if pulls else channel.build)
    try:
        async with working(hub, is_alone=True, pace=Pace(poll_seconds=0.2, lease_seconds=lease, drain_seconds=1.0)):
            sys.stdout.write('ready\n')
            sys.stdout.flush()
            await asyncio.Event().wait()
    finally:
        await close_hub(hub)


if __name__ == '__main__':
    asyncio.run(work(float(sys.argv[1]), pulls='pulling' in sys.argv))
