"""Jobs: once each, fairly, under a lease; put back with patience, given up in the end."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import asyncpg
import pytest
from structlog.testing import CapturingLogger

from hub.context import Hub
from hub.jobs import FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, Lease, Pace, Runner, Work, pause
from hub.model.base import Value
from hub.model.channel import Rejected, Retry
from hub.model.job import Claim
from storage import jobs
from tests.live.conftest import open_desk
from tests.tenants import Shop, Tenants

LETTERS = 'SELECT * FROM hub.dead_letters ORDER BY cause'
QUICK = Pace(slots=8, per_tenant=4, poll_seconds=0.1, lease_seconds=1.0, drain_seconds=0.5)


class Order(Value):
    """What the jobs of these tests say."""

    n: int = 0


@dataclass
class Shift:
    """A kind of job of one test's own, and what was done of it."""

    hub: Hub
    kind: str = field(default_factory=lambda: f'test-{uuid4().hex}')
    done: list[tuple[UUID, int]] = field(default_factory=list)
    now: Counter[UUID] = field(default_factory=Counter)
    most: Counter[UUID] = field(default_factory=Counter)
    seconds: float = 0.0

    async def do(self, lease: Lease, order: Order) -> None:
        """Take some time, then be done."""
        tenant_id = lease.claim.tenant_id
        self.now[tenant_id] += 1
        self.most[tenant_id] = max(self.most[tenant_id], self.now[tenant_id])
        try:
            await asyncio.sleep(self.seconds)
            async with lease.writing() as session:
                await lease.finish(session)
            self.done.append((tenant_id, order.n))
        finally:
            self.now[tenant_id] -= 1

    async def enqueue(self, shop: Shop, *numbers: int, line: str | None = None) -> None:
        """Some jobs."""
        async with self.hub.database.tenant(shop.tenant.id) as session:
            for n in numbers:
                await jobs.enqueue(session, self.kind, str(n), Order(n=n), line=line)

    @asynccontextmanager
    async def at_work(
        self, do: Callable[[Lease, Order], Awaitable[None]] | None = None, pace: Pace = QUICK
    ) -> AsyncIterator[Runner]:
        """One more runner."""
        runner = Runner(self.hub, {self.kind: Work(self.kind, Order, do or self.do)}, pace)
        task = asyncio.create_task(runner.run())
        try:
            yield runner
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def claim(self, lease: float = 0.2, most: int = 10) -> list[Claim]:
        """As a runner does."""
        connection = await self.hub.database.connection()
        try:
            return await jobs.claim(
                connection, 'me', [self.kind], most=most, after=UUID(int=0), cap=10, lease=lease, tenants=500
            )
        finally:
            await connection.close()

    async def until(self, holds: Callable[[], bool], seconds: float = 40.0) -> None:
        """Wait for it."""
        async with asyncio.timeout(seconds):
            while not holds():  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.01)


@pytest.fixture
def shift(hub: Hub) -> Shift:
    """Of this test's own."""
    return Shift(hub)


async def test_two_runners_do_each_job_once(shift: Shift, tenants: Tenants) -> None:
    shops = [await tenants.found() for _ in range(3)]
    for shop in shops:
        await shift.enqueue(shop, *range(50))
    async with shift.at_work(), shift.at_work():
        await shift.until(lambda: len(shift.done) >= 150)
    assert len(set(shift.done)) == len(shift.done) == 150
    for shop in shops:
        assert not await shop.rows('SELECT FROM hub.jobs')


async def test_a_tenant_with_many_jobs_does_not_delay_another(shift: Shift, tenants: Tenants) -> None:
    noisy, quiet = await tenants.found(), await tenants.found()
    shift.seconds = 0.05
    await shift.enqueue(noisy, *range(300))
    async with shift.at_work():
        await shift.until(lambda: len(shift.done) > 10)
        await shift.enqueue(quiet, 1, 2, 3)
        before = len(shift.done)
        await shift.until(lambda: sum(tenant_id == quiet.tenant.id for tenant_id, _ in shift.done) == 3)
        meanwhile = len(shift.done) - before - 3
    assert meanwhile < 50, 'the quiet tenant waited behind the noisy one'


