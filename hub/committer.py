"""Group commit: live messages of many conversations share one round trip and one fsync.

Natural batching: a message that finds the writer idle is committed at once; those that come while a commit is in
flight go together in the next one, and under load a moment longer, for a commit costs as much as ten messages. One
batch a tenant at a time, so that batches of a tenant never wait for each other's locks. The caller's future is resolved
after COMMIT, never before.
"""

import asyncio
from collections import deque
from contextlib import suppress
from uuid import UUID

import asyncpg
import structlog

from hub import metrics
from hub.model.crash import crash
from hub.model.errors import HubError, Invalid, Unavailable
from storage.db import Database
from storage.messages import Appended, NewMessage, append

log = structlog.get_logger(__name__)

BATCH = 256
CROWD = 4
"""A batch of so many says that others are on their way: the next one waits for them."""
GATHER_SECONDS = 0.004
QUEUE = 5_000
"""Messages that may wait for a commit; past that a sender is told to try again (reliability G11)."""
WRITERS = 3

Waiting = tuple[NewMessage, 'asyncio.Future[Appended | None]']


class Committer:
    """Owns a few connections outside the pool."""

    def __init__(self, database: Database, writers: int = WRITERS) -> None:
        self._database = database
        self._loop = asyncio.get_running_loop()  # asked for once: it is a system call
        self._waiting: dict[UUID, deque[Waiting]] = {}
        self._busy: set[UUID] = set()
        self._ready: deque[UUID] = deque()
        self._resting = [_Writer() for _ in range(writers)]
        self._writing: set[asyncio.Task[None]] = set()
        self._size = 0
        self._idle = asyncio.Event()
        self._closing = False

    async def append(self, tenant_id: UUID, message: NewMessage) -> Appended | None:
        """Store one message, durably. None: no such conversation. Raises Unavailable; then resend the same."""
        if self._closing or self._size >= QUEUE:
            raise Unavailable('Too much is being written right now. Try again in a moment.')
        answer: asyncio.Future[Appended | None] = self._loop.create_future()
        self._waiting.setdefault(tenant_id, deque()).append((message, answer))
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

    async def _write(self, writer: '_Writer', tenant_id: UUID) -> None:
        batch = self._take(tenant_id)
        try:
            await self._commit(await writer.connected(self._database), tenant_id, batch)
        except Exception as error:  # whatever it is, no sender may wait for ever
            _refuse(batch, error)
        self._resting.append(writer)
        self._give_back(tenant_id, len(batch))
        self._start()

    def _take(self, tenant_id: UUID) -> list[Waiting]:
        """The next batch: of each conversation its next message, so that numbering needs nothing but its row."""
        queue, named = self._waiting[tenant_id], set[UUID]()
        batch, later = list[Waiting](), list[Waiting]()
        for _ in range(min(len(queue), BATCH)):
            waiting = queue.popleft()
            (later if waiting[0].conversation_id in named else batch).append(waiting)
            named.add(waiting[0].conversation_id)
        queue.extendleft(reversed(later))
        return batch

    def _give_back(self, tenant_id: UUID, answered: int) -> None:
        self._size -= answered
        if answered < CROWD or self._closing:
            self._go_on(tenant_id)
        else:
            self._loop.call_later(GATHER_SECONDS, self._go_on, tenant_id)
        if not self._size and self._closing:
            self._idle.set()

    def _go_on(self, tenant_id: UUID) -> None:
        if self._waiting[tenant_id]:
            self._ready.append(tenant_id)
            self._start()
        else:
            del self._waiting[tenant_id]
            self._busy.discard(tenant_id)

    async def _commit(
        self, connection: 'asyncpg.Connection[asyncpg.Record]', tenant_id: UUID, batch: list[Waiting]
    ) -> None:
        crash('before_append')
        try:
            answers = await append(connection, tenant_id, [message for message, _ in batch])
        except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, HubError) as error:
            if len(batch) == 1:
                raise
            log.warning('commit.row_by_row', error=type(error).__name__, size=len(batch))
            for waiting in batch:  # one bad row fails alone
                try:
                    await self._commit(connection, tenant_id, [waiting])
                except Exception as alone:
                    _refuse([waiting], alone)
            return
        crash('appended')
        metrics.COMMIT_SIZE.observe(len(batch))
        for (_, future), answer in zip(batch, answers, strict=True):
            if not future.done():
                future.set_result(answer)


class _Writer:
    """A connection of its own, opened when it is needed."""

    def __init__(self) -> None:
        self._connection: asyncpg.Connection[asyncpg.Record] | None = None

    async def connected(self, database: Database) -> 'asyncpg.Connection[asyncpg.Record]':
        """Its connection; a new one where the old is gone. Raises Unavailable."""
        if self._connection is None or self._connection.is_closed():
            self._connection = await database.connection()
        return self._connection

    async def close(self) -> None:
        """Let it go."""
        if self._connection is not None:
            with suppress(Exception):
                await self._connection.close(timeout=2)


def _refuse(batch: list[Waiting], error: Exception) -> None:
    told = _told(error)
    for _, future in batch:
        if not future.done():
            future.set_exception(told)


def _told(error: Exception) -> HubError:
    if isinstance(error, HubError):
        return error
    if isinstance(error, asyncpg.DataError | asyncpg.IntegrityConstraintViolationError):
        log.error('commit.refused', error=str(error))
        return Invalid('This message cannot be stored.')
    # a lost connection leaves open whether the commit happened: the sender resends the same client_id
    log.warning('commit.unknown', error=f'{type(error).__name__}: {error}')
    return Unavailable('The message may not be stored yet. Send the same again.')
