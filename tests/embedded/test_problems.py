"""What can go wrong at the start is said in one line, and nothing is broken by it."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from storage.embedded import CannotStart, stores
from tests.embedded.conftest import ROOT, Hold

_PASSAGE = ('--inh-caps=-all,+dac_read_search', '--ambient-caps=+dac_read_search')
AS_NOBODY = ('setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', *_PASSAGE) if os.geteuid() == 0 else ()
"""How root becomes a normal user, who may read root's Python; a normal user needs nothing."""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may pass, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


async def refused(folder: Path) -> str:
    """What a start in this folder is answered with."""
    with pytest.raises(CannotStart) as caught:
        async with stores(folder):
            pass
    message = str(caught.value)
    assert '\n' not in message
    return message


async def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / 'thesis.txt').write_text('mine')
    tmp_path.chmod(0o755)
    assert 'holds other things' in await refused(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ['thesis.txt']


async def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / 'file').touch()
    assert 'cannot use the data folder' in await refused(tmp_path / 'file')


async def test_a_missing_disk_is_said() -> None:
    assert 'cannot use the data folder /proc/missing' in await refused(Path('/proc/missing/stores'))


async def test_a_damaged_password_file_is_said(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores'):
        pass
    (tmp_path / 'stores/postgres.json').write_text('{')
    assert 'postgres.json is damaged' in await refused(tmp_path / 'stores')


async def test_a_lost_password_file_is_said_and_the_data_kept(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores'):
        pass
    (tmp_path / 'stores/postgres.json').unlink()
    assert 'postgres.json is gone' in await refused(tmp_path / 'stores')
    assert (tmp_path / 'stores/postgres/PG_VERSION').exists()


async def test_damaged_data_names_the_reason_and_the_log(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores'):
        pass
    (tmp_path / 'stores/postgres/global/pg_control').write_bytes(b'')
    before = set(psutil.Process().children())
    message = await refused(tmp_path / 'stores')
    assert 'PostgreSQL did not start' in message
    assert 'postgres.log' in message
    assert set(psutil.Process().children()) <= before


def test_an_unwritable_folder_is_said_to_a_normal_user(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    run = subprocess.run(
        (*AS_NOBODY, sys.executable, '-m', 'tests.embedded.holder', str(open_folder / 'stores')),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr == f'cannot use the data folder {open_folder}/stores: Permission denied\n'


@pytest.mark.skipif(os.geteuid() != 0, reason='only root can become somebody else')
@pytest.mark.parametrize('before', [(), AS_NOBODY], ids=['root', 'normal user'])
def test_stores_run_for_root_and_for_a_normal_user(open_folder: Path, hold: Hold, before: tuple[str, ...]) -> None:
    if before:
        os.chown(open_folder, 65534, 65534)
    running = hold(open_folder / 'stores', *before)
    children = psutil.Process(running.process.pid).children()
    assert {process.uids().real for process in children} == {65534}

    async def ask() -> object:
        connection = await asyncpg.connect(running.database_url)
        answer = await connection.fetchval('SELECT 1')
        await connection.close()
        return answer

    assert asyncio.run(ask()) == 1
    running.process.terminate()
    running.process.wait(10)


@pytest.mark.skipif(os.geteuid() != 0, reason='only root can become somebody else')
def test_root_may_start_what_a_user_made_and_the_user_again(open_folder: Path, hold: Hold) -> None:
    os.chown(open_folder, 65534, 65534)
    for before in (AS_NOBODY, (), AS_NOBODY):
        running = hold(open_folder / 'stores', *before)
        running.process.terminate()
        running.process.wait(10)
