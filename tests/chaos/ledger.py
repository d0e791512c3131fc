"""What the nemesis did and when, so that a message that went wrong can be laid at a fault's door."""

import time
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from tests.kills.journal import Journal


@dataclass
class Ledger:
    """One fault at a time; its row answers for everything first tried until the next begins."""

    journal: Journal
    times: Counter[str] = field(default_factory=Counter)
    """Faults applied, by row."""
    kills: Counter[str] = field(default_factory=Counter)
    """SIGKILLs by victim or crash point."""
    partitions: int = 0
    pauses: int = 0
    full_disks: int = 0
    skipped: dict[str, str] = field(default_factory=dict)
    """Rows that this machine cannot do, and why."""
    remarks: dict[str, str] = field(default_factory=dict)
    """What else a row measured; the last time counts."""
    broken: list[str] = field(default_factory=list)
    """Other promises that were not kept."""
    _begun: list[float] = field(default_factory=list)
    _rows: list[str] = field(default_factory=list)

    def begin(self, row: str, what: str) -> None:
        """From now on this row answers."""
        self.times[row] += 1
        self._begun.append(time.monotonic())
        self._rows.append(row)
        self.note(row, what)

    def note(self, row: str, what: str) -> None:
        """A line of the nemesis's own journal."""
        self.journal.write('info', 'nemesis', row=row, what=what)

    def kill(self, whom: str) -> None:
        """Somebody died without a word."""
        self.kills[whom] += 1
        self.note('kill', whom)

    def row_at(self, moment: float | None) -> str:
        """Which row answers for this moment; `-` for before the first and for nobody knows when."""
        place = bisect_right(self._begun, moment) if moment is not None else 0
        return self._rows[place - 1] if place else '-'
