"""The bell: what this process tells the others over Redis, many announcements in one round trip.

Nothing here is needed for the truth. When Redis is slow or gone the queue drops what is oldest; the others' poll
finds it in PostgreSQL.
"""

import asyncio
from collections import deque
from uuid import UUID

from hub.model.signal import Passing, Signal
from hub.realtime import Stored
from storage.redis import Redis, events_channel, messages_channel

QUEUE = 10_000


class Bell:
    """Collects while a publish is under way, like the group committer."""

    def __init__(self, redis: Redis, origin: str) -> None:
        self.origin = origin
        self._redis = redis
        self._waiting: deque[tuple[str, bytes]] = deque(maxlen=QUEUE)
        self._wake = asyncio.Event()
        self._task = asyncio.create_task(self._ring())

    def message(self, stored: Stored) -> None:
        """Announce a committed message: the canonical message, and in `hub` what the other processes need."""
        passing = Passing(origin=self.origin, visitor_id=stored.visitor_id, prev_public_seq=stored.prev_public_seq)
        payload = b'%b,"hub":%b}' % (stored.json[:-1], passing.model_dump_json().encode())
        self._put(messages_channel(stored.tenant_id), payload)

    def signal(self, tenant_id: UUID, signal: Signal) -> None:
        """Announce something else."""
        self._put(events_channel(tenant_id), signal.model_dump_json().encode())

    async def close(self) -> None:
        """Stop; what still waits may be lost, that is the deal."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def _put(self, channel: str, payload: bytes) -> None:
        self._waiting.append((channel, payload))
        self._wake.set()

    async def _ring(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            batch = list(self._waiting)
            self._waiting.clear()
            await self._redis.publish(batch)
