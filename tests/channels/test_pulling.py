"""Providers that do not call are asked: nothing is lost or taken twice, whoever dies, and nobody asks two at a time."""

import asyncio
import json
import signal
from contextlib import AsyncExitStack

import pytest

from hub.jobs import Pace
from hub.providers import pulling
from hub.providers.pulling import look_once
from tests.channels.conftest import Office, number, open_office
from tests.channels.pigeon.provider import Provider
from tests.channels.pigeon.pulling import PullingStand
from tests.channels.pigeon.stand import Loft
from tests.channels.stand import Stand
from tests.channels.test_kills import Workers, until, workers  # noqa: F401 - a fixture
from tests.tenants import Tenants

SENDER = number()


@pytest.fixture
def stand() -> Stand:
    """Pigeons that stay at home."""
    return PullingStand()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulling, 'EVERY_SECONDS', 0.2)
    monkeypatch.setattr(pulling, 'LOOK_SECONDS', 0.2)


async def provider(office: Office) -> Provider:
    """The office's provider, from now on with an outbox."""
    assert isinstance(office.postbox, Loft)
    await office.shop.rows("""UPDATE tenant_whatsapp_accounts SET settings = settings || '{"has_outbox": true}'""")
    return office.postbox.provider


def letters(count: int, sender: str = SENDER, start: int = 0) -> list[bytes]:
    """Deliveries of one message each."""
    return [
        json.dumps(
            {
                'id': f'D{n}',
                'events': [{'type': 'message', 'id': f'{sender}-{n}', 'sender': sender, 'text': f'Letter {n}'}],
            }
        ).encode()
        for n in range(start, start + count)
    ]


async def texts(office: Office) -> list[str]:
    """What was stored."""
    return sorted((row['content_text'] for row in await office.messages()), key=lambda text: int(text.split()[-1]))


async def test_what_lies_in_the_outbox_becomes_messages_once(office: Office) -> None:
    found = await provider(office)
    found.outbox += letters(8)
    async with office.at_work():
        await office.until('SELECT count(*) FROM messages', 8)
        found.outbox += letters(3, start=8)
        await office.until('SELECT count(*) FROM messages', 11)
        asked = len(found.pulls)
        await until(lambda: len(found.pulls) > asked + 2)  # and nothing more comes of it
    assert await texts(office) == [f'Letter {n}' for n in range(11)]
    assert (await office.shop.rows('SELECT cursor FROM hub.pull_cursors'))[0][0] == '11'
    assert found.most_pulled == 1


async def test_a_provider_that_is_busy_is_asked_again_later_and_nothing_is_skipped(office: Office) -> None:
    found = await provider(office)
    found.outbox += letters(2)
    found.pull_mood = 'busy'
    async with office.at_work():
        await until(lambda: len(found.pulls) >= 2, 30)
        error = "SELECT last_error FROM hub.jobs WHERE kind = 'pull'"
        await office.until(error, 'The provider said 429')
        found.pull_mood = 'ok'
        await office.until('SELECT count(*) FROM messages', 2, 40)
    assert set(found.pulls) == {'0', '2'} or set(found.pulls) == {'0'}


async def test_an_account_that_is_switched_off_is_left_alone_and_goes_on_where_it_stopped(office: Office) -> None:
    found = await provider(office)
    found.outbox += letters(2)
    async with office.at_work():
        await office.until('SELECT count(*) FROM messages', 2)
        await office.shop.rows('UPDATE tenant_whatsapp_accounts SET is_enabled = false')
        await office.until("SELECT count(*) FROM hub.jobs WHERE kind = 'pull'", 0)
        found.pulls.clear()
        found.outbox += letters(2, start=2)
        await asyncio.sleep(1)
        assert not found.pulls
        await office.shop.rows('UPDATE tenant_whatsapp_accounts SET is_enabled = true')
        await office.until('SELECT count(*) FROM messages', 4)
    assert await texts(office) == [f'Letter {n}' for n in range(4)]


