"""What strangers wrote is parsed elsewhere and within limits: what overruns them is a dead letter, all else goes on."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import psutil
import pytest

from hub.model.channel import CanonicalMessage, Raw, Unparsable
from hub.model.failure import Cause, Failure
from hub.model.message import Channel as ChannelName
from hub.providers.ingest import sweep_once
from hub.providers.readers import Readers
from hub.turns import Turns
from tests.channels.conftest import Office, number, open_office
from tests.channels.pigeon.channel import Pigeon
from tests.channels.pigeon.hostile import HostilePigeon, HostileStand
from tests.channels.pigeon.stand import STAND
from tests.channels.stand import Stand
from tests.channels.test_kills import until
from tests.tenants import Tenants

OVERRUNS = {
    'endless': Failure(cause=Cause.READING_TOO_SLOW, detail='more than 5 seconds'),
    'sleep': Failure(cause=Cause.READING_TOO_SLOW, detail='more than 5 seconds'),
    'bomb': Failure(cause=Cause.READING_TOO_BIG, detail='more than 512 MB'),
    'exit': Failure(cause=Cause.READING_CRASHED, detail='exit status 3'),
    'segfault': Failure(cause=Cause.READING_CRASHED, detail='SIGSEGV'),
}


@pytest.fixture
def stand() -> Stand:
    """The pigeons whose letters are obeyed."""
    return HostileStand()


@pytest.fixture
async def readers() -> AsyncIterator[Readers]:
    """A pool of one."""
    opened = Readers(at_once=1, of_one_tenant=1)
    yield opened
    await opened.close()


def letter(text: str) -> Raw:
    """What came."""
    return Raw(
        id=uuid4(),
        channel=ChannelName.WHATSAPP,
        account_id=uuid4(),
        url='https://hub.test/',
        body=STAND.message(text, number(), 'M1').body,
    )


async def said(readers: Readers, text: str) -> str:
    """What one letter says once it was parsed."""
    (found,) = await readers.parse(HostilePigeon(), letter(text), uuid4())
    assert isinstance(found, CanonicalMessage)
    return found.text


async def test_what_overruns_its_limits_is_a_dead_letter_while_all_else_goes_through(office: Office) -> None:
    sender = number()
    for word in OVERRUNS:
        assert (await office.write(word, number())).status == 200
    for n in range(20):
        assert (await office.write(f'Message {n}', sender)).status == 200
    await office.until('SELECT count(*) FROM messages', 20, 60)
    await office.until('SELECT count(*) FROM hub.dead_letters', len(OVERRUNS), 60)
    letters = (await office.shop.owner.api.get('dead-letters')).ok()['items']
    assert sorted(each['reason'] for each in letters) == sorted(each.text for each in OVERRUNS.values())
    causes = [each['failure']['cause'] for each in letters]
    assert sorted(causes) == sorted(each.cause for each in OVERRUNS.values())
    assert (await office.shop.owner.api.get('conversations')).status == 200
    kept = await office.shop.rows("SELECT body FROM hub.raw_inbound WHERE state = 'dead'")
    assert len([row for row in kept if row['body']]) == len(OVERRUNS)


@pytest.mark.slow
async def test_a_tenant_with_endless_payloads_does_not_keep_others_waiting(
    office: Office, stand: Stand, tenants: Tenants
) -> None:
    async with AsyncExitStack() as stack:
        other = await open_office(tenants, stand, stack)
        for _ in range(3):
            await office.write('endless', number())
        await other.write('Hello', number())
        await other.until('SELECT count(*) FROM messages', 1, 60)
        await office.until('SELECT count(*) FROM hub.dead_letters', 3, 60)
        (theirs,) = await other.shop.rows('SELECT taken_at FROM hub.raw_inbound')
        ours = await office.shop.rows('SELECT taken_at FROM hub.raw_inbound')
        assert all(theirs['taken_at'] < each['taken_at'] for each in ours)


async def test_a_payload_that_crashed_is_replayed_when_its_cause_is_gone(office: Office, tmp_path: Path) -> None:
    cause, api = tmp_path / 'mended', office.shop.owner.api
    await office.write(f'crash-unless {cause}', number())
    await office.until('SELECT count(*) FROM hub.dead_letters', 1, 30)
    (dead,) = (await api.get('dead-letters')).ok()['items']
    cause.touch()
    async with office.at_work():
        (await api.post(f'dead-letters/{dead["id"]}/replay')).ok()
        await office.until('SELECT count(*) FROM messages', 1, 30)


async def test_what_no_reader_has_room_for_is_left_to_workers(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr('hub.providers.readers.WAITING', 0)
    assert (await office.write('Hello', number())).status == 200
    await office.until('SELECT count(*) FROM messages', 0)
    async with office.at_work():
        await sweep_once(office.shop.hub, seconds=0.0)
        await office.until('SELECT count(*) FROM messages', 1, 30)


@pytest.mark.slow
@pytest.mark.parametrize('word', OVERRUNS)
async def test_each_overrun_ends_its_reader_and_the_next_payload_has_another(readers: Readers, word: str) -> None:
    first = json.loads(await said(readers, 'look-around'))['pid']
    with pytest.raises(Unparsable, match=OVERRUNS[word].detail):
        await said(readers, word)
    assert json.loads(await said(readers, 'look-around'))['pid'] != first


async def test_a_reader_is_asked_again_after_what_it_could_answer(readers: Readers) -> None:
    first = json.loads(await said(readers, 'look-around'))['pid']
    broken = letter('').model_copy(update={'body': b'{"feathers": true}'})
    with pytest.raises(Unparsable, match='id: Field required'):
        await readers.parse(HostilePigeon(), broken, uuid4())
    assert await said(readers, 'print this') == 'print this'
    assert json.loads(await said(readers, 'look-around'))['pid'] == first


async def test_a_reader_that_was_ended_by_others_is_not_the_payloads_fault(readers: Readers) -> None:
    pid = json.loads(await said(readers, 'look-around'))['pid']
    asked = asyncio.create_task(said(readers, 'sleep'))
    await until(lambda: psutil.Process(pid).status() == psutil.STATUS_SLEEPING)
    psutil.Process(pid).kill()
    with pytest.raises(Exception, match='ended from outside'):
        await asked
    assert await said(readers, 'Hello') == 'Hello'


async def test_files_come_with_their_bytes(readers: Readers) -> None:
    (found,) = await readers.parse(HostilePigeon(), letter('files a bb ccc'), uuid4())
    assert isinstance(found, CanonicalMessage)
    assert [(file.file_name, file.content) for file in found.files] == [
        ('a', b'a' * 1000),
        ('a link', None),
        ('bb', b'bb' * 1000),
        ('ccc', b'ccc' * 1000),
    ]


async def test_a_reader_has_no_secret_and_no_socket_of_ours(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('SECRET_KEYS', 'a-canary-in-the-environment-of-the-hub')
    held = await asyncio.open_connection('127.0.0.1', await _listening())
    seen = json.loads(await said(readers, 'look-around'))
    assert set(seen['environment']) <= {'LC_CTYPE'}  # Python's own
    beyond = {link for fd, link in seen['open'].items() if int(fd) > 2 and link and not link.startswith('/proc')}
    assert len(beyond) == 1  # where it answers
    held[1].close()


async def _listening() -> int:
    server = await asyncio.start_server(lambda *_: None, '127.0.0.1', 0)
    return int(server.sockets[0].getsockname()[1])


@pytest.mark.parametrize('word', ['Hello', 'endless'])
async def test_readers_die_with_their_process_however_it_dies(tmp_path: Path, word: str) -> None:
    program = f"""
