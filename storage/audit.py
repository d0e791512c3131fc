"""The audit log: who did what, from where. It only grows."""

from typing import Any, Literal
from uuid import UUID

from hub.model.access import Client
from hub.model.audit import AuditEntry, Wanted
from hub.model.ids import new_id
from hub.model.page import TimePlace
from storage.db import Session
from storage.sql import Queries

QUERIES = Queries('audit')


async def add(
    session: Session,
    client: Client | None,
    *,
    actor_kind: Literal['user', 'api_key', 'system'],
    actor_id: UUID | None,
    action: str,
    entity_type: str | None,
    entity_id: UUID | None,
    details: dict[str, Any],
) -> None:
    """One line, in the transaction of the deed."""
    await session.run(
        QUERIES['add'],
        id=new_id(),
        actor_kind=actor_kind,
        actor_id=actor_id,
        action=action,
        entity_type=entity_type,
        entity_id=entity_id,
        details=details,
        ip=client.ip if client else None,
        user_agent=client.user_agent if client else None,
        request_id=client.request_id if client else None,
    )


async def page(session: Session, wanted: Wanted, before: TimePlace, limit: int) -> list[AuditEntry]:
    """Newest first."""
    before_at, before_id = before
    return await session.all(
        AuditEntry,
        QUERIES['page'],
        action=wanted.action,
        actor=wanted.actor,
        since=wanted.since,
        until=wanted.until,
        before_at=before_at,
        before_id=before_id,
        limit=limit,
    )


async def kinds(session: Session) -> list[str]:
    """What kinds of things its entries are about, by the alphabet."""
    return await session.values(QUERIES['kinds'])
