"""Accounts at providers: mailboxes and numbers. Each kind has a table of its own; here they are read alike."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from hub.model.base import Value
from hub.model.message import Channel
from hub.model.page import TimePlace
from storage.db import Session
from storage.lookups import Place
from storage.sql import Queries

_QUERIES = Queries('channel_accounts')

AccountStatus = Literal['pending', 'connected', 'failing', 'disconnected']


class AccountRow(Value):
    """An account as it is stored; the secret is sealed, `secret_place` is the table and the column it is in."""

    tenant_id: UUID
    id: UUID
    channel: Channel
    address: str
    name: str
    status: AccountStatus
    last_error: str | None
    is_enabled: bool
    settings: dict[str, Any]
    secret: bytes | None = Field(repr=False)
    secret_place: str
    created_at: datetime
    updated_at: datetime
    team_id: UUID | None


async def place(session: Session, channel: Channel, account_id: UUID) -> Place | None:
    """Whose account this is; for a session that is bound to no tenant yet."""
    return await session.one(Place, _QUERIES['place'], channel=channel, id=account_id)


async def find(session: Session, account_id: UUID) -> AccountRow | None:
    """One account."""
    return await session.one(AccountRow, _QUERIES['find'], id=account_id)


async def give_to_team(session: Session, account_id: UUID, team_id: UUID | None) -> None:
    """Whose its new conversations are from now on."""
    await session.run(_QUERIES['give_to_team'], id=account_id, team_id=team_id)


async def page(session: Session, after: TimePlace, limit: int) -> list[AccountRow]:
    """The oldest first, behind `after`."""
    after_at, after_id = after
    return await session.all(AccountRow, _QUERIES['page'], after_at=after_at, after_id=after_id, limit=limit)
