"""How long a web process takes to be ready, and to send everybody away and end.

    uv run python -m bench.processes [--sockets 2000]

Promised: ready after at most 2 s; 2,000 visitors sent away and the process gone after at most 10 s. Prints one line of
JSON; exit status 1 where a promise is not kept.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import psutil

from bench.demo import demo
from bench.stores import Standing, standing
from bench.web import web

STARTS = 5
MOST_READY, MOST_DRAIN = 2.0, 10.0
CONNECT_SECONDS = 120
AT_ONCE = 50
"""Connections that are opened at the same time."""


def starts(ready: dict[str, Any], stores: Standing, folder: Path) -> float:
    """Median of the seconds until a new process says that it is ready, its interpreter's start included."""
    seconds = []
    for _ in range(STARTS):
        began = time.monotonic()
        with web(ready, stores, folder, ''):
            seconds.append(time.monotonic() - began)
    return statistics.median(seconds)


@dataclass
class Crowd:
    """Visitors who came, and how many of them were told why they were sent away."""

    url: str
    key: str
    size: int
    here: int = 0
    told: int = 0
    complete: asyncio.Event = field(default_factory=asyncio.Event)
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def visit(self, session: aiohttp.ClientSession) -> None:
        """Come, and stay until the other side hangs up."""
        async with self.gate:
            socket = await session.ws_connect(f'{self.url}/socket.io/?EIO=4&transport=websocket')
            await socket.send_str('40/visitor,' + json.dumps({'key': self.key}))
            while not (await socket.receive_str(timeout=30)).startswith('42/visitor,["session"'):
                pass
        self.here += 1
        if self.here == self.size:
            self.complete.set()
        async for message in socket:
            self.told += '"closing"' in message.data


async def drain(crowd: Crowd, pid: int) -> float:
    """Seconds from SIGTERM to the end of the process, all of the crowd connected."""
    unlimited = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=None)
    )
    async with unlimited as session:
        visits = [asyncio.create_task(crowd.visit(session)) for _ in range(crowd.size)]
        async with asyncio.timeout(CONNECT_SECONDS):
            await crowd.complete.wait()
        began = time.monotonic()
        process = psutil.Process(pid)
        process.terminate()
        await asyncio.to_thread(process.wait, CONNECT_SECONDS)
        seconds = time.monotonic() - began
        await asyncio.gather(*visits, return_exceptions=True)
    return seconds


def main() -> None:
    """Measure both."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument('--sockets', type=int, default=2000)
    sockets: int = ask.parse_args().sockets
    with tempfile.TemporaryDirectory(prefix='hub-bench-') as made:
        folder = Path(made, 'data')
        with demo(folder) as ready:
            key = ready['widget_key']
        with standing(folder) as stores:
            seconds = starts(ready, stores, folder)
            with web(ready, stores, folder, '') as target:
                crowd = Crowd(target.url, key, sockets)
                drained = asyncio.run(drain(crowd, target.pids[0]))
    print(
        json.dumps({'ready_s': round(seconds, 2), 'sockets': sockets, 'drain_s': round(drained, 2), 'told': crowd.told})
    )
    if seconds > MOST_READY or drained > MOST_DRAIN or crowd.told < sockets:
        raise SystemExit(1)


if __name__ == '__main__':
    main()
