"""`hub demo`: one command from nothing to a conversation; its one line of JSON is a contract."""

import json
import signal
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import asyncpg
import psutil
import pytest
from redis.asyncio import Redis

from tests.cli.conftest import PATIENCE, Process, Start, demo_words, left_of, run, started

pytestmark = [pytest.mark.timeout(PATIENCE + 60), pytest.mark.xdist_group('demo')]

KEYS = {
    'url',
    'inbox_url',
    'demo_url',
    'simulator_url',
    'token',
    'tenant_id',
    'widget_key',
    'database_url',
    'redis_url',
    'pids',
}


@pytest.fixture(scope='module')
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the demo that most tests look at."""
    return tmp_path_factory.mktemp('demo') / 'data'


@pytest.fixture(scope='module')
def demo(folder: Path) -> Iterator[Process]:
    """A demo that runs while the tests of this module look at it."""
    for begin in started(folder):
        yield begin(*demo_words(folder))


@pytest.fixture(scope='module')
def ready(demo: Process) -> dict[str, Any]:
    """What it said once it was ready."""
    return demo.ready()


def ask(ready: dict[str, Any], path: str, method: str = 'GET', body: object = None) -> Any:
    """A request to the API as the owner."""
    data = None if body is None else json.dumps(body).encode()
    headers = {'Authorization': f'Bearer {ready["token"]}', 'Content-Type': 'application/json'}
    with urlopen(Request(ready['url'] + path, data, headers, method=method), timeout=20) as response:  # noqa: S310
        return json.loads(response.read() or b'null')


def status(url: str) -> int:
    """Of a GET."""
    try:
        with urlopen(url, timeout=20) as response:  # noqa: S310
            code: int = response.status
            return code
    except HTTPError as refused:
        return refused.code


def test_the_line_says_what_the_contract_says(ready: dict[str, Any], demo: Process) -> None:
    assert ready.keys() == KEYS
    assert ready['pids'] == [demo.popen.pid]
    assert ready['inbox_url'].startswith(ready['url'])
    assert ready['widget_key'].startswith('pk_')


def test_the_token_is_an_owners(ready: dict[str, Any]) -> None:
    me = ask(ready, '/api/v1/auth/me')
    assert me['user']['role'] == 'owner'
    assert me['tenant']['id'] == ready['tenant_id']


async def test_the_database_url_is_a_superusers(ready: dict[str, Any]) -> None:
    connection = await asyncpg.connect(ready['database_url'])
    try:
        assert await connection.fetchval('SELECT rolsuper FROM pg_roles WHERE rolname = current_user')
        assert await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 52
    finally:
        await connection.close()


async def test_the_redis_url_is_good(ready: dict[str, Any]) -> None:
    async with Redis.from_url(ready['redis_url']) as redis:
        assert await redis.ping()


def test_the_inbox_has_conversations_of_the_past(ready: dict[str, Any]) -> None:
    page = ask(ready, '/api/v1/conversations?limit=50')
    assert len(page['items']) >= 10
    assert {row['status'] for row in page['items']} == {'open', 'pending', 'resolved'}
    times = [row['last_message_at'] for row in page['items']]
    assert times == sorted(times, reverse=True)
    assert all(row['last_message']['created_at'][:19] == row['last_message_at'][:19] for row in page['items'])
    first = ask(ready, f'/api/v1/conversations/{page["items"][0]["id"]}/messages')
    assert [message['seq'] for message in first['items']] == list(range(1, len(first['items']) + 1))


def test_a_search_shows_the_latest_first(ready: dict[str, Any]) -> None:
    for word in ('the', 'a', 'tent'):
        for _ in range(100):
            found = ask(ready, f'/api/v1/search?q={word}&kind=messages&limit=50')['messages']['items']
            if len(found) >= 5:
                break
            time.sleep(0.1)
        times = [message['created_at'] for message in found]
        assert len({message['conversation']['id'] for message in found}) > 3
        assert times == sorted(times, reverse=True), word


def test_the_shop_has_teams_and_what_they_keep_ready_and_two_weeks_to_look_back_on(ready: dict[str, Any]) -> None:
    for kept, least in (('teams', 2), ('canned-replies', 4), ('macros', 3), ('views', 2)):
        assert len(ask(ready, f'/api/v1/{kept}')['items']) >= least, kept
    today = datetime.now(UTC).date()
    days = f'first={today - timedelta(days=14)}&last={today}'
    figures = ask(ready, f'/api/v1/reports/conversations?{days}')['figures']
    assert figures['rated'] >= 6
    assert 4 <= figures['average'] <= 5
    assert figures['resolution_median'] > 600
    assert figures['first_response_median'] > 60
    ratings = ask(ready, f'/api/v1/reports/ratings?{days}')['items']
    assert len({rating['resolved_at'][:10] for rating in ratings}) >= 4


def test_the_shop_is_another_site_and_carries_the_real_script_tag(ready: dict[str, Any]) -> None:
    with urlopen(ready['demo_url'], timeout=20) as response:  # noqa: S310
        page = response.read().decode()
        policy = response.headers['Content-Security-Policy']
    assert f'<script async src="{ready["url"]}/widget.js" data-key="{ready["widget_key"]}"></script>' in page
    assert "default-src 'none'" in policy
    assert 'unsafe' not in policy
    with urlopen(f'{ready["url"]}/demo', timeout=20) as response:  # noqa: S310
        assert response.url == ready['demo_url']


def test_pages_of_the_demo_exist(ready: dict[str, Any]) -> None:
    assert status(ready['simulator_url']) == 200
    assert status(f'{ready["url"]}/readyz') == 200
    assert status(f'{ready["demo_url"]}repairs') == 200
    assert status(f'{ready["demo_url"]}nowhere') == 404


def test_files_are_served_from_an_origin_of_their_own(ready: dict[str, Any]) -> None:
    stored = ask(ready, '/api/v1/files?name=note.txt', 'POST', 'Two poles')
    address, hub, shop = (urlsplit(url) for url in (stored['url'], ready['url'], ready['demo_url']))
    assert len({address.netloc, hub.netloc, shop.netloc}) == 3
    assert status(stored['url']) == 200
    assert status(f'{ready["url"]}{address.path}') == 404
    assert status(f'http://{address.netloc}/') == 404


def test_the_folder_is_ours_alone(folder: Path, ready: dict[str, Any]) -> None:
    assert ready
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / 'secret_keys').stat().st_mode) == 0o600


@pytest.mark.skipif(not Path('/proc/self/smaps_rollup').exists(), reason='only Linux counts shared memory in parts')
def test_everything_together_fits_into_300_mb(ready: dict[str, Any], demo: Process) -> None:
    assert ready
    hub = psutil.Process(demo.popen.pid)
    assert sum(proportional_mb(process.pid) for process in (hub, *hub.children(recursive=True))) < 300


def proportional_mb(pid: int) -> float:
    """Memory of a process, what it shares with others counted in its part; nothing of one that ended meanwhile."""
    try:
        lines = Path(f'/proc/{pid}/smaps_rollup').read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0  # PostgreSQL's workers come and go
    return sum(int(line.split()[1]) for line in lines if line.startswith('Pss:')) / 1024


def test_stores_that_are_killed_come_back_and_the_hub_goes_on(ready: dict[str, Any], demo: Process) -> None:
    rows = ask(ready, '/api/v1/conversations?limit=50')['items']
    for store in psutil.Process(demo.popen.pid).children():
        store.kill()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with suppress(HTTPError):
            if ask(ready, '/readyz')['redis']:
                break
        time.sleep(0.1)
    assert ask(ready, '/api/v1/conversations?limit=50')['items'] == rows
    path = f'/api/v1/conversations/{rows[0]["id"]}/messages'
    assert (
        ask(ready, path, 'POST', {'client_id': 'after-the-kill', 'text': 'Still here'})['seq']
        == rows[0]['last_seq'] + 1
    )


def test_a_second_start_is_refused_by_name(folder: Path, ready: dict[str, Any], demo: Process) -> None:
    second = run(*demo_words(folder))
    assert second.returncode == 1
    assert second.stdout == ''
    assert f'already runs on {folder} (process {demo.popen.pid})' in second.stderr
    assert 'Traceback' not in second.stderr
    assert ask(ready, '/api/v1/auth/me')


def test_other_commands_use_the_running_stores(folder: Path, ready: dict[str, Any]) -> None:
    assert 'up to date' in run('migrate', '--data', str(folder)).stderr
    token = run('token', '--email', 'jonas@birkfell.example', '--data', str(folder))
    assert token.returncode == 0, token.stderr
    assert ask({**ready, 'token': token.stdout.strip()}, '/api/v1/auth/me')['user']['role'] == 'agent'
    assert 'nobody here' in run('token', '--email', 'who@birkfell.example', '--data', str(folder)).stderr


def test_data_survives_kill_and_stop_and_nothing_is_sown_twice(tmp_path: Path, start: Start) -> None:
    folder = tmp_path / 'data'
    words = demo_words(folder)
    first = start(*words)
    ready = first.ready()
    rows = ask(ready, '/api/v1/conversations?limit=50')['items']
    ask(ready, f'/api/v1/conversations/{rows[0]["id"]}', 'PATCH', {'subject': 'Kept'})
    first.popen.kill()

    second = start(*words)
    again = second.ready()
    assert (again['tenant_id'], again['widget_key']) == (ready['tenant_id'], ready['widget_key'])
    assert ask(again, f'/api/v1/conversations/{rows[0]["id"]}')['subject'] == 'Kept'
    assert len(ask(again, '/api/v1/conversations?limit=50')['items']) == len(rows)
    assert ask({**again, 'token': ready['token']}, '/api/v1/auth/me'), 'a token outlives a restart'
    second.tell(signal.SIGTERM)
    code, output, errors = second.end()
    assert (code, output) == (0, '')
    assert 'Traceback' not in errors
    assert not left_of(tmp_path)


def test_ctrl_c_ends_a_demo_with_its_link_printed(tmp_path: Path, start: Start) -> None:
    words = [word for word in demo_words(tmp_path / 'data') if word != '--json']
    process = start(*words)
    assert process.popen.stdout is not None
    for line in process.popen.stdout:
        if 'The inbox' in line:
            break
    url, _, secret = line.split()[-1].partition('/#/link?token=')
    link = {'url': url, 'token': ''}
    assert ask(link, '/api/v1/auth/link', 'POST', {'token': secret})['user']['role'] == 'owner'
    with pytest.raises(HTTPError, match=r'HTTP Error 4\d\d'):
        ask(link, '/api/v1/auth/link', 'POST', {'token': secret})
    process.tell(signal.SIGINT)
    code, _, errors = process.end()
    assert code == 0
    assert 'Traceback' not in errors
    assert not left_of(tmp_path)


def test_an_interrupted_first_start_leaves_nothing_half_done(tmp_path: Path, start: Start) -> None:
    process = start(*demo_words(tmp_path / 'data'))
    process.until('Creating the database')
    process.tell(signal.SIGTERM)
    code, output, errors = process.end()
    assert (code, output) == (0, '')
    assert 'Traceback' not in errors
    assert start(*demo_words(tmp_path / 'data')).ready()


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(('127.0.0.1', 0)) as taken:
        port = taken.getsockname()[1]
        refused = run('demo', '--json', '--port', str(port), '--data', str(tmp_path / 'data'))
    assert refused.returncode == 1
    assert refused.stdout == ''
    assert refused.stderr.startswith(f'hub: port {port} of 127.0.0.1 is in use')
    assert not (tmp_path / 'data').exists()


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / 'file').touch()
    refused = run('demo', '--json', '--port', '0', '--data', str(tmp_path / 'file' / 'data'))
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1].startswith('hub: cannot use the data folder')
    assert 'Traceback' not in refused.stderr
