"""Roles that a tenant makes itself."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from hub.model.access import Permission
from hub.model.auth import CustomRole
from hub.model.errors import Conflict
from hub.model.page import NameSlice
from storage.db import Session, taken
from storage.sql import Queries

_QUERIES = Queries('roles')
_TAKEN = 'There is a role of this name already.'


async def page(session: Session, wanted: NameSlice) -> list[CustomRole]:
    """These, by name."""
    return await session.all(CustomRole, _QUERIES['page'], **dict(wanted))


async def find(session: Session, role_id: UUID) -> CustomRole | None:
    """One role, held until the transaction ends."""
    return await session.one(CustomRole, _QUERIES['find'], id=role_id)


async def name_of(session: Session, role_id: UUID) -> str | None:
    """What it is called."""
    name: str | None = await session.value(_QUERIES['name_of'], id=role_id)
    return name


async def add(session: Session, role_id: UUID, name: str, permissions: Sequence[Permission]) -> None:
    """A new role. Raises Conflict where the name is taken."""
    with taken(_TAKEN):
        await session.run(_QUERIES['add'], id=role_id, name=name, permissions=list(permissions))


async def change(session: Session, role: CustomRole) -> None:
    """Write it as it is to be. Raises Conflict where the name is taken."""
    with taken(_TAKEN):
        await session.run(_QUERIES['change'], id=role.id, name=role.name, permissions=list(role.permissions))


async def remove(session: Session, role_id: UUID) -> None:
    """It is no more. Raises Conflict while somebody has it, or is invited to."""
    await session.run(_QUERIES['leave_invitations'], id=role_id)
    try:
        await session.run(_QUERIES['remove'], id=role_id)
    except asyncpg.ForeignKeyViolationError as held:
        raise Conflict('Somebody has this role, or is invited to it. Give them another one first.') from held


async def holders(session: Session, role_id: UUID) -> list[UUID]:
    """Who has this role."""
    found: list[UUID] = await session.values(_QUERIES['holders'], id=role_id)
    return found
