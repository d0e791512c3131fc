"""One-time codes and refresh tokens: made here, kept only as what proves them.

A code of six digits can be guessed, so its proof is keyed: whoever reads the database cannot find it by trying all.
"""

import asyncio
import hashlib
import hmac
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from hub.model.errors import HubError
from hub.secrets import Keys

CODE_SECONDS = 600
MOST_ATTEMPTS = 5
REFUSAL_SECONDS = 0.15
"""More than all that is looked up takes."""


@asynccontextmanager
async def unhurried() -> AsyncIterator[None]:
    """A refusal takes the same time whoever was asked about: how fast we say no must not say who has an account."""
    end = time.monotonic() + REFUSAL_SECONDS
    try:
        yield
    except HubError:
        await asyncio.sleep(max(0.0, end - time.monotonic()))
        raise


def new_code() -> str:
    """Six digits."""
    return f'{secrets.randbelow(10**6):06}'


def prove(keys: Keys, email: str, code: str) -> bytes:
    """What is kept of a code; it fits this address alone."""
    return _mac(keys.derive('one-time-code')[0], email, code)


def proves(keys: Keys, email: str, code: str, kept: bytes) -> bool:
    """Whether this is the code, under any of our keys."""
    return any(hmac.compare_digest(_mac(key, email, code), kept) for key in keys.derive('one-time-code'))


def successors(keys: Keys, refresh_token: str) -> list[str]:
    """The refresh token that follows this one, under each of our keys, newest first.

    It is derived and not random, so that a client which lost our answer gets the same one again; who holds the old
    token alone cannot know it.
    """
    return [f'rt_{_mac(key, refresh_token).hex()}' for key in keys.derive('refresh-token')]


def _mac(key: bytes, *parts: str) -> bytes:
    return hmac.new(key, '\n'.join(parts).encode(), hashlib.sha256).digest()
