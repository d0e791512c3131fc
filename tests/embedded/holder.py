"""A process that runs the stores of a folder until it is told to end: what the tests kill."""

import asyncio
import signal
import sys
from pathlib import Path

from storage.embedded import CannotStart, stores


async def hold(folder: Path) -> None:
    """Say the addresses in one line, then wait for SIGTERM."""
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    async with stores(folder) as running:
        sys.stdout.write(f'{running.database_url} {running.redis_url}\n')
        sys.stdout.flush()
        await ended.wait()


if __name__ == '__main__':
    try:
        asyncio.run(hold(Path(sys.argv[1])))
    except CannotStart as problem:
        sys.exit(str(problem))
