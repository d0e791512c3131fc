"""Reports: what is counted, and of what.

Times are in seconds of the clock on the wall, weekends and nights included. A first response is the time from the
customer's first message to the first answer of a person: what a bot says and private notes are none. A resolution is
the time from when a conversation began, or was opened again, to when it was resolved: one that comes back is resolved
twice. Each counts on the day it happened, so the numbers of a day that is over do not change.
"""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from hub.model.base import Value
from hub.model.message import Channel

By = Literal['agent', 'team', 'channel']


class Scope(Value):
    """Which days, whose clock, and which conversations."""

    first: date
    last: date
    """Included."""
    zone: str
    """An IANA time zone: its midnights begin the days."""
    channel: Channel | None = None
    team: UUID | None = None
    agent: UUID | None = None
    """Who answered, whose it was when it was resolved, whose it is."""


class Standing(Value):
    """What waits right now. What is snoozed waits for nobody."""

    open: int
    waiting: int
    """Open ones whose customer has written last."""
    waiting_since: datetime | None
    """Of the one that waits longest."""
    unassigned: int


class Now(Standing):
    """What waits right now, and for whom."""

    online: list[UUID]
    """Users who are here and do not say that they are away."""


class Figures(Value):
    """What was done in a range. Times in seconds; None where there is nothing to measure."""

    started: int = 0
    responded: int = 0
    first_response_median: float | None = None
    first_response_p90: float | None = None
    resolved: int = 0
    reopened: int = 0
    """Of those resolved: came back later."""
    resolution_median: float | None = None
    resolution_p90: float | None = None
    asked: int = 0
    """Of those resolved: the visitor was asked how it was."""
    rated: int = 0
    average: float | None = None
    scores: list[int] = [0, 0, 0, 0, 0]
    """How many gave 1, 2, 3, 4 and 5."""


class Day(Value):
    """One day of a range; the channels say how many started there."""

    day: date
    started: int
    widget: int
    email: int
    whatsapp: int
    phone: int
    resolved: int
    first_response_median: float | None
    resolution_median: float | None
    rated: int
    average: float | None


class Hour(Value):
    """How many conversations start in an hour of a weekday, 1 is Monday; hours without any are left out."""

    weekday: int
    hour: int
    started: int


class Report(Value):
    """A range, what it was like day by day, and the range of as many days before it."""

    first: date
    last: date
    time_zone: str
    is_behind: bool
    """Older conversations are still being counted: ask again."""
    figures: Figures
    before: Figures
    days: list[Day]
    hours: list[Hour]


class Share(Figures):
    """The share of one agent, team or channel. Without id and channel: nobody's. A name that is None is of one gone."""

    id: UUID | None
    channel: Channel | None
    name: str | None


class Breakdown(Value):
    """A range by agent, team or channel, the busiest first."""

    parts: list[Share]


class RatedConversation(Value):
    """What a visitor said of a conversation once it was resolved."""

    conversation_id: UUID
    score: int
    comment: str | None
    resolved_at: datetime
    rated_at: datetime
    channel: Channel
    assignee_id: UUID | None
    assignee_name: str | None
    person: str | None
