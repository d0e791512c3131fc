"""The public keys of a Supabase project, each bound to the one algorithm it may verify.

They are fetched again when they are old, or when a token names a key we do not know: at most once a minute then,
so that forged tokens cannot make us knock at somebody's door.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import jwt
import orjson
import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from hub.model.errors import Unavailable

log = structlog.get_logger(__name__)

ALGORITHMS = {'RSA': 'RS256', 'EC': 'ES256'}
FRESH_SECONDS = 600
KNOCK_SECONDS = 60
_MOST_KEYS = 20


class VerifyingKey(BaseModel):
    """A key and the only algorithm it verifies."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    algorithm: str
    key: Any


class _Document(BaseModel):
    keys: list[dict[str, Any]]


class Jwks:
    """The keys by their `kid`."""

    def __init__(self, url: str, fetch: Callable[[str], Awaitable[bytes]]) -> None:
        self._url = url
        self._fetch = fetch
        self._keys: dict[str, VerifyingKey] = {}
        self._fetched = self._knocked = float('-inf')
        self._lock = asyncio.Lock()

    async def find(self, kid: str) -> VerifyingKey | None:
        """The key of that name. Raises Unavailable while none could ever be fetched."""
        now = time.monotonic()
        if kid not in self._keys or now - self._fetched > FRESH_SECONDS:
            async with self._lock:
                if now - self._knocked > KNOCK_SECONDS:
                    await self._refresh()
        if not self._keys:
            raise Unavailable('The keys that verify sign-ins cannot be fetched right now. Try again in a minute.')
        return self._keys.get(kid)

    async def fetch(self) -> int:
        """Fetch them now; how many of them can be used, none where the project cannot be reached."""
        await self._refresh()
        return len(self._keys)

    async def _refresh(self) -> None:
        self._knocked = time.monotonic()
        try:
            document = _Document.model_validate(orjson.loads(await self._fetch(self._url)))
        except (Unavailable, ValidationError, ValueError) as failed:
            log.warning('jwks.not_fetched', url=self._url, error=str(failed)[:200])
            return
        self._keys = dict(filter(None, map(_usable, document.keys[:_MOST_KEYS])))
        self._fetched = time.monotonic()


def _usable(fields: dict[str, Any]) -> tuple[str, VerifyingKey] | None:
    kid, algorithm = fields.get('kid'), ALGORITHMS.get(str(fields.get('kty')))
    if not isinstance(kid, str) or algorithm is None:
        return None
    if fields.get('alg', algorithm) != algorithm or fields.get('use', 'sig') != 'sig':
        return None
    try:
        return kid, VerifyingKey(algorithm=algorithm, key=jwt.PyJWK(fields, algorithm).key)
    except jwt.PyJWTError:
        log.warning('jwks.key_refused', kid=kid[:64])
        return None
