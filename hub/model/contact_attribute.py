"""Custom attributes of contacts: what a tenant wants to know of people, each of a type."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from hub.model.base import ChangeInput, Input, Line
from hub.model.version import Versioned

MOST_OPTIONS = 50
_KEY = r'^[a-z][a-z0-9_]*$'


class AttributeType(StrEnum):
    """What its values are."""

    TEXT = 'text'
    NUMBER = 'number'
    DATE = 'date'
    BOOLEAN = 'boolean'
    LIST = 'list'
    LINK = 'link'


Key = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=_KEY)]
Options = Annotated[list[Line], Field(max_length=MOST_OPTIONS)]


class ContactAttribute(Versioned):
    """One of them. Contacts carry it under its `key`; `options` are the values of a list."""

    changeable: ClassVar[frozenset[str]] = frozenset({'name', 'options'})

    id: UUID
    key: str
    name: str
    type: AttributeType
    options: list[str] = []
    created_at: datetime


class ContactAttributeRequest(Input):
    """A new one. Without a `key` it gets one from its name; neither key nor type change later."""

    name: Line
    key: Key | None = None
    type: Annotated[AttributeType, Field(strict=False)] = AttributeType.TEXT
    options: Options = []

    @model_validator(mode='after')
    def _options_of_a_list(self) -> Self:
        if bool(self.options) != (self.type is AttributeType.LIST):
            raise ValueError('a list needs options, and nothing else has any')
        return self


class ContactAttributeChange(ChangeInput):
    """Another name, other options; values that contacts have stay as they are."""

    may_be_empty: ClassVar[frozenset[str]] = frozenset()

    name: Line | None = None
    options: Options | None = None


def key_of(name: str) -> str:
    """`Shoe size (EU)` is `shoe_size_eu`; a name without Latin letters has none."""
    words = re.sub('[^a-z0-9]+', '_', name.lower()).strip('_')[:60]
    return words if re.match(_KEY, words) else ''


def wrong_value(attribute: ContactAttribute, value: Any) -> str | None:
    """What is wrong with a value of it, in words for whoever typed it."""
    match attribute.type:
        case AttributeType.NUMBER:
            fits, words = isinstance(value, int | float) and not isinstance(value, bool), 'must be a number'
        case AttributeType.BOOLEAN:
            fits, words = isinstance(value, bool), 'must be yes or no'
        case AttributeType.DATE:
            fits, words = isinstance(value, str) and _is_date(value), 'must be a date like 2026-03-31'
        case AttributeType.LINK:
            fits, words = isinstance(value, str) and _is_link(value), 'must begin with https:// or http://'
        case AttributeType.LIST:
            fits, words = value in attribute.options, f'must be one of: {", ".join(attribute.options)}'
        case AttributeType.TEXT:
            fits, words = isinstance(value, str), 'must be text'
    return None if fits else f'{attribute.name} {words}.'


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ('http', 'https') and bool(parts.netloc) and ' ' not in text
