"""The one client: whom it never reaches, however their address is written, and what it does not swallow."""

import ast
import asyncio
import gzip
from pathlib import Path

import pytest

from hub.model.egress import Call, NoAnswer, NotAllowed
from tests.egress.conftest import Listener, Names, answering, egress
from tests.test_layers import imported

ROOT = Path(__file__).parent.parent.parent

LITERALS = [
    '127.0.0.1',
    '127.1',
    '127.255.255.254',
    '0.0.0.0',  # noqa: S104 - called, not bound
    '0',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '0177.0.0.1',
    '127.0.0.1.',
    'localhost',
    'LOCALHOST',
    'localhost.',
    '①②⑦.⓪.⓪.①',
    '１２７.０.０.１',
    '127。0。0。1',
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b:1::127.0.0.1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
]
ADDRESSES = [
    '127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '192.88.99.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '0.0.0.0',  # noqa: S104 - called, not bound
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '64:ff9b::10.0.0.1',
    '2002:a00:1::',
    '2001:0:a00:1::',
    'fe80::1',
    'fd00:ec2::254',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
]
NO_ADDRESSES = [
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_FLUSHALL',
    'ftp://example.com/',
    'data:text/plain,hi',
    '//example.com/',
    'https:///path',
    'https://',
    '',
    'https://user:password@example.com/',
    'https://example.com@127.0.0.1/',
    'http://example.com/\r\nX-Api-Key: stolen',
    'http://example.com/ HTTP/1.1',
    'http://example.com\t/',
    'http://example.com:22/',
    'http://example.com:5432/',
    'http://example.com:99999/',
    'https://metadata.google.internal/',
    'https://[::1/',
    f'https://example.com/{"x" * 2000}',
]


@pytest.mark.parametrize('host', LITERALS)
async def test_this_machine_is_not_reached_however_it_is_spelled(host: str, listener: Listener) -> None:
    async with egress(port=listener.port) as client:
        with pytest.raises((NotAllowed, NoAnswer)):
            await client.call(Call(url=f'http://{host}:{listener.port}/'))
    assert listener.connections == 0


@pytest.mark.parametrize('address', ADDRESSES)
async def test_what_a_name_leads_to_is_checked_where_it_is_connected_to(address: str, listener: Listener) -> None:
    async with egress(port=listener.port, names=Names([address])) as client:
        with pytest.raises(NotAllowed):
            await client.call(Call(url=f'http://innocent.example:{listener.port}/'))
    assert listener.connections == 0


@pytest.mark.parametrize('url', NO_ADDRESSES)
async def test_what_is_no_address_of_the_web_is_refused_before_anything_is_done(url: str) -> None:
    names = Names(['127.0.0.1'])
    async with egress(names=names) as client:
        with pytest.raises(NotAllowed):
            client.check(url)
        with pytest.raises(NotAllowed):
            await client.call(Call(url=url))
    assert names.asked == []


async def test_a_name_that_changes_its_address_after_a_look_gains_nothing(listener: Listener) -> None:
    names = Names(['192.0.2.1', '127.0.0.1'], ['127.0.0.1'])
    async with egress(port=listener.port, names=names) as client:
        for _ in range(2):
            with pytest.raises(NotAllowed):
                await client.call(Call(url=f'http://rebinding.example:{listener.port}/'))
    assert listener.connections == 0
    assert len(names.asked) == 2


async def test_a_name_that_takes_its_time_is_given_up() -> None:
    async with egress(names=Names(['127.0.0.1'], seconds=60)) as client:
        with pytest.raises(NoAnswer, match='within'):
            await client.call(Call(url='http://slow.example/', seconds=0.2))


@pytest.mark.parametrize('status', [301, 302, 303, 307, 308])
async def test_a_redirect_into_our_network_is_not_followed(status: int, listener: Listener) -> None:
    where = f'HTTP/1.1 {status} X\r\nLocation: http://127.0.0.1:{listener.port}/\r\nContent-Length: 0\r\n\r\n'
    async with (
        Listener().listening(answering(where.encode())) as outside,
        egress(outside.here, port=listener.port) as client,
    ):
        with pytest.raises(NotAllowed):
            await client.call(Call(url=f'http://{outside.here}/', hops=3))
    assert (outside.connections, listener.connections) == (1, 0)


@pytest.mark.parametrize('where', ['file:///etc/passwd', 'http://[::1', '//user:password@example.com/'])
async def test_a_redirect_to_no_address_is_not_followed(where: str) -> None:
    moved = f'HTTP/1.1 302 X\r\nLocation: {where}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
    async with Listener().listening(answering(moved.encode())) as outside, egress(outside.here) as client:
        with pytest.raises((NotAllowed, NoAnswer)):
            await client.call(Call(url=f'http://{outside.here}/', hops=1))


@pytest.mark.parametrize('status', [302, 307])
async def test_another_origin_hears_neither_credentials_nor_body(status: int) -> None:
    async with Listener().listening() as elsewhere:
        moved = f'HTTP/1.1 {status} X\r\nLocation: http://localhost:{elsewhere.port}/\r\nContent-Length: 0\r\n\r\n'
        async with (
            Listener().listening(answering(moved.encode())) as outside,
            egress(outside.here, 'localhost') as client,
        ):
            secret = {'Authorization': 'Bearer canary', 'X-Api-Key': 'canary', 'Cookie': 'a=canary'}
            call = Call(url=f'http://{outside.here}/', method='POST', headers=secret, body=b'canary', hops=3)
            assert (await client.call(call)).body == b'hi'
    assert b'canary' in outside.heard[0]
    assert b'canary' not in elsewhere.heard[0]


