"""Group commit: what arrives together shares one round trip and one fsync.

Natural batching: an item that finds a writer resting is committed at once; those that come while a commit is in flight
go together in the next one. One batch a tenant at a time, so that batches of a tenant never wait for each other's
locks. The caller's future is resolved after COMMIT, never before; a batch that fails is tried again row by row, so that
one bad row fails alone.
"""

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar
from uuid import UUID

import asyncpg
import structlog

from hub.model.errors import HubError, Unavailable
from storage.db import Database, Line

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

log = structlog.get_logger(__name__)

BATCH = 256
QUEUE = 5_000
"""Items that may wait for a commit; past that their sender is told to try again (reliability G11)."""
CROWD = 4
"""A batch of so many says that others are on their way: the next one waits for them, unless half as many are there."""

Item = TypeVar('Item')
Answer = TypeVar('Answer')
Waiting = tuple[Item, asyncio.Future[Answer]]


class GroupCommit(ABC, Generic[Item, Answer]):
    """Owns a few connections outside the pool. What it commits, and what its senders are told, its heirs say."""

    gather_seconds: ClassVar[float] = 0.0
    """How long a tenant's next batch waits after a crowd."""
    full: ClassVar[str] = 'Too much is being written right now. Try again in a moment.'

    def __init__(self, database: Database, writers: int) -> None:
        self._loop = asyncio.get_running_loop()  # asked for once: it is a system call
        self._waiting: dict[UUID, deque[Waiting[Item, Answer]]] = {}
        self._busy: set[UUID] = set()
        self._ready: deque[UUID] = deque()
        self._resting = [Line(database) for _ in range(writers)]
        self._writing: set[asyncio.Task[None]] = set()
        self._size = 0
        self._idle = asyncio.Event()
        self._closing = False

    @abstractmethod
    async def _store(self, connection: 'Connection', tenant_id: UUID, items: list[Item]) -> Sequence[Answer]:
        """Commit them in one statement; an answer for each, in their order."""

    @abstractmethod
    def _told(self, error: Exception) -> HubError:
        """What a sender is told instead of an answer."""

    async def _put(self, tenant_id: UUID, item: Item) -> Answer:
        """Commit one. Raises Unavailable where too many wait, and whatever `_told` says."""
        if self._closing or self._size >= QUEUE:
            raise Unavailable(self.full)
        answer: asyncio.Future[Answer] = self._loop.create_future()
        self._waiting.setdefault(tenant_id, deque()).append((item, answer))
        self._size += 1
        if tenant_id not in self._busy:
            self._busy.add(tenant_id)
            self._ready.append(tenant_id)
            self._start()
        return await answer

    async def close(self) -> None:
        """Commit what waits, then let the connections go."""
        self._closing = True
        if self._size:
            await self._idle.wait()
        await asyncio.gather(*self._writing, return_exceptions=True)
        for writer in self._resting:
            await writer.close()

    def _start(self) -> None:
        """The writer that rested last goes on: its connection's plans and pages are still warm."""
        while self._ready and self._resting:
            task = asyncio.create_task(self._write(self._resting.pop(), self._ready.popleft()))
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)

    async def _write(self, writer: Line, tenant_id: UUID) -> None:
        batch = self._take(self._waiting[tenant_id])
        outcomes = await self._outcomes(writer, tenant_id, [item for item, _ in batch])
        self._resting.append(writer)
        if self._give_back(tenant_id, len(batch)):
            await asyncio.sleep(0)  # PostgreSQL has the next batch before these answers keep us busy
        for (_, future), outcome in zip(batch, outcomes, strict=True):
            if future.done():
                continue
            if isinstance(outcome, HubError):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)

    def _take(self, queue: deque[Waiting[Item, Answer]]) -> list[Waiting[Item, Answer]]:
        """The next batch."""
        return [queue.popleft() for _ in range(min(len(queue), BATCH))]

    def _give_back(self, tenant_id: UUID, answered: int) -> bool:
        """Whether the tenant's next batch begins at once."""
        self._size -= answered
        if not self._size and self._closing:
            self._idle.set()
        waits = answered >= CROWD and 2 * len(self._waiting[tenant_id]) < answered
        if waits and self.gather_seconds and not self._closing:
            self._loop.call_later(self.gather_seconds, self._go_on, tenant_id)
            self._start()
            return False
        return self._go_on(tenant_id)

    def _go_on(self, tenant_id: UUID) -> bool:
        has_more = bool(self._waiting[tenant_id])
        if has_more:
            self._ready.append(tenant_id)
        else:
            del self._waiting[tenant_id]
            self._busy.discard(tenant_id)
        self._start()
        return has_more

    async def _outcomes(self, writer: Line, tenant_id: UUID, items: list[Item]) -> Sequence[Answer | HubError]:
        """What became of each; whatever goes wrong, no sender may wait for ever."""
        try:
            connection = await writer.connected()
            try:
                return await self._store(connection, tenant_id, items)
            except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, HubError) as error:
                if len(items) == 1:
                    raise
                log.warning('commit.row_by_row', of=type(self).__name__, error=type(error).__name__, size=len(items))
            # one bad row fails alone
            return [(await self._outcomes(writer, tenant_id, [item]))[0] for item in items]
        except Exception as error:
            return [error if isinstance(error, HubError) else self._told(error)] * len(items)
