"""Brings a database's schema up to date: sql/0*.sql, then sql/migrations/*.sql, each once and in its own transaction.

Forward only: an applied file never changes, what comes after it is a new file. Any number of processes may start at
once, an advisory lock lets one of them work. Five files that were loaded with psql before are recognised and adopted.
"""

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import asyncpg

if TYPE_CHECKING:
    from asyncpg import Record
    from asyncpg.pool import PoolConnectionProxy

    Connection = asyncpg.Connection[Record] | PoolConnectionProxy[Record]

FOLDER = Path(__file__).parent.parent / 'sql'
LOCK = 0x6375_7374_6172_6561
""""custarea": who holds it is alone in changing the schema."""
_LOCK_TIMEOUT = '10s'
_SERVER_BEGINS, _SERVER_ENDS = '-- ── Roles', '-- ── Schema hub'
_TABLE = re.compile(r'^CREATE TABLE ([\w.]+)', re.M)


class MigrationRefused(Exception):
    """The schema could not be brought up to date; the file that failed has changed nothing."""


class Migration(NamedTuple):
    """One file: what hub.migrations calls it, what is in it."""

    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """Tells whether an applied file was changed afterwards."""
        return hashlib.sha256(self.sql.encode()).hexdigest()

    @property
    def is_base(self) -> bool:
        """Whether it is one of the five files, which may have been loaded by hand."""
        return '/' not in self.name


def migrations(folder: Path = FOLDER) -> list[Migration]:
    """Every file, in the order they are applied in."""
    paths = [*sorted(folder.glob('0*.sql')), *sorted(folder.glob('migrations/*.sql'))]
    return [Migration(path.relative_to(folder).as_posix(), path.read_text()) for path in paths]


def roles_and_extensions(folder: Path = FOLDER) -> str:
    """The part of the first file that is about the server, not about this database's tables: no dump has it."""
    whole = (folder / '01_core_auth_tenants.sql').read_text()
    begin, end = whole.index(_SERVER_BEGINS), whole.index(_SERVER_ENDS)
    return whole[begin:end]


async def apply(dsn: str, folder: Path = FOLDER) -> list[str]:
    """Apply what is missing; the names of the files applied. Raises MigrationRefused."""
    connection = await asyncpg.connect(
        dsn, timeout=10, server_settings={'application_name': 'custarea-hub migrate', 'search_path': 'public'}
    )
    try:
        await connection.execute('SELECT pg_advisory_lock($1)', LOCK)
        # a migration that waits for a table must not make everybody wait behind it
        await connection.execute(f"SET lock_timeout = '{_LOCK_TIMEOUT}'")
        return [each.name for each in await _missing(connection, migrations(folder)) if await _run(connection, each)]
    finally:
        await connection.close()


async def outstanding(connection: 'Connection', folder: Path = FOLDER) -> list[str]:
    """The names of the files that this database still lacks. Raises MigrationRefused for one that was changed."""
    return [each.name for each in await _missing(connection, migrations(folder))]


async def _missing(connection: 'Connection', files: list[Migration]) -> list[Migration]:
    applied: dict[str, str] = {}
    if await connection.fetchval("SELECT to_regclass('hub.migrations')"):
        rows = await connection.fetch('SELECT name, checksum FROM hub.migrations')
        applied = {row['name']: row['checksum'] for row in rows}
    if changed := [each.name for each in files if applied.get(each.name, each.checksum) != each.checksum]:
        raise MigrationRefused(f'changed after it was applied: {", ".join(changed)}. Put changes into a new file.')
    return [each for each in files if each.name not in applied]


async def _run(connection: 'Connection', file: Migration) -> bool:
    """Apply one file, or adopt it; whether it was applied."""
    async with connection.transaction():
        is_adopted = file.is_base and await _is_there(connection, file)
        if not is_adopted:
            try:
                await connection.execute(file.sql)
            except asyncpg.PostgresError as error:
                raise MigrationRefused(_explain(file, error)) from error
        await connection.execute(
            'INSERT INTO hub.migrations (name, checksum) VALUES ($1, $2)', file.name, file.checksum
        )
    return not is_adopted


async def _is_there(connection: 'Connection', file: Migration) -> bool:
    tables = _TABLE.findall(file.sql)
    there = [table for table in tables if await connection.fetchval('SELECT to_regclass($1)', table)]
    if there and there != tables:
        lacking = ', '.join(sorted({*tables} - {*there}))
        raise MigrationRefused(f'{file.name} was loaded in part: {lacking} missing. Start with an empty database.')
    return bool(there)


def _explain(file: Migration, error: asyncpg.PostgresError) -> str:
    position = getattr(error, 'position', None)
    line = f', line {file.sql.count(chr(10), 0, int(position)) + 1}' if position else ''
    return f'{file.name}{line}: {error}'
