"""The other commands: real use in one process, in many, and what is done between runs."""

import json
import signal
import stat
from pathlib import Path
from urllib.request import Request, urlopen

import asyncpg
import pytest

from storage.embedded.home import free_port
from storage.upkeep import server
from tests.cli.conftest import PATIENCE, Start, left_of, run

pytestmark = pytest.mark.timeout(PATIENCE + 60)


def readiness(port: int) -> dict[str, bool]:
    """What /readyz says."""
    with urlopen(f'http://127.0.0.1:{port}/readyz', timeout=20) as response:
        said: dict[str, bool] = json.loads(response.read())
        return said


def whose(port: int, token: str) -> str:
    """The tenant that a token opens."""
    request = Request(f'http://127.0.0.1:{port}/api/v1/auth/me', headers={'Authorization': f'Bearer {token}'})
    with urlopen(request, timeout=20) as response:  # noqa: S310
        name: str = json.loads(response.read())['tenant']['name']
        return name


def test_serve_runs_on_its_own_stores_and_says_how_to_begin(tmp_path: Path, start: Start) -> None:
    folder, port = tmp_path / 'data', free_port()
    process = start('serve', '--port', str(port), '--data', str(folder))
    process.until(f'CustArea hub runs at http://127.0.0.1:{port}')
    assert 'sign up' in process.until('Nobody has signed up yet')
    assert readiness(port)['ready']
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    keys = folder / 'secret_keys'
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    before = keys.read_text()

    made = run('tenant', 'create', '--company', 'Ödland & Co', '--email', 'eva@oedland.example', '--data', str(folder))
    assert made.returncode == 0, made.stderr
    assert f'http://127.0.0.1:{port}/#/link?token=ot_' in made.stdout
    token = run('token', '--email', 'eva@oedland.example', '--data', str(folder)).stdout.strip()
    assert whose(port, token) == 'Ödland & Co'
    for path in ('demo', 'simulator'):
        with pytest.raises(OSError, match='404'):
            urlopen(f'http://127.0.0.1:{port}/{path}', timeout=20)

    process.tell(signal.SIGTERM)
    code, output, errors = process.end()
    assert (code, output) == (0, '')
    assert 'Traceback' not in errors
    assert not left_of(tmp_path)
    assert keys.read_text() == before


def test_many_processes_share_stores(tmp_path: Path, start: Start, database_url: str, redis_url: str) -> None:
    shared = {
        'DATABASE_URL': database_url,
        'REDIS_URL': redis_url,
        'SECRET_KEYS': 'a-key-of-many-processes-of-32-characters',
        'DATA_DIR': str(tmp_path),
    }
    ports = free_port(), free_port()
    webs = [start('web', '--port', str(port), **shared) for port in ports]
    worker = start('worker', **shared)
    for web in webs:
        web.until('Web process on port')
    worker.until('Worker at work')
    assert all(readiness(port)['ready'] for port in ports)
    address = f'p{free_port()}@probe.example'
    assert run('tenant', 'create', '--company', 'Probe', '--email', address, **shared).returncode == 0
    token = run('token', '--email', address, **shared).stdout.strip()
    assert {whose(port, token) for port in ports} == {'Probe'}
    for process in (*webs, worker):
        process.tell(signal.SIGTERM)
    for process in (*webs, worker):
        code, output, errors = process.end()
        assert (code, output) == (0, '')
        assert 'Traceback' not in errors


@pytest.mark.parametrize('command', ['web', 'worker'])
def test_processes_of_many_say_what_they_lack(command: str, tmp_path: Path) -> None:
    refused = run(command, DATA_DIR=str(tmp_path), REDIS_URL='redis://127.0.0.1:1/0')
    assert refused.returncode == 1
    assert refused.stderr == f'hub: `hub {command}` needs DATABASE_URL; `hub serve` brings what it needs itself\n'


async def test_nothing_runs_on_a_database_that_may_lose_what_it_acknowledged(
    tmp_path: Path, database_url: str, redis_url: str
) -> None:
    name = database_url.rpartition('/')[2]
    given = {
        'DATABASE_URL': database_url,
        'REDIS_URL': redis_url,
        'SECRET_KEYS': 'a-key-of-many-processes-of-32-characters',
        'DATA_DIR': str(tmp_path),
    }
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(f'ALTER DATABASE {name} SET synchronous_commit = off')
        refused = [run('web', '--port', str(free_port()), **given), run('worker', **given)]
        advice = run('doctor', **given)
    finally:
        await connection.execute(f'ALTER DATABASE {name} RESET synchronous_commit')
        await connection.close()
    for process in refused:
        assert process.returncode == 1
        assert 'synchronous_commit is off' in process.stderr
    assert advice.returncode == 1
    assert ' fix  Database: synchronous_commit is off' in advice.stdout