async def test_a_tenant_whose_provider_is_slow_keeps_slots_free_for_others(shift: Shift, tenants: Tenants) -> None:
    slow, quick = await tenants.found(), await tenants.found()

    async def do(lease: Lease, order: Order) -> None:
        if lease.claim.tenant_id == slow.tenant.id:
            await asyncio.sleep(60)
        await shift.do(lease, order)

    await shift.enqueue(slow, *range(40))
    async with shift.at_work(do):
        await asyncio.sleep(0.5)
        await shift.enqueue(quick, *range(20))
        await shift.until(lambda: len(shift.done) == 20)  # sooner than the slow one's first is done


async def test_no_tenant_has_more_under_way_than_its_share_on_all_runners_together(
    shift: Shift, tenants: Tenants
) -> None:
    shop = await tenants.found()
    shift.seconds = 0.03
    await shift.enqueue(shop, *range(60))
    async with shift.at_work(), shift.at_work(), shift.at_work():
        await shift.until(lambda: len(shift.done) == 60)
    assert shift.most[shop.tenant.id] <= QUICK.per_tenant


async def test_who_lost_the_lease_can_write_nothing(shift: Shift, tenants: Tenants, hub: Hub) -> None:
    shop = await tenants.found()
    await shift.enqueue(shop, 1)
    (late,) = await shift.claim(lease=30)
    assert await shift.claim() == []
    await shop.rows("UPDATE hub.jobs SET run_at = now() - interval '1 second'")  # as if it were over
    (current,) = await shift.claim(lease=30)
    assert (current.id, current.token) == (late.id, late.token + 1)
    async with hub.database.tenant(shop.tenant.id) as session:
        assert not await jobs.hold(session, late)
        assert not await jobs.put_back(session, late, 0.0, 'late')
        await jobs.finish(session, late)
        assert await jobs.hold(session, current)
    connection = await hub.database.connection()
    try:
        assert await jobs.renew(connection, [late, current], 30) == {current.id}
        assert await jobs.renew(connection, [late], 30) == set()
    finally:
        await connection.close()


async def test_a_long_job_keeps_its_lease(shift: Shift, tenants: Tenants) -> None:
    shop = await tenants.found()
    shift.seconds = 2.5 * QUICK.lease_seconds
    await shift.enqueue(shop, 1)
    async with shift.at_work(), shift.at_work():
        await shift.until(lambda: bool(shift.done))
        await asyncio.sleep(0.3)
    assert shift.done == [(shop.tenant.id, 1)]
    assert shift.most[shop.tenant.id] == 1


