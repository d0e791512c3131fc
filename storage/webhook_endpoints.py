"""Endpoints of outgoing webhooks; their secrets are sealed."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from hub.model.base import Value
from hub.model.page import TimePlace
from hub.model.webhook import WebhookEvent
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('webhook_endpoints')


class EndpointRow(Value):
    """An endpoint as it is stored."""

    id: UUID
    tenant_id: UUID
    url: str
    description: str
    events: list[WebhookEvent]
    secret: bytes = Field(repr=False)
    old_secret: bytes | None = Field(repr=False)
    old_secret_until: datetime | None
    is_enabled: bool
    switched_off: Literal['failing', 'gone'] | None
    failures: int
    failing_since: datetime | None
    rest_until: datetime | None
    created_at: datetime
    updated_at: datetime


async def page(session: Session, after: TimePlace, limit: int) -> list[EndpointRow]:
    """The oldest first, behind `after`."""
    after_at, after_id = after
    return await session.all(EndpointRow, _QUERIES['page'], after_at=after_at, after_id=after_id, limit=limit)


async def find(session: Session, endpoint_id: UUID) -> EndpointRow | None:
    """One endpoint."""
    return await session.one(EndpointRow, _QUERIES['find'], id=endpoint_id)


async def lock(session: Session, endpoint_id: UUID) -> EndpointRow | None:
    """One endpoint, held until the transaction ends."""
    return await session.one(EndpointRow, _QUERIES['lock'], id=endpoint_id)


async def count(session: Session) -> int:
    """How many there are."""
    return int(await session.value(_QUERIES['count']))


async def add(
    session: Session, id: UUID, *, url: str, description: str, events: list[WebhookEvent], secret: bytes
) -> EndpointRow | None:
    """A new one."""
    return await session.one(
        EndpointRow, _QUERIES['add'], id=id, url=url, description=description, events=events, secret=secret
    )


async def change(session: Session, row: EndpointRow) -> EndpointRow | None:
    """Write a changed copy; whatever went wrong before is forgotten."""
    return await session.one(
        EndpointRow,
        _QUERIES['change'],
        id=row.id,
        url=row.url,
        description=row.description,
        events=row.events,
        is_enabled=row.is_enabled,
    )


async def rotate(session: Session, id: UUID, *, secret: bytes, old_secret: bytes, seconds: float) -> EndpointRow | None:
    """A new secret; the one before holds for so long."""
    return await session.one(
        EndpointRow, _QUERIES['rotate'], id=id, secret=secret, old_secret=old_secret, seconds=seconds
    )


async def remove(session: Session, endpoint_id: UUID) -> None:
    """With everything that it was to be told."""
    await session.run(_QUERIES['remove'], id=endpoint_id)


async def listening(session: Session) -> list[EndpointRow]:
    """Those that are switched on, held until the transaction ends."""
    return await session.all(EndpointRow, _QUERIES['listening'])


async def begin(session: Session, endpoint_id: UUID) -> None:
    """The feed is followed from now on: for one that is new or was off, so that nobody waits for it.

    Who follows holds the feed's mark and then those who listen. Whoever held one of them and came for the mark would
    wait for each other; so one that is switched off or removed leaves the mark, and who follows puts it away.
    """
    await session.run(_QUERIES['begin'])
    if not await session.value(_QUERIES['is_heard'], besides=endpoint_id):
        # followed for nobody until now: what happened meanwhile is told to nobody
        await session.run(_QUERIES['end'])
        await session.run(_QUERIES['begin'])


async def end_unheard(session: Session) -> bool:
    """Whether nobody listens; then the feed is not followed any longer. Its mark is held."""
    if await session.value(_QUERIES['is_heard'], besides=None):
        return False
    await session.run(_QUERIES['end'])
    return True


async def went_well(session: Session, endpoint_id: UUID) -> None:
    """It took something."""
    await session.run(_QUERIES['went_well'], id=endpoint_id)


async def went_badly(session: Session, endpoint_id: UUID, *, seconds: float, patience: float) -> bool:
    """It took nothing: it rests for so long. True where patience with it ended."""
    return bool(
        await session.value(_QUERIES['went_badly'], id=endpoint_id, seconds=seconds, patience=patience)
    )  # fmt: skip


async def gone(session: Session, endpoint_id: UUID) -> None:
    """It said that it is gone for good."""
    await session.run(_QUERIES['gone'], id=endpoint_id)
