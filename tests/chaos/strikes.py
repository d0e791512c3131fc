"""The faults themselves, one function a row; each ends healed, but for what takes its own time to come back."""

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psutil
from redis.asyncio import Redis

from tests.chaos.bounds import SEEN_SECONDS
from tests.chaos.installation import Edges, Installation
from tests.chaos.ledger import Ledger
from tests.chaos.people import Crowd
from tests.chaos.points import Point, points
from tests.chaos.proxy import Proxy, Way
from tests.kills.installation import DRAINED_SECONDS, READY_SECONDS, Process, Web, kill, say, until

REACHED_SECONDS = 4.0
GREETED_SECONDS = 1.5
"""Until somebody is connected and has seen something, so that there is something to miss."""
POINTS, LEAST_POINTS = 6, 4
"""Crash points a turn, half of them at each process; in a short run fewer."""
LONG, LONG_SECONDS = 0.1, (12.0, 30.0)
"""How often an outage is a long one; the others last some seconds, so that ten minutes hold many."""
OF_WEB, OF_WORKER = 'web', 'worker'
AT_WORK = b'Worker at work'
MOODS = ('busy', 'hang up', 'mute', 'refuse')


@dataclass
class Theatre:
    """What a strike needs. `scale`: 1 in a long run, less in a short one; it shortens outages."""

    installation: Installation
    crowd: Crowd
    ledger: Ledger
    random: Random
    scale: float
    waiting: dict[str, list[Point]] = field(default_factory=dict)
    """Crash points not struck yet, for each kind of process; filled anew when empty."""
    flooder_key: str = ''
    """Of the other tenant's widget, once there is one."""

    async def last(self, least: float, most: float) -> None:
        """A fault lasts so many seconds in a long run."""
        await asyncio.sleep(self.random.uniform(least, most) * self.scale)

    async def outage(self, least: float, most: float) -> None:
        """The same, and now and then much longer."""
        await (self.last(*LONG_SECONDS) if self.random.random() < LONG else self.last(least, most))

    def turns(self, most: int) -> range:
        """How often something is done again in one strike; in a short run less often."""
        return range(max(1, round(most * self.scale)))

    def next_points(self, kind: str) -> list[Point]:
        """Some crash points that it is the turn of."""
        if not self.waiting.get(kind):
            self.waiting[kind] = self.random.sample(found := passed_by(kind), len(found))
        waiting = self.waiting[kind]
        share = max(LEAST_POINTS, round(POINTS * self.scale))
        chosen, self.waiting[kind] = waiting[:share], waiting[share:]
        return chosen

    def not_passed(self, kind: str, point: Point) -> None:
        """It will be tried again, once the others had their turn."""
        if not self.ledger.kills[point.name]:
            self.waiting[kind] = [*self.waiting.get(kind, []), point]

    def unkilled(self, kind: str) -> int:
        """Crash points of a kind of process that nobody died of yet."""
        return sum(not self.ledger.kills[point.name] for point in passed_by(kind))

    def edges(self) -> Edges:
        """Those of one web process."""
        return self.random.choice(self.installation.edges)


def passed_by(kind: str) -> list[Point]:
    """The crash points that a web process, or a worker, comes by."""
    return [point for point in points() if (point.is_of_web if kind == OF_WEB else point.is_of_worker)]


async def crash_points(theatre: Theatre) -> None:
    """F1: each web process dies at a few points in turn."""
    installation, chosen = theatre.installation, theatre.next_points(OF_WEB)
    async with asyncio.TaskGroup() as group:
        for place, web in enumerate(installation.webs):
            group.create_task(_die_at(theatre, web, chosen[place::2], installation.edges[place]))


async def worker_dies(theatre: Theatre) -> None:
    """F2: each worker dies at a few points in turn, and anywhere in between."""
    installation, chosen = theatre.installation, theatre.next_points(OF_WORKER)
    async with asyncio.TaskGroup() as group:
        for place, worker in enumerate(installation.workers):
            group.create_task(_die_at(theatre, worker, chosen[place::2], installation.edges[place]))


async def _die_at(theatre: Theatre, process: Process, chosen: list[Point], edges: Edges) -> None:
    kind = 'web' if isinstance(process, Web) else 'worker'
    for point in chosen:
        if process.is_alive:
            process.kill()
            theatre.ledger.kill(f'{kind}, anywhere')
        # not always at the first pass, but where it once was reached: some are rarely passed
        passes = theatre.random.choice((1, 2, 5)) if theatre.ledger.kills[point.name] else 1
        process.start(HUB_CRASH=f'{point.name}:{passes}')
        is_dead = await _dies(process, point, edges)
        theatre.ledger.note('point', f'{point.name}:{passes} of a {kind}: {"died" if is_dead else "not passed"}')
        if is_dead:
            theatre.ledger.kill(point.name)
        else:
            theatre.not_passed(kind, point)
    if process.is_alive:
        process.kill()
        theatre.ledger.kill(f'{kind}, anywhere')
    process.start()
    if isinstance(process, Web):
        await process.until_ready()


