"""A process that is told to end ends, whatever its tasks do about it."""

import asyncio

from hub.ending import end


async def test_a_task_that_swallows_its_cancellation_is_cancelled_again() -> None:
    async def deaf() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            await asyncio.sleep(60)

    task = asyncio.create_task(deaf())
    await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await end([task], patience=0.1)
    assert task.cancelled()


async def test_who_is_ended_while_ending_others_ends_them_all_the_same() -> None:
    swallowed = 0

    async def deaf() -> None:
        nonlocal swallowed
        while swallowed < 3:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                swallowed += 1
        await asyncio.sleep(60)

    inner: list[asyncio.Task[None]] = []

    async def parent() -> None:
        inner.append(asyncio.create_task(deaf()))
        try:
            await asyncio.sleep(60)
        finally:
            await end(inner, patience=0.1)

    outer = asyncio.create_task(parent())
    await asyncio.sleep(0.01)
    async with asyncio.timeout(10):
        await end([outer], patience=0.05)
    assert outer.cancelled()
    assert inner[0].cancelled()
