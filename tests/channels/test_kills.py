"""Workers that die or sleep in the middle of sending: nothing is sent twice, nothing is lost, nothing is guessed."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from hub.config import Settings
from hub.model.message import MessageStatus
from tests.channels.conftest import Office, stand_of
from tests.channels.pigeon.stand import Loft
from tests.channels.stand import Stand

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow
LEASE = 1.5


@dataclass
class Workers:
    """Processes that are killed by their own ids."""

    environment: dict[str, str]
    folder: Path
    words: tuple[str, ...] = ()
    started: list['subprocess.Popen[bytes]'] = field(default_factory=list)

    async def start(self, crash: str = '') -> 'subprocess.Popen[bytes]':
        """One that is at work; `crash` is where it dies."""
        with self.log(len(self.started)).open('wb') as log:
            process = subprocess.Popen(
                [sys.executable, '-m', 'tests.channels.pigeon.worker', str(LEASE), *self.words],
                cwd=ROOT,
                env={**self.environment, 'HUB_CRASH': crash},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.started.append(process)
        await until(lambda: b'ready' in self.log(len(self.started) - 1).read_bytes() or process.poll() is not None)
        return process

    def log(self, number: int) -> Path:
        """What it said."""
        return self.folder / f'worker{number}.log'

    def end(self) -> None:
        """All of them."""
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait(10)


async def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for it."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - other processes have no event
            await asyncio.sleep(0.03)


@pytest.fixture
def stand() -> Stand:
    """Pigeons: the worker process knows no others."""
    return stand_of('pigeon')


@pytest.fixture
async def workers(settings: Settings, tmp_path: Path) -> AsyncIterator[Workers]:
    """None yet."""
    given = {name: os.environ[name] for name in ('PATH', 'HOME') if name in os.environ}
    assert settings.database_url
    assert settings.redis_url
    found = Workers(
        {
            **given,
            'DATABASE_URL': settings.database_url.get_secret_value(),
            'REDIS_URL': settings.redis_url.get_secret_value(),
            'SECRET_KEYS': settings.secret_keys[0].get_secret_value(),
            'DATA_DIR': str(settings.data_dir),
            'PUBLIC_URL': settings.base_url,
        },
        tmp_path,
    )
    yield found
    found.end()


@pytest.mark.parametrize(
    ('point', 'accepted', 'status'),
    [
        ('jobs_claimed', 1, MessageStatus.SENT),  # nothing was begun: the next one does it
        ('send_noted', 0, MessageStatus.UNKNOWN),  # it may have left: nobody sends it again
        ('send_handed', 1, MessageStatus.SENT),  # it has left: the provider knows
        ('send_recorded', 1, MessageStatus.SENT),
    ],
)
async def test_a_worker_that_dies_in_the_middle(
    office: Office, workers: Workers, point: str, accepted: int, status: MessageStatus
) -> None:
    conversation_id = await office.conversation()
    dying = await workers.start(crash=f'{point}:1')
    message_id = await office.reply(conversation_id)
    await until(lambda: dying.poll() is not None)
    assert dying.returncode == -signal.SIGKILL
    await workers.start()
    await office.becomes(message_id, status, 20)
    await office.until(f"SELECT count(*) FROM hub.jobs WHERE kind = 'send' AND key = '{message_id}'", 0)  # noqa: S608
    assert office.postbox.accepted().get(message_id, 0) == accepted
    later = await office.reply(conversation_id, 'And again')  # the line goes on behind it
    await office.becomes(later, MessageStatus.SENT, 20)


async def test_a_worker_that_wakes_after_its_lease_writes_nothing(office: Office, workers: Workers) -> None:
    assert isinstance(office.postbox, Loft)
    provider = office.postbox.provider
    conversation_id = await office.conversation()
    provider.slow_for = (await office.shop.rows('SELECT address FROM hub.conversation_routes'))[0][0]
    sleeper = await workers.start()
    message_id = await office.reply(conversation_id)
    await until(lambda: provider.asked > 0)
    sleeper.send_signal(signal.SIGSTOP)
    try:
        await workers.start()
        await office.until('SELECT outcome FROM hub.attempts', 'unknown', 20)
        await office.becomes(message_id, MessageStatus.SENT, 20)  # the provider was asked, not written to again
        before = await office.messages(id=UUID(message_id))
    finally:
        sleeper.send_signal(signal.SIGCONT)
    await until(lambda: b'jobs.lease_lost' in workers.log(0).read_bytes())
    assert await office.messages(id=UUID(message_id)) == before
    assert [row[0] for row in await office.shop.rows('SELECT outcome FROM hub.attempts')] == ['unknown']
    assert office.postbox.accepted() == {message_id: 1}


async def test_two_workers_send_each_message_once_while_they_are_killed(office: Office, workers: Workers) -> None:
    conversations = [await office.conversation() for _ in range(6)]
    ids = [await office.reply(conversation, f'Reply {n}') for n in range(4) for conversation in conversations]
    for round_ in range(3):
        await workers.start(crash=f'send_handed:{3 + round_}')
        await workers.start(crash=f'send_noted:{2 + round_}')
        both = workers.started[-2:]
        await asyncio.sleep(1.0)
        for process in both:
            if process.poll() is None:
                process.kill()
    await workers.start()
    await workers.start()
    statement = "SELECT count(*) FROM messages WHERE direction = 'outbound' AND status IN ('queued', 'sending')"
    await office.until(statement, 0, 40)
    accepted = office.postbox.accepted()
    assert max(accepted.values()) == 1
    for row in await office.messages(direction='outbound'):
        # whatever is shown as sent was accepted; whatever was not accepted is shown as unconfirmed
        assert row['status'] in ('sent', 'unknown'), row['status']
        if row['status'] == 'sent':
            assert accepted[str(row['id'])] == 1
    assert len(ids) == len(await office.messages(direction='outbound'))


async def test_a_web_process_that_dies_before_taking_leaves_it_to_a_worker(office: Office, workers: Workers) -> None:
    office.shop.hub.intake.wait = lambda *_: None  # type: ignore[method-assign] # what a crash does
    for n in range(5):
        assert (await office.write(f'Message {n}', '+4930901820')).status == 200
    await office.shop.rows("UPDATE hub.raw_inbound SET received_at = now() - interval '1 minute'")
    await workers.start(crash='before_taken:2')
    await until(lambda: workers.started[0].poll() is not None)
    await workers.start()
    await office.until('SELECT count(*) FROM messages', 5, 30)
    assert [row['seq'] for row in await office.messages()] == [1, 2, 3, 4, 5]
    assert len(await office.shop.rows('SELECT FROM conversations')) == 1
