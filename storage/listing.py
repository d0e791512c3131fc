"""The list of conversations: which ids stand on a page, in each order, by the shortest road to them.

A list is walked along an index until its page is full. Where there are few to choose from, all of them are looked at
instead: walking far to find few is what makes a list slow (docs/decisions/0012).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hub.model.base import Value
from hub.model.conversation import Priority
from hub.model.view import Filters, Sort
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('listing')

FEW = 2_000
"""So many conversations are looked at one by one in the time of a page."""
MOST_WALKS = 12
"""So many lists are read side by side for one page; for more the whole list is walked."""
_URGENT_FIRST = (Priority.URGENT, Priority.HIGH, Priority.NORMAL, Priority.LOW)


class Place(NamedTuple):
    """Where a conversation stands in the order: in which part, and where in it."""

    part: int = 0
    at: datetime | None = None
    id: UUID | None = None


class _Part(NamedTuple):
    """An order is made of parts, each of which can be read in its own order."""

    filters: Filters
    oldest: bool = False
    waits: bool | None = None


class _Road(NamedTuple):
    """`walk`, or where the few stand that there are to choose from."""

    name: str = 'walk'
    tag: UUID | None = None
    any_of: Sequence[int] = ()
    """Traits of contacts."""


class Count(NamedTuple):
    """How many a list has, or at least so many."""

    n: int
    is_whole: bool


class _Looked(Value):
    n: int
    looked: int


class _Found(Value):
    id: UUID
    at: datetime


class _Carried(Value):
    id: UUID
    n: int


async def page(session: Session, user_id: UUID, filters: Filters, sort: Sort, after: Place, limit: int) -> list[Place]:
    """The places that follow `after`, in their order."""
    await session.run(_QUERIES['plan'], mode='force_custom_plan')
    road = await _road(session, filters)
    found: list[Place] = []
    for number, part in _parts(filters, sort):
        if number < after.part or len(found) >= limit:
            continue
        begin = after if number == after.part else Place()
        read = await _read(session, user_id, part, road, begin, limit - len(found))
        found += [Place(number, each.at, each.id) for each in read]
    await session.run(_QUERIES['plan'], mode='auto')
    return found


async def count(session: Session, user_id: UUID, filters: Filters, most: int) -> Count:
    """How many there are, no further than `most`, and where the list is walked among the newest `most` only."""
    await session.run(_QUERIES['plan'], mode='force_custom_plan')
    road = await _road(session, filters)
    if road.name == 'walk':
        counted = await _among_newest(session, user_id, filters, most)
    else:
        counted = Count(len(await _read(session, user_id, _Part(filters), road, Place(), most)), is_whole=True)
    await session.run(_QUERIES['plan'], mode='auto')
    return counted


async def _among_newest(session: Session, user_id: UUID, filters: Filters, most: int) -> Count:
    n, is_whole = 0, True
    for one in _walks(filters):
        found = await session.one(_Looked, _QUERIES['among_newest'], user=user_id, looked=most, **dict(one))
        if found:
            n, is_whole = n + found.n, is_whole and found.looked < most
    return Count(min(n, most), is_whole or n >= most)


def _parts(filters: Filters, sort: Sort) -> Iterator[tuple[int, _Part]]:
    if sort is Sort.NEWEST:
        yield 0, _Part(filters)
    elif sort is Sort.WAITING:
        yield 0, _Part(filters, oldest=True, waits=True)
        yield 1, _Part(filters, waits=False)
    else:
        for number, priority in enumerate(_URGENT_FIRST):
            if filters.priorities is None or priority in filters.priorities:
                yield number, _Part(filters.model_copy(update={'priorities': [priority]}))


async def _road(session: Session, filters: Filters) -> _Road:
    if filters.starred:
        return _Road('starred')
    if filters.mentioned:
        return _Road('mentioned')
    if filters.snoozed:
        return _Road('asleep')
    if filters.tags:
        tag, carried = await _rarest(session, filters.tags)
        if carried <= FEW:
            return _Road('tagged', tag)
    for any_of in filters.traits:
        if await session.value(_QUERIES['of_contacts'], any_of=any_of, most=FEW + 1) <= FEW:
            return _Road('of contacts', any_of=any_of)
    return _Road()


async def _rarest(session: Session, tags: Sequence[UUID]) -> tuple[UUID, int]:
    counted = await session.all(_Carried, _QUERIES['carried'], ids=list(tags), most=FEW + 1)
    rarest = min(counted, key=lambda each: each.n)
    return rarest.id, rarest.n


async def _read(session: Session, user_id: UUID, part: _Part, road: _Road, after: Place, limit: int) -> list[_Found]:
    given = {'user': user_id, 'after_at': after.at, 'after_id': after.id, 'limit': limit, **dict(part.filters)}
    if road.name != 'walk':
        # what all of them have need not be asked of each
        given |= {'starred': False, 'tags': [tag for tag in part.filters.tags if tag != road.tag]}
        given |= {'road': road.name, 'tag': road.tag, 'any_of': list(road.any_of)}
        given |= {'waits': part.waits, 'oldest': part.oldest}
        return await session.all(_Found, _QUERIES['few'], **given)
    if part.oldest:
        return await session.all(_Found, _QUERIES['waiting'], **given)
    found: list[_Found] = []
    for one in _walks(part.filters):
        found += await session.all(_Found, _QUERIES['newest'], **given | dict(one), waits=part.waits)
    return sorted(found, key=lambda each: (each.at, each.id), reverse=True)[:limit]


def _walks(filters: Filters) -> list[Filters]:
    """One list for each status, finer word and assignee: an index has one of them in the list's order, not several."""
    statuses = [None] if filters.statuses is None else [[status] for status in filters.statuses]
    own = _each(filters.custom_statuses, none=filters.plain)
    people = _each(filters.assignees, none=filters.unassigned)
    if len(statuses) * len(own) * len(people) > MOST_WALKS:
        return [filters]
    return [
        filters.model_copy(
            update={
                'statuses': status,
                'custom_statuses': custom_statuses,
                'plain': plain,
                'assignees': assignees,
                'unassigned': unassigned,
            }
        )
        for status in statuses
        for custom_statuses, plain in own
        for assignees, unassigned in people
    ]


def _each(named: Sequence[UUID], *, none: bool) -> list[tuple[list[UUID], bool]]:
    """Each by itself, and those that have none; where nothing is named, any."""
    each: list[tuple[list[UUID], bool]] = [([one], False) for one in named]
    return [*each, ([], none)] if none or not each else each
