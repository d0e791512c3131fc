"""Nothing older than its floor: each stands where a hole was mended (reliability M26)."""

from importlib.metadata import version
from pathlib import Path

import pytest
from redis.asyncio import Redis as Client

from storage.embedded import stores
from storage.redis import Redis, RedisVersion

FLOORS = {
    'python-socketio': '5.16.4',
    'python-engineio': '4.13.3',
    'aiohttp': '3.14.4',
    'pyjwt': '2.15',
    'redis': '8.0',
}


@pytest.mark.parametrize(('package', 'floor'), FLOORS.items())
def test_a_package_is_not_older_than_its_floor(package: str, floor: str) -> None:
    assert numbers(version(package)) >= numbers(floor)


def numbers(text: str) -> list[int]:
    """5.16.4 as numbers that can be compared."""
    return [int(part) for part in text.split('.') if part.isdigit()]


async def test_the_embedded_valkey_is_patched(tmp_path: Path) -> None:
    async with stores(tmp_path / 'stores', postgres=False) as running:
        redis = Redis(running.redis_url)
        found = await redis.version()
        await redis.close()
    assert found
    assert found.name == 'Valkey'
    assert found.is_patched


@pytest.mark.parametrize(
    ('name', 'number', 'patched'),
    [
        ('Redis', '7.0.15', False),
        ('Redis', '7.2.10', False),
        ('Redis', '7.2.11', True),
        ('Redis', '8.2.2', True),
        ('Redis', '8.4.0', True),
        ('Valkey', '8.1.3', False),
        ('Valkey', '9.1.2', True),
    ],
)
def test_patched_servers_are_told_from_others(name: str, number: str, patched: bool) -> None:
    assert RedisVersion(name=name, number=number).is_patched is patched


def test_redis_is_never_asked_twice_by_the_library() -> None:
    """Its own retries would repeat commands whose answer was lost."""
    redis = Redis('redis://127.0.0.1:1/0')
    clients = [client for client in vars(redis).values() if isinstance(client, Client)]
    assert len(clients) == 2, 'one for commands, one that listens'
    for client in clients:
        retry = client.get_retry()
        assert retry
        assert retry._retries == 0
