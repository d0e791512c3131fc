"""Group commit of webhooks: payloads that arrive together share one round trip and one fsync, then wait to be taken.

What waits here is only a short cut: every payload is committed before, and what this process cannot take (it is full,
it dies) a worker's sweep finds.
"""

import asyncio
import time
from collections import Counter, deque
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

import asyncpg
import structlog

from hub.ending import end
from hub.model.channel import Account, Raw
from hub.model.errors import HubError, Unavailable
from storage import inbound
from storage.db import Database

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

log = structlog.get_logger(__name__)

BATCH, BATCH_BYTES = 256, 8 * 1024 * 1024
QUEUE = 5_000
"""Payloads that may wait for a commit; past that the provider is told to come again (reliability G11)."""
WAITING, WAITING_OF_ONE = 1_000, 100
"""Payloads that may wait here to be taken, and those of one tenant: its flood goes to the workers, who take turns."""
LULL_SECONDS, LOOK_SECONDS = 0.05, 0.004
WRITERS = 2


class _Kept:
    """A payload on its way into the table."""

    __slots__ = ('answer', 'key', 'raw')

    def __init__(self, raw: Raw, key: str, answer: 'asyncio.Future[bool]') -> None:
        self.raw, self.key, self.answer = raw, key, answer


class Intake:
    """A few connections outside the pool; one batch a tenant at a time."""

    def __init__(self, database: Database, writers: int = WRITERS) -> None:
        self._database = database
        self._arrived: dict[UUID, deque[_Kept]] = {}
        self._ready: asyncio.Queue[UUID] = asyncio.Queue()
        self._size = 0
        self._to_take: asyncio.Queue[tuple[Account, Raw]] = asyncio.Queue(WAITING)
        self._waiting: Counter[UUID] = Counter()
        self._tasks = [asyncio.create_task(self._write(), name='intake') for _ in range(writers)]

    async def keep(self, tenant_id: UUID, raw: Raw, key: str) -> bool:
        """Commit a payload; False where this delivery was kept before. Raises Unavailable: it has to come again."""
        if self._size >= QUEUE:
            raise Unavailable('Too much is arriving right now. Send it again in a moment.')
        kept = _Kept(raw, key, asyncio.get_running_loop().create_future())
        self._size += 1
        if tenant_id in self._arrived:
            self._arrived[tenant_id].append(kept)
        else:
            self._arrived[tenant_id] = deque([kept])
            self._ready.put_nowait(tenant_id)
        return await kept.answer

    def wait(self, account: Account, raw: Raw) -> None:
        """Have a committed payload taken soon; where too many wait, by a worker."""
        if self._waiting[account.tenant_id] < WAITING_OF_ONE and not self._to_take.full():
            self._waiting[account.tenant_id] += 1
            self._to_take.put_nowait((account, raw))

    async def next(self) -> tuple[Account, Raw]:
        """The next to be taken. What arrives goes first: a provider waits for its answer, and may not come again."""
        account, raw = await self._to_take.get()
        self._waiting[account.tenant_id] -= 1
        if not self._waiting[account.tenant_id]:
            del self._waiting[account.tenant_id]
        until = time.monotonic() + LULL_SECONDS
        while self._size and time.monotonic() < until:  # noqa: ASYNC110 - an event would cost those who arrive
            await asyncio.sleep(LOOK_SECONDS)
        return account, raw

    async def close(self) -> None:
        """Let the connections go. Whoever waits for an answer is gone by now."""
        await end(self._tasks)

    async def _write(self) -> None:
        connection: Connection | None = None
        try:
            while True:
                tenant_id = await self._ready.get()
                batch = self._batch(tenant_id)
                try:
                    if connection is None or connection.is_closed():
                        connection = await self._database.connection()
                    await _commit(connection, tenant_id, batch)
                except Exception as error:  # whatever it is, no provider may wait for ever
                    _refuse(batch, error)
                self._size -= len(batch)
                if self._arrived[tenant_id]:
                    self._ready.put_nowait(tenant_id)
                else:
                    del self._arrived[tenant_id]
        finally:
            if connection is not None:
                with suppress(Exception):
                    await connection.close(timeout=2)

    def _batch(self, tenant_id: UUID) -> list[_Kept]:
        queue, batch, size = self._arrived[tenant_id], list[_Kept](), 0
        while queue and len(batch) < BATCH and size < BATCH_BYTES:
            batch.append(queue.popleft())
            size += len(batch[-1].raw.body)
        return batch


async def _commit(connection: 'Connection', tenant_id: UUID, batch: list[_Kept]) -> None:
    try:
        fresh = await inbound.store(connection, tenant_id, [(kept.raw, kept.key) for kept in batch])
    except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError):
        if len(batch) == 1:
            raise
        for kept in batch:  # one bad row fails alone
            try:
                await _commit(connection, tenant_id, [kept])
            except Exception as alone:
                _refuse([kept], alone)
        return
    for kept in batch:
        if not kept.answer.done():
            kept.answer.set_result(kept.raw.id in fresh)


def _refuse(batch: list[_Kept], error: Exception) -> None:
    log.warning('intake.failed', error=f'{type(error).__name__}: {error}', size=len(batch))
    # a lost connection leaves open whether the commit happened: the same delivery is kept once
    told = error if isinstance(error, HubError) else Unavailable('This may not be kept yet. Send it again.')
    for kept in batch:
        if not kept.answer.done():
            kept.answer.set_exception(told)
