"""Requests that carried an Idempotency-Key, and their answers (sealed: an answer may hold a new API key)."""

from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

QUERIES = Queries('idempotency')


class Taken(Value):
    """A request under this key; without a status it is still at work, or its answer is lost."""

    request_hash: bytes
    status: int | None
    content_type: str | None
    body: bytes | None
    is_lost: bool


async def take(session: Session, *, actor: str, key: str, method: str, path: str, digest: bytes) -> bool:
    """Whether the key is ours now."""
    return bool(await session.run(QUERIES['take'], actor=actor, key=key, method=method, path=path, hash=digest))


async def find(session: Session, *, actor: str, key: str) -> Taken | None:
    """Who has it."""
    return await session.one(Taken, QUERIES['find'], actor=actor, key=key)


async def finish(session: Session, *, actor: str, key: str, status: int, content_type: str, body: bytes) -> None:
    """Keep the answer."""
    headers = {'content_type': content_type}
    await session.run(QUERIES['finish'], actor=actor, key=key, status=status, headers=headers, body=body)


class Kept(Value):
    """An answer as it is kept."""

    actor: str
    key: str
    body: bytes


Place = tuple[str, str]
BEGINNING: Place = ('', '')


async def kept(session: Session, after: Place, limit: int) -> list[Kept]:
    """Answers of the tenant that have words in them, in the order of their actors and keys."""
    return await session.all(Kept, QUERIES['kept'], actor=after[0], key=after[1], limit=limit)


async def forget(session: Session, *, actor: str, key: str) -> None:
    """The request stays done, its answer is lost."""
    await session.run(QUERIES['forget'], actor=actor, key=key)


async def carry_out(session: Session, *, actor: str, key: str) -> None:
    """Note that this transaction changed something, if it did."""
    await session.run(QUERIES['carry_out'], actor=actor, key=key)


async def lose(session: Session, *, actor: str, key: str) -> None:
    """There will be no answer: the key is free again if nothing was done, and never if something was."""
    if not await session.run(QUERIES['abandon_begun'], actor=actor, key=key):
        await session.run(QUERIES['lose'], actor=actor, key=key)


async def abandon(session: Session, *, actor: str, key: str) -> None:
    """Nothing was done: the key is free again."""
    await session.run(QUERIES['abandon'], actor=actor, key=key)
