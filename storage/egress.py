"""The only place that opens HTTP connections to the outside (reliability A12, A13, M13).

A tenant names addresses: of webhooks, of media. So each connection is checked where it is made, by the address that
the socket is about to connect to. What a name resolves to, and how an address was spelled, no longer matters then;
a check before would be one of another look-up, and literal addresses never meet a resolver.
"""

import asyncio
import socket
import time
from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.connector import AddrInfoType
from yarl import URL

from hub.model.egress import Answer, Call, NoAnswer, NotAllowed
from hub.model.errors import Unavailable

PORTS = frozenset({80, 443})
CONNECT_SECONDS = 5.0
OWN_SECONDS, OWN_BYTES = 5.0, 256 * 1024
_CONNECTIONS, _OF_ONE_HOST = 100, 8
_LONGEST_URL = 2000
_CHUNK = 64 * 1024
_MOVED = frozenset({301, 302, 303, 307, 308})
_ANYBODYS = ('accept', 'user-agent')
"""The headers that another origin may hear as well."""
_EXPLAINED = 'Only public addresses can be called; whoever runs the hub can allow others with EGRESS_ALLOW.'
_NAT64 = IPv6Network('64:ff9b::/96')
_CLOSED = (
    IPv6Network('2002::/16'),  # 6to4 and Teredo carry an address of IPv4 inside, and nobody serves there any more
    IPv6Network('2001::/32'),
    IPv6Network('64:ff9b:1::/48'),  # NAT64 of one's own network
    IPv4Network('192.88.99.0/24'),
    IPv4Network('192.0.0.0/24'),  # Oracle's metadata are at 192.0.0.192
    IPv4Network('168.63.129.16/32'),  # Azure's own wire server, which answers to machines there on a public address
)


class _Walled(OSError):
    """The address behind the name is not public."""


def is_public(address: str) -> bool:
    """Whether anybody on the internet could connect to it, as far as an address says."""
    found: IPv4Address | IPv6Address = ip_address(address.partition('%')[0])
    if isinstance(found, IPv6Address):
        if found in _NAT64:
            found = IPv4Address(found.packed[-4:])
        elif found.ipv4_mapped:
            found = found.ipv4_mapped
    if isinstance(found, IPv6Address) and found.is_site_local:
        return False
    if any(found in network for network in _CLOSED if network.version == found.version):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _guarded(info: AddrInfoType) -> socket.socket:
    family, kind, protocol, _, address = info
    if not is_public(str(address[0])):
        raise _Walled(_EXPLAINED)
    return _plain((family, kind, protocol, '', address))


def _plain(info: AddrInfoType) -> socket.socket:
    made = socket.socket(info[0], info[1], info[2])
    made.setblocking(False)
    return made


