"""Faults that come in through the front door: who never reads, who floods, who is no longer one of us."""

import asyncio
import base64
import json
import socket
import time
from contextlib import AsyncExitStack, suppress
from itertools import count

import psutil

from handlers.socket_limits import EVENTS_A_SECOND
from tests.api_client import Api
from tests.chaos.bounds import FLOODED, quiet
from tests.chaos.strikes import Theatre
from tests.kills.book import Book
from tests.kills.client import Client
from tests.kills.crowd import hire
from tests.kills.installation import Web, say

DEAF = 200
RECEIVE_BYTES = 4_096
FLOODERS, WAVE, TIMES_QUOTA = 2, 20, 10
FLOOD_TURNS = 2
OUT_SECONDS = 60.0
FLOODER = 'flood@elsewhere.example'


async def never_read(theatre: Theatre) -> None:
    """F14: agents who watch every conversation and never take a byte from their sockets."""
    web = theatre.random.choice(theatre.installation.webs)
    before = _memory(web)
    number = max(20, round(DEAF * theatre.scale))
    conversations = sorted(set(theatre.crowd.homes.values()))
    opened: list[asyncio.StreamWriter] = []
    try:
        for _ in range(number):
            with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
                opened.append(await deaf(web.port, theatre.installation.token, conversations))
        await theatre.last(8, 15)
        each = max(0.0, (_memory(web) - before) / 1024 / max(1, len(opened)))
        theatre.ledger.remarks['F14'] = f'{len(opened)} sockets, {each:.0f} KiB each'
    finally:
        for writer in opened:
            writer.transport.abort()


def _memory(web: Web) -> int:
    assert web.process
    return int(psutil.Process(web.process.pid).memory_info().rss)


async def deaf(port: int, token: str, conversations: list[str]) -> asyncio.StreamWriter:
    """An agent's WebSocket by hand that watches these and never reads: no library leaves its socket alone."""
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BYTES)
    narrow.setblocking(False)
    await asyncio.get_running_loop().sock_connect(narrow, ('127.0.0.1', port))
    reader, writer = await asyncio.open_connection(sock=narrow, limit=RECEIVE_BYTES)
    key = base64.b64encode(bytes(16)).decode()
    writer.write(
        'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\n'
        f'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n'.encode()
    )
    async with asyncio.timeout(5):
        await reader.readuntil(b'\r\n\r\n')
    writer.write(_frame(f'40/agent,{json.dumps({"token": token})}'))
    for conversation in conversations:
        writer.write(_frame(f'42/agent,{json.dumps(["watch", {"conversation_id": conversation}])}'))
    return writer


def _frame(text: str) -> bytes:
    """Masked as clients must, with a mask of zeros."""
    said = text.encode()
    size = bytes((0x80 | len(said),)) if len(said) < 126 else b'\xfe' + len(said).to_bytes(2)
    return b'\x81' + size + bytes(4) + said


async def floods(theatre: Theatre) -> None:
    """F20: another tenant's visitors send ten times as much as they may, and stop, and begin again."""
    installation = theatre.installation
    if not theatre.flooder_key:
        environment = installation.environment
        await asyncio.to_thread(say, environment, 'tenant', 'create', '--company', 'Elsewhere', '--email', FLOODER)
        token = await asyncio.to_thread(say, environment, 'token', '--email', FLOODER)
        async with Api.open(installation.webs[0].url) as anonymous:
            made = (await anonymous.as_(token).call('POST', 'widgets', {'name': 'Shop'})).ok(201)
        theatre.flooder_key = made['key']
    book, auth = Book(), {'key': theatre.flooder_key}
    async with AsyncExitStack() as stack:
        places = [f'{place}?key={theatre.flooder_key}' for place in installation.places]
        clients = [Client(f'flooder{n}', '/visitor', places[n % 2 :] + places[: n % 2], auth) for n in range(FLOODERS)]
        for client in clients:
            await stack.enter_async_context(client)
        for turn in range(FLOOD_TURNS):  # in turn, so that whatever else goes on meets both
            with theatre.ledger.spell(quiet(FLOODED)):
                await theatre.last(5, 6)
            tasks = [asyncio.create_task(_flood(client, book, turn)) for client in clients]
            with theatre.ledger.spell(FLOODED):
                await theatre.last(5, 6)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    refused = book.refused['rate_limited']
    theatre.ledger.remarks[FLOODED] = f'{TIMES_QUOTA} x its quota: {len(book.acked)} acked, {refused} refused'


async def _flood(client: Client, book: Book, turn: int) -> None:
    """As often as a visitor may, times ten, whether answered or not."""
    async with asyncio.TaskGroup() as group:
        for wave in count():
            for number in range(WAVE):
                key = f'{client.name}.{turn}/{wave * WAVE + number}'
                group.create_task(client.say_once(book, key, 'Noise', None))
            await asyncio.sleep(WAVE / (TIMES_QUOTA * EVENTS_A_SECOND))


async def switched_off(theatre: Theatre) -> None:
    """F23: a colleague's socket closes when their account is switched off, and they hear nothing after."""
    conversation = theatre.random.choice(sorted(set(theatre.crowd.homes.values())))
    place = theatre.random.choice(theatre.installation.places)
    async with Api.open(theatre.installation.webs[0].url) as anonymous:
        owner = anonymous.as_(theatre.installation.token)
        client = Client('colleague', '/agent', [place], {'token': await hire(owner)})
        async with client:
            await client.follow(conversation)
            user = client.session['user']['id']
            (await owner.call('PATCH', f'users/{user}', {'is_active': False})).ok()
            begun = time.monotonic()
            while client.here.is_set() and time.monotonic() < begun + OUT_SECONDS:  # noqa: ASYNC110 - gone rings no bell
                await asyncio.sleep(0.02)
            out = time.monotonic()
            await theatre.last(1, 3)
            late = sum(heard > out for heard, _ in client.heard.values())
            if client.here.is_set() or late:
                theatre.ledger.broken.append(f'F23: still connected after {OUT_SECONDS:.0f} s, {late} events after')
            theatre.ledger.remarks['F23'] = f'out after {out - begun:.2f} s'
