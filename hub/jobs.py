"""The runner of jobs: claims what is due, does many at a time, gives back what failed, gives up what never will be.

Guarantees: a job is done by one worker at a time; who slept through its lease can write nothing any more; a tenant
with many jobs, or with a slow provider, does not keep the others waiting. A job may be begun more than once: whatever
it does outside has to carry a key, or to be noted before (as `hub/providers/outbound.py` does).
"""

import asyncio
import os
import random
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import asyncpg
import structlog
from pydantic import ValidationError

from hub import dead_letters, metrics
from hub.context import Hub
from hub.ending import end
from hub.live.list_news import list_changed
from hub.model.base import Value
from hub.model.channel import Rejected, Retry
from hub.model.crash import crash
from hub.model.errors import HubError
from hub.model.failure import Cause, Failure
from hub.model.ids import new_id
from hub.model.job import Claim, Job
from storage import jobs as stored
from storage.db import Session

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

log = structlog.get_logger(__name__)

GIVE_UP_SECONDS = 24 * 3600.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 2.0, 15 * 60.0
MOST_CRASHES = 5
"""A job whose worker died in it so often is not tried again: it may be what kills them."""
ERROR_LENGTH = 500


class LeaseLost(Exception):
    """Somebody else has the job by now; nothing may be written for it here any more."""


