"""Two contacts that are one person: what each has goes to the other, and back."""

from typing import Any
from uuid import UUID

from hub.model.base import Value
from hub.model.contact_merge import ContactMerge, LikenessReason, MergeSnapshot, MovedRows
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('merges')
# the order of the locks: addresses and visitors before conversations, whose feed comes last
_KINDS = tuple(MovedRows.model_fields)


class Alike(Value):
    """A contact that may be the same person."""

    id: UUID
    reasons: list[LikenessReason]


class Held(Value):
    """A contact that is locked; `is_gone`: it was merged into another."""

    id: UUID
    is_gone: bool


async def alike(session: Session, contact_id: UUID, limit: int) -> list[Alike]:
    """Who may be the same person."""
    return await session.all(Alike, _QUERIES['alike'], contact=contact_id, limit=limit)


async def hold(session: Session, *ids: UUID) -> dict[UUID, bool]:
    """Both contacts, held until the transaction ends; whether each is gone."""
    return {held.id: held.is_gone for held in await session.all(Held, _QUERIES['hold'], ids=list(ids))}


async def move(session: Session, source: UUID, target: UUID, rows: MovedRows | None = None) -> MovedRows:
    """Give what one contact has to another, all of it or only these rows; what was there to be given."""
    moved: dict[str, Any] = {}
    for kind in _KINDS:
        ids = getattr(rows, kind) if rows else None
        moved[kind] = await session.values(_QUERIES[f'move_{kind}'], from_contact=source, to_contact=target, ids=ids)
    return MovedRows(**moved)


async def bury(session: Session, contact_id: UUID, *, on: bool) -> None:
    """Nobody finds this contact any more; or they do again."""
    await session.run(_QUERIES['bury' if on else 'raise'], id=contact_id)


async def add(
    session: Session, id: UUID, kept: UUID, merged: UUID, snapshot: MergeSnapshot, reason: str, actor_id: UUID
) -> None:
    """Note the merge, with what undoes it."""
    await session.run(
        _QUERIES['add'],
        id=id,
        kept=kept,
        merged=merged,
        snapshot=snapshot.model_dump(mode='json'),
        reason=reason,
        actor=actor_id,
    )


async def find(session: Session, id: UUID) -> ContactMerge | None:
    """A merge, held until the transaction ends."""
    return await session.one(ContactMerge, _QUERIES['find'], id=id)


async def undone(session: Session, id: UUID, actor_id: UUID) -> None:
    """It was taken back."""
    await session.run(_QUERIES['undone'], id=id, actor=actor_id)