@pytest.mark.parametrize(
    ('setting', 'value', 'fault'),
    [
        ('major', 14, 'too old'),
        ('fsync', False, 'fsync is off'),
        ('full_page_writes', False, 'full_page_writes is off'),
        ('synchronous_commit', 'off', 'synchronous_commit is off'),
        ('too_strong', ['hub_app'], 'hub_app can bypass row-level security'),
    ],
)
async def test_each_fault_of_a_server_is_said(database_url: str, setting: str, value: object, fault: str) -> None:
    sound = await server(database_url)
    assert sound.faults == []
    assert [fault in said for said in sound.model_copy(update={setting: value}).faults] == [True]


@pytest.mark.parametrize('command', ['web', 'migrate', 'serve'])
def test_a_database_that_is_away_is_said(command: str, tmp_path: Path) -> None:
    refused = run(
        command,
        DATA_DIR=str(tmp_path),
        PORT=str(free_port()),
        DATABASE_URL='postgresql://nobody@127.0.0.1:1/nothing',
        REDIS_URL='redis://127.0.0.1:1/0',
        SECRET_KEYS='a-key-of-many-processes-of-32-characters',
    )
    assert refused.returncode == 1
    assert 'hub: PostgreSQL cannot be used' in refused.stderr
    assert 'Traceback' not in refused.stderr


def test_settings_that_make_no_sense_are_named(tmp_path: Path) -> None:
    refused = run('serve', PORT='many', DATA_DIR=str(tmp_path))
    assert refused.returncode == 1
    assert refused.stderr.startswith('hub: PORT: ')
    assert 'Traceback' not in refused.stderr


def test_migrate_makes_the_schema_once(tmp_path: Path) -> None:
    first = run('migrate', DATA_DIR=str(tmp_path / 'data'))
    assert first.stdout.splitlines()[0] == '01_core_auth_tenants.sql'
    second = run('migrate', DATA_DIR=str(tmp_path / 'data'))
    assert second.stdout == ''
    assert second.stderr == 'The schema is up to date.\n'
    assert not left_of(tmp_path)


def test_doctor_names_what_is_well_and_what_to_mind(tmp_path: Path) -> None:
    assert run('migrate', DATA_DIR=str(tmp_path / 'data')).returncode == 0
    advice = run(
        'doctor', DATA_DIR=str(tmp_path / 'data'), PUBLIC_URL='http://hub.example', SMTP_URL='smtp://127.0.0.1:1'
    )
    lines = advice.stdout.splitlines()
    assert any(line.startswith('  ok  PostgreSQL 18.') for line in lines)
    assert any(line.startswith('  ok  Valkey ') for line in lines)
    assert any(line.startswith('  ok  Files are kept in') for line in lines)
    assert ' fix  PUBLIC_URL http://hub.example is not https: tokens travel in the clear' in lines
    assert any(line.startswith(' fix  The mail server 127.0.0.1 does not') for line in lines)
    assert advice.returncode == 1
    assert 'Traceback' not in advice.stderr


def test_doctor_makes_nothing_where_nothing_is_installed(tmp_path: Path) -> None:
    advice = run('doctor', DATA_DIR=str(tmp_path / 'data'))
    assert f'note  Nothing is installed in {tmp_path}/data yet: `hub demo` or `hub serve` does that' in advice.stdout
    assert not list(tmp_path.iterdir())


def test_doctor_examines_the_demo_where_there_is_nothing_else(tmp_path: Path) -> None:
    assert run('migrate', DATA_DIR=str(tmp_path / 'demo')).returncode == 0
    advice = run('doctor', DATA_DIR=str(tmp_path))
    assert f'what follows is about the demo in {tmp_path}/demo' in advice.stdout
    assert '  ok  The schema is up to date' in advice.stdout
    assert [path.name for path in tmp_path.iterdir()] == ['demo']


def test_the_openapi_document_is_printed_alone() -> None:
    said = run('openapi')
    assert json.loads(said.stdout)['openapi'].startswith('3.1')
    assert said.stderr == ''