@dataclass(slots=True)
class Term:
    """How long a claim holds."""

    ends: float
    """On this process's own clock; moved by each renewal."""
    is_settled: bool = False
    """The job's last words are being written: that its row is gone then does not mean that somebody else has it."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A claimed job while it is being done. What it writes goes through `writing`."""

    hub: Hub
    claim: Claim
    job: Job
    term: Term

    @property
    def is_in_force(self) -> bool:
        """Whether nobody else can have claimed it yet. To be asked just before anything leaves the house."""
        return time.monotonic() < self.term.ends

    @asynccontextmanager
    async def writing(self, first: Callable[[Session], Awaitable[object]] | None = None) -> AsyncIterator[Session]:
        """A transaction of the job's tenant that commits only while this claim is the last. Raises LeaseLost.

        `first` locks what others lock before they enqueue this job: in the other order two would wait for each other.
        """
        async with self.hub.database.tenant(self.claim.tenant_id) as session:
            if first:
                await first(session)
            if not await stored.hold(session, self.claim):
                metrics.STALE_WRITES.inc()
                raise LeaseLost
            yield session

    async def finish(self, session: Session) -> None:
        """The job is done when this transaction commits."""
        self.term.is_settled = True
        await stored.finish(session, self.claim)


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of job: the model of its payload and what does it. `gave_up` follows when it never will be done."""

    kind: str
    order: type[Value]
    do: Callable[[Lease, Any], Awaitable[None]]
    gave_up: Callable[[Lease, Session, Any, Failure], Awaitable[None]] | None = None


@dataclass(frozen=True)
class Pace:
    """How much a runner does at a time, and how long it waits."""

    slots: int = 40
    per_tenant: int = 8
    """Jobs of one tenant under way on all workers together."""
    tenants: int = 500
    """Tenants looked at a claim; the next claim goes on behind them."""
    lease_seconds: float = 30.0
    poll_seconds: float = 2.0
    """The safety net: enqueuing rings a bell over Redis."""
    drain_seconds: float = 8.0


@dataclass
class _UnderWay:
    claim: Claim
    term: Term
    task: 'asyncio.Task[None]' = field(init=False)


class Runner:
    """One a process. `run` until cancelled; then it lets go of nothing that it can still finish."""

    def __init__(self, hub: Hub, works: Mapping[str, Work], pace: Pace | None = None) -> None:
        self._hub = hub
        self._works = dict(works)
        self._pace = pace or Pace()
        self._name = f'{socket.gethostname()}:{os.getpid()}:{new_id().hex[-6:]}'
        self._under_way: dict[UUID, _UnderWay] = {}
        self._after = UUID(int=0)
        self._bell = asyncio.Event()
        self._connection: Connection | None = None
        self._claiming = asyncio.Lock()

    def wake(self) -> None:
        """There may be something to do."""
        self._bell.set()

    async def run(self) -> None:
        """Claim and do, until cancelled; then finish what is under way, within reason."""
        renewing = asyncio.create_task(self._keep_renewing(), name='jobs.renew')
        try:
            while True:
                self._bell.clear()
                if not await self._claim():
                    # not wait_for: cancelled in the moment of its time-out it swallows the cancellation (3.11)
                    with suppress(TimeoutError):
                        async with asyncio.timeout(self._pace.poll_seconds):
                            await self._bell.wait()
        finally:
            await self._drain()
            await end([renewing])
            if self._connection:
                with suppress(Exception):
                    await self._connection.close(timeout=2)

    async def _claim(self) -> bool:
        """Fill the free slots; True where it is worth to ask again at once."""
        free = self._pace.slots - len(self._under_way)
        if free <= 0:
            return False
        began = time.monotonic()
        try:
            async with self._claiming:
                claims = await stored.claim(
                    await self._connected(),
                    self._name,
                    sorted(self._works),
                    most=free,
                    after=self._after,
                    cap=self._pace.per_tenant,
                    lease=self._pace.lease_seconds,
                    tenants=self._pace.tenants,
                )
        except (HubError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as gone:
            log.warning('jobs.claim_failed', error=type(gone).__name__)
            return False
        if claims:
            crash('jobs_claimed')
        for claim in claims:
            self._begin(claim, began + self._pace.lease_seconds)
        if claims:
            self._after = claims[-1].tenant_id
        return bool(claims)

    async def _connected(self) -> 'Connection':
        if self._connection is None or self._connection.is_closed():
            self._connection = await self._hub.database.connection()
        return self._connection

    def _begin(self, claim: Claim, ends: float) -> None:
        # whatever is still going on under an older claim of the same job has lost its lease
        if late := self._under_way.pop(claim.id, None):
            _lost(late)
        begun = _UnderWay(claim, Term(ends))
        begun.task = asyncio.create_task(self._do(begun), name=f'job {claim.kind}')
        self._under_way[claim.id] = begun
        begun.task.add_done_callback(lambda _: self._done(begun))

    def _done(self, begun: _UnderWay) -> None:
        if self._under_way.get(begun.claim.id) is begun:
            del self._under_way[begun.claim.id]
        self._bell.set()

    async def _do(self, begun: _UnderWay) -> None:
        claim = begun.claim
        try:
            async with self._hub.database.tenant(claim.tenant_id) as session:
                job = await stored.find(session, claim)
            if job:
                await self._do_job(Lease(self._hub, claim, job, begun.term))
        except LeaseLost:
            _told_lost(claim)
        except HubError as error:  # the lease ends, and somebody takes it up again
            log.warning('jobs.left', kind=claim.kind, job=str(claim.id), error=error.code)
        except Exception:
            log.exception('jobs.left', kind=claim.kind, job=str(claim.id))

    async def _do_job(self, lease: Lease) -> None:
        work, job = self._works[lease.claim.kind], lease.job
        if job.crashes >= MOST_CRASHES:
            await self._give_up(lease, work, Failure(cause=Cause.WORKER_DIED))
            return
        try:
            await work.do(lease, work.order.model_validate(job.payload))
        except Retry as asked:
            await self._once_more(lease, work, Failure(cause=Cause.GIVEN_UP, detail=str(asked)), asked.after)
        except Rejected as refused:
            await self._give_up(lease, work, refused.failure)
        except ValidationError as broken:
            await self._give_up(lease, work, Failure(cause=Cause.BROKEN_ORDER, detail=_words(broken)))
        except LeaseLost:
            raise
        except HubError as error:
            await self._once_more(lease, work, Failure(cause=Cause.GIVEN_UP, detail=error.detail))
        except Exception as failed:
            log.exception('jobs.failed', kind=job.kind, job=str(job.id))
            await self._once_more(lease, work, Failure(cause=Cause.CRASHED, detail=_words(failed)))
        else:
            metrics.JOBS.labels(job.kind, 'done').inc()

    async def _once_more(self, lease: Lease, work: Work, failure: Failure, after: float = 0.0) -> None:
        age = (datetime.now(UTC) - lease.job.created_at).total_seconds()
        if age + after > GIVE_UP_SECONDS:
            await self._give_up(lease, work, failure)
            return
        seconds = max(after, pause(lease.job.attempts))
        async with self._hub.database.tenant(lease.claim.tenant_id) as session:
            await stored.put_back(session, lease.claim, seconds, (failure.detail or failure.text)[:ERROR_LENGTH])
        metrics.JOBS.labels(lease.job.kind, 'again').inc()

    async def _give_up(self, lease: Lease, work: Work, failure: Failure) -> None:
        log.error('jobs.given_up', kind=lease.job.kind, job=str(lease.job.id), cause=failure.cause, reason=failure.text)
        async with lease.writing() as session:
            if work.gave_up:
                with suppress(ValidationError):
                    await work.gave_up(lease, session, work.order.model_validate(lease.job.payload), failure)
            await dead_letters.bury_job(session, lease.job, failure)
            await lease.finish(session)
        await list_changed(self._hub, lease.claim.tenant_id, 'dead-letters')
        metrics.JOBS.labels(lease.job.kind, 'given up').inc()

    async def _keep_renewing(self) -> None:
        while True:
            await asyncio.sleep(self._pace.lease_seconds / 3)
            under_way = list(self._under_way.values())
            if under_way:
                try:
                    await self._renew(under_way)
                except (HubError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as gone:
                    log.warning('jobs.renew_failed', error=type(gone).__name__)

    async def _renew(self, under_way: list[_UnderWay]) -> None:
        began = time.monotonic()
        async with self._claiming:
            kept = await stored.renew(
                await self._connected(), [each.claim for each in under_way], self._pace.lease_seconds
            )
        for each in under_way:
            if each.claim.id in kept:
                each.term.ends = began + self._pace.lease_seconds
            elif not (each.term.is_settled or each.task.done()):
                _lost(each)

    async def _drain(self) -> None:
        tasks = [each.task for each in self._under_way.values()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=self._pace.drain_seconds)
            await end(late)


def pause(attempts: int) -> float:
    """Seconds until the next try: full jitter under a bound that doubles, up to a quarter of an hour."""
    bound = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** min(max(attempts - 1, 0), 20))
    return random.uniform(0, bound)  # noqa: S311 - a spread, no secret


def _lost(under_way: _UnderWay) -> None:
    """End what goes on without its lease; the cancelled task says nothing itself."""
    under_way.term.ends = 0.0
    under_way.task.cancel()
    _told_lost(under_way.claim)


def _told_lost(claim: Claim) -> None:
    log.warning('jobs.lease_lost', kind=claim.kind, job=str(claim.id))


def _words(error: Exception) -> str:
    return f'{type(error).__name__}: {error}'[:ERROR_LENGTH]
