"""Two spellings of one address are one address."""

import pytest

from hub.contacts.identifiers import email, normalised, number
from hub.model.errors import Invalid
from hub.model.people import IdentifierType


@pytest.mark.parametrize(
    ('typed', 'kept'),
    [
        ('Anna@Example.COM', 'anna@example.com'),
        ('  anna@example.com ', 'anna@example.com'),
        ('anna@bücher.example', 'anna@xn--bcher-kva.example'),
        ('anna@XN--BCHER-KVA.example', 'anna@xn--bcher-kva.example'),
        ('anna+tag@example.com', 'anna+tag@example.com'),
        ('anna', None),
        ('anna@', None),
        ('@example.com', None),
        ('anna@example.com, ben@example.com', None),
        ('Anna <anna@example.com>', None),
        ('anna@exa mple.com', None),
        ('anna\r\nBcc: x@example.com', None),
        (f'{"a" * 300}@example.com', None),
    ],
)
def test_email_is_kept_in_lower_case_and_ascii(typed: str, kept: str | None) -> None:
    assert email(typed) == kept


@pytest.mark.parametrize(
    ('typed', 'kept'),
    [
        ('+49 30 901820', '+4930901820'),
        ('+49 (0)30 / 90 18 20', '+4930901820'),
        ('0049-30-901820', '+4930901820'),
        ('whatsapp:+4915112345678', '+4915112345678'),
        ('tel:+1-202-555-0143', '+12025550143'),
        ('+91 98765 43210', '+919876543210'),
        ('+٤٩٣٠٩٠١٨٢٠', '+4930901820'),
        ('030 901820', None),
        ('+1', None),
        ('+49', None),
        ('+44 20 7946 0958 ext. 5', None),
        ('+999 123456789', None),
        ('+4930901820' * 5, None),
        ('call me', None),
        ('', None),
    ],
)
def test_numbers_are_kept_as_e164(typed: str, kept: str | None) -> None:
    assert number(typed) == kept


def test_what_is_no_address_is_refused_in_words_that_help() -> None:
    with pytest.raises(Invalid, match=r'\+49 30 901820'):
        normalised(IdentifierType.WHATSAPP, '030 901820')
    with pytest.raises(Invalid, match=r'anna@example\.com'):
        normalised(IdentifierType.EMAIL, '+49 30 901820')
