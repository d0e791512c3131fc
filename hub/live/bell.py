"""The bell: what this process tells the others over Redis, many announcements in one round trip.

Nothing here is needed for the truth. When Redis is slow or gone the queue drops what is oldest; the others' poll
finds it in PostgreSQL.
"""

import asyncio
from collections import deque
from uuid import UUID

from hub.ending import end
from hub.live.realtime import Stored
from hub.live.roster import Roster
from hub.model.crash import crash
from hub.model.signal import Signal
from storage.redis import WORK, Redis, events_channel, messages_channel

QUEUE = 10_000
ROSTER_SECONDS = 0.25
GATHER_SECONDS = 0.005
"""Pause after a publish. The first of a burst is told at once; the rest share a round trip that costs as much as five
deliveries of our own."""


class Bell:
    """Collects while a publish is under way and a moment longer, like the group committer."""

    def __init__(self, redis: Redis, roster: Roster) -> None:
        self.origin = roster.origin
        self.mark = b'"hub":{"origin":"%b",' % roster.origin.encode()
        """In every message of ours that Redis brings back; quotes in a text are escaped, so no text contains it."""
        self._redis = redis
        self._roster = roster
        self._roster_changed: set[UUID] = set()
        self._waiting: deque[tuple[str, bytes]] = deque(maxlen=QUEUE)
        self._wake = asyncio.Event()
        self._task = asyncio.create_task(self._ring())

    def message(self, stored: Stored) -> None:
        """Announce a committed message: the canonical message, and in `hub` what the other processes need."""
        visitor = b'"%b"' % str(stored.visitor_id).encode() if stored.visitor_id else b'null'
        # signal.Passing, written by hand: this is said once a message
        passing = b'%b"visitor_id":%b,"prev_public_seq":%d}' % (self.mark, visitor, stored.prev_public_seq)
        self._put(messages_channel(stored.tenant_id), b'%b,%b}' % (stored.json[:-1], passing))

    def signal(self, tenant_id: UUID, signal: Signal) -> None:
        """Announce something else."""
        self._put(events_channel(tenant_id), signal.model_dump_json().encode())

    def work(self) -> None:
        """Tell workers that there is something to do; without Redis they find it a moment later."""
        self._put(WORK, b'')

    def roster(self, tenant_id: UUID) -> None:
        """Say who is here, a moment later: when many come and go at once it is said once."""
        if not self._roster_changed:
            asyncio.get_running_loop().call_later(ROSTER_SECONDS, self._tell_rosters)
        self._roster_changed.add(tenant_id)

    def _tell_rosters(self) -> None:
        for tenant_id in self._roster_changed:
            self.signal(tenant_id, self._roster.said(tenant_id))
        self._roster_changed.clear()

    async def close(self) -> None:
        """Stop; what still waits may be lost, that is the deal."""
        await end([self._task])

    def _put(self, channel: str, payload: bytes) -> None:
        self._waiting.append((channel, payload))
        self._wake.set()

    async def _ring(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            batch = list(self._waiting)
            self._waiting.clear()
            crash('before_publish')
            await self._redis.publish(batch)
            crash('published')
            await asyncio.sleep(GATHER_SECONDS)
