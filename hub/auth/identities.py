"""Who is who, remembered for half a minute, so that a request costs no query to know its sender.

Whatever is revoked works for that half minute at most in other processes, and no longer than now in this one.
"""

import time
from uuid import UUID

from hub.model.access import Identity

SECONDS = 30.0
_MOST = 20_000


class Identities:
    """What our tables said about a credential, by its key: a session, an API key or a Supabase user."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, Identity]] = {}

    def find(self, key: str) -> Identity | None:
        """What was said less than half a minute ago."""
        until, identity = self._known.get(key, (0.0, None))
        return identity if until > time.monotonic() else None

    def keep(self, key: str, identity: Identity) -> Identity:
        """Remember; the oldest make room."""
        self._known.pop(key, None)
        while len(self._known) >= _MOST:
            del self._known[next(iter(self._known))]
        self._known[key] = (time.monotonic() + SECONDS, identity)
        return identity

    def forget(self, user_id: UUID) -> None:
        """Something about this user changed."""
        self._known = {key: kept for key, kept in self._known.items() if kept[1].user_id != user_id}

    def forget_key(self, api_key_id: UUID) -> None:
        """An API key was revoked."""
        self._known = {key: kept for key, kept in self._known.items() if kept[1].api_key_id != api_key_id}
