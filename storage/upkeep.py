"""Looking after the database: what runs now and then, and what is checked before the hub trusts it."""

import asyncpg

from hub.model.base import Value
from hub.model.errors import Unavailable
from storage import migrate
from storage.sql import Queries

_QUERIES = Queries('upkeep')
_SECONDS = 60.0
_OLDEST = 15


class Server(Value):
    """What a PostgreSQL server says of itself."""

    version: str
    major: int
    fsync: bool
    full_page_writes: bool
    synchronous_commit: str
    max_connections: int
    too_strong: list[str]
    """Roles of ours that can go round row-level security."""
    missing: list[str]
    """Roles of ours that are not there."""

    @property
    def faults(self) -> list[str]:
        """Why the hub must not run on it: an acked message could be lost, or a tenant seen by another."""
        checks = (
            (self.major < _OLDEST, f'PostgreSQL {self.version} is too old; it has to be {_OLDEST} or newer'),
            (not self.fsync, 'fsync is off: a power cut would lose acked messages; set fsync = on'),
            (not self.full_page_writes, 'full_page_writes is off: a power cut could damage the data; set it to on'),
            (
                self.synchronous_commit == 'off',
                'synchronous_commit is off: a crash would lose acked messages; set it to on',
            ),
            (
                bool(self.too_strong),
                f'{", ".join(self.too_strong)} can bypass row-level security; ALTER ROLE … NOBYPASSRLS',
            ),
        )
        return [fault for is_wrong, fault in checks if is_wrong]


async def server(dsn: str) -> Server:
    """Ask the server. Raises Unavailable."""
    connection = await _connect(dsn)
    try:
        row = await connection.fetchrow(_QUERIES['server'].sql)
        return Server.model_validate(dict(row or {}))
    finally:
        await connection.close()


async def lacking(dsn: str) -> list[str]:
    """The migrations that the database still lacks. Raises Unavailable, MigrationRefused."""
    connection = await _connect(dsn)
    try:
        return await migrate.outstanding(connection)
    finally:
        await connection.close()


async def has_tenants(dsn: str) -> bool:
    """Whether anybody has begun here. Raises Unavailable."""
    connection = await _connect(dsn)
    try:
        return bool(await connection.fetchval(_QUERIES['has_tenants'].sql))
    finally:
        await connection.close()


async def sweep(dsn: str) -> int:
    """Delete what ended long ago; how many rows. Raises Unavailable."""
    connection = await _connect(dsn, role='hub_worker')
    try:
        return int(await connection.fetchval(_QUERIES['sweep_expired'].sql))
    except asyncpg.PostgresError as error:
        raise Unavailable(f'The sweep failed: {error}') from error
    finally:
        await connection.close()


async def _connect(dsn: str, role: str = 'none') -> 'asyncpg.Connection[asyncpg.Record]':
    settings = {'role': role, 'application_name': 'custarea-hub upkeep'}
    try:
        return await asyncpg.connect(dsn, timeout=10, command_timeout=_SECONDS, server_settings=settings)
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        raise Unavailable(f'PostgreSQL cannot be used: {error}') from error
