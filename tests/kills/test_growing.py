"""The Procfile on Debian's servers: two web processes and a worker, and people who move between them (Done when, 9)."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

import asyncpg
import pytest

from storage.embedded.home import free_port
from tests.kills.conftest import common, founded
from tests.kills.crowd import Crowd
from tests.kills.installation import READY_SECONDS, ROOT, answers, clean, until
from tests.sql.servers import DEBIAN, running

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group('kills'), pytest.mark.timeout(300)]

OWNER = 'shop'


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[tuple[int, str]]:
    """PostgreSQL 15 with what makes it safe switched on, and redis-server: the port of one, the other's address."""
    missing = [str(path) for path in (DEBIAN / 'postgres',) if not path.exists()]
    missing += [] if shutil.which('redis-server') else ['redis-server']
    if missing:
        pytest.skip(f'not installed: {", ".join(missing)} (Debian: postgresql-15, redis-server)')
    port = free_port()
    with running('15', ('listen_addresses=127.0.0.1', f'port={port}')), redis_server(tmp_path) as redis_url:
        yield port, redis_url


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Debian's, keeping nothing."""
    port = free_port()
    words = ('redis-server', '--port', str(port), '--bind', '127.0.0.1', '--save', '', '--dir', str(folder))
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    try:
        yield f'redis://127.0.0.1:{port}/0'
    finally:
        process.terminate()
        process.wait(10)


def address(port: int, user: str, database: str) -> str:
    """Of a database."""
    return f'postgresql://{user}@127.0.0.1:{port}/{database}'


async def owned_database(port: int) -> None:
    """A database of an owner who is no superuser, as an administrator hands it out."""
    connection = await asyncpg.connect(address(port, 'postgres', 'postgres'))
    try:
        await connection.execute(f'CREATE ROLE {OWNER} LOGIN CREATEROLE')
        await connection.execute(f'CREATE DATABASE hub OWNER {OWNER}')
    finally:
        await connection.close()


def two_ports() -> int:
    """The first of two free ports in a row: honcho counts on."""
    while True:
        port = free_port()
        with socket.socket() as beside:
            try:
                beside.bind(('127.0.0.1', port + 1))
            except OSError:
                continue
            return port


@pytest.fixture
async def crowd(servers: tuple[int, str], tmp_path: Path) -> AsyncIterator[Crowd]:
    """`honcho start` with two web processes and a worker, and people on both."""
    await owned_database(servers[0])
    environment = common(tmp_path, address(servers[0], OWNER, 'hub'), servers[1])
    token, port, log = founded(environment), two_ports(), tmp_path / 'honcho.log'
    words = ('uv', 'run', 'honcho', 'start', '--no-prefix', '--port', str(port), '-c', 'web=2,worker=1')
    with log.open('wb') as output:
        honcho = subprocess.Popen(
            words, cwd=ROOT, env=clean(environment), stdout=output, stderr=output, start_new_session=True
        )
    places = [f'http://127.0.0.1:{port + number}' for number in (0, 1)]
    try:
        await until(lambda: all(answers(f'{place}/readyz') for place in places), READY_SECONDS, log)
        async with AsyncExitStack() as stack:
            crowd = Crowd(address(servers[0], 'postgres', 'hub'), stack, places)
            await crowd.gather(token)
            yield crowd
    finally:
        os.killpg(honcho.pid, signal.SIGTERM)
        honcho.wait(30)
    assert 'Worker at work' in log.read_text()
    assert 'Traceback' not in log.read_text()


async def test_people_on_two_processes_talk_and_who_moves_misses_nothing(crowd: Crowd) -> None:
    async def move() -> None:
        for client in crowd.everybody[::2]:
            await client.move()

    await crowd.storm(600, {150: move, 400: move})
    verdict = await crowd.verdict()
    assert verdict.is_clean, verdict
    assert all(client.reconnects >= 2 for client in crowd.everybody[::2])
