"""Frames nobody sane would send: the hub lives on, answers others, and its log stays free of tracebacks."""

import random
from collections.abc import AsyncIterator, Iterable

import psutil
import pytest
from aiohttp import ClientSession

from tests.live.conftest import Desk
from tests.live.frames import frames, hurl

FRAMES = 120
SLOW_EXAMPLES = 40
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
async def test_no_frame_brings_the_hub_down_for_longer(
    desk: Desk, session: ClientSession, fuzz_examples: int, fuzz_seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other frames each time; `--fuzz-seed` repeats them."""
    await fuzz(desk, session, frames(random.Random(fuzz_seed), FRAMES * max(fuzz_examples, SLOW_EXAMPLES) // 5))
    _saw_no_traceback(capsys)


async def fuzz(desk: Desk, session: ClientSession, hostile: Iterable[str | bytes]) -> None:
    """Each in its turn, as a visitor and as an agent; then somebody else has to be answered as ever."""
    bystander, process = await desk.visitor(), psutil.Process()
    before = process.memory_info().rss
    for number, frame in enumerate(hostile):
        namespace = '/agent' if number % 2 else '/visitor'
        await hurl(session, desk, namespace, frame)
    assert (await bystander.say('unharmed'))['ok'] is True
    assert process.memory_info().rss - before < MEMORY_BYTES


def _saw_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    printed = capsys.readouterr()
    assert 'Traceback' not in printed.out + printed.err
