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
