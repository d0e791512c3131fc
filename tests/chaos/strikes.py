"""The faults themselves, one function a row; each ends healed, but for what takes its own time to come back."""

import asyncio
import shutil
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

import psutil
from redis.asyncio import Redis

from tests.chaos.installation import Edges, Installation
from tests.chaos.ledger import Ledger
from tests.chaos.people import Crowd
from tests.chaos.points import Point, points
from tests.chaos.proxy import Proxy, Way
from tests.kills.installation import DRAINED_SECONDS, Process, Web, kill, say, until

REACHED_SECONDS = 4.0


@dataclass
class Theatre:
    """What a strike needs. `scale`: 1 in a long run, less in a short one; it shortens outages."""

    installation: Installation
    crowd: Crowd
    ledger: Ledger
    random: Random
    scale: float
    crash_points: list[Point] = field(default_factory=list)
    """Those not killed at yet; filled anew when empty."""
    flooder_key: str = ''
    """Of the other tenant's widget, once there is one."""

    async def last(self, least: float, most: float) -> None:
        """A fault lasts so many seconds in a long run."""
        await asyncio.sleep(self.random.uniform(least, most) * self.scale)

    def edges(self) -> Edges:
        """Those of one web process."""
        return self.random.choice(self.installation.edges)


async def crash_points(theatre: Theatre, share: int = 6) -> None:
    """F1: each web process dies at a few points in turn."""
    if not theatre.crash_points:
        theatre.crash_points = [point for point in points() if not (point.is_of_worker or point.is_of_channels)]
        theatre.random.shuffle(theatre.crash_points)
    chosen, theatre.crash_points = theatre.crash_points[:share], theatre.crash_points[share:]
    async with asyncio.TaskGroup() as group:
        for place, web in enumerate(theatre.installation.webs):
            group.create_task(_die_at(theatre, web, chosen[place::2]))


async def _die_at(theatre: Theatre, web: Web, chosen: list[Point]) -> None:
    if not web.is_alive:
        web.start()
    for point in chosen:
        if web.is_alive:
            web.kill()
            theatre.ledger.kill('web, anywhere')
        # not always at the first pass, but where it once was reached: some are rarely passed
        passes = theatre.random.choice((1, 2, 5)) if theatre.ledger.kills[point.name] else 1
        web.start(HUB_CRASH=f'{point.name}:{passes}')
        if await _dies(web, point):
            theatre.ledger.kill(point.name)
            theatre.ledger.unreached.discard(point.name)
        elif not theatre.ledger.kills[point.name]:
            theatre.ledger.unreached.add(point.name)
    if web.is_alive:
        web.kill()
        theatre.ledger.kill('web, anywhere')
    web.start()
    await web.until_ready()


async def _dies(web: Web, point: Point) -> bool:
    """Whether the armed process dies of its point."""
    ready = asyncio.ensure_future(web.until_ready())
    while web.is_alive and not ready.done():  # noqa: ASYNC110 - a process can only be asked
        await asyncio.sleep(0.02)
    ready.cancel()
    await asyncio.gather(ready, return_exceptions=True)
    if web.is_alive and point.is_reached_by_draining:
        await asyncio.sleep(1)
        web.told(signal.SIGTERM)
    await _ends_within(web, REACHED_SECONDS * (4 if point.is_reached_by_draining else 1))
    return web.process is not None and web.process.poll() == -signal.SIGKILL


async def _ends_within(process: Process, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while process.is_alive and time.monotonic() < deadline:  # noqa: ASYNC110 - a process can only be asked
        await asyncio.sleep(0.02)
    return not process.is_alive


def _some(found: list[Point], random: Random) -> list[Point]:
    """One of them, or none."""
    return random.sample(found, min(1, len(found)))


async def worker_dies(theatre: Theatre) -> None:
    """F2: anywhere, and at one of the points that workers pass, once there are any."""
    worker = theatre.random.choice(theatre.installation.workers)
    worker.kill()
    theatre.ledger.kill('worker, anywhere')
    await theatre.last(0, 2)
    for point in _some([point for point in points() if point.is_of_worker], theatre.random):
        worker.start(HUB_CRASH=f'{point.name}:1')
        if await _ends_within(worker, 2 * REACHED_SECONDS):
            theatre.ledger.kill(point.name)
        else:
            worker.kill()
            theatre.ledger.unreached.add(point.name)
    worker.start()


async def valkey_dies(theatre: Theatre) -> None:
    """F4: killed; every second time its keeper lets it lie; or emptied."""
    stores = theatre.installation.stores
    what = theatre.random.choice(('dies', 'gone', 'emptied'))
    if what == 'emptied':
        async with Redis.from_url(stores.redis_url) as client:
            await client.flushall()
        await theatre.last(1, 3)
        return
    if what == 'gone':
        stores.suspend()
    kill(stores.valkey()[-1:])
    theatre.ledger.kill('Valkey')
    await theatre.last(3, 30 if what == 'gone' else 5)
    stores.resume()


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
    """F6."""
    await _part(theatre, theatre.edges().postgres)


async def parted_from_valkey(theatre: Theatre) -> None:
    """F7."""
    await _part(theatre, theatre.edges().redis)


async def parted_from_clients(theatre: Theatre) -> None:
    """F8: one of the partitions, or cuts at every class of offset: in the handshake, in a header, in a frame."""
    edge = theatre.edges().client
    if theatre.random.random() < 0.4:
        await _part(theatre, edge)
        return
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
    await theatre.last(2, 15)
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
    """F11: one process hangs as if its machine did."""
    installation = theatre.installation
    candidates = [_seen(process) for process in (*installation.webs, installation.workers[0])]
    candidates += [*installation.stores.valkey()[-1:], theatre.random.choice(installation.stores.postgres())]
    victim = theatre.random.choice(candidates)
    theatre.ledger.note('pause', victim.name())
    theatre.ledger.pauses += 1
    installation.suspended.append(victim)
    victim.suspend()
    await theatre.last(5, theatre.random.choice((10, 15, 30)))
    if victim.is_running():
        victim.resume()
    installation.suspended.remove(victim)


def _seen(process: Process) -> psutil.Process:
    assert process.process
    return psutil.Process(process.process.pid)


async def disk_full(theatre: Theatre) -> None:
    """F12."""
    disk = theatre.installation.disk
    disk.fill()
    theatre.ledger.full_disks += 1
    await theatre.last(4, 12)
    disk.free()
    await theatre.last(1, 3)


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
    found = shutil.which('faketime')
    return '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1' if found else None


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
    'F21': migrated,
}
