"""The floors and the load generator: they live outside this repository, where the variable HUB_FLOORS says.

A floor is the smallest honest relay that does the same work; without one a rate says more about the machine than
about us.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import asyncpg

from storage.embedded.home import free_port

READY_SECONDS = 40.0
_UNSET = """HUB_FLOORS is not set: name the folder with loadgen.py, hub_adapter.py and floors/floor_py.py, for example
  HUB_FLOORS=../shared/perf uv run python -m bench.live"""


class Missing(Exception):
    """There is nothing to compare with."""


@dataclass(frozen=True)
class Target:
    """Something under load: how its clients speak to it, and the processes whose cost is its own."""

    url: str
    adapter: str
    options: tuple[str, ...]
    pids: tuple[int, ...]


def place() -> Path:
    """The folder. Raises Missing."""
    given = os.environ.get('HUB_FLOORS')
    if not given:
        raise Missing(_UNSET)
    folder = Path(given).resolve()
    wanted = ('loadgen.py', 'hub_adapter.py', 'floors/floor_py.py', 'floors/schema.sql')
    if absent := [name for name in wanted if not (folder / name).exists()]:
        raise Missing(f'HUB_FLOORS={given} has no {", ".join(absent)}')
    return folder


def load(target: Target, store: int, mode: str, *words: str) -> dict[str, Any]:
    """What the load generator measured; `store` is PostgreSQL's process."""
    options = [part for option in target.options for part in ('--opt', option)]
    pids = ','.join(map(str, target.pids))
    command = [sys.executable, 'loadgen.py', mode, '--url', target.url, '--adapter', target.adapter]
    command += ['--server-pids', pids, '--store-pids', str(store), *options, *words]
    environment = {**os.environ, 'PYTHONPATH': str(Path(__file__).parent)}  # where desks.py lies
    done = subprocess.run(
        command, cwd=place(), env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        raise RuntimeError(f'{mode} on {target.url}: {done.stderr[-800:]}')
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


async def make_database(url: str) -> str:
    """The floor's two tables in a database of their own on the same server."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute('DROP DATABASE IF EXISTS hub_floor')
        await connection.execute('CREATE DATABASE hub_floor')
    finally:
        await connection.close()
    floor = urlsplit(url)._replace(path='/hub_floor').geturl()
    connection = await asyncpg.connect(floor)
    try:
        await connection.execute((place() / 'floors/schema.sql').read_text())
    finally:
        await connection.close()
    return floor


@contextmanager
def floor(database_url: str, *, count: int = 1, node: bool = False, **switches: str) -> Iterator[Target]:
    """FLOOR python or FLOOR node, fresh; several processes share one port and need REDIS among the switches."""
    port, script = free_port(), 'floor_node.js' if node else 'floor_py.py'
    command = (shutil.which('node') or 'node' if node else sys.executable, str(place() / 'floors' / script))
    environment = {**os.environ, 'PORT': str(port), 'DSN': database_url, **switches}
    processes = [subprocess.Popen(command, env=environment) for _ in range(count)]
    try:
        url = f'http://127.0.0.1:{port}'
        for process in processes:
            wait_for(f'{url}/socket.io/?EIO=4&transport=polling', process)
        time.sleep(0.5 * count)  # the second one answers on the first one's port: nobody can ask it alone
        yield Target(url, 'SocketIOAdapter', (), tuple(process.pid for process in processes))
    finally:
        for process in processes:
            process.kill()  # it keeps nothing, and with many sockets it takes its time to leave politely
            process.wait(10)


def wait_for(url: str, process: 'subprocess.Popen[Any]') -> None:
    """Until it answers. Raises RuntimeError."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(url, timeout=2):  # noqa: S310 - our own process
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f'nothing answers at {url}')
