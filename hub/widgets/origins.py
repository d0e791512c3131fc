"""On which sites a chat may stand: the tenant's list of domains, asked for an origin or said to a browser.

A chat with an empty list stands nowhere but on the hub's own pages: forgetting the list must not open it to everybody.
A domain without a port means the usual ports; for the names of one's own machine it means any, as developers need.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

import idna

_LABEL = re.compile(r'(?!-)[a-z0-9-]{1,63}(?<!-)')
_OWN_MACHINE = {'localhost', '127.0.0.1', '[::1]'}
_USUAL_PORTS = {'http': 80, 'https': 443}


def normalised_domain(text: str) -> str:
    """`[*.]host[:port]`, in lower case and ASCII; of a pasted address its host. Raises ValueError."""
    wish = text.strip().lower()
    address = wish if '://' in wish else f'//{wish}'
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or '', parts.port
    except ValueError as wrong:
        raise ValueError(f'{text!r} is no domain') from wrong
    if parts.scheme not in ('', 'http', 'https') or parts.username is not None:
        raise ValueError(f'{text!r} is no domain of a site')
    usual = _USUAL_PORTS.get(parts.scheme)
    return _host(host, text) + (f':{port}' if port and port != usual else '')


@lru_cache(maxsize=8)
def own_origins(base_url: str) -> frozenset[str]:
    """The hub's own origin; on a developer's machine under each of its names."""
    parts = urlsplit(base_url.lower())
    host, colon, port = parts.netloc.rpartition(':') if parts.port else (parts.netloc, '', '')
    names = _OWN_MACHINE if host in _OWN_MACHINE else {host}
    return frozenset(f'{parts.scheme}://{name}{colon}{port}' for name in names)


def allows(domains: Iterable[str], origin: str) -> bool:
    """Whether a page of this origin may carry the chat."""
    try:
        parts = urlsplit(origin)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme not in _USUAL_PORTS or not host or parts.path or parts.query or parts.username is not None:
        return False
    host = f'[{host}]' if ':' in host else host
    return any(_matches(domain, host, port or _USUAL_PORTS[parts.scheme], parts.scheme) for domain in domains)


def ancestors(domains: Iterable[str]) -> str:
    """The same list as the sources of `frame-ancestors`; our own pages are always among them."""
    sources = ["'self'"]
    for domain in domains:
        place = f'{domain}:*' if domain in _OWN_MACHINE else domain
        sources += [f'https://{place}', f'http://{place}']
    return ' '.join(sources)


def _host(host: str, text: str) -> str:
    wildcard, bare = ('*.', host[2:]) if host.startswith('*.') else ('', host)
    try:
        if ':' in bare:
            return f'[{IPv6Address(bare)}]'
        if bare.replace('.', '').isdigit():
            return str(IPv4Address(bare))
        ascii_host = idna.encode(bare.rstrip('.'), uts46=True).decode()
    except ValueError as wrong:
        raise ValueError(f'{text!r} is no domain') from wrong
    labels = ascii_host.split('.')
    if not all(_LABEL.fullmatch(label) for label in labels) or len(ascii_host) > 253:
        raise ValueError(f'{text!r} is no domain')
    if wildcard and len(labels) < 2:
        raise ValueError(f'{text!r} would be a whole top-level domain')
    return wildcard + ascii_host


def _matches(domain: str, host: str, port: int, scheme: str) -> bool:
    name, _, its_port = domain.rpartition(':') if re.search(r':\d+$', domain) else (domain, '', '')
    if not (host.endswith(name[1:]) and host[0] != '.' if name.startswith('*.') else host == name):
        return False
    if its_port:
        return port == int(its_port)
    return name in _OWN_MACHINE or port == _USUAL_PORTS[scheme]
