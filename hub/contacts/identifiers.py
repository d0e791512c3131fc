"""Addresses of people in the form we compare: two spellings of one address must find one contact."""

from functools import lru_cache
from typing import NamedTuple

import phonenumbers
from pydantic import TypeAdapter, ValidationError

from hub.model.base import Email
from hub.model.errors import FieldError, Invalid
from hub.model.people import IdentifierType

_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
NO_EMAIL = 'This is not an email address: it should look like anna@example.com.'
NO_NUMBER = 'Write the number with its country code, like +49 30 901820.'


class Address(NamedTuple):
    """An address that is fit to find a contact by."""

    kind: IdentifierType
    value: str


def normalised(kind: IdentifierType, text: str, where: str = 'identifiers') -> Address:
    """Email in lower case with its domain in ASCII, numbers as E.164. Raises Invalid."""
    value = email(text) if kind is IdentifierType.EMAIL else number(text)
    if value is None:
        words, code = (NO_EMAIL, 'email') if kind is IdentifierType.EMAIL else (NO_NUMBER, 'phone_number')
        raise Invalid(words, fields=(FieldError(where=where, what=words, code=code),))
    return Address(kind, value)


def email(text: str) -> str | None:
    """The address, or None where it is none."""
    try:
        return _EMAIL.validate_python(text.strip())
    except ValidationError:
        return None


@lru_cache(maxsize=1024)
def number(text: str) -> str | None:
    """A telephone number as E.164, or None where it is none or nobody can tell its country."""
    wish = text.strip().removeprefix('whatsapp:').removeprefix('tel:').strip()
    if wish.startswith('00'):
        wish = f'+{wish[2:]}'
    if not wish.startswith('+') or len(wish) > 40:
        return None
    try:
        parsed = phonenumbers.parse(wish)
    except phonenumbers.NumberParseException:
        return None
    if parsed.extension or not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
