"""Saved views, and how many conversations they have."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hub.model.base import Value
from hub.model.page import NameSlice
from hub.model.view import Filters, Sort, View, ViewFilters
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('views')


class _Row(Value):
    """Filters come as JSON has them."""

    id: UUID
    name: str
    filters: dict[str, object]
    sort: Sort
    is_shared: bool
    created_at: datetime

    def view(self) -> View:
        return View(**{**dict(self), 'filters': ViewFilters.model_validate(self.filters, strict=False)})


class _Count(Value):
    id: UUID
    n: int


async def visible(session: Session, user_id: UUID, most: int) -> list[View]:
    """Everybody's and this user's, by name."""
    return [row.view() for row in await session.all(_Row, _QUERIES['visible'], user=user_id, limit=most)]


async def page(session: Session, user_id: UUID, wanted: NameSlice) -> list[View]:
    """These of them, by name."""
    return [row.view() for row in await session.all(_Row, _QUERIES['page'], user=user_id, **dict(wanted))]


async def find(session: Session, user_id: UUID, view_id: UUID) -> View | None:
    """One that this user may see, held until the transaction ends."""
    row = await session.one(_Row, _QUERIES['find'], user=user_id, id=view_id)
    return row.view() if row else None


async def count(session: Session, user_id: UUID, *, shared: bool) -> int:
    """How many there are, of everybody's or of this user's."""
    return int(await session.value(_QUERIES['count'], user=user_id, shared=shared))


async def add(session: Session, user_id: UUID, view: View) -> None:
    """A new view; one that is not shared is this user's."""
    await session.run(_QUERIES['add'], **_written(user_id, view))


async def change(session: Session, user_id: UUID, view: View) -> None:
    """Write it as it is to be."""
    await session.run(_QUERIES['change'], **_written(user_id, view))


async def remove(session: Session, view_id: UUID) -> None:
    """It is no more."""
    await session.run(_QUERIES['remove'], id=view_id)


async def counts(session: Session, user_id: UUID, wanted: Sequence[tuple[UUID, Filters]], most: int) -> dict[UUID, int]:
    """How many living conversations each has, no further than `most`."""
    rows = [{'id': str(id), **filters.model_dump(mode='json', exclude={'contact'})} for id, filters in wanted]
    found = await session.all(_Count, _QUERIES['counts'], user=user_id, wanted=rows, most=most)
    return {row.id: row.n for row in found}


def _written(user_id: UUID, view: View) -> dict[str, object]:
    return {
        'id': view.id,
        'user': None if view.is_shared else user_id,
        'name': view.name,
        'filters': view.filters.model_dump(mode='json', exclude_defaults=True),
        'sort': view.sort,
    }
