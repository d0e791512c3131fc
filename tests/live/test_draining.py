"""A process that is about to end says so to everybody who is connected, and does not send them all back at once."""

import asyncio
from collections import Counter

import pytest
from aiohttp.test_utils import TestServer

from hub.app import DRAIN_SECONDS, drain, farewells
from tests.live.conftest import Desk

PEERS = 24
SLICES = 10


async def test_whoever_is_sent_away_is_told_why(desk: Desk, server: TestServer) -> None:
    peers = [await desk.visitor(), await desk.agent()]
    await drain(server.app)
    for peer in peers:
        assert await peer.hear('closing') == {'reason': 'draining'}


@pytest.mark.parametrize('number', [1, 40, 1_000, 5_000])
def test_farewells_are_spread_over_the_time_that_draining_has(number: int) -> None:
    delays = farewells(number)
    span = min(DRAIN_SECONDS, number / 100)
    assert len(delays) == number
    assert all(0 <= delay <= span for delay in delays)
    if number < 1_000:
        return  # chance may put a few of them side by side
    slices = Counter(int(SLICES * delay / span) for delay in delays)
    assert max(slices.values()) < 2 * number / SLICES, 'no tenth of the time sees twice its share'
    assert min(slices[each] for each in range(SLICES)) > number / SLICES / 2


async def test_sockets_leave_one_after_the_other_and_not_in_the_order_they_came(desk: Desk, server: TestServer) -> None:
    peers = [await (desk.agent() if number % 2 else desk.visitor()) for number in range(PEERS)]
    left: list[int] = []

    async def leaves(number: int) -> None:
        await peers[number].hear('closing')
        left.append(number)

    async with asyncio.TaskGroup() as group:
        for number in range(PEERS):
            group.create_task(leaves(number))
        group.create_task(drain(server.app))
    assert sorted(left) == list(range(PEERS))
    assert left != list(range(PEERS)), 'each has a delay of its own'