async def test_what_was_asked_for_while_the_account_was_switched_off_is_not_kept(office: Office) -> None:
    found = await provider(office)
    found.outbox += letters(2)
    found.pull_seconds = 1.0
    async with office.at_work():
        await until(lambda: found.now_pulled > 0)
        await office.shop.rows('UPDATE tenant_whatsapp_accounts SET is_enabled = false')
        await office.until("SELECT count(*) FROM hub.jobs WHERE kind = 'pull'", 0)
        assert not await office.shop.rows('SELECT FROM hub.raw_inbound')
        assert not await office.shop.rows('SELECT FROM hub.pull_cursors')


async def test_an_account_is_ordered_to_be_read_once(office: Office) -> None:
    await provider(office)
    for _ in range(3):
        await asyncio.gather(*(look_once(office.shop.hub) for _ in range(3)))
    assert len(await office.shop.rows("SELECT FROM hub.jobs WHERE kind = 'pull'")) == 1


@pytest.mark.slow
@pytest.mark.parametrize('point', ['jobs_claimed', 'pulled', 'before_pull_kept', 'pull_kept'])
async def test_a_worker_that_dies_while_it_pulls_loses_and_doubles_nothing(
    office: Office,
    workers: Workers,  # noqa: F811
    point: str,
) -> None:
    found = await provider(office)
    found.outbox += letters(7)
    workers.words = ('pulling',)
    dying = await workers.start(crash=f'{point}:2')
    await until(lambda: dying.poll() is not None, 60)
    await workers.start()
    await office.until('SELECT count(*) FROM messages', 7, 60)
    assert await texts(office) == [f'Letter {n}' for n in range(7)]
    assert len(await office.shop.rows('SELECT FROM hub.raw_inbound')) == 7


@pytest.mark.slow
async def test_two_workers_never_ask_for_one_account_at_a_time_while_they_are_killed(
    office: Office,
    workers: Workers,  # noqa: F811
) -> None:
    found = await provider(office)
    found.outbox += letters(60)
    found.pull_seconds = 0.05
    workers.words = ('pulling',)
    for round_ in range(3):
        await workers.start(crash=f'before_pull_kept:{2 + round_}')
        await workers.start(crash=f'pulled:{2 + round_}')
        both = workers.started[-2:]
        await until(lambda both=both: any(process.poll() is not None for process in both), 60)  # type: ignore[misc]
        for process in both:
            if process.poll() is None:
                process.kill()
    await workers.start()
    await workers.start()
    await office.until('SELECT count(*) FROM messages', 60, 90)
    assert await texts(office) == [f'Letter {n}' for n in range(60)]
    assert found.most_pulled == 1


async def test_a_worker_that_wakes_after_its_lease_moves_no_cursor(office: Office, workers: Workers) -> None:  # noqa: F811
    found = await provider(office)
    found.outbox += letters(3)
    found.pull_seconds = 0.5
    workers.words = ('pulling',)
    sleeper = await workers.start()
    await until(lambda: found.now_pulled > 0, 30)
    sleeper.send_signal(signal.SIGSTOP)
    try:
        await workers.start()
        await office.until('SELECT count(*) FROM messages', 3, 30)
        found.outbox += letters(2, start=3)
        await office.until('SELECT cursor FROM hub.pull_cursors', '5', 30)
    finally:
        sleeper.send_signal(signal.SIGCONT)
    await until(lambda: b'jobs.lease_lost' in workers.log(0).read_bytes(), 30)
    await office.until('SELECT count(*) FROM messages', 5)
    assert (await office.shop.rows('SELECT cursor FROM hub.pull_cursors'))[0][0] == '5'


async def test_a_tenant_with_many_slow_accounts_keeps_nobody_waiting(
    office: Office, stand: Stand, tenants: Tenants
) -> None:
    slow = await provider(office)
    slow.pull_seconds = 60.0
    async with AsyncExitStack() as stack:
        other = await open_office(tenants, stand, stack)
        quick = await provider(other)
        for _ in range(Pace().per_tenant + 4):
            await stand.account(office.shop.hub, office.shop.tenant.id, office.postbox, stand.secret)
        await provider(office)
        quick.outbox += letters(4)
        async with office.at_work():
            await until(lambda: slow.now_pulled > 0, 30)
            await other.until('SELECT count(*) FROM messages', 4, 30)
            slow.pull_seconds = 0.0
