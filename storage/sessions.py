"""Sessions and whether somebody is still who they were."""

from datetime import datetime
from uuid import UUID

from hub.model.access import Client, Identity
from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

QUERIES = Queries('sessions')


class AuthSessionRow(Value):
    """A session in force, as its refresh needs it."""

    id: UUID
    user_id: UUID
    refresh_token_hash: bytes
    previous_hash: bytes | None
    last_used_at: datetime


async def standing(
    session: Session, *, user: UUID | None, auth_session: UUID | None = None, api_key: UUID | None = None
) -> Identity | None:
    """Who this is, if all that they come with is in force. A key names its maker: then `user` may be left out."""
    return await session.one(Identity, QUERIES['standing'], user=user, auth_session=auth_session, api_key=api_key)


async def start(
    session: Session, *, id: UUID, user: UUID, refresh_hash: bytes, client: Client, expires_at: datetime
) -> None:
    """A new session."""
    await session.run(
        QUERIES['open'],
        id=id,
        user=user,
        refresh_hash=refresh_hash,
        user_agent=client.user_agent,
        ip=client.ip,
        expires_at=expires_at,
    )


async def lock(session: Session, session_id: UUID) -> AuthSessionRow | None:
    """A session in force, held until the transaction ends."""
    return await session.one(AuthSessionRow, QUERIES['lock'], id=session_id)


async def rotate(session: Session, session_id: UUID, *, refresh_hash: bytes, expires_at: datetime) -> None:
    """The next refresh token takes the place of the one that was used."""
    await session.run(QUERIES['rotate'], id=session_id, refresh_hash=refresh_hash, expires_at=expires_at)


async def end(session: Session, session_id: UUID) -> None:
    """This one."""
    await session.run(QUERIES['end'], id=session_id)


async def end_all(session: Session, user: UUID) -> None:
    """Every session of a user."""
    await session.run(QUERIES['end_all'], user=user)
