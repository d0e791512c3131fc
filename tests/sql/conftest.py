"""One server of each version, the schema loaded once into each; a test works in a transaction or a copy of its own."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from uuid import UUID, uuid4

import asyncpg
import pytest

from storage import migrate
from tests.sql.acting import Connection
from tests.sql.servers import Server, binaries, running


@pytest.fixture(scope='session', params=binaries())
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server with databases `loaded` (to work in) and `pristine` (to copy). Roles are changed in it: not shared."""
    with running(request.param) as started:
        asyncio.run(_load(started))
        yield started


async def _load(server: Server) -> None:
    await execute(server, 'CREATE DATABASE pristine')
    await migrate.apply(server.dsn('pristine'))
    await execute(server, 'CREATE DATABASE loaded TEMPLATE pristine')


async def execute(server: Server, *statements: str, database: str = 'postgres') -> None:
    """Run statements as superuser, each by itself."""
    connection = await asyncpg.connect(server.dsn(database))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture
async def db(server: Server) -> AsyncIterator[Connection]:
    """A superuser's connection in a transaction that is rolled back."""
    connection = await asyncpg.connect(server.dsn('loaded'))
    transaction = connection.transaction()
    await transaction.start()
    yield connection
    await transaction.rollback()
    await connection.close()


@pytest.fixture
async def tenant(db: Connection) -> UUID:
    """A fresh tenant in the test's transaction."""
    made: UUID = await db.fetchval("INSERT INTO tenants (name) VALUES ('Acme') RETURNING id")
    return made


@pytest.fixture
async def empty(server: Server) -> AsyncIterator[str]:
    """The name of an empty database."""
    name = f'test_{uuid4().hex[:12]}'
    await execute(server, f'CREATE DATABASE {name}')
    yield name
    await execute(server, f'DROP DATABASE {name} WITH (FORCE)')


@pytest.fixture
async def copy(server: Server) -> AsyncIterator[str]:
    """The name of a database with the schema and nothing else, for tests that commit."""
    name = f'test_{uuid4().hex[:12]}'
    await execute(server, f'CREATE DATABASE {name} TEMPLATE pristine')
    yield name
    await execute(server, f'DROP DATABASE {name} WITH (FORCE)')
