"""What the nemesis did and when, so that a message that went wrong can be laid at a fault's door."""

import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.kills.journal import Journal


@dataclass(frozen=True)
class Spell:
    """While it lasts something is measured; by the monotonic clock."""

    row: str
    begun: float
    ended: float


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
    spells: list[Spell] = field(default_factory=list)
    """One after the other."""
    _begun: list[float] = field(default_factory=list)
    _rows: list[str] = field(default_factory=list)

    def begin(self, row: str, what: str) -> None:
        """From now on this row answers."""
        self.times[row] += 1
        self._begun.append(time.monotonic())
        self._rows.append(row)
        self.note(row, what)

    @contextmanager
    def spell(self, row: str) -> Iterator[None]:
        """What is begun in this block is measured under this row."""
        begun = time.monotonic()
        try:
            yield
        finally:
            self.spells.append(Spell(row, begun, time.monotonic()))

    def spell_at(self, moment: float) -> str:
        """Under which row what began in this moment is measured; empty: none."""
        place = bisect_right(self.spells, moment, key=lambda spell: spell.begun)
        return self.spells[place - 1].row if place and moment < self.spells[place - 1].ended else ''

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
