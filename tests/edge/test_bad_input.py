"""Bad input: a clear problem document each time, never a 5xx, never a traceback in the log."""

import asyncio
import io
from typing import Any
from urllib.parse import quote

import orjson
import pytest
from aiohttp.test_utils import TestServer

from handlers.transport import WebSocket
from tests.api_client import Answer, Api
from tests.edge.conftest import complaints, lines
from tests.tenants import Tenants

DEEP = b'[' * 10_000 + b']' * 10_000
BODIES: dict[str, tuple[bytes, int]] = {
    'nothing': (b'', 400),
    'no JSON': (b'name=Night', 400),
    'half': (b'{"name": "Ni', 400),
    'two documents': (b'{"name": "a"} {"name": "b"}', 400),
    'a list': (b'[]', 422),
    'null': (b'null', 422),
    'a number': (b'1', 422),
    'NUL': (b'{"name": "a\\u0000b"}', 422),
    'raw NUL': (b'{"name": "a\0b"}', 400),
    'half a surrogate': (b'{"name": "\\ud800"}', 400),
    'half a surrogate as a name': (b'{"\\udfff": 1}', 400),
    'bad UTF-8': (b'{"name": "\xff\xfe"}', 400),
    'overlong UTF-8': (b'{"name": "\xc0\x80"}', 400),
    'UTF-16': ('{"name": "a"}'.encode('utf-16'), 400),
    'a byte order mark': (b'\xef\xbb\xbf{"name": "a"}', 400),
    'ten thousand deep': (b'{"name": ' + DEEP + b'}', 400),
    'ten thousand deep where nothing belongs': (b'{"name": "a", "x": ' + DEEP + b'}', 400),
    'a huge number': (b'{"name": 1' + b'0' * 5000 + b'}', 400),
    'NaN': (b'{"name": NaN}', 422),
    'a wrong type': (b'{"name": 1}', 422),
    'an object for a string': (b'{"name": {"$ne": null}}', 422),
    'a list for a string': (b'{"name": ["a"]}', 422),
    'true for a string': (b'{"name": true}', 422),
    'an unknown field': (b'{"name": "a", "tenant_id": "x"}', 422),
    'only blanks': (b'{"name": "   "}', 422),
    'too long': (b'{"name": "' + b'x' * 201 + b'"}', 422),
    'no uuid': (b'{"name": "a", "members": ["1 OR 1=1"]}', 422),
    'a number for a uuid': (b'{"name": "a", "members": [1]}', 422),
    'more than a megabyte': (b'{"name": "' + b'x' * 1024 * 1024 + b'"}', 413),
}


async def test_an_exception_would_be_seen_in_the_log(
    tenants: Tenants, monkeypatch: pytest.MonkeyPatch, written: io.StringIO
) -> None:
    """That the other tests find no traceback proves something."""
    owner = (await tenants.make()).owner.api

    async def explode(*_: object) -> None:
        raise RuntimeError('planted')

    monkeypatch.setattr('hub.people.teams.page', explode)
    check(await owner.get('teams'), 500)
    [complaint] = complaints(written)
    assert complaint['event'] == 'http.failed'
    assert 'RuntimeError: planted' in complaint['exception']
    assert [line['status'] for line in lines(written) if line['event'] == 'http.request'] == [500]


@pytest.mark.parametrize('moment', ['0001-01-01T01:00:00+01:01', '9999-12-31T23:59:59-01:00', '2026-11-23T10:00:00'])
async def test_a_time_that_is_none_in_utc_is_a_clear_problem(
    tenants: Tenants, moment: str, written: io.StringIO
) -> None:
    owner = (await tenants.make()).owner.api
    check(await owner.post('api-keys', {'name': 'x', 'scopes': ['users.read'], 'expires_at': moment}), 422)
    check(await owner.get(f'audit-log?since={quote(moment)}'), 422)
    check(await owner.get(f'search?q=hello&until={quote(moment)}'), 422)
    assert not complaints(written)


@pytest.mark.parametrize('name', BODIES)
async def test_a_bad_body_is_a_clear_problem(tenants: Tenants, name: str, written: io.StringIO) -> None:
    body, status = BODIES[name]
    owner = (await tenants.make()).owner.api
    answer = await owner.call('POST', 'teams', None, body)
    check(answer, status)
    assert (await owner.get('teams')).ok()['items'] == []
    assert not complaints(written)


