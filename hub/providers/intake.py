"""The intake: webhooks that arrive together share a commit (`hub/group_commit.py`), then wait to be taken.

What waits here is only a short cut: every payload is committed before, and what this process cannot take (it is full,
it dies) a worker's sweep finds.
"""

import asyncio
import time
from collections import Counter, deque
from typing import TYPE_CHECKING, ClassVar, NamedTuple
from uuid import UUID

import asyncpg
import structlog

from hub.group_commit import BATCH, GroupCommit, Waiting
from hub.model.channel import Account, Raw
from hub.model.errors import HubError, Unavailable
from storage import inbound
from storage.db import Database

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

log = structlog.get_logger(__name__)

BATCH_BYTES = 8 * 1024 * 1024
WAITING, WAITING_OF_ONE = 1_000, 100
"""Payloads that may wait here to be taken, and those of one tenant: its flood goes to the workers, who take turns."""
LULL_SECONDS, LOOK_SECONDS = 0.05, 0.004
WRITERS = 2


class Delivery(NamedTuple):
    """A payload, and what tells its delivery from every other of its account."""

    raw: Raw
    key: str


class Intake(GroupCommit[Delivery, bool]):
    """Payloads on their way into the table, and those that wait to be taken."""

    full: ClassVar[str] = 'Too much is arriving right now. Send it again in a moment.'

    def __init__(self, database: Database, writers: int = WRITERS) -> None:
        super().__init__(database, writers)
        self._to_take: asyncio.Queue[tuple[Account, Raw]] = asyncio.Queue(WAITING)
        self._of_tenant: Counter[UUID] = Counter()

    async def keep(self, tenant_id: UUID, raw: Raw, key: str) -> bool:
        """Commit a payload; False where this delivery was kept before. Raises Unavailable: it has to come again."""
        return await self._put(tenant_id, Delivery(raw, key))

    def wait(self, account: Account, raw: Raw) -> None:
        """Have a committed payload taken soon; where too many wait, by a worker."""
        if self._of_tenant[account.tenant_id] < WAITING_OF_ONE and not self._to_take.full():
            self._of_tenant[account.tenant_id] += 1
            self._to_take.put_nowait((account, raw))

    async def next(self) -> tuple[Account, Raw]:
        """The next to be taken. What arrives goes first: a provider waits for its answer, and may not come again."""
        account, raw = await self._to_take.get()
        self._of_tenant[account.tenant_id] -= 1
        if not self._of_tenant[account.tenant_id]:
            del self._of_tenant[account.tenant_id]
        until = time.monotonic() + LULL_SECONDS
        while self._size and time.monotonic() < until:  # noqa: ASYNC110 - an event would cost those who arrive
            await asyncio.sleep(LOOK_SECONDS)
        return account, raw

    def _take(self, queue: deque[Waiting[Delivery, bool]]) -> list[Waiting[Delivery, bool]]:
        batch, size = list[Waiting[Delivery, bool]](), 0
        while queue and len(batch) < BATCH and size < BATCH_BYTES:
            batch.append(queue.popleft())
            size += len(batch[-1][0].raw.body)
        return batch

    async def _store(self, connection: 'Connection', tenant_id: UUID, items: list[Delivery]) -> list[bool]:
        fresh = await inbound.store(connection, tenant_id, items)
        return [delivery.raw.id in fresh for delivery in items]

    def _told(self, error: Exception) -> HubError:
        # a lost connection leaves open whether the commit happened: the same delivery is kept once
        log.warning('intake.failed', error=f'{type(error).__name__}: {error}')
        return Unavailable('This may not be kept yet. Send it again.')