import asyncio
from hub.providers.readers import Readers
from tests.channels.test_readers import said
async def main():
    readers = Readers(at_once=1)
    print(await said(readers, 'look-around'), flush=True)
    await said(readers, {word!r})
    await asyncio.sleep(60)
asyncio.run(main())
"""
    process = await asyncio.create_subprocess_exec(sys.executable, '-c', program, stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    reader = psutil.Process(json.loads(await process.stdout.readline())['pid'])
    process.kill()
    await process.wait()
    await until(lambda: not reader.is_running() or reader.status() == psutil.STATUS_ZOMBIE)


def test_a_hostile_channel_whose_parse_needs_a_channel_is_refused() -> None:
    class Wrong(Pigeon):
        is_hostile = True

    with pytest.raises(TypeError, match='static'):
        asyncio.run(Readers().parse(Wrong(), letter('Hello'), uuid4()))


async def test_turns_go_round_and_nobody_has_them_all() -> None:
    turns, busy, quiet, order = Turns(2, 1), uuid4(), uuid4(), list[str]()
    ends = asyncio.Event()

    async def take(name: str, tenant: object) -> None:
        async with turns.of(tenant):  # type: ignore[arg-type]
            order.append(name)
            await ends.wait()

    tasks = [asyncio.create_task(take(f'busy {n}', busy)) for n in range(3)]
    await asyncio.sleep(0)
    tasks.append(asyncio.create_task(take('quiet', quiet)))
    gone = asyncio.create_task(take('gone', quiet))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert order == ['busy 0', 'quiet']
    assert turns.waiting(busy) == (3, 2)
    gone.cancel()
    ends.set()
    await asyncio.gather(*tasks)
    assert order == ['busy 0', 'quiet', 'busy 1', 'busy 2']
    assert turns.waiting(busy) == (0, 0)
