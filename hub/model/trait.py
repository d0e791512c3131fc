"""Traits: what a contact is, by an attribute and one of its values, so that conversations can be listed by it."""

from decimal import Decimal
from hashlib import md5
from typing import Annotated

from pydantic import Field, StringConstraints

from hub.model.base import Input, Text

MOST_ATTRIBUTES = 5
MOST_VALUES = 20

_CAPITALS = {ord('A') + n: ord('a') + n for n in range(26)}

AttributeKey = Annotated[Text, StringConstraints(min_length=1, max_length=60)]
_Whole = Annotated[int, Field(ge=-(2**53), le=2**53)]
_Fraction = Annotated[float, Field(allow_inf_nan=False)]
_Words = Annotated[Text, StringConstraints(min_length=1, max_length=500)]
AttributeValue = bool | _Whole | _Fraction | _Words


class AttributeFilter(Input):
    """Contacts whose attribute has any of these values. A number and its digits, `true` and "true", are the same."""

    key: AttributeKey
    values: list[AttributeValue] = Field(min_length=1, max_length=MOST_VALUES)

    @property
    def traits(self) -> list[int]:
        """What each of the values comes to."""
        return [trait(self.key, value) for value in self.values]


def trait(key: str, value: AttributeValue) -> int:
    """An attribute and its value as one number, the same that `hub.trait` of the database makes of them."""
    known_by = md5(f'{key}\n{_said(value)}'.encode(), usedforsecurity=False).digest()
    return int.from_bytes(known_by[:8], signed=True)


def _said(value: AttributeValue) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value.translate(_CAPITALS)
    return format(Decimal(repr(value)).normalize(), 'f') if value else '0'
