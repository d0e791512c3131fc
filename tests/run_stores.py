"""The stores of one test run: a process of its own, so that they outlive the worker that happened to need them first.

It ends with the run: the tests' first process is watched, whatever becomes of the others.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import psutil
from pydantic import BaseModel, ConfigDict

from storage.embedded import stores
from storage.migrate import apply


class Running(BaseModel):
    """Where they are reached. `template` is a migrated, empty database to clone."""

    model_config = ConfigDict(frozen=True)

    database_url: str
    redis_url: str
    template: str


def at(url: str, database: str) -> str:
    """The same server's other database."""
    return urlsplit(url)._replace(path=f'/{database}').geturl()


async def run(folder: Path, watched: int) -> None:
    """Run until the watched process has ended or we are told to."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    given = os.environ.get('HUB_TEST_DATABASE_URL')
    async with stores(folder / 'stores', postgres=not given) as started:
        if not given:
            await _hasten(started.database_url)
        url, template = given or started.database_url, f'hub_template_{os.getpid()}'
        await _make(url, template)
        try:
            running = Running(database_url=url, redis_url=started.redis_url, template=template)
            draft = folder / 'running.new'
            draft.write_text(running.model_dump_json())
            draft.rename(folder / 'running.json')
            while not stop.is_set() and psutil.pid_exists(watched):  # noqa: ASYNC110 - a process can only be asked
                await asyncio.sleep(0.2)
        finally:
            if given:
                await _drop(url, template)


async def _hasten(url: str) -> None:
    """Thousands of tests connect: hash the password once, not 4,096 times at each connection's two ends."""
    account = urlsplit(url)
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(
            f"SET scram_iterations = 1; ALTER ROLE {account.username} PASSWORD '{account.password}'"
        )
    finally:
        await connection.close()


async def _make(url: str, template: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f'CREATE DATABASE {template}')
    finally:
        await connection.close()
    await apply(at(url, template))


async def _drop(url: str, template: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS {template} WITH (FORCE)')
    finally:
        await connection.close()


if __name__ == '__main__':
    asyncio.run(run(Path(sys.argv[1]), int(sys.argv[2])))
