"""The languages that the hub itself speaks: those of the inbox."""

from enum import StrEnum
from typing import Literal


class SpokenLanguage(StrEnum):
    """The languages there are words for."""

    EN = 'en'
    DE = 'de'
    ES = 'es'
    HI = 'hi'
    AR = 'ar'

    @property
    def direction(self) -> Literal['ltr', 'rtl']:
        """Which way it is written."""
        return 'rtl' if self is SpokenLanguage.AR else 'ltr'


_KNOWN = frozenset(SpokenLanguage)


def spoken(*wishes: str | None) -> SpokenLanguage:
    """The first of these languages (`de`, `de-AT`) that there are words for; English where there is none."""
    wished = ((wish or '').partition('-')[0].lower() for wish in wishes)
    return next((SpokenLanguage(wish) for wish in wished if wish in _KNOWN), SpokenLanguage.EN)