async def test_what_goes_on_without_its_lease_is_ended_and_the_log_says_so(
    shift: Shift, tenants: Tenants, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr('hub.jobs.log', log := CapturingLogger())
    shop, begun, ended = await tenants.found(), asyncio.Event(), asyncio.Event()

    async def do(lease: Lease, order: Order) -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    await shift.enqueue(shop, 1)
    async with shift.at_work(do), asyncio.timeout(40):
        await begun.wait()
        await shop.rows("UPDATE hub.jobs SET token = token + 1, run_at = now() + interval '1 minute'")
        await ended.wait()
    assert [call.args[0] for call in log.calls] == ['jobs.lease_lost']


async def test_what_follows_a_jobs_last_commit_is_done_too(shift: Shift, tenants: Tenants) -> None:
    shop, followed = await tenants.found(), asyncio.Event()

    async def do(lease: Lease, order: Order) -> None:
        async with lease.writing() as session:
            await lease.finish(session)
        await asyncio.sleep(2 * QUICK.lease_seconds)  # a renewal finds no such job any more
        followed.set()

    await shift.enqueue(shop, 1)
    async with shift.at_work(do), asyncio.timeout(40):
        await followed.wait()


async def test_a_job_that_fails_is_done_later_and_what_is_refused_is_a_dead_letter(
    shift: Shift, tenants: Tenants
) -> None:
    shop = await tenants.found()
    tries: Counter[int] = Counter()

    async def do(lease: Lease, order: Order) -> None:
        tries[order.n] += 1
        if order.n == 1 and tries[1] == 1:
            raise Retry(reason='Not yet')
        if order.n == 2 and tries[2] == 1:
            raise RuntimeError('a mistake of ours')
        if order.n == 3:
            raise Rejected('Never')
        await shift.do(lease, order)

    await shift.enqueue(shop, 1, 2, 3)
    async with shift.at_work(do):
        await shift.until(lambda: len(shift.done) == 2)
    assert tries == {1: 2, 2: 2, 3: 1}
    (letter,) = await shop.rows('SELECT * FROM hub.dead_letters')
    assert (letter['kind'], letter['cause'], letter['detail']) == ('job', 'refused', 'Never')
    assert (letter['reason'], letter['tries']) == ('The provider refused it: Never', 1)
    assert not await shop.rows('SELECT FROM hub.jobs')


async def test_what_fails_for_a_day_is_given_up(shift: Shift, tenants: Tenants) -> None:
    shop = await tenants.found()

    async def do(lease: Lease, order: Order) -> None:
        if order.n == 2:
            raise RuntimeError('a mistake of ours')
        raise Retry(reason='Still not')

    await shift.enqueue(shop, 1, 2)
    await shop.rows("UPDATE hub.jobs SET created_at = now() - interval '25 hours'")
    async with shift.at_work(do):
        async with asyncio.timeout(10):
            while len(letters := await shop.rows(LETTERS)) < 2:  # noqa: ASYNC110 - see until
                await asyncio.sleep(0.05)
    assert [(row['cause'], row['detail']) for row in letters] == [
        ('crashed', 'RuntimeError: a mistake of ours'),
        ('given_up', 'Still not'),
    ]
    assert letters[1]['reason'] == 'Given up after a day: Still not'


async def test_a_job_that_kills_its_worker_is_not_tried_for_ever(shift: Shift, tenants: Tenants) -> None:
    shop = await tenants.found()
    await shift.enqueue(shop, 1)
    for _ in range(5):
        assert await shift.claim(lease=0.0)
    async with shift.at_work():
        async with asyncio.timeout(10):
            while not (letters := await shop.rows('SELECT * FROM hub.dead_letters')):  # noqa: ASYNC110 - see until
                await asyncio.sleep(0.05)
    assert (letters[0]['cause'], letters[0]['tries']) == ('worker_died', 6)
    assert not shift.done


def test_pauses_are_spread_and_end_at_a_quarter_of_an_hour() -> None:
    first = [pause(1) for _ in range(200)]
    assert 0 <= min(first) < max(first) <= FIRST_PAUSE_SECONDS
    late = [pause(50) for _ in range(200)]
    assert min(late) < LONGEST_PAUSE_SECONDS / 2 < max(late) <= LONGEST_PAUSE_SECONDS == 900


async def test_one_job_a_key_and_one_at_a_time_in_a_line(shift: Shift, tenants: Tenants) -> None:
    shop = await tenants.found()
    await shift.enqueue(shop, 1, 1, 2, 3, line='x')
    assert len(await shop.rows('SELECT FROM hub.jobs')) == 3
    assert len(await shift.claim()) == 1
    shift.seconds = 0.02
    async with shift.at_work(), shift.at_work():
        await shift.until(lambda: len(shift.done) == 3)
    assert [n for _, n in shift.done] == [1, 2, 3]


async def test_a_job_is_as_durable_as_its_fact(shift: Shift, tenants: Tenants, hub: Hub) -> None:
    shop = await tenants.found()
    with suppress(LookupError):
        async with hub.database.tenant(shop.tenant.id) as session:
            assert await jobs.enqueue(session, shift.kind, '1', Order())
            raise LookupError
    assert not await shop.rows('SELECT FROM hub.jobs')


async def test_the_website_chat_enqueues_nothing(tenants: Tenants, database_url: str, hub: Hub) -> None:
    async with AsyncExitStack() as stack:
        desk = await open_desk(await tenants.make(), database_url, hub.settings.base_url, stack)
        visitor = await desk.visitor()
        said = await visitor.say('Hello')
        agent = await desk.agent()
        answered = await agent.say('Good day', said['message']['conversation_id'])
        assert answered['message']['status'] == 'sent'
        assert not await desk.shop.rows('SELECT FROM hub.jobs')


async def test_nobody_claims_but_by_the_function(tenants: Tenants, hub: Hub, shift: Shift) -> None:
    """Claims go over all tenants; what is in a job is read inside its tenant alone."""
    shop = await tenants.found()
    await shift.enqueue(shop, 1)
    connection = await hub.database.connection()
    try:
        assert await connection.fetch('SELECT FROM hub.jobs') == []
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute('INSERT INTO hub.jobs (tenant_id, kind, key) VALUES ($1, $2, $2)', uuid4(), 'x')
    finally:
        await connection.close()
