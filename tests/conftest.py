"""Real servers for every test: one PostgreSQL and one Valkey a run, a database of its own for each worker process.

Nothing is wiped between tests: each test makes its own tenants, as strangers in one installation do.
"""

import asyncio
import contextlib
import fcntl
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc  # noqa: F401 - pytest imports it when something was left open, maybe amid another such import
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from handlers.keys import HUB
from handlers.protocol import Runner
from hub.app import create_app
from hub.config import Settings
from hub.context import Hub
from storage.embedded.home import free_port
from tests.api_client import Api
from tests.run_stores import Running, at
from tests.tenants import Tenants

WINDOWED, _WINDOWLESS = Path('/usr/bin/chromium'), Path('/usr/bin/chromium-headless-shell')
CHROMIUM = _WINDOWLESS if _WINDOWLESS.exists() else WINDOWED
"""The same engine in both; without a program and its windows around it takes less than half of the processor."""
MAY_BE_SKIPPED = frozenset({'only root can become somebody else'})
"""Reasons that hold in .ci/run too: nothing that could be installed would change them."""
_RUN_DIR, _RUN_PID = 'HUB_TEST_RUN_DIR', 'HUB_TEST_RUN_PID'
_PATIENCE = 90
_LARGEST_SEED = 2**32


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption('--fuzz-examples', type=int, default=2, help='requests a kind that the fuzzers try (default: 2)')
    parser.addoption('--looks', default='', help='run the tests of a talk in these looks: dark,phone,small')
    parser.addoption('--fuzz-seed', type=int, help='repeat the longer fuzzing of the sockets (default: by chance)')


@pytest.fixture(scope='session')
def fuzz_examples(pytestconfig: pytest.Config) -> int:
    """How many examples of a kind the fuzzers try."""
    return int(pytestconfig.getoption('--fuzz-examples'))


@pytest.fixture
def fuzz_seed(pytestconfig: pytest.Config, record_property: Callable[[str, object], None]) -> int:
    """What the longer fuzzing starts from: another one each time, and the end of the run says which."""
    seed = pytestconfig.getoption('--fuzz-seed')
    chosen = random.randrange(_LARGEST_SEED) if seed is None else int(seed)
    record_property('--fuzz-seed', chosen)
    return chosen


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    report = yield
    return _not_in_ci(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    report = yield
    return _not_in_ci(report)


def _not_in_ci(report: Any) -> Any:
    """In .ci/run everything is there, so whatever would be skipped fails."""
    if os.environ.get('HUB_CI') == '1' and report.skipped and not hasattr(report, 'wasxfail'):
        reason = report.longrepr[2].removeprefix('Skipped: ')
        if reason not in MAY_BE_SKIPPED:
            report.outcome, report.longrepr = 'failed', f'skipped, which .ci/run does not allow: {reason}'
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = [report for kind in ('passed', 'failed') for report in terminalreporter.stats.get(kind, ())]
    for report in reports:
        for name, value in getattr(report, 'user_properties', ()):
            if name == '--fuzz-seed' and report.when == 'call':
                terminalreporter.write_line(f'{report.nodeid}: {name} {value}')


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, 'workerinput'):
        os.environ[_RUN_DIR] = tempfile.mkdtemp(prefix='hub-tests-')
        os.environ[_RUN_PID] = str(os.getpid())


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, 'workerinput'):
        return
    folder = Path(os.environ[_RUN_DIR])
    keeper = folder / 'pid'
    if keeper.exists():
        pid = int(keeper.read_text())
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, 15)
            _wait(lambda: not _lives(pid))
    shutil.rmtree(folder, ignore_errors=True)