async def _dies(process: Process, point: Point, edges: Edges) -> bool:
    """Whether the armed process dies of its point."""
    await _until_ready_or_dead(process)
    seconds = REACHED_SECONDS
    if process.is_alive and point.is_reached_by_draining:
        await asyncio.sleep(1)
        process.told(signal.SIGTERM)
        seconds *= 4
    if process.is_alive and point.is_reached_by_lost_bells:
        await asyncio.sleep(GREETED_SECONDS)
        edges.redis.hold()
        seconds *= 2
    await _ends_within(process, seconds)
    if point.is_reached_by_lost_bells:
        edges.redis.heal(torn=True)
    return process.process is not None and process.process.poll() == -signal.SIGKILL


async def _until_ready_or_dead(process: Process) -> None:
    is_ready = process.until_ready() if isinstance(process, Web) else _until_at_work(process)
    ready = asyncio.ensure_future(is_ready)
    while process.is_alive and not ready.done():  # noqa: ASYNC110 - a process can only be asked
        await asyncio.sleep(0.02)
    ready.cancel()
    await asyncio.gather(ready, return_exceptions=True)


async def _until_at_work(worker: Process) -> None:
    """A worker answers nobody; it says so once."""
    await until(lambda: AT_WORK in worker.log.read_bytes()[worker.log_began :], READY_SECONDS, worker.log)


