"""Working hours: when a business, or one of its teams, is there."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from hub.model.base import Line, Value
from hub.model.version import Versioned

Weekday = Literal['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
WEEKDAYS: tuple[Weekday, ...] = ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')
Clock = Annotated[str, StringConstraints(pattern=r'^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$')]
"""Hours and minutes; the last minute of a day ends at 24:00."""
MOST_SPANS = 6
MOST_HOLIDAYS = 200


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError('is no time zone, such as Europe/Berlin')
    return name


TimeZone = Annotated[str, Field(max_length=100), AfterValidator(_zone)]
"""A name of the IANA time zone database."""


def _in_order(spans: list[tuple[str, str]]) -> list[tuple[str, str]]:
    bounds = [clock for span in spans for clock in span]
    if bounds != sorted(set(bounds)):
        raise ValueError('spans have to follow each other, and each to end after it begins')
    return spans


Spans = Annotated[list[tuple[Clock, Clock]], Field(max_length=MOST_SPANS), AfterValidator(_in_order)]


class Holiday(Value):
    """A day on which nobody works."""

    date: date
    name: Line


class Hours(Value):
    """A week, and the days that are exceptions. No day at all: always open, but for the holidays."""

    time_zone: TimeZone = 'UTC'
    week: dict[Weekday, Spans] = {}
    holidays: Annotated[list[Holiday], Field(max_length=MOST_HOLIDAYS)] = []

    @model_validator(mode='after')
    def _each_day_once(self) -> Self:
        if len({holiday.date for holiday in self.holidays}) < len(self.holidays):
            raise ValueError('name each holiday once')
        return self

    @property
    def zone(self) -> ZoneInfo:
        """Its clock."""
        return ZoneInfo(self.time_zone)


class WorkingHours(Versioned):
    """The hours of the business, and what follows from them, or from those of one's team, for whoever asks."""

    changeable: ClassVar[frozenset[str]] = frozenset({'hours'})

    hours: Hours
    next_day_at: datetime | None
    """When one's next working day begins: for what is put off until then. None: there is none within a year."""