def pytest_xdist_auto_num_workers() -> int:
    """Three workers for two cores, which they keep busy: a fourth makes nothing faster."""
    return max(1, (os.cpu_count() or 1) * 3 // 2)


@pytest.fixture(scope='session')
def chromium() -> Path:
    """The browser's program; where it is missing, what needs it is skipped."""
    return _installed(CHROMIUM)


@pytest.fixture(scope='session')
def windowed_chromium() -> Path:
    """The one that opens windows, though nobody sees them."""
    return _installed(WINDOWED)


def _installed(program: Path) -> Path:
    if not program.exists():
        pytest.skip(f'{program} is missing: install the package "{program.name}" to run the browser tests')
    return program


@pytest.fixture(scope='session')
def running(worker_id: str) -> Running:
    """The run's stores; whichever worker comes first starts them."""
    folder = Path(os.environ[_RUN_DIR])
    with (folder / 'lock').open('w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / 'pid').exists():
            with (folder / 'log').open('w') as log:
                keeper = subprocess.Popen(
                    [sys.executable, '-m', 'tests.run_stores', str(folder), os.environ[_RUN_PID]],
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            (folder / 'pid').write_text(str(keeper.pid))
            _wait(lambda: (folder / 'running.json').exists() or keeper.poll() is not None)
    if not (folder / 'running.json').exists():
        pytest.exit(f'the stores did not start:\n{(folder / "log").read_text()[-3000:]}', returncode=3)
    return Running.model_validate_json((folder / 'running.json').read_bytes())


@pytest.fixture(scope='session')
def database_url(running: Running, worker_id: str) -> Iterator[str]:
    """A migrated database of this worker's own, as superuser."""
    name = f'{running.template}_{worker_id}'
    asyncio.run(_execute(running.database_url, f'CREATE DATABASE {name} TEMPLATE {running.template}'))
    yield at(running.database_url, name)
    asyncio.run(_execute(running.database_url, f'DROP DATABASE {name} WITH (FORCE)'))


@pytest.fixture(scope='session')
def redis_url(running: Running) -> str:
    """The run's Valkey; all workers share it, as keys carry tenants."""
    return running.redis_url


@pytest.fixture
def settings(database_url: str, redis_url: str, tmp_path: Path) -> Settings:
    """Settings of one test's hub, on a free port. Limits are off: all tests come from one address."""
    return make_settings(database_url, redis_url, tmp_path)


def make_settings(database_url: str, redis_url: str, data_dir: Path, **others: object) -> Settings:
    """Settings that ask nothing of the machine's environment."""
    given = {
        'host': '127.0.0.1',
        'port': free_port(),
        'data_dir': data_dir,
        'database_url': database_url,
        'redis_url': redis_url,
        'secret_keys': 'a-test-key-of-at-least-32-characters',
        'rate_limits': 'off',
        **others,
    }
    return Settings.model_validate(given)


@pytest.fixture
async def server(settings: Settings) -> AsyncIterator[TestServer]:
    """The real application on its real port."""
    running_server = serving(await create_app(settings, demo=True), settings)
    async with running_server:
        yield running_server


class Served(TestServer):
    """A server set up as `hub web` sets its own up."""

    async def _make_runner(self, **options: Any) -> Runner:
        return Runner(self.app, **options)


def serving(app: web.Application, settings: Settings) -> TestServer:
    """To be entered: the application, listening."""
    return Served(app, host=settings.host, port=settings.port)


@pytest.fixture
def hub(server: TestServer) -> Hub:
    """The Hub inside the running application, for what no request can do."""
    return server.app[HUB]


@pytest.fixture
async def api(server: TestServer) -> AsyncIterator[Api]:
    """A client without credentials; `api.as_(token)` has some."""
    async with Api.open(str(server.make_url('/'))) as client:
        yield client


@pytest.fixture
def tenants(hub: Hub, api: Api) -> Tenants:
    """Makes tenants: `shop = await tenants.make()`, then `shop.owner.api`, `await shop.hire('agent')`."""
    return Tenants(hub, api)


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _wait(until: object) -> None:
    end = time.monotonic() + _PATIENCE
    while not until() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.02)


def _lives(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True
