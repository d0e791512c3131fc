"""Redis or Valkey: the doorbell. It carries what may be lost: fan-out, presence, rate limits.

Every key and channel name is made here, with its lifetime beside it. Retries are off: the library would repeat
commands whose answer was lost. A caller that gets None or False goes on without.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

import structlog
from redis.asyncio import Redis as Client
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from hub.model.base import Value

log = structlog.get_logger(__name__)

COMMAND_SECONDS = 2.0
COUNT_PAUSE_SECONDS = 5.0
_MENDED: dict[str, dict[tuple[int, ...], int]] = {
    'Redis': {(6, 2): 20, (7, 2): 11, (7, 4): 6, (8, 0): 4, (8, 2): 2},
    'Valkey': {(7, 2): 11, (8, 0): 6, (8, 1): 4},
}
"""The first patched release of each line."""
ONLINE_SECONDS = 30
_PUBLISH_ALL = """for i = 1, #ARGV, 2 do redis.call('PUBLISH', ARGV[i], ARGV[i + 1]) end"""
"""One command with one answer: a pipeline of as many costs us twice the CPU, most of it for reading the answers."""
_DOWN = (RedisError, OSError, TimeoutError)


def messages_channel(tenant_id: UUID) -> str:
    """Canonical messages, encoded once; a contract: whoever wants may listen."""
    return f'hub:{tenant_id}:messages'


def events_channel(tenant_id: UUID) -> str:
    """Everything else that web processes tell each other: typing, reads, presence, changed conversations."""
    return f'hub:{tenant_id}:events'


class RedisVersion(Value):
    """Which server it is."""

    name: str
    number: str

    @classmethod
    def of(cls, said: Mapping[str, object]) -> 'RedisVersion':
        """Valkey says for compatibility that it is an old Redis, and its own version beside it."""
        if valkey := said.get('valkey_version'):
            return cls(name='Valkey', number=str(valkey))
        return cls(name='Redis', number=str(said.get('redis_version', '0')))

    @property
    def is_patched(self) -> bool:
        """Whether its makers had mended CVE-2025-49844 in it; a distribution may have done so in an older one."""
        parts = [int(part) for part in self.number.split('.') if part.isdigit()]
        line, patch = tuple(parts[:2]), parts[2] if len(parts) > 2 else 0
        mended = _MENDED[self.name]
        return line > max(mended) or patch >= mended.get(line, 1 << 30)


HERE = 'hub:here'
"""Every web process listens to this channel, so that the others can count it, and greets them when it comes."""


WORK = 'hub:work'
"""Rung when a job was enqueued; workers listen."""


def _online_key(tenant_id: UUID) -> str:
    """Which processes have an agent online: origin to the time until which that holds; the key lives as long."""
    return f'hub:{tenant_id}:online'


class _Once(Retry):
    """Carries a command through once, and then heeds a cancellation that came meanwhile.

    The library writes under `wait_for`, which swallows one before Python 3.12: what was told to end would go on.
    """

    def __init__(self) -> None:
        super().__init__(NoBackoff(), 0)

    async def call_with_retry(self, *given: Any, **named: Any) -> Any:
        """What the library calls for each command."""
        task = asyncio.current_task()
        told = task.cancelling() if task else 0
        try:
            return await super().call_with_retry(*given, **named)
        finally:  # whether it went well or not: a time-out after it would have the task go on as well
            if task and task.cancelling() > told:
                raise asyncio.CancelledError


class Redis:
    """Two clients: one for commands with short time-outs, one that listens for as long as it takes."""

    def __init__(self, url: str) -> None:
        self._client = Client.from_url(
            url, socket_timeout=COMMAND_SECONDS, socket_connect_timeout=COMMAND_SECONDS, retry=_Once()
        )
        self._count_again = 0.0
        self._listener = Client.from_url(
            url,
            socket_timeout=None,
            socket_connect_timeout=COMMAND_SECONDS,
            health_check_interval=15,
            retry=_Once(),
        )

    async def close(self) -> None:
        """Close both clients."""
        await self._client.aclose()
        await self._listener.aclose()

    async def ping(self) -> bool:
        """Whether somebody answers."""
        try:
            return bool(await self._client.ping())
        except _DOWN:
            return False

    async def version(self) -> RedisVersion | None:
        """What answers there, if something does."""
        try:
            said = await self._client.info('server')
        except _DOWN:
            return None
        return RedisVersion.of(said)

    async def publish(self, messages: Sequence[tuple[str, bytes]]) -> bool:
        """Ring the bell for each (channel, payload), in one round trip. False: nobody may have heard."""
        try:
            words = (word for channel, payload in messages for word in (channel.encode(), payload))
            await self._client.eval(_PUBLISH_ALL, 0, *words)
        except _DOWN as down:
            log.warning('redis.publish_failed', error=type(down).__name__)
            return False
        return True

    async def is_alone(self) -> bool:
        """Whether no other web process listens; False where nobody can say."""
        try:
            counted = await self._client.pubsub_numsub(HERE)
        except _DOWN:
            return False
        return int(counted[0][1]) <= 1

    def listen(self) -> PubSub:
        """A fresh subscription; `hub/live/bus.py` keeps it alive."""
        return self._listener.pubsub(ignore_subscribe_messages=True)

    async def count_all(self, counted: Sequence[tuple[str, int]]) -> list[int] | None:
        """Count one more under each (name, seconds it lasts); None when nobody answers. Keys `hub:rate:…`."""
        if time.monotonic() < self._count_again:
            return None
        try:
            async with self._client.pipeline(transaction=False) as pipeline:
                for name, seconds in counted:
                    pipeline.incr(f'hub:rate:{name}')
                    pipeline.expire(f'hub:rate:{name}', seconds + 1)
                answers = await pipeline.execute()
            return [int(count) for count in answers[::2]]
        except _DOWN:
            # not every request shall wait for a server that is gone
            self._count_again = time.monotonic() + COUNT_PAUSE_SECONDS
            return None

    async def note_online(self, online: Mapping[UUID, bool], origin: str) -> None:
        """Say for some tenants whether this process has an agent online; good for half a minute."""
        until = int(time.time()) + ONLINE_SECONDS
        try:
            async with self._client.pipeline(transaction=False) as pipeline:
                for tenant_id, is_online in online.items():
                    pipeline.hset(_online_key(tenant_id), origin, str(until if is_online else 0))
                    pipeline.expire(_online_key(tenant_id), ONLINE_SECONDS)
                await pipeline.execute()
        except _DOWN as down:
            log.warning('redis.online_unsaid', error=type(down).__name__)

    async def is_online_elsewhere(self, tenant_id: UUID, origin: str) -> bool:
        """Whether another process has an agent of this tenant online; False where nobody can say."""
        try:
            noted = await self._client.hgetall(_online_key(tenant_id))
        except _DOWN:
            return False
        now = time.time()
        return any(int(until) > now for process, until in noted.items() if process != origin.encode())


async def hang_up(subscription: PubSub) -> None:
    """End a subscription whose connection may be gone already."""
    with suppress(*_DOWN):
        await subscription.aclose()  # type: ignore[no-untyped-call]


async def payloads(subscription: PubSub) -> AsyncIterator[tuple[str, bytes]]:
    """(channel, payload) of each message heard, until the connection fails with RedisError or OSError."""
    async for heard in subscription.listen():
        if heard['type'] == 'message':
            yield heard['channel'].decode(), heard['data']
