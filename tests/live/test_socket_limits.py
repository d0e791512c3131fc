"""Nobody takes all sockets: open ones, connects and events are limited per address, tenant and caller."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import jwt
import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSServerHandshakeError

from handlers import socket_limits
from handlers.keys import HUB
from hub.app import create_app
from hub.limits import Limit
from hub.widgets import visitors
from tests.api_client import Api
from tests.conftest import make_settings, serving
from tests.live.conftest import Desk, open_desk
from tests.tenants import Tenants

PATH = 'socket.io/?EIO=4&transport='
_ADDRESSES = count(1)


def new_address() -> str:
    """One that no other test of this run has: Valkey is shared."""
    return f'2001:db8:{uuid4().hex[:4]}:{next(_ADDRESSES):x}::1'


@dataclass
class Door:
    """A desk of a hub, and its sockets as they come from anywhere."""

    desk: Desk
    tenants: Tenants
    session: ClientSession
    open: list[ClientWebSocketResponse] = field(default_factory=list)
    """Held on to: a forgotten one would hang up."""

    async def knock(self, address: str) -> ClientWebSocketResponse:
        """A raw session."""
        headers = {'X-Forwarded-For': address}
        socket = await self.session.ws_connect(f'{self.desk.url}{PATH}websocket', headers=headers)
        assert (await socket.receive_str())[0] == '0'
        self.open.append(socket)
        return socket

    async def visitor(self, address: str, **auth: str) -> tuple[ClientWebSocketResponse, Any]:
        """A session that says it is a visitor; the first word it hears."""
        socket = await self.knock(address)
        return socket, await connect(socket, '/visitor', {'key': self.desk.widget_key, **auth})

    async def agent(self, address: str, token: str) -> tuple[ClientWebSocketResponse, Any]:
        """A session that says it is a user; the first word it hears."""
        socket = await self.knock(address)
        return socket, await connect(socket, '/agent', {'token': token})


async def connect(socket: ClientWebSocketResponse, namespace: str, auth: dict[str, str]) -> Any:
    """Say who one is. The `session`, or the refusal."""
    await socket.send_str(f'40{namespace},{json.dumps(auth)}')
    answer = await heard(socket, f'40{namespace},', f'44{namespace},')
    return (await heard(socket, f'42{namespace},'))[1] if 'sid' in answer else answer


async def say(socket: ClientWebSocketResponse, namespace: str, event: str, payload: object) -> Any:
    """An event and its ack."""
    await socket.send_str(f'42{namespace},1{json.dumps([event, payload])}')
    return (await heard(socket, f'43{namespace},1'))[0]


async def heard(socket: ClientWebSocketResponse, *prefixes: str) -> Any:
    """The next packet of this kind."""
    while True:
        text = await socket.receive_str(timeout=20)
        for prefix in prefixes:
            if text.startswith(prefix):
                return json.loads(text.removeprefix(prefix))


async def within(holds: Callable[[], Awaitable[bool]]) -> bool:
    """Whether it holds in the end: the other side takes a moment to see a goodbye."""
    for _ in range(50):
        if await holds():
            return True
        await asyncio.sleep(0.05)
    return False


@pytest.fixture
def rate_limits() -> str:
    return 'on'


@pytest.fixture
async def door(database_url: str, redis_url: str, tmp_path: Path, rate_limits: str) -> AsyncIterator[Door]:
    settings = make_settings(database_url, redis_url, tmp_path, rate_limits=rate_limits, trusted_proxies='127.0.0.1')
    app = await create_app(settings)
    async with serving(app, settings), Api.open(settings.base_url) as api, AsyncExitStack() as stack:
        tenants = Tenants(app[HUB], api)
        desk = await open_desk(await tenants.make(), database_url, f'{settings.base_url.rstrip("/")}/', stack)
        yield Door(desk, tenants, await stack.enter_async_context(ClientSession()))


async def _flood(socket: ClientWebSocketResponse, namespace: str, events: int) -> list[str]:
    answers = [await say(socket, namespace, 'no-such-event', {}) for _ in range(2)]
    sync = {'conversation_id': str(uuid4()), 'after_seq': 0}
    answers += [await say(socket, namespace, 'sync', sync) for _ in range(events)]
    return [answer['error']['code'] for answer in answers]


@pytest.fixture
def slow_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten at once, then next to nothing."""
    monkeypatch.setattr(socket_limits, 'EVENTS_AT_ONCE', 10.0)
    monkeypatch.setattr(socket_limits, 'EVENTS_A_SECOND', 0.01)


@pytest.mark.usefixtures('slow_pace')
async def test_all_tabs_of_a_visitor_have_one_allowance(door: Door) -> None:
    first, session = await door.visitor(new_address())
    second, _ = await door.visitor(new_address(), visitor=session['visitor'])
    stranger, _ = await door.visitor(new_address())
    codes = await _flood(first, '/visitor', 9)
    assert 'rate_limited' in codes
    assert 'not_found' in codes
    assert set((await _flood(second, '/visitor', 3))[2:]) == {'rate_limited'}
    assert 'rate_limited' not in await _flood(stranger, '/visitor', 3)


@pytest.mark.usefixtures('slow_pace')
async def test_all_sockets_of_a_user_have_one_allowance(door: Door) -> None:
    owner, colleague = door.desk.shop.owner, await door.desk.shop.hire()
    (first, _), (second, _) = [await door.agent(new_address(), owner.token) for _ in range(2)]
    other, _ = await door.agent(new_address(), colleague.token)
    assert 'rate_limited' in await _flood(first, '/agent', 9)
    assert set((await _flood(second, '/agent', 3))[2:]) == {'rate_limited'}
    assert 'rate_limited' not in await _flood(other, '/agent', 3)


