"""API keys: only their hash is here."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hub.model.access import Permission
from hub.model.auth import ApiKey
from hub.model.page import TimePlace
from storage.db import Session
from storage.sql import Queries

QUERIES = Queries('api_keys')


async def page(session: Session, before: TimePlace, limit: int) -> list[ApiKey]:
    """Keys in force or expired, newest first, below `before`."""
    before_at, before_id = before
    return await session.all(ApiKey, QUERIES['page'], before_at=before_at, before_id=before_id, limit=limit)


async def add(
    session: Session,
    *,
    id: UUID,
    name: str,
    prefix: str,
    digest: bytes,
    scopes: Sequence[Permission],
    created_by: UUID,
    expires_at: datetime | None,
) -> ApiKey:
    """A new key."""
    made = await session.one(
        ApiKey,
        QUERIES['add'],
        id=id,
        name=name,
        prefix=prefix,
        hash=digest,
        scopes=[str(scope) for scope in scopes],
        created_by=created_by,
        expires_at=expires_at,
    )
    if made is None:
        raise LookupError('the new key is not there')
    return made


async def revoke(session: Session, key_id: UUID) -> str | None:
    """End it; its name, None where there is no such key."""
    name: str | None = await session.value(QUERIES['revoke'], id=key_id)
    return name


async def touch(session: Session, key_id: UUID) -> None:
    """It is in use."""
    await session.run(QUERIES['touch'], id=key_id)
