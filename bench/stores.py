"""The stores of a `hub demo` folder, run by themselves: what a web process costs is then its own alone.

uv run python -m bench.stores FOLDER     # runs them until it is told to end
"""

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from storage.embedded import stores


@dataclass(frozen=True)
class Standing:
    """Where they are reached, and PostgreSQL's process."""

    database_url: str
    redis_url: str
    postgres: int


@contextmanager
def standing(folder: Path) -> Iterator[Standing]:
    """Run them until the end of the block."""
    command = (sys.executable, '-m', 'bench.stores', str(folder))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert process.stdout
        said = json.loads(process.stdout.readline())
        postgres = next(p.pid for p in psutil.Process(process.pid).children() if 'postgres' in p.name())
        yield Standing(said['database_url'], said['redis_url'], postgres)
    finally:
        process.terminate()
        process.wait(30)


async def _run(folder: Path) -> None:
    told = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
    async with stores(folder / 'stores') as running:
        print(json.dumps({'database_url': running.database_url, 'redis_url': running.redis_url}), flush=True)
        await told.wait()


if __name__ == '__main__':
    asyncio.run(_run(Path(sys.argv[1])))
