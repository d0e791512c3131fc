"""Two web processes over stores that a third process holds; each test brings its own crowd."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from tests.kills.crowd import Crowd
from tests.kills.installation import COMPANY, OWNER, Stores, Web, say


@dataclass
class Installation:
    """What is killed."""

    environment: dict[str, str]
    stores: Stores
    webs: list[Web]
    token: str
    """An owner's."""

    async def age(self, key: str) -> None:
        """A request under this Idempotency-Key began some minutes earlier than it did."""
        connection = await asyncpg.connect(self.stores.database_url)
        try:
            await connection.execute(
                "UPDATE hub.idempotency_keys SET created_at = created_at - interval '3 minutes' WHERE key = $1", key
            )
        finally:
            await connection.close()


@pytest.fixture(scope='module')
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Stores, schema, and two web processes that are not started yet."""
    folder = tmp_path_factory.mktemp('kills')
    stores = Stores.start(folder / 'stores')
    environment = common(folder, stores.database_url, stores.redis_url)
    try:
        token = founded(environment)
        yield Installation(environment, stores, [Web(environment, folder / f'web{n}.log') for n in (0, 1)], token)
    finally:
        stores.stop()


def founded(environment: dict[str, str]) -> str:
    """The schema and a tenant; its owner's token."""
    say(environment, 'migrate')
    say(environment, 'tenant', 'create', '--company', COMPANY, '--email', OWNER)
    return say(environment, 'token', '--email', OWNER)


def common(folder: Path, database_url: str, redis_url: str) -> dict[str, str]:
    """The settings that all processes of an installation share."""
    return {
        'DATABASE_URL': database_url,
        'REDIS_URL': redis_url,
        'SECRET_KEYS': 'a-test-key-of-at-least-32-characters',
        'DATA_DIR': str(folder / 'data'),
        'PUBLIC_URL': 'http://hub.example',
        'RATE_LIMITS': 'off',
    }


@pytest.fixture
async def webs(installation: Installation) -> AsyncIterator[list[Web]]:
    """Both web processes, ready."""
    for web in installation.webs:
        if not web.is_alive:
            web.start()
    for web in installation.webs:
        await web.until_ready()
    yield installation.webs
    for web in installation.webs:
        if web.is_alive:
            web.kill()


@pytest.fixture
async def crowd(installation: Installation, webs: list[Web]) -> AsyncIterator[Crowd]:
    """Visitors and agents on both processes."""
    async with AsyncExitStack() as stack:
        crowd = Crowd(installation.stores.database_url, stack, [web.url for web in webs])
        await crowd.gather(installation.token)
        yield crowd
