"""Where something is, asked before a tenant is known: the doors in the tenants' wall, one function each."""

from uuid import UUID

from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

QUERIES = Queries('lookups')


class Place(Value):
    """A row and whose it is. Whether it still counts is read inside the tenant."""

    tenant_id: UUID
    id: UUID


async def user(session: Session, user_id: UUID) -> Place | None:
    """A user."""
    return await session.one(Place, QUERIES['user'], id=user_id)


async def user_by_email(session: Session, email: str) -> Place | None:
    """The user of an address."""
    return await session.one(Place, QUERIES['user_by_email'], email=email)


async def user_by_supabase_id(session: Session, supabase_id: UUID) -> Place | None:
    """The user that a Supabase user was linked to."""
    return await session.one(Place, QUERIES['user_by_supabase_id'], id=supabase_id)


async def api_key(session: Session, digest: bytes) -> Place | None:
    """The API key with this hash."""
    return await session.one(Place, QUERIES['api_key'], hash=digest)


async def auth_session(session: Session, digest: bytes) -> Place | None:
    """The session whose refresh token this is, or was."""
    return await session.one(Place, QUERIES['auth_session'], hash=digest)


async def invitation(session: Session, digest: bytes) -> Place | None:
    """The invitation with this secret."""
    return await session.one(Place, QUERIES['invitation'], hash=digest)


async def sign_in_link(session: Session, digest: bytes) -> Place | None:
    """The user whom a link signs in; `id` is the user's."""
    return await session.one(Place, QUERIES['sign_in_link'], hash=digest)
