"""Invitations that wait for an answer; one an address."""

from datetime import datetime
from uuid import UUID

from hub.model.auth import Invitation
from hub.model.base import Value
from hub.model.page import TimePlace
from hub.model.people import UserRole
from storage.db import Session
from storage.sql import Queries

QUERIES = Queries('invitations')


class OpenInvitation(Value):
    """An invitation that can be accepted, and who stands behind it."""

    id: UUID
    email: str
    name: str | None
    role: UserRole
    custom_role_id: UUID | None
    inviter_id: UUID
    invited_by: str
    inviter_role: UserRole
    inviter_custom_role_id: UUID | None
    tenant_name: str


async def waiting(session: Session, before: TimePlace, limit: int) -> list[Invitation]:
    """Newest first, below `before`."""
    before_at, before_id = before
    return await session.all(Invitation, QUERIES['waiting'], before_at=before_at, before_id=before_id, limit=limit)


async def add(
    session: Session,
    *,
    id: UUID,
    email: str,
    name: str | None,
    role: UserRole,
    custom_role: UUID | None,
    digest: bytes,
    invited_by: UUID,
    expires_at: datetime,
) -> None:
    """A new one; an earlier one to this address ends."""
    await session.run(QUERIES['take_back_email'], email=email)
    await session.run(
        QUERIES['add'],
        id=id,
        email=email,
        name=name or '',
        role=role,
        custom_role=custom_role,
        hash=digest,
        invited_by=invited_by,
        expires_at=expires_at,
    )


async def lock(session: Session, invitation_id: UUID) -> OpenInvitation | None:
    """One that can be accepted, held until the transaction ends."""
    return await session.one(OpenInvitation, QUERIES['open'], id=invitation_id)


async def accept(session: Session, invitation_id: UUID) -> None:
    """It was accepted."""
    await session.run(QUERIES['accept'], id=invitation_id)


async def take_back(session: Session, invitation_id: UUID) -> str | None:
    """End it; whose it was, None where there is none that waits."""
    email: str | None = await session.value(QUERIES['take_back'], id=invitation_id)
    return email
