"""Who is on the other end of the wire: the peer, or whom a proxy of ours says it speaks for.

Only proxies named in TRUSTED_PROXIES are believed, and of what they say only the rightmost address that is not one of
them: everything to its left was written by the client.
"""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp import web

Address = IPv4Address | IPv6Address
Networks = tuple[IPv4Network | IPv6Network, ...]
_MOST_HOPS = 20


def client_address(request: web.BaseRequest, trusted_proxies: tuple[str, ...]) -> str:
    """The client's address in its shortest form; `unknown` where the transport has none."""
    address = _parse(request.remote or '')
    if address is None:
        return 'unknown'
    trusted = _networks(trusted_proxies)
    hops = ','.join(request.headers.getall('X-Forwarded-For', [])).split(',')[-_MOST_HOPS:]
    while hops and any(address in network for network in trusted):
        named = _parse(hops.pop())
        if named is None:
            break
        address = named
    return str(address)


@lru_cache(maxsize=8)
def _networks(names: tuple[str, ...]) -> Networks:
    return tuple(ip_network(name, strict=False) for name in names)


def _parse(text: str) -> Address | None:
    text = text.strip()
    if text.startswith('['):
        text = text[1:].partition(']')[0]
    elif text.count(':') == 1:
        text = text.partition(':')[0]
    try:
        parsed = ip_address(text.partition('%')[0])
    except ValueError:
        return None
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return mapped or parsed
