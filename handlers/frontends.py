"""The built frontends: read once, compressed once, with what a browser needs to keep them.

Files under `assets/` carry a hash of their content in their names, so browsers may keep them for good.
"""

import asyncio
import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from hub.model.errors import NotFound

ROOT = Path(__file__).parent.parent
FOREVER = 'public, max-age=31536000, immutable'
_NAME = re.compile(r'[A-Za-z0-9_-][A-Za-z0-9._-]*')
_TEXT = {
    '.css': 'text/css',
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.json': 'application/json',
    '.svg': 'image/svg+xml',
    '.webmanifest': 'application/manifest+json',
}
# what a build makes; the machine's own table of types is not asked
_TYPES = {**_TEXT, '.ico': 'image/x-icon', '.png': 'image/png', '.webp': 'image/webp', '.woff2': 'font/woff2'}


@dataclass(frozen=True, slots=True)
class Built:
    """One file of a build, ready to be sent."""

    content_type: str
    etag: str
    plain: bytes
    packed: bytes | None

    @classmethod
    def of(cls, path: Path) -> 'Built':
        """Read it. Raises OSError."""
        plain = path.read_bytes()
        kind = _TYPES[path.suffix]
        charset = '; charset=utf-8' if path.suffix in _TEXT else ''
        packed = gzip.compress(plain, 9, mtime=0) if path.suffix in _TEXT else None
        return cls(kind + charset, f'"{hashlib.sha256(plain).hexdigest()[:32]}"', plain, packed)

    def answer(self, request: web.Request, **headers: str) -> web.Response:
        """The file, or that the browser's own copy is still right; header names take underscores for dashes."""
        given = {name.replace('_', '-'): value for name, value in headers.items()}
        given |= {'ETag': self.etag, 'Vary': 'Accept-Encoding'}
        if self.etag in request.headers.get('If-None-Match', ''):
            return web.Response(status=304, headers=given)
        body, given['Content-Type'] = self.plain, self.content_type
        if self.packed and 'gzip' in request.headers.get('Accept-Encoding', ''):
            body, given['Content-Encoding'] = self.packed, 'gzip'
        return web.Response(body=body, headers=given)


class Frontends:
    """The files of inbox and widget. A build that comes later is noticed."""

    def __init__(self, root: Path = ROOT) -> None:
        self._root = root
        self._read: dict[Path, tuple[int, Built]] = {}

    async def find(self, *parts: str) -> Built | None:
        """A built file; None where nothing was built. Raises NotFound for what no build makes."""
        if not all(_NAME.fullmatch(part) for part in parts) or Path(parts[-1]).suffix not in _TYPES:
            raise NotFound
        path = self._root.joinpath(*parts)
        try:
            changed = (await asyncio.to_thread(path.stat)).st_mtime_ns
            known = self._read.get(path)
            if known is None or known[0] != changed:
                known = self._read[path] = (changed, await asyncio.to_thread(Built.of, path))
        except OSError:
            return None
        return known[1]


FRONTENDS = web.AppKey('FRONTENDS', Frontends)


async def asset(request: web.Request, *parts: str) -> web.Response:
    """A file that may be kept for good. Raises NotFound."""
    found = await request.app[FRONTENDS].find(*parts)
    if found is None:
        raise NotFound
    return found.answer(request, Cache_Control=FOREVER, Cross_Origin_Resource_Policy='same-origin')


def plain_page(title: str, words: str, status: int) -> web.Response:
    """A page for people where the real one cannot be shown."""
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
    return web.Response(
        text=f'{head}<h1>{title}</h1><p>{words}</p>',
        content_type='text/html',
        status=status,
        headers={'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'", 'Cache-Control': 'no-store'},
    )
