"""Statements that stand alone: they go over connections of their own, which outlive whatever happens to one of them."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from hub.model.errors import Unavailable
from hub.model.ids import new_id
from storage.db import LINES, Database

TENANT = new_id()
BACKEND = 'SELECT pg_backend_pid()'


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The pool and the lines of a process."""
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


async def _alone(database: Database, statement: str) -> int:
    async with database.alone(TENANT) as session:
        answer: int = await session.connection.fetchval(statement)
        return answer


async def test_one_after_the_other_they_share_a_connection(database: Database) -> None:
    assert await _alone(database, BACKEND) == await _alone(database, BACKEND)


async def test_more_than_there_are_lines_go_on_through_the_pool(database: Database) -> None:
    crowd = [f'SELECT pg_backend_pid() FROM pg_sleep(0.2) -- {n}' for n in range(LINES + 3)]
    assert len(set(await asyncio.gather(*(_alone(database, each) for each in crowd)))) == len(crowd)


async def test_one_that_nobody_waits_for_any_more_leaves_its_line_to_the_next(database: Database) -> None:
    before = await _alone(database, BACKEND)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await _alone(database, 'SELECT 1 FROM pg_sleep(30)')
    assert await _alone(database, BACKEND) == before


async def test_one_that_fails_leaves_its_line_to_the_next(database: Database) -> None:
    before = await _alone(database, BACKEND)
    with pytest.raises(asyncpg.DivisionByZeroError):
        await _alone(database, 'SELECT 1 / 0')
    assert await _alone(database, BACKEND) == before


async def test_a_line_that_is_cut_is_opened_again(database: Database, database_url: str) -> None:
    before = await _alone(database, BACKEND)
    at_work = asyncio.create_task(_alone(database, 'SELECT 1 FROM pg_sleep(30)'))
    await asyncio.sleep(0.2)
    await _cut(database_url, before)
    with pytest.raises(Unavailable):
        await at_work
    assert await _alone(database, BACKEND) != before


async def _cut(database_url: str, backend: int) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        assert await connection.fetchval('SELECT pg_terminate_backend($1, 5000)', backend)
    finally:
        await connection.close()


async def test_nothing_of_a_tenant_is_left_on_a_line(database: Database) -> None:
    async with database.alone(TENANT) as session:
        await session.connection.fetchval("SELECT set_config('app.tenant_id', $1, true)", str(TENANT))
    async with database.alone(TENANT) as session:
        assert not await session.connection.fetchval("SELECT current_setting('app.tenant_id', true)")
