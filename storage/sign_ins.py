"""Codes and links that sign people up and in; each works once, and a code bears few attempts."""

from datetime import datetime
from uuid import UUID

from hub.model.base import Value
from storage.db import Session, taken
from storage.sql import Queries

QUERIES = Queries('sign_ins')


class PendingSignUp(Value):
    """A sign-up that waits for its code."""

    company: str
    name: str
    code_hash: bytes


async def start_signup(
    session: Session, *, email: str, company: str, name: str, code_hash: bytes, expires_at: datetime
) -> None:
    """Note a sign-up; a new code replaces the one before."""
    await session.value(
        QUERIES['start_signup'], email=email, company=company, name=name, code_hash=code_hash, expires_at=expires_at
    )


async def try_signup(session: Session, *, email: str, most: int) -> PendingSignUp | None:
    """Count an attempt. Commit before comparing, or a failure would take the count back."""
    return await session.one(PendingSignUp, QUERIES['try_signup'], email=email, most=most)


async def finish_signup(session: Session, *, email: str, code_hash: bytes) -> bool:
    """Use the code up; true once."""
    return bool(await session.value(QUERIES['finish_signup'], email=email, code_hash=code_hash))


async def create_tenant(session: Session, *, id: UUID, name: str, user: UUID, email: str, user_name: str) -> None:
    """A tenant and its owner. Raises Conflict when the address belongs to somebody."""
    with taken('There is an account with this address already. Sign in instead.'):
        await session.value(
            QUERIES['create_tenant'], id=id, name=name, slug=name, user=user, email=email, user_name=user_name
        )


async def keep_code(session: Session, *, user: UUID, email: str, code_hash: bytes, expires_at: datetime) -> None:
    """A code to sign in with; it replaces the one before."""
    await session.run(QUERIES['keep_code'], user=user, email=email, code_hash=code_hash, expires_at=expires_at)


async def try_code(session: Session, *, user: UUID, email: str, most: int) -> bytes | None:
    """Count an attempt. Commit before comparing, or a failure would take the count back."""
    found: bytes | None = await session.value(QUERIES['try_code'], user=user, email=email, most=most)
    return found


async def use_code(session: Session, *, user: UUID, code_hash: bytes) -> bool:
    """Use the code up; true once."""
    return bool(await session.run(QUERIES['use_code'], user=user, code_hash=code_hash))


async def keep_link(session: Session, *, user: UUID, digest: bytes, expires_at: datetime) -> None:
    """A link to sign in with."""
    await session.run(QUERIES['keep_link'], user=user, hash=digest, expires_at=expires_at)


async def use_link(session: Session, digest: bytes) -> bool:
    """Use the link up; true once."""
    return bool(await session.run(QUERIES['use_link'], hash=digest))
