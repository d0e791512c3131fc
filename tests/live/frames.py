"""Frames nobody sane would send, by chance and repeatable, and how each is put to a hub."""

import asyncio
import json
import random
from collections.abc import Iterator

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from handlers.agent_socket import AGENT_EVENTS
from handlers.visitor_socket import VISITOR_EVENTS
from tests.live.conftest import Desk

GOODBYE = '1'
"""Engine.IO's packet that ends a connection."""
_ODD: tuple[object, ...] = (
    None, True, -1, 2**63, 2**200, 1e308, '', ' ', '\0', '\ud800', '‮', 'x' * 30_000, '${7*7}', "' OR 1=1 --",
    '00000000-0000-0000-0000-000000000000', [], [[]] * 50, {}, {'_placeholder': True, 'num': 0}, {'$gt': ''},
)  # fmt: skip
_FIELDS = (
    'client_id', 'text', 'conversation_id', 'attachments', 'after_seq', 'after_rev', 'limit', 'cursor', 'seq', 'on',
    'state', 'score', 'comment', 'name', 'email', 'attributes', 'url', 'title', 'private', 'html', 'tenant_id', 'role',
)  # fmt: skip


def frames(dice: random.Random, count: int) -> Iterator[str | bytes]:
    """So many of them; the same dice, the same frames."""
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


async def hurl(session: ClientSession, desk: Desk, namespace: str, frame: str | bytes) -> None:
    """A frame on a connection of its own, and an event after it that has to be answered or hung up on.

    Whoever says goodbye (`1`) and stays is hung up on only when the hub would have pinged: nobody waits for that.
    """
    socket = await _connected(session, desk, namespace)
    await _send(socket, frame)
    await socket.send_str(f'42{namespace},999["sync",{{}}]')
    if not (isinstance(frame, str) and frame.startswith(GOODBYE)):
        await _drain(socket)
    await socket.close()


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
