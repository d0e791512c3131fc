"""Commands to Redis, and the tasks that wait for them."""

import asyncio

from storage.redis import HERE, Redis


async def test_who_is_told_to_end_amid_a_command_ends(redis_url: str) -> None:
    redis = Redis(redis_url)

    async def speak_and_stay() -> None:
        await redis.publish([(HERE, b'')])
        await asyncio.Event().wait()

    for turns in range(20):  # of the loop: more than a command takes
        task = asyncio.create_task(speak_and_stay())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task}, timeout=20)
        assert task.cancelled(), turns
    await redis.close()
