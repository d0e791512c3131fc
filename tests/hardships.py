"""Two hardships with their figures: `uv run python -m tests.hardships [--messages 6000] [--deaf 500]`.

An upgrade under load: each of two web processes is told to end (SIGTERM) in the middle of a storm of messages, and
started again. And 500 agents' sockets that watch a busy conversation and never take a byte, while others talk in
theirs. One line of JSON each; the exit status is 0 where all that was promised is kept.
"""

import argparse
import asyncio
import json
import re
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Coroutine, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.request import urlopen

import psutil

from tests.chaos.strangers import deaf
from tests.kills.conftest import common, founded
from tests.kills.crowd import Crowd, Strike
from tests.kills.installation import DRAINED_SECONDS, Stores, Web, until

BACK_SECONDS = 10.0
SOCKET_KIBIBYTES = 1024
"""The most that waits for one socket: its buffer of 64 KiB and its queue of 256 packets, of 3 KB each here."""
WORDS = 'Where is my parcel? ' * 150
SETTLE_SECONDS = 6.0
"""For the hub to tell everybody that so many have come or gone: that is another hardship."""
ROUNDS, TALK_SECONDS, EACH_SECONDS, FEED_SECONDS, FLOOD_SECONDS = 3, 6.0, 0.1, 0.25, 0.02
FEEDER = 0
"""The visitor whose long messages are sent to all who do not read."""
SLOW = re.compile(r'^hub_slow_sockets_total ([\d.]+)$', re.MULTILINE)


