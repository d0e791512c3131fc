"""What strangers send: refused without a trace in memory, and nobody else is slowed down."""

import asyncio
import json

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestServer

from handlers import socket_server
from handlers.keys import SOCKETS
from hub import metrics
from hub.live.realtime import Event
from tests.live.conftest import Desk
from tests.live.peers import eventually

PATH = 'socket.io/?EIO=4&transport=websocket'


async def _raw(session: ClientSession, desk: Desk, **headers: str) -> ClientWebSocketResponse:
    socket = await session.ws_connect(f'{desk.url}{PATH}&key={desk.widget_key}', headers=headers)
    assert (await socket.receive_str())[0] == '0'
    return socket


async def _connected(session: ClientSession, desk: Desk) -> ClientWebSocketResponse:
    socket = await _raw(session, desk)
    await socket.send_str('40/visitor,' + json.dumps({'key': desk.widget_key}))
    assert (await socket.receive_str()).startswith('40/visitor')
    return socket


async def _ends(socket: ClientWebSocketResponse) -> None:
    async with asyncio.timeout(20):
        while (await socket.receive()).type not in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.ERROR):
            pass


def _sockets_cut() -> float:
    (family,) = metrics.SLOW_SOCKETS.collect()
    return next(sample.value for sample in family.samples if sample.name.endswith('_total'))


@pytest.mark.parametrize(
    'origin', ['https://evil.example', 'null', 'http://127.0.0.1', 'http://localhost.evil.example']
)
async def test_an_unknown_origin_gets_400(desk: Desk, origin: str) -> None:
    async with ClientSession() as session:
        with pytest.raises(WSServerHandshakeError) as refused:
            await _raw(session, desk, Origin=origin)
        polling = await session.get(f'{desk.url}socket.io/?EIO=4&transport=polling', headers={'Origin': origin})
    assert refused.value.status == 400
    assert polling.status == 400


async def test_compression_is_declined_however_much_it_is_offered(desk: Desk) -> None:
    """A window of zlib is a hundred KiB for each socket that is only there."""
    async with ClientSession() as session:
        socket = await session.ws_connect(f'{desk.url}{PATH}&key={desk.widget_key}', compress=15)
        assert socket.compress == 0
        await socket.close()


async def test_the_hubs_own_origin_is_welcome(desk: Desk) -> None:
    async with ClientSession() as session:
        await _raw(session, desk, Origin=desk.url.rstrip('/'))


@pytest.mark.parametrize(
    'frame',
    [
        '451-/visitor,["message",{"_placeholder":true,"num":0}]',
        '45999999999-/visitor,["message",{}]',
        '42/visitor,["connect",{},{}]',
        '42/visitor,["disconnect"]',
        '42/visitor,[]',
        '42/visitor,[5]',
        '42/visitor,{"a":1}',
        '42/visitor,["message",NaN]',
        '42/visitor,["message","\\ud800"]',
        '42/visitor,' + '[' * 20_000,
        '40/visitor,{}',
        '44/visitor,{}',
        '49',
        '4',
        '9',
        'x',
    ],
)
async def test_nonsense_ends_its_connection_and_leaves_no_traceback(
    desk: Desk, frame: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bystander = await desk.visitor()
    async with ClientSession() as session:
        socket = await _connected(session, desk)
        await socket.send_str(frame)
        await _ends(socket)
    assert (await bystander.say('unharmed'))['ok'] is True
    printed = capsys.readouterr()
    assert 'Traceback' not in printed.out + printed.err


async def test_whoever_says_goodbye_is_let_go(desk: Desk) -> None:
    async with ClientSession() as session:
        socket = await _connected(session, desk)
        await socket.send_str('1')
        await _ends(socket)


async def test_binary_frames_are_refused(desk: Desk) -> None:
    async with ClientSession() as session:
        socket = await _connected(session, desk)
        await socket.send_bytes(b'\x00' * 1000)
        await _ends(socket)


async def test_a_frame_over_64_kib_is_refused(desk: Desk) -> None:
    async with ClientSession() as session:
        socket = await _connected(session, desk)
        await socket.send_str('42/visitor,' + json.dumps(['message', {'client_id': 'a', 'text': 'x' * 70_000}]))
        await _ends(socket)


async def test_a_socket_that_never_says_who_it_is_is_cut_off(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_server, 'CONNECT_SECONDS', 0.3)
    async with ClientSession() as session:
        await _ends(await _raw(session, desk))


async def test_an_unknown_key_is_told_so(desk: Desk) -> None:
    async with ClientSession() as session:
        socket = await _raw(session, desk)
        await socket.send_str('40/visitor,{"key":"pk_nobody_has_this_one"}')
        refused = json.loads((await socket.receive_str()).removeprefix('44/visitor,'))
    assert (refused['code'], refused['data']['code']) == ('not_found', 'not_found')
    assert refused['detail'] == refused['message']


@pytest.mark.parametrize('auth', ['', '{}', '{"token":""}', '{"token":5}', '{"token":"nonsense"}', '{"token":["a"]}'])
async def test_an_agent_without_a_good_token_is_refused(desk: Desk, auth: str) -> None:
    async with ClientSession() as session:
        socket = await _raw(session, desk)
        await socket.send_str(f'40/agent,{auth}')
        refused = json.loads((await socket.receive_str()).removeprefix('44/agent,'))
    assert refused['code'] in ('unauthenticated', 'invalid')


async def test_a_receiver_that_does_not_read_is_cut_off_and_nobody_waits_for_it(desk: Desk, server: TestServer) -> None:
    reader, other = await desk.visitor(), await desk.visitor()
    await other.say('Hello')
    async with ClientSession() as session:
        deaf = await _connected(session, desk)
        deaf._response.connection.transport.pause_reading()  # type: ignore[union-attr]
        engine = server.app[SOCKETS].eio
        namespace = server.app[SOCKETS].namespace_handlers['/visitor']
        outlet = list(namespace.outlets.values())[-1]
        event = Event('message', b'"' + b'x' * 60_000 + b'"')
        before, cut_before = len(engine.sockets), _sockets_cut()
        async with asyncio.timeout(20):
            for _ in range(600):
                await outlet.send(event)
            await eventually(lambda: len(engine.sockets) < before)
    assert _sockets_cut() == cut_before + 1
    assert (await reader.say('unharmed'))['ok'] is True


async def test_polling_works_where_websockets_do_not(desk: Desk) -> None:
    visitor, agent = await desk.visitor(transport='polling'), await desk.agent()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    await agent.say('Hi', conversation)
    await visitor.hear('message', lambda m: m['content_text'] == 'Hi')
