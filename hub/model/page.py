"""Keyset pages: a list answers `items` and the cursor of what follows."""

import base64
import binascii
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

import orjson

from hub.model.base import Value
from hub.model.errors import Invalid

Item = TypeVar('Item')
_FOREIGN = 'This cursor was not made by this list.'


class Page(Value, Generic[Item]):
    """One page. `next_cursor` is opaque; none means that this was the last."""

    items: list[Item]
    next_cursor: str | None = None


class NameSlice(Value):
    """Which rows of a list by name: those that follow this one; nothing: from the first."""

    after_name: str | None = None
    after_id: UUID | None = None
    limit: int


class Named(Protocol):
    """What stands in a list by name."""

    @property
    def name(self) -> str: ...
    @property
    def id(self) -> UUID: ...


TimePlace = tuple[datetime, UUID] | tuple[None, None]
"""After which row a page begins; nothing: at the beginning."""
NAME_CURSOR_LENGTH = 1_200
"""A name of 200 characters, an id, and what encoding adds."""


def page_of(found: list[Item], limit: int, place: Callable[[Item], tuple[datetime | str, UUID]]) -> Page[Item]:
    """Rows that were read one beyond the limit, as a page; `place` is where a row stands in the list's order."""
    if len(found) <= limit:
        return Page(items=found)
    key, id = place(found[limit - 1])
    text = key.isoformat() if isinstance(key, datetime) else key
    return Page(items=found[:limit], next_cursor=encode_cursor(text, str(id)))


def by_name(row: Named) -> tuple[str, UUID]:
    """Where a row stands in a list by name, for `page_of`."""
    return row.name, row.id


def time_and_id(cursor: str | None) -> TimePlace:
    """Where a list by time goes on; nothing without a cursor. Raises Invalid."""
    if cursor is None:
        return None, None
    at, id = decode_cursor(cursor, 2)
    try:
        return datetime.fromisoformat(str(at)).astimezone(UTC), UUID(str(id))
    except (ValueError, OverflowError) as wrong:
        raise Invalid(_FOREIGN) from wrong


def name_slice(cursor: str | None, limit: int) -> NameSlice:
    """The rows of a page by name, and one beyond, which says whether more follow. Raises Invalid."""
    if cursor is None:
        return NameSlice(limit=limit + 1)
    name, id = decode_cursor(cursor, 2)
    if not isinstance(name, str) or '\0' in name:
        raise Invalid(_FOREIGN)
    try:
        return NameSlice(after_name=name, after_id=UUID(str(id)), limit=limit + 1)
    except ValueError as wrong:
        raise Invalid(_FOREIGN) from wrong


def encode_cursor(*keys: str | int | None) -> str:
    """The sort keys of the last row of a page, as an opaque string."""
    return base64.urlsafe_b64encode(orjson.dumps(keys)).rstrip(b'=').decode()


def decode_cursor(cursor: str, length: int) -> list[str | int | None]:
    """The keys again. Raises Invalid for a cursor that this list never gave out."""
    try:
        keys = orjson.loads(base64.urlsafe_b64decode(cursor + '=' * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as wrong:
        raise Invalid(_FOREIGN) from wrong
    if not isinstance(keys, list) or len(keys) != length or not all(isinstance(k, str | int | None) for k in keys):
        raise Invalid(_FOREIGN)
    return keys
