"""What a run has to hold to say anything: ten minutes so much, shorter ones their share of it."""

import math
from dataclasses import dataclass

from tests.chaos.ledger import Ledger
from tests.chaos.points import points

FULL_MINUTES = 10.0
ACKED, KILLS, DISTURBANCES = 20_000, 60, 20
KILLING = frozenset(('F1', 'F2'))
DISTURBING = frozenset(('F6', 'F7', 'F8', 'F9', 'F11', 'F12'))
"""Rows of partitions, pauses and full disks."""


@dataclass(frozen=True)
class Quota:
    """One figure; a run that misses it may have kept every promise and yet has proven less."""

    what: str
    wanted: int
    found: int
    rows: frozenset[str] = frozenset()
    """Which strikes bring more of it."""

    @property
    def is_met(self) -> bool:
        """Whether there was enough of it."""
        return self.found >= self.wanted


def quotas(minutes: float, acked: int, ledger: Ledger) -> list[Quota]:
    """What a run of so many minutes owes, and what it did."""
    share = min(1.0, minutes / FULL_MINUTES)
    disturbances = ledger.partitions + ledger.pauses + ledger.full_disks
    all_points = len(points())
    figures = (
        ('messages acked', ACKED, acked, frozenset[str]()),
        ('processes killed', KILLS, sum(ledger.kills.values()), KILLING),
        ('partitions, pauses and full disks', DISTURBANCES, disturbances, DISTURBING),
        (f'of {all_points} crash points killed at', all_points, all_points - len(spared_points(ledger)), KILLING),
    )
    return [Quota(what, math.ceil(whole * share), found, rows) for what, whole, found, rows in figures]


def behind(minutes: float, ledger: Ledger) -> frozenset[str]:
    """The rows that a run should strike first which is so many minutes old: they bring what it has too little of."""
    return frozenset(row for quota in quotas(minutes, 0, ledger) if not quota.is_met for row in quota.rows)


def spared_points(ledger: Ledger) -> list[str]:
    """The crash points that no process died of."""
    return sorted(point.name for point in points() if not ledger.kills[point.name])
