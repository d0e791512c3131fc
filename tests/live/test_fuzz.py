"""Frames nobody sane would send: the hub lives on, answers others, and its log stays free of tracebacks."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterable

import psutil
import pytest
from aiohttp import ClientSession

from tests.live.conftest import Desk
from tests.live.frames import frames, hurl

FRAMES = 120
LONGER = 10_000
AT_ONCE = 32
MEMORY_BYTES = 60 * 1024 * 1024


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as opened:
        yield opened


async def test_no_frame_brings_the_hub_down(
    desk: Desk, session: ClientSession, fuzz_examples: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Repeatable: the same frames in the same order. `--fuzz-examples N` sends N / 5 times as many."""
    await fuzz(desk, session, frames(random.Random(20), FRAMES * fuzz_examples // 5))
    _saw_no_traceback(capsys)


@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_ten_thousand_frames_do_not_bring_the_hub_down(
    desk: Desk, session: ClientSession, fuzz_seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other frames each time; `--fuzz-seed` repeats them."""
    await fuzz(desk, session, frames(random.Random(fuzz_seed), LONGER), at_once=AT_ONCE)
    _saw_no_traceback(capsys)


async def fuzz(desk: Desk, session: ClientSession, hostile: Iterable[str | bytes], at_once: int = 1) -> None:
    """As a visitor and as an agent, by turns; then somebody else has to be answered as ever."""
    bystander, process = await desk.visitor(), psutil.Process()
    before = process.memory_info().rss
    waiting = enumerate(hostile)

    async def throw() -> None:
        for number, frame in waiting:
            await hurl(session, desk, '/agent' if number % 2 else '/visitor', frame)

    await asyncio.gather(*(throw() for _ in range(at_once)))
    assert (await bystander.say('unharmed'))['ok'] is True
    assert process.memory_info().rss - before < MEMORY_BYTES


def _saw_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    printed = capsys.readouterr()
    assert 'Traceback' not in printed.out + printed.err
