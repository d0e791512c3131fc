"""The embedded stores start, stop, and survive what happens to processes."""

import asyncio
import os
import signal
import socket
import stat
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import asyncpg
import psutil
import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from storage.embedded import CannotStart, holder, stores
from tests.embedded.conftest import Hold, until_gone


async def ask(url: str, question: str, *values: object) -> object:
    """One question to a database."""
    connection = await asyncpg.connect(url, timeout=20)
    try:
        return await connection.fetchval(question, *values)
    finally:
        await connection.close()


async def test_both_stores_answer_and_nothing_is_left_after(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores') as running:
        assert await ask(running.database_url, 'SELECT 1 + 1') == 2
        async with Redis.from_url(running.redis_url) as redis:
            assert await redis.ping()
    assert not until_gone(tmp_path, 0)


async def test_the_database_is_safe_by_configuration(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores') as running:
        for name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'):
            assert await ask(running.database_url, 'SELECT current_setting($1)', name) == 'on'
        assert await ask(running.database_url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')


async def test_folder_and_files_are_ours_alone(tmp_path: Path) -> None:
    folder = tmp_path / 'stores'
    folder.mkdir(mode=0o755)
    async with stores(folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / 'postgres').stat().st_mode) == 0o700
        files = [path for path in folder.iterdir() if path.is_file()]
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


async def test_a_wrong_password_opens_neither_store(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores') as running:
        password = running.database_url.split(':')[2].partition('@')[0]
        with pytest.raises(asyncpg.InvalidPasswordError):
            await ask(running.database_url.replace(password, 'guess'), 'SELECT 1')
        reader, writer = await asyncio.open_connection('127.0.0.1', int(running.redis_url.rpartition(':')[2][:-2]))
        writer.write(b'PING\r\nAUTH guess\r\n')
        assert (await reader.readline()).startswith(b'-NOAUTH')
        assert (await reader.readline()).startswith(b'-WRONGPASS')
        writer.close()


async def test_passwords_do_not_show_in_the_list_of_processes(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores') as running:
        secrets = {running.database_url.split(':')[2].partition('@')[0], running.redis_url[9:].partition('@')[0]}
        shown = ''
        for process in psutil.Process().children(recursive=True):
            # a part of PostgreSQL may just be ending
            with suppress(psutil.NoSuchProcess):
                shown += f'{process.cmdline()} {process.environ()}'
        assert shown
        assert not any(secret in shown for secret in secrets)


async def test_the_next_start_finds_data_and_addresses_again(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores') as first:
        await ask(first.database_url, 'CREATE TABLE kept AS SELECT 7 AS number')
    said: list[str] = []
    async with stores(tmp_path / 'stores', said.append) as second:
        assert second == first
        assert await ask(second.database_url, 'SELECT number FROM kept') == 7
    assert said == []


async def test_a_port_that_was_taken_meanwhile_is_changed(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores') as first:
        await ask(first.database_url, 'CREATE TABLE kept AS SELECT 7 AS number')
        port = int(first.database_url.rpartition(':')[2].partition('/')[0])
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(('127.0.0.1', port))
        other.listen()
        async with stores(tmp_path / 'stores') as second:
            assert f':{port}/' not in second.database_url
            assert await ask(second.database_url, 'SELECT number FROM kept') == 7


async def test_a_second_start_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores') as running:
        with pytest.raises(CannotStart, match=rf'already runs .*process {os.getpid()}'):
            async with stores(tmp_path / 'stores'):
                pass
        assert holder(tmp_path / 'stores') == os.getpid()
        assert await ask(running.database_url, 'SELECT 1') == 1
    assert holder(tmp_path / 'stores') is None


@pytest.mark.parametrize('victim', ['holder', 'all'])
async def test_a_killed_hub_leaves_a_folder_that_starts_again(tmp_path: Path, hold: Hold, victim: str) -> None:
    first = hold()
    await ask(first.database_url, 'CREATE TABLE kept AS SELECT 7 AS number')
    victims = psutil.Process(first.process.pid).children() if victim == 'all' else []
    first.process.kill()
    for process in victims:
        process.kill()
    second = hold()
    assert await ask(second.database_url, 'SELECT number FROM kept') == 7


def test_stores_end_with_the_hub_that_was_killed(tmp_path: Path, hold: Hold) -> None:
    hold().process.kill()
    assert not until_gone(tmp_path)


async def test_a_store_left_behind_is_stopped_and_started_anew(tmp_path: Path, hold: Hold) -> None:
    """Where a parent's death is not told (not Linux), servers go on alone. A stopped one cannot be told either."""
    first = hold()
    await ask(first.database_url, 'CREATE TABLE kept AS SELECT 7 AS number')
    left = psutil.Process(first.process.pid).children()
    for process in left:
        process.send_signal(signal.SIGSTOP)
    first.process.kill()
    first.process.wait()
    assert all(process.is_running() for process in left)
    for process in left:
        asyncio.get_running_loop().call_later(0.3, process.send_signal, signal.SIGCONT)
    said: list[str] = []
    async with stores(tmp_path / 'stores', said.append) as second:
        assert await ask(second.database_url, 'SELECT number FROM kept') == 7
    assert sorted(said) == [f'Stopping the {name} that an earlier run left behind' for name in ('PostgreSQL', 'Valkey')]


@pytest.mark.parametrize('name', ['postgres', 'valkey-server'])
async def test_a_store_that_dies_is_started_again_at_its_address(tmp_path: Path, name: str) -> None:
    others = set(psutil.Process().children())
    async with stores(tmp_path / 'stores') as running:
        await ask(running.database_url, 'CREATE TABLE kept AS SELECT 7 AS number')
        mine = set(psutil.Process().children()) - others
        [victim] = [process for process in mine if process.name() == name]
        victim.kill()
        deadline = time.monotonic() + 30
        while True:
            try:
                async with Redis.from_url(running.redis_url) as redis:
                    assert await redis.ping()
                assert await ask(running.database_url, 'SELECT number FROM kept') == 7
            except (OSError, asyncpg.PostgresError, RedisError):
                assert time.monotonic() < deadline
                await asyncio.sleep(0.05)
            else:
                if victim.pid not in {process.pid for process in psutil.Process().children()}:
                    break


async def test_a_stale_pid_file_naming_another_process_does_no_harm(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores'):
        state = (tmp_path / 'stores/postgres/postmaster.pid').read_text().splitlines()
    with subprocess.Popen(('sleep', '60')) as bystander:
        state[0] = str(bystander.pid)
        (tmp_path / 'stores/postgres/postmaster.pid').write_text('\n'.join(state))
        async with stores(tmp_path / 'stores') as running:
            assert await ask(running.database_url, 'SELECT 1') == 1
        assert bystander.poll() is None
        bystander.kill()


async def test_an_interrupted_creation_starts_from_scratch(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores'):
        pass
    (tmp_path / 'stores/postgres').rename(tmp_path / 'stores/postgres.new')
    (tmp_path / 'stores/postgres.new/PG_VERSION').unlink()
    async with stores(tmp_path / 'stores') as running:
        assert await ask(running.database_url, 'SELECT 1') == 1
