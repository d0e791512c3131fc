"""Keyset pages: a list answers `items` and the cursor of what follows."""

import base64
import binascii
from typing import Generic, TypeVar

import orjson

from hub.model.base import Value
from hub.model.errors import Invalid

Item = TypeVar('Item')


class Page(Value, Generic[Item]):
    """One page. `next_cursor` is opaque; none means that this was the last."""

    items: list[Item]
    next_cursor: str | None = None


def encode_cursor(*keys: str | int | None) -> str:
    """The sort keys of the last row of a page, as an opaque string."""
    return base64.urlsafe_b64encode(orjson.dumps(keys)).rstrip(b'=').decode()


def decode_cursor(cursor: str, length: int) -> list[str | int | None]:
    """The keys again. Raises Invalid for a cursor that this list never gave out."""
    try:
        keys = orjson.loads(base64.urlsafe_b64decode(cursor + '=' * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as wrong:
        raise Invalid('This cursor was not made by this list.') from wrong
    if not isinstance(keys, list) or len(keys) != length or not all(isinstance(k, str | int | None) for k in keys):
        raise Invalid('This cursor was not made by this list.')
    return keys