async def test_an_escaped_backslash_before_u0000_is_only_text(tenants: Tenants) -> None:
    owner = (await tenants.make()).owner.api
    made = (await owner.call('POST', 'teams', None, b'{"name": "C:\\\\u0000"}')).ok(201)
    assert made['name'] == 'C:\\u0000'


async def test_each_wrong_field_is_named_with_a_code_and_its_limit(tenants: Tenants) -> None:
    owner = (await tenants.make()).owner.api
    answers = [
        await owner.post('teams', {'name': ''}),
        await owner.post('teams', {}),
        await owner.post('invitations', {'email': 'anna', 'role': 'agent'}),
        await owner.post('contacts', {'name': 'Anna', 'identifiers': [{'type': 'phone', 'value': '1'}]}),
    ]
    fields = [answer.json['fields'][0] for answer in answers]
    told = [(field['where'], field['code'], field.get('limit')) for field in fields]
    assert told == [
        ('body.name', 'string_too_short', 1),
        ('body.name', 'missing', None),
        ('body.email', 'email', None),
        ('body.identifiers.0.value', 'phone_number', None),
    ]


async def test_the_body_is_read_as_the_route_says(tenants: Tenants) -> None:
    owner = (await tenants.make()).owner.api
    body = orjson.dumps({'name': 'Night'})
    for kind in ('text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'nonsense'):
        check(await owner.call('POST', 'teams', None, body, Content_Type=kind), 415)
    check(await owner.call('POST', 'teams', None, body, Content_Encoding='gzip'), 415)
    check(await owner.call('POST', 'teams', None, body, Content_Encoding='identity, br'), 415)
    (await owner.call('POST', 'teams', None, body, Content_Type='application/json; charset=utf-8')).ok(201)


@pytest.mark.parametrize(
    ('path', 'status'),
    [
        ('users/1', 422),
        ('users/%00', 422),
        ('users/%ff%fe', 422),
        ('users/%ed%a0%80', 422),
        ('users/..%2f..%2fetc%2fpasswd', 422),
        ('users/' + 'a' * 3000, 422),
        ('users/00000000-0000-0000-0000-000000000000', 404),
        ('users?unknown=1', 422),
        ('nothing-here', 404),
        ('users/a/b/c', 404),
        ('%75sers', 200),
        ('conversations?limit=50&limit=51', 422),
        ('conversations?limit=' + '9' * 400, 422),
        ('conversations?limit=-1', 422),
        ('conversations?limit=1.5', 422),
        ('conversations?cursor=%00', 422),
        ('conversations?cursor=%ff', 422),
        ('conversations?cursor=e30', 422),
        ('conversations?status=%ed%a0%80', 422),
        ('conversations?a[b]=c&%00=1', 422),
    ],
)
async def test_a_bad_address_is_a_clear_problem(tenants: Tenants, path: str, status: int, written: io.StringIO) -> None:
    owner = (await tenants.make()).owner.api
    answer = await owner.get(path)
    if status == 200:
        answer.ok()
    else:
        check(answer, status)
    assert not complaints(written)


RAW: dict[str, bytes] = {
    'bad UTF-8 in the address': b'GET /api/v1/users/\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n',
    'bad UTF-8 in a header': b'GET /api/v1/users HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \xff\xfe\r\n\r\n',
    'bad UTF-8 in the agent': b'GET /api/v1/auth/me HTTP/1.1\r\nHost: a\r\nUser-Agent: \xff\xfe\r\n\r\n',
    'two hosts': b'GET /api/v1/users HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
    'no HTTP': b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n',
    'length and chunks': b'POST /api/v1/auth/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n'
    b'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'a negative length': b'POST /api/v1/auth/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
    'a broken chunk': b'POST /api/v1/auth/sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
    b'Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n',
    'a folded header': b'GET /api/v1/users HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n',
    'a header too long': b'GET /api/v1/users HTTP/1.1\r\nHost: a\r\nX-A: ' + b'x' * 20_000 + b'\r\n\r\n',
    'an address too long': b'GET /api/v1/users/' + b'x' * 20_000 + b' HTTP/1.1\r\nHost: a\r\n\r\n',
    'another method': b'BREW /api/v1/users HTTP/1.1\r\nHost: a\r\n\r\n',
    'an address with a host': b'GET http://evil.example/api/v1/users HTTP/1.1\r\nHost: a\r\n\r\n',
    'CONNECT': b'CONNECT evil.example:443 HTTP/1.1\r\nHost: a\r\n\r\n',
    'TRACE': b'TRACE /api/v1/users HTTP/1.1\r\nHost: a\r\n\r\n',
    'OPTIONS *': b'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
}


@pytest.mark.parametrize('name', RAW)
async def test_broken_http_is_refused_without_harm(
    server: TestServer, api: Api, name: str, written: io.StringIO
) -> None:
    reader, writer = await asyncio.open_connection(server.host, server.port)
    writer.write(RAW[name])
    await writer.drain()
    try:
        line = await asyncio.wait_for(reader.readline(), 5)
    finally:
        writer.close()
    assert line == b'' or 400 <= int(line.split()[1]) < 500, line
    assert (await api.get('/healthz')).status == 200
    assert not complaints(written)


UNREADABLE = [
    'no HTTP',
    'a negative length',
    'length and chunks',
    'a header too long',
    'an address too long',
    'two hosts',
]


@pytest.mark.parametrize('name', UNREADABLE)
async def test_what_is_no_http_is_refused_with_a_problem_document(server: TestServer, name: str) -> None:
    reader, writer = await asyncio.open_connection(server.host, server.port)
    writer.write(RAW[name])
    everything = await asyncio.wait_for(reader.read(), 5)  # up to the end: the connection is closed
    head, _, body = everything.partition(b'\r\n\r\n')
    writer.close()
    line, *told = head.decode().split('\r\n')
    headers = {name.lower(): value for name, value in (header.split(': ', 1) for header in told)}
    problem = orjson.loads(body)
    assert line.split()[1] == '400'
    assert headers['content-type'] == 'application/problem+json'
    assert (problem['status'], problem['code']) == (400, 'malformed')
    assert problem['request_id'] == headers['x-request-id']
    assert headers['x-content-type-options'] == 'nosniff'
    assert 'xxx' not in problem['detail']


async def test_half_a_body_is_given_up_and_nothing_happens(server: TestServer, api: Api) -> None:
    _, writer = await asyncio.open_connection(server.host, server.port)
    writer.write(
        b'POST /api/v1/auth/sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
        b'Content-Length: 100\r\n\r\n{"email":'
    )
    await writer.drain()
    writer.close()
    assert (await api.get('/healthz')).status == 200


async def test_a_connection_that_ends_before_its_answer_is_no_fault(
    server: TestServer, monkeypatch: pytest.MonkeyPatch, written: io.StringIO
) -> None:
    shake_hands = WebSocket.__call__

    async def too_late(self: WebSocket, environ: dict[str, Any]) -> Any:
        environ['aiohttp.request'].transport.close()  # as draining does
        return await shake_hands(self, environ)

    monkeypatch.setattr(WebSocket, '__call__', too_late)
    reader, writer = await asyncio.open_connection(server.host, server.port)
    writer.write(
        b'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n'
        b'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
    )
    assert await asyncio.wait_for(reader.read(), 20) == b''
    writer.close()
    assert [line['status'] for line in lines(written) if line['event'] == 'http.request'] == [499]
    assert not complaints(written)


async def test_an_address_says_which_methods_it_knows(api: Api) -> None:
    answer = await api.delete('users')
    check(answer, 405)
    assert answer.headers['Allow'] == 'GET, HEAD, OPTIONS'
    options = await api.call('OPTIONS', 'users', Origin='https://evil.example', Access_Control_Request_Method='GET')
    assert (options.status, options.headers['Allow'], options.body) == (204, 'GET, HEAD, OPTIONS', b'')
    assert not [name for name in options.headers if name.lower().startswith('access-control')]
    check(await api.call('OPTIONS', 'nothing-here'), 404)


async def test_head_answers_as_get_without_the_body(tenants: Tenants) -> None:
    owner = (await tenants.make()).owner.api
    head, get = await owner.call('HEAD', 'users'), await owner.get('users')
    assert (head.status, head.body) == (200, b'')
    assert head.headers['Content-Length'] == get.headers['Content-Length']
    assert (await Api(owner.session, owner.base).call('HEAD', 'users')).status == 401


async def test_every_problem_can_be_quoted(api: Api) -> None:
    problem = (await api.get('auth/me')).json
    assert problem['request_id']
    assert problem['type'] == 'about:blank'
    assert (await api.get('auth/me')).headers['WWW-Authenticate'] == 'Bearer'


def check(answer: Answer, status: int) -> None:
    """A problem document with this status."""
    assert answer.status == status, (answer.status, answer.body[:300])
    problem: dict[str, Any] = answer.json
    assert answer.headers['Content-Type'] == 'application/problem+json'
    assert problem['status'] == status
    assert problem['code']
    assert problem['detail']
    assert answer.headers['X-Request-Id'] == problem['request_id']
