"""What endpoints are told: enqueued by who follows the feed, delivered by one job an endpoint."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hub.model.base import Value
from hub.model.page import TimePlace
from hub.model.webhook import DeliveryState, OpenedDelivery, WebhookDelivery, WebhookEvent
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('webhook_deliveries')


class NewDelivery(NamedTuple):
    """Something to tell."""

    id: UUID
    endpoint_id: UUID
    event: str
    subject_id: UUID
    body: str


class Due(Value):
    """Something that can be told now."""

    id: UUID
    event: str
    body: str
    attempts: int


class Outcome(NamedTuple):
    """What a try came to: the answer's status and its beginning, or why there was none."""

    status: int | None
    body: str | None
    error: str | None
    duration_ms: int

    @property
    def is_taken(self) -> bool:
        """Whether the receiver took it."""
        return self.status is not None and 200 <= self.status < 300


class Mark(Value):
    """How far the tenant's feed was told, and since when anybody listens."""

    position: int
    began_at: datetime


class Known(Value):
    """What was told of a conversation."""

    conversation_id: UUID
    is_told: bool
    is_new: bool
    """It began after anybody listened."""
    seq: int
    rev: int
    face: str | None


class ContactFact(Value):
    """Something that happened to a contact."""

    contact_id: UUID
    event: WebhookEvent


async def page(
    session: Session, endpoint_id: UUID, state: DeliveryState | None, before: TimePlace, limit: int
) -> list[WebhookDelivery]:
    """Newest first."""
    before_at, before_id = before
    return await session.all(
        WebhookDelivery,
        _QUERIES['page'],
        endpoint=endpoint_id,
        state=state,
        before_at=before_at,
        before_id=before_id,
        limit=limit,
    )


async def find(session: Session, delivery_id: UUID) -> OpenedDelivery | None:
    """One, with what is told."""
    return await session.one(OpenedDelivery, _QUERIES['find'], id=delivery_id)


async def add(session: Session, new: Sequence[NewDelivery]) -> None:
    """To be delivered, and somebody to do it. The endpoints are held."""
    await session.run(
        _QUERIES['add'],
        ids=[each.id for each in new],
        endpoints=[each.endpoint_id for each in new],
        events=[each.event for each in new],
        subjects=[each.subject_id for each in new],
        bodies=[each.body for each in new],
    )


async def add_done(session: Session, made: NewDelivery, outcome: Outcome) -> None:
    """One that was tried already."""
    await session.run(
        _QUERIES['add_done'],
        id=made.id,
        endpoint=made.endpoint_id,
        event=made.event,
        subject=made.subject_id,
        body=made.body,
        state='delivered' if outcome.is_taken else 'failed',
        status=outcome.status,
        response=outcome.body,
        error=outcome.error,
        duration_ms=outcome.duration_ms,
    )


async def ring(session: Session, endpoint_id: UUID, payload: Value, seconds: float) -> None:
    """There will be something to do for this endpoint."""
    await session.run(
        _QUERIES['ring'], endpoint=endpoint_id, payload=payload.model_dump(mode='json'), seconds=seconds
    )  # fmt: skip


async def due(session: Session, endpoint_id: UUID, limit: int) -> list[Due]:
    """What can be told now, each of another conversation or contact."""
    return await session.all(Due, _QUERIES['due'], endpoint=endpoint_id, limit=limit)


async def next_due(session: Session, endpoint_id: UUID) -> float | None:
    """Seconds until something can be told; None: nothing waits."""
    found: float | None = await session.value(_QUERIES['next_due'], endpoint=endpoint_id)
    return found


async def note(session: Session, delivery_id: UUID, outcome: Outcome, *, seconds: float, patience: float) -> None:
    """What a try came to."""
    await session.run(
        _QUERIES['note'],
        id=delivery_id,
        is_delivered=outcome.is_taken,
        seconds=seconds,
        patience=patience,
        status=outcome.status,
        body=outcome.body,
        error=outcome.error,
        duration_ms=outcome.duration_ms,
    )


async def replay(session: Session, delivery_id: UUID) -> bool:
    """Once more; False where it waits already."""
    return bool(await session.value(_QUERIES['replay'], id=delivery_id))


async def replay_failed(session: Session, endpoint_id: UUID, since: datetime) -> int:
    """All that failed since then; how many."""
    return await session.run(_QUERIES['replay_failed'], endpoint=endpoint_id, since=since)


async def behind(lobby: Session, limit: int) -> list[UUID]:
    """Tenants that have something to tell."""
    return await lobby.values(_QUERIES['behind'], limit=limit)


async def hold(session: Session) -> Mark | None:
    """How far the feed was told; None while somebody else tells, or nobody listens."""
    return await session.one(Mark, _QUERIES['hold'])


async def move(session: Session, position: int) -> None:
    """Told up to here."""
    await session.run(_QUERIES['move'], position=position)


async def known(session: Session, ids: list[UUID], began_at: datetime) -> dict[UUID, Known]:
    """What was told of these conversations."""
    found = await session.all(Known, _QUERIES['known'], conversations=ids, began_at=began_at)
    return {each.conversation_id: each for each in found}


async def keep(session: Session, told: Sequence[Known]) -> None:
    """What was told of them by now."""
    await session.run(
        _QUERIES['keep'],
        conversations=[each.conversation_id for each in told],
        seqs=[each.seq for each in told],
        revs=[each.rev for each in told],
        faces=[each.face for each in told],
    )


async def take_contacts(session: Session, limit: int) -> list[ContactFact]:
    """What happened to contacts and was not told yet."""
    return await session.all(ContactFact, _QUERIES['take_contacts'], limit=limit)
