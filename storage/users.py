"""The people of a tenant."""

from uuid import UUID

import asyncpg

from hub.model.notification import NotificationRules
from hub.model.page import NameSlice
from hub.model.people import Presence, User, UserRole
from storage.db import Session, taken
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


async def page(session: Session, wanted: NameSlice) -> list[User]:
    """These, by name."""
    return await session.all(User, QUERIES['page'], **dict(wanted))


async def add(
    session: Session, *, id: UUID, email: str, name: str, role: UserRole, custom_role: UUID | None = None
) -> None:
    """A new user. Raises Conflict when the address belongs to somebody, here or elsewhere."""
    with taken('There is an account with this address already, and a person belongs to one team.'):
        await session.run(QUERIES['add'], id=id, email=email, name=name, role=role, custom_role=custom_role)


async def change(session: Session, user: User) -> None:
    """Write name, role, language and whether they are active."""
    who = user.model_dump(include={'id', 'name', 'role', 'is_active', 'locale'})
    await session.run(QUERIES['change'], **who, custom_role=user.custom_role_id)


async def presence(session: Session, user_id: UUID) -> Presence:
    """How present they said they are; online: whatever their screens say."""
    return Presence(await session.value(QUERIES['presence'], id=user_id) or Presence.ONLINE)


async def choose_presence(session: Session, user_id: UUID, presence: Presence) -> None:
    """Keep what they say."""
    await session.run(QUERIES['choose_presence'], id=user_id, presence=presence)


async def notification_rules(session: Session, user_id: UUID) -> NotificationRules:
    """What they want to be called for, as far as they have said."""
    kept = await session.value(QUERIES['notification_rules'], id=user_id)
    return NotificationRules.model_validate(kept or {})


async def keep_notification_rules(session: Session, user_id: UUID, rules: NotificationRules) -> None:
    """Keep what they say."""
    await session.run(QUERIES['keep_notification_rules'], id=user_id, rules=rules.model_dump(mode='json'))


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