async def _ends_within(process: Process, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while process.is_alive and time.monotonic() < deadline:  # noqa: ASYNC110 - a process can only be asked
        await asyncio.sleep(0.02)
    return not process.is_alive


async def valkey_dies(theatre: Theatre) -> None:
    """F4: killed; every second time its keeper lets it lie; or emptied."""
    stores = theatre.installation.stores
    what = theatre.random.choice(('dies', 'gone', 'emptied'))
    if what == 'emptied':
        async with Redis.from_url(stores.redis_url) as client:
            await client.flushall()
        await theatre.last(1, 3)
        return
    with theatre.ledger.spell('F4'):
        if what == 'gone':
            stores.suspend()
        kill(stores.valkey()[-1:])
        theatre.ledger.kill('Valkey')
        await theatre.outage(2, 6)
    stores.resume()
    await asyncio.sleep(SEEN_SECONDS)  # nothing else strikes what is still to be seen


async def postgres_dies(theatre: Theatre) -> None:
    """F5: the postmaster with all its backends, or one backend, of which PostgreSQL restarts itself."""
    processes = theatre.installation.stores.postgres()
    if theatre.random.random() < 0.7:
        kill(processes)
        theatre.ledger.kill('PostgreSQL with its backends')
    else:
        backends = [each for each in processes[1:] if '127.0.0.1' in ' '.join(_words(each))]
        kill(backends[:1])
        theatre.ledger.kill('PostgreSQL backend')
    await theatre.last(2, 6)


def _words(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.NoSuchProcess:
        return []


async def parted_from_postgres(theatre: Theatre) -> None:
    """F6: one process after the other, each in another way."""
    for _ in theatre.turns(3):
        await _part(theatre, theatre.edges().postgres)


async def parted_from_valkey(theatre: Theatre) -> None:
    """F7: the same."""
    for _ in theatre.turns(3):
        with theatre.ledger.spell('F7'):
            await _part(theatre, theatre.edges().redis)
        await asyncio.sleep(SEEN_SECONDS)


async def parted_from_clients(theatre: Theatre) -> None:
    """F8: a partition, and cuts at every class of offset: in the handshake, in a header, in a frame."""
    edge = theatre.edges().client
    await _part(theatre, edge)
    for least, most in ((1, 1), (2, 9), (10, 200), (200, 2_000), (2_000, 20_000), (1, 100_000)):
        edge.cut_after(theatre.random.randint(least, most))
        theatre.ledger.partitions += 1
        await theatre.last(0.5, 1.5)
    edge.heal()


async def _part(theatre: Theatre, edge: Proxy) -> None:
    torn = theatre.random.random() < 0.5
    ways = theatre.random.choice(((), (Way.IN,), (Way.OUT,)))
    how = theatre.random.choice(('held', 'held', 'torn', 'refused', 'slow'))
    theatre.ledger.note('partition', f'{edge.name} {how} {" ".join(ways)}')
    match how:
        case 'held':
            edge.hold(*ways)
        case 'torn':
            edge.tear()
        case 'refused':
            edge.refuse()
        case 'slow':
            edge.lag = theatre.random.uniform(0.02, 0.4)
    theatre.ledger.partitions += 1
    await theatre.outage(1, 4)
    edge.heal(torn=torn)


async def acks_lost(theatre: Theatre) -> None:
    """F9: what clients send arrives, no answer comes back; in turn at both processes, then torn."""
    for edges in theatre.installation.edges:
        edges.client.hold(Way.OUT)
        theatre.ledger.partitions += 1
        await theatre.last(1, 4)
        edges.client.heal(torn=True)


async def restarted_in_turn(theatre: Theatre) -> None:
    """F10: an upgrade; now and then somebody loses patience."""
    slowest = 0.0
    for process in (*theatre.installation.webs, *theatre.installation.workers):
        begun = time.monotonic()
        process.told(signal.SIGTERM)
        if theatre.random.random() < 0.25:
            await theatre.last(0, 2)
            process.kill()
            theatre.ledger.kill('after SIGTERM')
        else:
            await until(lambda process=process: not process.is_alive, DRAINED_SECONDS, process.log)  # type: ignore[misc]
            slowest = max(slowest, time.monotonic() - begun)
        process.start()
        if isinstance(process, Web):
            await process.until_ready()
    if slowest:
        theatre.ledger.remarks['F10'] = f'slowest end {slowest:.1f} s'


async def suspended(theatre: Theatre) -> None:
    """F11: one process after the other hangs as if its machine did; leases end meanwhile."""
    for _ in theatre.turns(3):
        await _suspend(theatre)
        await theatre.last(0.5, 1)


async def _suspend(theatre: Theatre) -> None:
    installation = theatre.installation
    candidates = [_seen(process) for process in (*installation.webs, *installation.workers)]
    candidates += [*installation.stores.valkey()[-1:], theatre.random.choice(installation.stores.postgres())]
    victim = theatre.random.choice(candidates)
    theatre.ledger.note('pause', victim.name())
    theatre.ledger.pauses += 1
    installation.suspended.append(victim)
    victim.suspend()
    await theatre.outage(2, 6)
    if victim.is_running():
        victim.resume()
    installation.suspended.remove(victim)


def _seen(process: Process) -> psutil.Process:
    assert process.process
    return psutil.Process(process.process.pid)


async def disk_full(theatre: Theatre) -> None:
    """F12."""
    disk = theatre.installation.disk
    for _ in theatre.turns(2):
        disk.fill()
        theatre.ledger.full_disks += 1
        await theatre.outage(2, 5)
        disk.free()
        await theatre.last(1, 3)


async def provider_fails(theatre: Theatre) -> None:
    """F18: the provider is busy, hangs up on what it took, does not answer, refuses; its line is cut."""
    post = theatre.crowd.post
    assert post
    for mood in theatre.random.sample(MOODS, len(MOODS)):
        theatre.ledger.note('provider', mood)
        post.provider.mood = mood
        await theatre.last(1, 3)
    post.provider.mood = 'ok'
    await _part(theatre, post.edge)


async def clock_jumps(theatre: Theatre) -> None:
    """F13: a web process comes back in another time."""
    web = theatre.random.choice(theatre.installation.webs)
    web.kill()
    theatre.ledger.kill('web, anywhere')
    web.start(LD_PRELOAD=str(faked_time()), FAKETIME=theatre.random.choice(('+1h', '-1h', '+1d', '-1d', '+5m')))
    await web.until_ready()
    await theatre.last(3, 8)
    web.kill()
    theatre.ledger.kill('web, anywhere')
    web.start()
    await web.until_ready()


def faked_time() -> str | None:
    """The library that fakes a process's clock, where it is installed."""
    return next(map(str, Path('/usr/lib').glob('*/faketime/libfaketimeMT.so.1')), None)


async def migrated(theatre: Theatre) -> None:
    """F21: a second deployment runs the migrations, two at once."""
    environment = theatre.installation.environment
    await asyncio.gather(*(asyncio.to_thread(say, environment, 'migrate') for _ in range(2)))


Strike = Callable[[Theatre], Awaitable[None]]

STRIKES: dict[str, Strike] = {
    'F1': crash_points,
    'F2': worker_dies,
    'F4': valkey_dies,
    'F5': postgres_dies,
    'F6': parted_from_postgres,
    'F7': parted_from_valkey,
    'F8': parted_from_clients,
    'F9': acks_lost,
    'F10': restarted_in_turn,
    'F11': suspended,
    'F12': disk_full,
    'F13': clock_jumps,
    'F18': provider_fails,
    'F21': migrated,
}