@pytest.mark.usefixtures('slow_pace')
async def test_hanging_up_does_not_renew_the_allowance(door: Door) -> None:
    socket, session = await door.visitor(new_address())
    await _flood(socket, '/visitor', 10)
    await socket.close()
    _, refused = await door.visitor(new_address(), visitor=session['visitor'])
    assert refused['code'] == 'rate_limited'


async def test_an_address_opens_only_so_many_sessions(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_limits, 'PER_ADDRESS', 3)
    address = new_address()
    sockets = [await door.knock(address) for _ in range(3)]
    with pytest.raises(WSServerHandshakeError) as refused:
        await door.knock(address.replace('::1', '::2'))
    polling = await door.session.get(f'{door.desk.url}{PATH}polling', headers={'X-Forwarded-For': address})
    assert (refused.value.status, polling.status) == (429, 429)
    assert int(polling.headers['Retry-After']) > 0
    await door.knock(new_address())
    await sockets[0].close()

    async def has_room() -> bool:
        try:
            await door.knock(address)
        except WSServerHandshakeError:
            return False
        return True

    assert await within(has_room)


async def test_a_tenant_has_only_so_many_sockets(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_limits, 'PER_TENANT', 2)
    owner = door.desk.shop.owner
    first, _ = await door.visitor(new_address())
    await door.agent(new_address(), owner.token)
    for _, refused in (await door.visitor(new_address()), await door.agent(new_address(), owner.token)):
        assert (refused['code'], refused['data']['code']) == ('rate_limited', 'rate_limited')
    _, welcome = await door.agent(new_address(), (await door.tenants.make()).owner.token)
    assert 'cursor' in welcome
    await first.close()

    async def has_room() -> bool:
        return 'cursor' in (await door.agent(new_address(), owner.token))[1]

    assert await within(has_room)


async def test_who_was_refused_for_lack_of_room_leaves_no_open_visit(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_limits, 'PER_TENANT', 0)
    await door.visitor(new_address())
    visits = await door.desk.shop.rows('SELECT ended_at FROM widget_sessions')
    assert [visit['ended_at'] is None for visit in visits] == [False]


async def test_every_connect_is_counted_whoever_it_is(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    _, session = await door.visitor(new_address())
    identity = jwt.encode({'sub': '1'}, 'x' * 40)
    known = {'key': door.desk.widget_key, 'visitor': session['visitor']}
    tries = [
        ('/visitor', known),
        ('/visitor', {**known, 'identity': identity}),
        ('/agent', {'token': door.desk.shop.owner.token}),
        ('/agent', {'token': 'nonsense'}),
    ]
    for namespace, auth in tries:
        monkeypatch.setattr(socket_limits, 'CONNECTS_PER_ADDRESS', Limit(f'test:{uuid4()}', 2, 86_400))
        address = new_address()
        answers = [await connect(await door.knock(address), namespace, auth) for _ in range(3)]
        assert [answer.get('code') == 'rate_limited' for answer in answers] == [False, False, True], namespace


async def test_trying_again_on_one_session_counts_too(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_limits, 'CONNECTS_PER_ADDRESS', Limit(f'test:{uuid4()}', 2, 86_400))
    socket = await door.knock(new_address())
    codes = [(await connect(socket, '/agent', {'token': 'nonsense'}))['code'] for _ in range(3)]
    assert codes == ['unauthenticated', 'unauthenticated', 'rate_limited']


async def test_a_household_of_ipv6_addresses_is_one(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    at_home, next_door = new_address(), new_address()
    for module, name in ((visitors, 'NEW_PER_ADDRESS'), (socket_limits, 'CONNECTS_PER_ADDRESS')):
        with monkeypatch.context() as patched:
            patched.setattr(module, name, Limit(f'test:{uuid4()}', 2, 86_400))
            devices = [at_home.replace('::1', f':{device:x}::1') for device in range(1, 4)]
            answers = [(await door.visitor(device))[1] for device in devices]
            assert [answer.get('code') for answer in answers] == [None, None, 'rate_limited'], name
            assert 'visitor' in (await door.visitor(next_door))[1]


@pytest.mark.parametrize('rate_limits', ['off'])
@pytest.mark.usefixtures('slow_pace')
async def test_switched_off_nothing_is_limited(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ('PER_ADDRESS', 'PER_TENANT'):
        monkeypatch.setattr(socket_limits, name, 1)
    monkeypatch.setattr(socket_limits, 'CONNECTS_PER_ADDRESS', Limit(f'test:{uuid4()}', 1, 86_400))
    address = new_address()
    visitors = [await door.visitor(address) for _ in range(5)]
    assert all('visitor' in session for _, session in visitors)
    assert set(await _flood(visitors[0][0], '/visitor', 30)) == {'not_found'}


def test_an_office_behind_one_address_fits() -> None:
    """200 people with three tabs each, and all of them twice in the minute of a restart; benchmarks switch it off."""
    assert socket_limits.PER_ADDRESS >= 600
    assert socket_limits.CONNECTS_PER_ADDRESS.most * 60 >= 1_200 * socket_limits.CONNECTS_PER_ADDRESS.seconds
    assert socket_limits.PER_TENANT > socket_limits.PER_ADDRESS
