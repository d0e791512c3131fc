"""A tag: a word of a tenant that conversations are sorted by."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AfterValidator, StringConstraints

from hub.model.base import ChangeInput, Input, Value


class TagColour(StrEnum):
    """Its dot, by name: light and dark screens each have a value of their own for it."""

    GREY = 'grey'
    BLUE = 'blue'
    VIOLET = 'violet'
    ORANGE = 'orange'
    GREEN = 'green'
    AMBER = 'amber'
    PINK = 'pink'


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError('must be one line of printable characters')
    return text


TagName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50), AfterValidator(_one_line)
]


class Tag(Value):
    """As lists and pickers show it; conversations name it by its id."""

    id: UUID
    name: str
    colour: TagColour
    created_at: datetime


class TagRequest(Input):
    """A new tag. Its name is the tenant's only one, whatever its case."""

    name: TagName
    colour: TagColour = TagColour.GREY


class TagChange(ChangeInput):
    """Another name, another colour."""

    may_be_empty: ClassVar[frozenset[str]] = frozenset()

    name: TagName | None = None
    colour: TagColour | None = None