class WebEgress:
    """One a process. `allow` holds `host` or `host:port` of the operator's choice; everybody else has to be public."""

    def __init__(
        self,
        allow: Iterable[str] = (),
        *,
        ports: frozenset[int] = PORTS,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._allowed = {_host_and_port(each) for each in allow}
        self._ports = ports
        self._resolver = resolver
        self._strangers: aiohttp.ClientSession | None = None
        self._friends: aiohttp.ClientSession | None = None

    async def call(self, call: Call) -> Answer:
        """Ask, once. Raises NotAllowed, NoAnswer."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(call.seconds):
                return await self._followed(call, began)
        except TimeoutError as late:
            raise NoAnswer(f'No answer within {call.seconds:g} seconds', is_sent=True) from late

    def check(self, url: str) -> None:
        """Whether an address may be called, as far as it shows without calling it. Raises NotAllowed."""
        self._parsed(url)

    async def get(self, url: str) -> bytes:
        """The body of a 200 answer from an address in the operator's own settings. Raises Unavailable."""
        call = Call(url=url, seconds=OWN_SECONDS, most_bytes=OWN_BYTES)
        try:
            async with asyncio.timeout(call.seconds):
                answer = await self._asked(self._session_of_friends(), URL(url), call, time.monotonic())
        except (TimeoutError, NoAnswer, NotAllowed, ValueError) as failed:
            raise Unavailable(f'{url} cannot be reached.') from failed
        if answer.status != 200:
            raise Unavailable(f'{url} answered {answer.status}.')
        return answer.body

    async def close(self) -> None:
        """Let go of connections."""
        for session in (self._strangers, self._friends):
            if session:
                await session.close()

    async def _followed(self, call: Call, began: float) -> Answer:
        url = self._parsed(call.url)
        for hop in range(call.hops + 1):
            session = self._session_of_friends() if self._is_allowed(url) else self._session_of_strangers()
            answer = await self._asked(session, url, call, began)
            where = answer.headers.get('location')
            if answer.status not in _MOVED or where is None or hop == call.hops:
                return answer
            url, call = self._next(url, where, call, keeps_method=answer.status in {307, 308})
        raise AssertionError('the last hop answers')

    def _next(self, url: URL, where: str, call: Call, *, keeps_method: bool) -> tuple[URL, Call]:
        """The next hop: guarded like the first one, and a stranger to what was meant for the origin before."""
        try:
            following = self._parsed(str(url.join(URL(where))))
        except ValueError as wrong:
            raise NotAllowed('It redirects to what is no address.') from wrong
        if url.scheme == 'https' and following.scheme == 'http':
            raise NotAllowed('It redirects from https to http.')
        is_home = following.origin() == url.origin()
        headers = call.headers if is_home else _neutral(call.headers)
        if is_home and keeps_method:
            return following, call
        method = call.method if call.method == 'HEAD' else 'GET'
        return following, call.model_copy(update={'method': method, 'headers': headers, 'body': None})

    async def _asked(self, session: aiohttp.ClientSession, url: URL, call: Call, began: float) -> Answer:
        try:
            async with session.request(
                call.method, url, headers={'Accept-Encoding': 'identity', **call.headers}, data=call.body,
                allow_redirects=False,
            ) as response:  # fmt: skip
                if call.types and response.content_type not in call.types:
                    raise NoAnswer(f'It answered with {response.content_type[:100]!r}', is_sent=True)
                body = await _body(response, call)
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Answer(
                    status=response.status, headers=headers, body=body, seconds=time.monotonic() - began
                )  # fmt: skip
        except aiohttp.ClientConnectorError as failed:
            if isinstance(failed.os_error, _Walled):
                raise NotAllowed(_EXPLAINED) from failed
            raise NoAnswer(_in_words(failed), is_sent=False) from failed
        except (aiohttp.ClientError, OSError, ValueError) as failed:
            is_sent = not isinstance(failed, aiohttp.ConnectionTimeoutError | aiohttp.InvalidURL | ValueError)
            raise NoAnswer(_in_words(failed), is_sent=is_sent) from failed

    def _parsed(self, url: str) -> URL:
        if len(url) > _LONGEST_URL or any(ord(letter) <= ord(' ') for letter in url):
            raise NotAllowed('This is no address: it is too long, or holds spaces or control characters.')
        try:
            parsed = URL(url)
            port = parsed.port
        except ValueError as wrong:
            raise NotAllowed('This is no address of the web.') from wrong
        if parsed.scheme not in {'http', 'https'} or not parsed.host:
            raise NotAllowed('The address has to begin with https:// or http://.')
        if parsed.user or parsed.password:
            raise NotAllowed('The address must not hold a name or a password.')
        if self._is_allowed(parsed):
            return parsed
        if port not in self._ports:
            raise NotAllowed('Only the ports 80 and 443 can be called.')
        try:
            is_closed = not is_public(parsed.host)
        except ValueError:  # a name: what is behind it shows when it is called
            is_closed = parsed.host.rstrip('.').lower() in {'localhost', 'metadata.google.internal'}
        if is_closed:
            raise NotAllowed(_EXPLAINED)
        return parsed

    def _is_allowed(self, url: URL) -> bool:
        host = (url.host or '').lower()
        return (host, url.port) in self._allowed or (host, None) in self._allowed

    def _session_of_strangers(self) -> aiohttp.ClientSession:
        if self._strangers is None:
            self._strangers = _session(
                aiohttp.TCPConnector(
                    socket_factory=_guarded,
                    resolver=self._resolver,
                    use_dns_cache=False,
                    limit=_CONNECTIONS,
                    limit_per_host=_OF_ONE_HOST,
                )
            )
        return self._strangers

    def _session_of_friends(self) -> aiohttp.ClientSession:
        if self._friends is None:
            self._friends = _session(
                aiohttp.TCPConnector(socket_factory=_plain, limit=_CONNECTIONS, limit_per_host=_OF_ONE_HOST)
            )
        return self._friends


def _session(connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=connector,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),  # each call has a total of its own
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={'User-Agent': 'CustArea-hub'},
        auto_decompress=False,
        trust_env=False,
    )


async def _body(response: aiohttp.ClientResponse, call: Call) -> bytes:
    """As much of it as was asked for. What came compressed is not opened: a few bytes may be gigabytes."""
    if response.headers.get('Content-Encoding', 'identity').lower() != 'identity':
        response.close()
        if call.is_cut:
            return b''
        raise NoAnswer('It answered compressed', is_sent=True)
    body = bytearray()
    async for part in response.content.iter_chunked(_CHUNK):
        body += part
        if len(body) > call.most_bytes:
            response.close()
            if not call.is_cut:
                raise NoAnswer(f'It answered more than {call.most_bytes} bytes', is_sent=True)
            break
    return bytes(body[: call.most_bytes])


def _neutral(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() in _ANYBODYS}


def _host_and_port(allowed: str) -> tuple[str, int | None]:
    parts = urlsplit(f'//{allowed}')
    return (parts.hostname or '').lower(), parts.port


def _in_words(failed: Exception) -> str:
    """What went wrong, without addresses of our own network."""
    if isinstance(failed, aiohttp.ClientConnectorDNSError):
        return 'Its name is not found'
    if isinstance(failed, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError):
        return 'Its certificate is not valid'
    if isinstance(failed, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return 'Nobody answers there'
    return 'The connection broke off'
