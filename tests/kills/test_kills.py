"""`kill -9` amid 2,000 messages: what was acked is there once, in one order for all (reliability G1-G4, G13)."""

import asyncio
import signal
from uuid import uuid4

import aiohttp
import psutil
import pytest

from tests.kills.conftest import Installation
from tests.kills.crowd import Crowd
from tests.kills.installation import DRAINED_SECONDS, Web, kill, until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group('kills'), pytest.mark.timeout(300)]

MESSAGES = 2_000


async def test_killing_the_web_processes_loses_nothing(crowd: Crowd, webs: list[Web]) -> None:
    async def kill_and_restart(web: Web) -> None:
        web.kill()
        web.start()
        await web.until_ready()

    await crowd.storm(MESSAGES, {500: lambda: kill_and_restart(webs[0]), 1_400: lambda: kill_and_restart(webs[1])})
    verdict = await crowd.verdict()
    assert verdict.is_clean, verdict
    assert sum(client.reconnects for client in crowd.everybody) >= len(crowd.everybody), 'nobody was hit'
    assert crowd.book.resent, 'the kills found nothing on its way'


async def test_killing_valkey_loses_nothing(crowd: Crowd, installation: Installation) -> None:
    struck: list[psutil.Process] = []

    async def strike() -> None:
        struck.extend(installation.stores.valkey())
        kill(struck[-1:])
        await asyncio.sleep(0.5)

    await crowd.storm(MESSAGES, {500: strike, 1_400: strike})
    verdict = await crowd.verdict()
    assert verdict.is_clean, verdict
    assert struck
    assert not any(client.reconnects for client in crowd.everybody), 'a conversation does not need Valkey'


async def test_killing_postgresql_loses_nothing(crowd: Crowd, installation: Installation) -> None:
    before = {process.pid for process in installation.stores.postgres()}

    async def all_of_it() -> None:
        kill(installation.stores.postgres())

    async def one_backend() -> None:
        backends = installation.stores.postgres()[1:]
        kill([process for process in backends if 'hub' in ' '.join(process.cmdline())][:1])

    await crowd.storm(MESSAGES, {500: all_of_it, 1_400: one_backend})
    verdict = await crowd.verdict()
    assert verdict.is_clean, verdict
    assert crowd.book.resent, 'the kills found nothing on its way'
    assert not before & {process.pid for process in installation.stores.postgres()[:1]}


async def test_draining_under_load_loses_nothing_and_everybody_is_back_soon(crowd: Crowd, webs: list[Web]) -> None:
    async def drain() -> None:
        web = webs[0]
        web.told(signal.SIGTERM)
        assert web.process
        process = web.process
        await until(lambda: process.poll() is not None, DRAINED_SECONDS, web.log)
        assert process.returncode == 0
        web.start()
        await web.until_ready()

    await crowd.storm(MESSAGES, {700: drain})
    verdict = await crowd.verdict()
    assert verdict.is_clean, verdict
    assert any(client.reconnects for client in crowd.everybody)
    assert max(client.longest_absence for client in crowd.everybody) < 10


async def test_a_request_whose_answer_died_with_its_process_is_not_carried_out_again(
    installation: Installation, webs: list[Web]
) -> None:
    web, body, key = webs[0], {'name': 'Sync', 'scopes': ['users.read']}, uuid4().hex
    web.kill()
    web.start(HUB_CRASH='request_done:1')
    await web.until_ready()
    async with aiohttp.ClientSession(headers={'Authorization': f'Bearer {installation.token}'}) as session:
        address, named = '/api/v1/api-keys', {'Idempotency-Key': key}
        with pytest.raises(aiohttp.ClientError):
            await session.post(f'{web.url}{address}', json=body, headers=named)
        async with session.post(f'{webs[1].url}{address}', json=body, headers=named) as early:
            assert (await early.json())['code'] == 'idempotency_key_in_use'
        await installation.age(key)
        async with session.post(f'{webs[1].url}{address}', json=body, headers=named) as late:
            assert (await late.json())['code'] == 'idempotency_answer_lost'
        async with session.get(f'{webs[1].url}{address}') as kept:
            assert [each['name'] for each in (await kept.json())['items']].count('Sync') == 1
