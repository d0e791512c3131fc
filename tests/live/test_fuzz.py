"""Frames nobody sane would send: the hub lives on, answers others, and its log stays free of tracebacks."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterable, Iterator

import psutil
import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from handlers.agent_socket import AGENT_EVENTS
from handlers.visitor_socket import VISITOR_EVENTS
from tests.live.conftest import Desk

FRAMES = 120
SLOW_EXAMPLES = 40
MEMORY_BYTES = 60 * 1024 * 1024
_ODD: tuple[object, ...] = (
    None, True, -1, 2**63, 2**200, 1e308, '', ' ', '\0', '\ud800', '‮', 'x' * 30_000, '${7*7}', "' OR 1=1 --",
    '00000000-0000-0000-0000-000000000000', [], [[]] * 50, {}, {'_placeholder': True, 'num': 0}, {'$gt': ''},
)  # fmt: skip
_FIELDS = (
    'client_id', 'text', 'conversation_id', 'attachments', 'after_seq', 'after_rev', 'limit', 'cursor', 'seq', 'on',
    'state', 'score', 'comment', 'name', 'email', 'attributes', 'url', 'title', 'private', 'html', 'tenant_id', 'role',
)  # fmt: skip


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as opened:
        yield opened


async def test_no_frame_brings_the_hub_down(
    desk: Desk, session: ClientSession, fuzz_examples: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Repeatable: the same frames in the same order. `--fuzz-examples N` sends N / 5 times as many."""
    await fuzz(desk, session, _frames(random.Random(20), FRAMES * fuzz_examples // 5))
    _saw_no_traceback(capsys)


@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_no_frame_brings_the_hub_down_for_longer(
    desk: Desk, session: ClientSession, fuzz_examples: int, fuzz_seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other frames each time; `--fuzz-seed` repeats them."""
    await fuzz(desk, session, _frames(random.Random(fuzz_seed), FRAMES * max(fuzz_examples, SLOW_EXAMPLES) // 5))
    _saw_no_traceback(capsys)


async def fuzz(desk: Desk, session: ClientSession, frames: Iterable[str | bytes]) -> None:
    """Each frame on a connection of its own, and an event after it that has to be answered or hung up on."""
    bystander, process = await desk.visitor(), psutil.Process()
    before = process.memory_info().rss
    for number, frame in enumerate(frames):
        namespace = '/agent' if number % 2 else '/visitor'
        socket = await _connected(session, desk, namespace)
        await _send(socket, frame)
        await socket.send_str(f'42{namespace},999["sync",{{}}]')
        await _drain(socket)
        await socket.close()
    assert (await bystander.say('unharmed'))['ok'] is True
    assert process.memory_info().rss - before < MEMORY_BYTES


def _saw_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    printed = capsys.readouterr()
    assert 'Traceback' not in printed.out + printed.err


async def _connected(session: ClientSession, desk: Desk, namespace: str) -> ClientWebSocketResponse:
    socket = await session.ws_connect(f'{desk.url}socket.io/?EIO=4&transport=websocket&key={desk.widget_key}')
    await socket.receive_str()
    auth = {'key': desk.widget_key} if namespace == '/visitor' else {'token': desk.shop.owner.token}
    await socket.send_str(f'40{namespace},{json.dumps(auth)}')
    assert (await socket.receive_str()).startswith('40')
    return socket


async def _send(socket: ClientWebSocketResponse, frame: str | bytes) -> None:
    if isinstance(frame, bytes):
        await socket.send_bytes(frame)
    else:
        await socket.send_str(frame)


async def _drain(socket: ClientWebSocketResponse) -> None:
    """Read until the hub has answered the event after the odd one, or has hung up."""
    async with asyncio.timeout(20):  # one that left its namespace is hung up on after ten seconds
        while True:
            message = await socket.receive()
            if message.type is not WSMsgType.TEXT or '999[' in message.data:
                return


def _frames(dice: random.Random, count: int) -> Iterator[str | bytes]:
    for _ in range(count):
        kind = dice.random()
        if kind < 0.1:
            yield dice.randbytes(dice.randrange(2_000))
        elif kind < 0.3:
            text = _event(dice)
            cut = dice.randrange(len(text))
            yield text[:cut] + chr(dice.randrange(1, 0xD7FF)) + text[cut + dice.randrange(3) :]
        elif kind < 0.4:
            head = f'{dice.randrange(10)}{dice.randrange(10)}'
            yield head + dice.choice(('', '/agent,', '/x', '[' * 5_000, '9' * 500))
        else:
            yield _event(dice)


def _event(dice: random.Random) -> str:
    namespace = dice.choice(('/visitor', '/agent', '', '/nowhere'))
    name = dice.choice((*VISITOR_EVENTS, *AGENT_EVENTS, 'connect', 'nonsense', '__class__', ''))
    payload = {dice.choice(_FIELDS): dice.choice(_ODD) for _ in range(dice.randrange(6))}
    odd = [name], [name, dice.choice(_ODD)], [payload], [name, payload, 1]
    said = dice.choice(([name, payload], [name, payload], *odd))
    return f'42{namespace},{dice.randrange(99)}{json.dumps(said)}'
