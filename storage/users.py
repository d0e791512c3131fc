"""The people of a tenant."""

from uuid import UUID

import asyncpg

from hub.model.errors import Conflict
from hub.model.page import NamePlace
from hub.model.people import User, UserRole
from storage.db import Session
from storage.sql import Queries

QUERIES = Queries('users')


async def find(session: Session, user_id: UUID) -> User | None:
    """One user."""
    return await session.one(User, QUERIES['find'], id=user_id)


async def lock(session: Session, user_id: UUID) -> User | None:
    """One user, held until the transaction ends."""
    return await session.one(User, QUERIES['lock'], id=user_id)


async def lock_owners(session: Session) -> int:
    """Hold the active owners; how many there are."""
    return await session.run(QUERIES['lock_owners'])


async def page(session: Session, after: NamePlace, limit: int) -> list[User]:
    """By name, those that follow `after`."""
    after_name, after_id = after
    return await session.all(User, QUERIES['page'], after_name=after_name, after_id=after_id, limit=limit)


async def add(session: Session, *, id: UUID, email: str, name: str, role: UserRole) -> None:
    """A new user. Raises Conflict when the address belongs to somebody, here or elsewhere."""
    try:
        await session.run(QUERIES['add'], id=id, email=email, name=name, role=role)
    except asyncpg.UniqueViolationError as taken:
        raise Conflict('There is an account with this address already, and a person belongs to one team.') from taken


async def change(session: Session, user: User) -> None:
    """Write name, role, language and whether they are active."""
    who = user.model_dump(include={'id', 'name', 'role', 'is_active', 'locale'})
    await session.run(QUERIES['change'], **who)


async def sign_out(session: Session, user_id: UUID) -> None:
    """Refuse what was issued to them before now."""
    await session.run(QUERIES['sign_out'], id=user_id)


async def link(session: Session, user_id: UUID, *, supabase_user_id: UUID) -> bool:
    """Make them the user of a Supabase user; false where either is linked otherwise."""
    try:
        return bool(await session.run(QUERIES['link'], id=user_id, supabase_user_id=supabase_user_id))
    except asyncpg.UniqueViolationError:
        return False


async def is_known(session: Session, email: str) -> bool:
    """Whether somebody of this tenant has the address."""
    return bool(await session.value(QUERIES['known'], email=email))
