"""What every value and every input of the hub has in common.

A `Value` is what we say: rows, events, answers. An `Input` is what we are told: unknown fields and wrong
types are refused at the edge, so that nothing behind it has to ask again.
"""

from datetime import UTC, datetime
from typing import Annotated, ClassVar, Self
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError


class Value(BaseModel):
    """A frozen value; what leaves the hub is always one of these."""

    model_config = ConfigDict(frozen=True, extra='forbid')


class Input(BaseModel):
    """Something from outside: strict types, no unknown fields (reliability M27)."""

    model_config = ConfigDict(frozen=True, extra='forbid', strict=True)


class ChangeInput(Input):
    """What may be changed: a field that is not named stays as it is, null empties those in `may_be_empty`."""

    may_be_empty: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode='after')
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError('name at least one field to change')
        for name in self.model_fields_set - self.may_be_empty:
            if getattr(self, name) is None:
                raise ValueError(f'{name} cannot be empty')
        return self


def _storable(text: str) -> str:
    if '\0' in text:
        raise ValueError('must not hold the NUL character')
    return text


def _address(text: str) -> str:
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False, globally_deliverable=False)
    except EmailNotValidError as wrong:
        raise PydanticCustomError('email', '{reason}', {'reason': str(wrong)}) from wrong
    return (found.ascii_email or found.normalized).lower()


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as outside:
        raise ValueError('must lie in the years 1 to 9999, in UTC as well') from outside


# JSON has no UUID: a string in the canonical form is the strictest there is
Id = Annotated[UUID, Field(strict=False)]
LAST_SEQ = 2**62
"""No conversation gets there, and PostgreSQL can still count it."""
Seq = Annotated[int, Field(ge=0, le=LAST_SEQ)]
"""How far into a conversation somebody says they are."""
Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A time that somebody names, with its zone; the database holds what Python can say in UTC."""
Text = Annotated[str, AfterValidator(_storable)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_storable)]
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000), AfterValidator(_storable)
]
Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(_address)]
"""An address in the form we compare: lower case, its domain in ASCII."""
Token = Annotated[str, StringConstraints(min_length=20, max_length=200, pattern=r'^[A-Za-z0-9_.-]+$')]
ClientId = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r'^[\x21-\x7e]+$')]