async def upgrade(stores: Stores, webs: list[Web], token: str, messages: int) -> bool:
    """Both processes are ended and started again, one after the other; whether that was kept which is promised."""
    ends: list[float] = []

    async def end(web: Web) -> None:
        begun, process = time.monotonic(), web.process
        assert process
        web.told(signal.SIGTERM)
        await until(lambda: process.poll() is not None, DRAINED_SECONDS, web.log)
        ends.append(time.monotonic() - begun)
        web.start()
        await web.until_ready()

    async with AsyncExitStack() as stack:
        crowd = Crowd(stores.database_url, stack, [web.url for web in webs])
        await crowd.gather(token)
        begun = time.monotonic()
        strikes: dict[int, Strike] = {messages // 4: lambda: end(webs[0]), messages * 5 // 8: lambda: end(webs[1])}
        await crowd.storm(messages, strikes)
        seconds = time.monotonic() - begun
        verdict = await crowd.verdict()
        absences = [client.longest_absence for client in crowd.everybody]
        told = {
            'messages_per_s': round(len(crowd.book.acked) / seconds),
            'acked': len(crowd.book.acked),
            'lost': len(verdict.lost),
            'duplicated': len(verdict.duplicated),
            'missed': len(verdict.missed),
            'reconnects': sum(client.reconnects for client in crowd.everybody),
            'slowest_end_s': round(max(ends), 2),
            'longest_absence_s': round(max(absences), 2),
        }
    say('upgrade', told)
    return verdict.is_clean and max(absences) < BACK_SECONDS and max(ends) < DRAINED_SECONDS


async def never_read(stores: Stores, web: Web, token: str, number: int) -> bool:
    """What others wait for their acks, and what the process keeps in memory, without and with them, by turns."""
    ratios, alone, beside, most = list[float](), list[float](), list[float](), 0
    async with AsyncExitStack() as stack:
        crowd = Crowd(stores.database_url, stack, [web.url])
        await crowd.gather(token)
        await talk(crowd, 'warm')
        begun = rss(web)
        for turn in range(ROUNDS):
            before = await talk(crowd, f'before{turn}')
            opened = list[asyncio.StreamWriter]()
            try:
                opened += [await deaf(web.port, token, [crowd.homes[FEEDER]]) for _ in range(number)]
                await asyncio.sleep(SETTLE_SECONDS)
                during = await talk(crowd, f'during{turn}')
                if turn == ROUNDS - 1:
                    most = await highest(web, talk(crowd, 'flood', FLOOD_SECONDS))
            finally:
                for writer in opened:
                    writer.transport.abort()
                await asyncio.sleep(SETTLE_SECONDS)
            alone.append(p99(before))
            beside.append(p99(during))
            ratios.append(beside[-1] / alone[-1])
        told = {
            'sockets': number,
            'p99_ms_without': round(statistics.median(alone), 1),
            'p99_ms_with': round(statistics.median(beside), 1),
            'ratio': round(statistics.median(ratios), 2),
            'writes_refused_in_the_flood': refused(web),
            'mib_before': round(begun / 2**20),
            'mib_at_the_highest': round(most / 2**20),
            'kib_each': round((most - begun) / 1024 / number),
        }
    say('never_read', told)
    return (most - begun) / 1024 / number < SOCKET_KIBIBYTES and statistics.median(ratios) < 2


async def highest(web: Web, work: Coroutine[None, None, object]) -> int:
    """The most memory while something goes on."""
    most, task = 0, asyncio.ensure_future(work)
    while not task.done():
        most = max(most, rss(web))
        await asyncio.sleep(0.25)
    await task
    return most


def p99(waited: list[float]) -> float:
    """In milliseconds."""
    return 1000 * statistics.quantiles(waited, n=100)[98]


async def talk(crowd: Crowd, name: str, feed: float = FEED_SECONDS) -> list[float]:
    """Visitors write now and then, one of them much; what the others waited for the ack."""
    waited, until_ = list[float](), time.monotonic() + TALK_SECONDS

    async def write(number: int) -> None:
        visitor, conversation, count = crowd.visitors[number], crowd.homes[number], 0
        while time.monotonic() < until_:
            begun, words = time.monotonic(), WORDS if number == FEEDER else 'Hello'
            await visitor.say(crowd.book, f'{visitor.name}.{name}/{count}', words, conversation)
            if number != FEEDER:
                waited.append(time.monotonic() - begun)
            count += 1
            await asyncio.sleep(feed if number == FEEDER else EACH_SECONDS)

    await asyncio.gather(*(write(number) for number in range(len(crowd.visitors))))
    return waited


def rss(web: Web) -> int:
    """Bytes."""
    assert web.process
    return int(psutil.Process(web.process.pid).memory_info().rss)


def refused(web: Web) -> int:
    """How often it had something for a socket whose queue was full; the first time cuts it off."""
    with urlopen(f'{web.url}/metrics', timeout=20) as response:  # noqa: S310 - our own process
        found = SLOW.search(response.read().decode())
    return int(float(found[1])) if found else 0


def say(what: str, told: Mapping[str, object]) -> None:
    """One line."""
    sys.stdout.write(json.dumps({what: told}) + '\n')
    sys.stdout.flush()


async def _both(stores: Stores, webs: list[Web], token: str, asked: argparse.Namespace) -> bool:
    for web in webs:
        web.start()
        await web.until_ready()
    kept = await upgrade(stores, webs, token, asked.messages) if asked.messages else True
    return (await never_read(stores, webs[0], token, asked.deaf) if asked.deaf else True) and kept


def main() -> int:
    """Both, on an installation of their own."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument('--messages', type=int, default=6_000)
    ask.add_argument('--deaf', type=int, default=500)
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix='hub-hardships-') as made:
        folder = Path(made)
        stores = Stores.start(folder / 'stores')
        try:
            environment = common(folder, stores.database_url, stores.redis_url)
            token = founded(environment)
            webs = [Web(environment, folder / f'web{n}.log') for n in (0, 1)]
            try:
                return 0 if asyncio.run(_both(stores, webs, token, asked)) else 1
            finally:
                for web in webs:
                    if web.is_alive:
                        web.kill()
        finally:
            stores.stop()


if __name__ == '__main__':
    sys.exit(main())