async def test_without_being_asked_to_it_follows_no_redirect() -> None:
    moved = b'HTTP/1.1 302 X\r\nLocation: /there\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
    async with Listener().listening(answering(moved)) as outside, egress(outside.here) as client:
        assert (await client.call(Call(url=f'http://{outside.here}/'))).status == 302
        assert (await client.call(Call(url=f'http://{outside.here}/', hops=3))).status == 302
    assert outside.connections == 1 + 4


async def test_an_answer_without_end_is_cut_or_refused() -> None:
    async def endless(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n')
        while True:
            writer.write(b'x' * 65536)
            await writer.drain()

    async with Listener().listening(endless) as outside, egress(outside.here) as client:
        with pytest.raises(NoAnswer, match='more than'):
            await client.call(Call(url=f'http://{outside.here}/', most_bytes=1000))
        answer = await client.call(Call(url=f'http://{outside.here}/', most_bytes=1000, is_cut=True))
        assert answer.body == b'x' * 1000


async def test_what_comes_compressed_is_not_opened() -> None:
    bomb = gzip.compress(b'\0' * 50_000_000)
    head = f'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n'.encode()
    async with Listener().listening(answering(head + bomb)) as outside, egress(outside.here) as client:
        with pytest.raises(NoAnswer, match='compressed'):
            await client.call(Call(url=f'http://{outside.here}/'))
        assert (await client.call(Call(url=f'http://{outside.here}/', is_cut=True))).body == b''
    assert b'Accept-Encoding: identity' in outside.heard[0]


async def test_whoever_answers_a_byte_at_a_time_or_never_is_given_up() -> None:
    async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
        while True:
            writer.write(b'x')
            await writer.drain()
            await asyncio.sleep(0.02)

    async with Listener().listening(drip) as outside, egress(outside.here) as client:
        with pytest.raises(NoAnswer) as late:
            await client.call(Call(url=f'http://{outside.here}/', seconds=0.3))
    assert late.value.is_sent


async def test_an_answer_of_another_type_is_none() -> None:
    async with Listener().listening() as outside, egress(outside.here) as client:
        with pytest.raises(NoAnswer, match='text/plain'):
            await client.call(Call(url=f'http://{outside.here}/', types=('image/png',)))


async def test_it_says_whether_the_request_may_have_arrived() -> None:
    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with Listener().listening(hang_up) as outside, egress(outside.here) as client:
        with pytest.raises(NoAnswer) as broken:
            await client.call(Call(url=f'http://{outside.here}/', method='POST', body=b'x'))
        assert broken.value.is_sent
    async with egress(outside.here) as client:
        with pytest.raises(NoAnswer) as gone:
            await client.call(Call(url=f'http://{outside.here}/'))
    assert not gone.value.is_sent


async def test_whom_the_operator_allows_is_reached_at_that_port_only(listener: Listener) -> None:
    async with egress(listener.here) as client:
        assert (await client.call(Call(url=f'http://{listener.here}/'))).body == b'hi'
        with pytest.raises(NotAllowed):
            await client.call(Call(url='http://127.0.0.1:80/'))


async def test_no_secret_of_a_call_is_in_its_repr() -> None:
    call = Call(url='https://example.com/', headers={'Authorization': 'canary'}, body=b'canary')
    assert 'canary' not in repr(call)


CALLS = (
    'ClientSession', 'TCPConnector', 'aiohttp.request', 'open_connection', 'create_connection', '.SMTP', 'get_session'
)  # fmt: skip
MODULES = {'requests', 'httpx', 'urllib3', 'urllib.request', 'http.client', 'imaplib', 'smtplib'}
OWN_STORES = {
    ('storage/egress.py', 'aiohttp.ClientSession'),
    ('storage/egress.py', 'aiohttp.TCPConnector'),
    ('storage/embedded/valkey.py', 'asyncio.open_connection'),
    ('storage/blob_s3.py', 'get_session'),
    ('hub/mail.py', 'aiosmtplib.SMTP'),
}
"""Calls to what the operator's settings name: the hub's own Valkey, files and mail."""


def ways_out(source: str, file: str) -> set[tuple[str, str]]:
    """What in a source can call somebody else."""
    tree = ast.parse(source)
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    modules = imported(tree, '')
    return {(file, name) for name in called if name.endswith(CALLS)} | {
        (file, name) for name in modules for module in MODULES if f'{name}.'.startswith(f'{module}.')
    }


def test_there_is_no_other_way_out() -> None:
    found = set[tuple[str, str]]()
    for folder in ('hub', 'channels', 'handlers', 'storage'):
        for path in sorted((ROOT / folder).rglob('*.py')):
            found |= ways_out(path.read_text(), path.relative_to(ROOT).as_posix())
    assert found == OWN_STORES


@pytest.mark.parametrize(
    'source',
    ['aiohttp.ClientSession(timeout=x)', 'import httpx', 'from urllib.request import urlopen', 'ClientSession()'],
)
def test_another_way_out_would_be_found(source: str) -> None:
    assert ways_out(source, 'channels/x.py')
