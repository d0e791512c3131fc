"""A hub under fire for long: `uv run python -m tests.hostile --frames 100000 --requests 100000 --seed 1`.

The frames and requests of `tests/live/test_fuzz.py` and `tests/api/test_fuzz.py` against a `hub web` of its own, in
numbers that no check has the time for. The hub counts for itself what it answered; its memory is looked at from
outside. The exit status is 0 if no answer was a 5xx, the log has no error, and memory did not grow.
"""

import argparse
import asyncio
import itertools
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import hypothesis
import psutil
from aiohttp import ClientError, ClientSession, TCPConnector

from hub.app import close_hub, open_hub
from hub.config import Settings
from tests.api.test_fuzz import OPERATIONS, Target, fuzz
from tests.api.world import build
from tests.api_client import Api
from tests.kills.conftest import common, founded
from tests.kills.installation import Stores, Web
from tests.live.conftest import Desk
from tests.live.frames import frames, hurl
from tests.tenants import Tenants

AT_ONCE = 96
EXAMPLES = 25
"""Requests of a kind before the next kind has its turn."""
WARM = 0.1
"""The share after which memory is expected to stay: caches are full, code is loaded."""
GROWTH_BYTES = 60 * 1024 * 1024
ANSWERED = re.compile(r'^hub_http_seconds_count\{.*status="(\d+)".*\} ([\d.e+]+)$', re.MULTILINE)


@dataclass
class Watch:
    """The hub from outside."""

    web: Web
    warm: float = 0.0
    highest: float = 0.0
    failed: list[str] = field(default_factory=list)

    def mebibytes(self) -> float:
        """What it has in memory."""
        assert self.web.process
        found = psutil.Process(self.web.process.pid).memory_info().rss / 2**20
        self.highest = max(self.highest, found)
        return found

    def answers(self) -> Counter[str]:
        """HTTP answers by status, as the hub counts them."""
        with urlopen(f'{self.web.url}/metrics', timeout=20) as response:  # noqa: S310 - our own process
            text = response.read().decode()
        found: Counter[str] = Counter()
        for status, number in ANSWERED.findall(text):
            found[status] += int(float(number))
        return found

    def errors(self) -> list[str]:
        """What its log should not have."""
        lines = self.web.log.read_text(errors='replace').splitlines()
        return [line for line in lines if 'Traceback' in line or '"level":"error"' in line.replace(' ', '')]


def tell(line: str) -> None:
    """One line more of the report."""
    sys.stdout.write(f'{line}\n')
    sys.stdout.flush()


async def hail(watch: Watch, desk: Desk, count: int, seed: int) -> int:
    """Hostile frames, many connections at once; how many were sent."""
    hostile, sent = enumerate(frames(random.Random(seed), count)), 0

    async def throw(session: ClientSession) -> None:
        nonlocal sent
        for number, frame in hostile:
            try:
                await hurl(session, desk, '/agent' if number % 2 else '/visitor', frame)
            except (ClientError, OSError, TimeoutError, AssertionError) as failed:
                watch.failed.append(f'frame {number}: {type(failed).__name__}: {failed} {frame[:200]!r}')
            sent += 1
            if sent % 5_000 == 0 or sent == int(count * WARM):
                watch.warm = watch.warm or watch.mebibytes()
                tell(f'{sent} frames, {watch.mebibytes():.0f} MiB')

    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        await asyncio.gather(*(throw(session) for _ in range(AT_ONCE)))
    bystander = await desk.visitor()
    if (await bystander.say('unharmed'))['ok'] is not True:
        watch.failed.append('nobody is answered any more')
    return sent


def flood(watch: Watch, target: Target, count: int, seed: int) -> None:
    """Requests made from the hub's own document, right ones and wrong ones, until it has answered so many."""
    begun = sum(watch.answers().values())
    for round_ in itertools.count():
        for operation in OPERATIONS:
            try:
                fuzz(target, operation, EXAMPLES, random=True, seed=seed * 1_000 + round_)
            except (AssertionError, ExceptionGroup, hypothesis.errors.HypothesisException) as wrong:
                watch.failed.append(f'{operation.label}, seed {seed * 1_000 + round_}: {wrong}')
        done = sum(watch.answers().values()) - begun
        if done >= count * WARM:
            watch.warm = watch.warm or watch.mebibytes()
        tell(f'{done} requests, {watch.mebibytes():.0f} MiB')
        if done >= count:
            return


@contextmanager
def hub_web(folder: Path) -> Iterator[tuple[Web, Stores, dict[str, str]]]:
    """One `hub web` over stores of its own."""
    stores = Stores.start(folder / 'stores')
    try:
        environment = common(folder, stores.database_url, stores.redis_url)
        founded(environment)
        web = Web(environment, folder / 'web.log')
        web.start()
        asyncio.run(web.until_ready())
        yield web, stores, environment
        web.kill()
    finally:
        stores.stop()


@asynccontextmanager
async def _target(web: Web, environment: dict[str, str]) -> AsyncIterator[tuple[Target, Desk]]:
    settings = Settings.model_validate({name.lower(): value for name, value in environment.items()})
    hub = await open_hub(settings)
    try:
        async with Api.open(web.url) as api, AsyncExitStack() as stack:
            tenants = Tenants(hub, api)
            world = await build(tenants, api, environment['DATABASE_URL'])
            side = world.ours
            desk = Desk(side.shop, side.widget_key, f'{web.url}/', stack)
            yield Target(asyncio.get_running_loop(), tenants, side, web.url), desk
    finally:
        await close_hub(hub)


async def _attack(watch: Watch, environment: dict[str, str], asked: argparse.Namespace) -> None:
    async with _target(watch.web, environment) as (target, desk):
        watch.mebibytes()
        if asked.frames:
            begun = time.monotonic()
            sent = await hail(watch, desk, asked.frames, asked.seed)
            tell(f'{sent} frames in {time.monotonic() - begun:.0f} s')
        if asked.requests:
            before, begun = watch.answers(), time.monotonic()
            watch.warm = 0.0 if not asked.frames else watch.warm
            await asyncio.to_thread(flood, watch, target, asked.requests, asked.seed)
            said = watch.answers() - before
            tell(f'{sum(said.values())} requests in {time.monotonic() - begun:.0f} s: {dict(sorted(said.items()))}')


def main() -> int:
    """Attack, and say what it came to."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument('--frames', type=int, default=0)
    ask.add_argument('--requests', type=int, default=0)
    ask.add_argument('--seed', type=int, default=1)
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix='hub-hostile-') as folder, hub_web(Path(folder)) as (web, _, environment):
        watch = Watch(web)
        begun = watch.mebibytes()
        asyncio.run(_attack(watch, environment, asked))
        time.sleep(5)  # what is on its way out goes
        grown = watch.mebibytes() - (watch.warm or begun)
        broken = Counter({status: number for status, number in watch.answers().items() if status.startswith('5')})
        errors = watch.errors()
        for line in (*watch.failed[:20], *errors[:20]):
            tell(line[:3000])
        tell(
            f'seed {asked.seed}: {len(watch.failed)} failed, {sum(broken.values())} answers of 5xx {dict(broken)}, '
            f'{len(errors)} errors in the log; memory {begun:.0f} MiB at the start, {watch.warm:.0f} warm, '
            f'{watch.highest:.0f} at its highest, {grown:+.0f} from warm to the end'
        )
        return 1 if watch.failed or broken or errors or grown * 2**20 > GROWTH_BYTES else 0


if __name__ == '__main__':
    with suppress(KeyboardInterrupt):
        sys.exit(main())
