"""What a user wants to be called for, how, and when not."""

from datetime import datetime
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import model_validator

from hub.model.base import Value
from hub.model.hours import Clock, TimeZone


class Occasion(StrEnum):
    """What somebody may be called for."""

    ASSIGNED = 'assigned'
    """A conversation was assigned to them."""
    MENTIONED = 'mentioned'
    """A note names them."""
    MINE = 'mine'
    """A customer wrote in a conversation of theirs, or one that they put off is back."""
    UNASSIGNED = 'unassigned'
    """A customer wrote where nobody is assigned."""
    TEAM = 'team'
    """A customer wrote in a colleague's conversation of one of their teams."""


class Ways(Value):
    """How. Each screen may still be without either."""

    browser: bool
    sound: bool
    email: bool = False
    """In a digest, if it was not read until then."""


class QuietHours(Value):
    """Every day between these two times nobody is called; the end may be on the day after."""

    begin: Clock
    end: Clock
    time_zone: TimeZone

    @model_validator(mode='after')
    def _some_time(self) -> Self:
        if self.begin == self.end:
            raise ValueError('quiet hours end at another time than they begin')
        return self

    def holds(self, at: datetime) -> bool:
        """Whether it is quiet at this moment."""
        clock = at.astimezone(ZoneInfo(self.time_zone)).strftime('%H:%M')
        if self.begin < self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end


class NotificationRules(Value):
    """The rules of one user. An occasion that is not named is as `DEFAULT_WAYS` has it."""

    occasions: dict[Occasion, Ways] = {}
    quiet_hours: QuietHours | None = None

    def ways(self, occasion: Occasion) -> Ways:
        """How to call for it."""
        return self.occasions.get(occasion, DEFAULT_WAYS[occasion])

    @property
    def wants_mail(self) -> bool:
        """Whether there is anything to be told by mail."""
        return any(ways.email for ways in self.occasions.values())


DEFAULT_WAYS = {
    occasion: Ways(browser=occasion is not Occasion.TEAM, sound=occasion is not Occasion.TEAM) for occasion in Occasion
}
