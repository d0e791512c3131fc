"""The book of a run: what was tried, what was acked, what is stored, and how the two differ.

The terms are those of Jepsen's checkers, so that a figure here means what readers expect of it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from tests.kills.thread import Thread


@dataclass(frozen=True)
class Row:
    """A stored message."""

    conversation: str
    seq: int
    id: str
    client_id: str
    private: bool


@dataclass(frozen=True)
class Verdict:
    """`lost`: acked, not stored as acked. `missed`: stored, not seen by a viewer who was back in time."""

    attempted: int
    acked: int
    stored: int
    lost: int
    duplicated: int
    reordered: int
    missed: int

    @property
    def is_clean(self) -> bool:
        """Every message acked in the end, stored once, seen by all in one order."""
        broken = self.lost or self.duplicated or self.reordered or self.missed
        return not broken and self.attempted == self.acked == self.stored


@dataclass
class Book:
    """Entered by those who send; judged against the database when all is quiet."""

    attempted: dict[str, int] = field(default_factory=dict)
    """Number of tries by client_id; more than one is a resend."""
    acked: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Id and seq that the ack named."""
    changed_answers: int = 0

    def attempt(self, client_id: str) -> None:
        """It is on its way, perhaps not for the first time."""
        self.attempted[client_id] = self.attempted.get(client_id, 0) + 1

    def ack(self, client_id: str, message_id: str, seq: int) -> None:
        """Somebody was told that it is stored."""
        if self.acked.setdefault(client_id, (message_id, seq)) != (message_id, seq):
            self.changed_answers += 1

    @property
    def resent(self) -> int:
        """Messages that needed more than one try."""
        return sum(tries > 1 for tries in self.attempted.values())

    def judge(self, rows: Iterable[Row], viewers: Iterable[Thread]) -> Verdict:
        """Compare with what is stored, ordered by conversation and seq, and with what each viewer has."""
        rows, viewers = list(rows), list(viewers)
        stored = {row.client_id: (row.id, row.seq) for row in rows}
        lost = sum(stored.get(client_id) != answer for client_id, answer in self.acked.items())
        twice = sum(times - 1 for times in Counter(row.client_id for row in rows).values())
        missed = reordered = 0
        for viewer in viewers:
            expected = [row.id for row in rows if row.conversation == viewer.conversation and viewer.may_see(row)]
            missed += len(set(expected) - set(viewer.ids))
            reordered += not _in_order(viewer.ids, expected)
        return Verdict(
            attempted=len(self.attempted),
            acked=len(self.acked),
            stored=len(stored),
            lost=lost + self.changed_answers,
            duplicated=twice + sum(viewer.conflicts for viewer in viewers),
            reordered=reordered + _not_dense(rows) + _overtaken(rows),
            missed=missed,
        )


def _in_order(seen: list[str], expected: list[str]) -> bool:
    places = {message_id: place for place, message_id in enumerate(expected)}
    found = [places.get(message_id, -1) for message_id in seen]
    return -1 not in found and found == sorted(set(found))


def _not_dense(rows: list[Row]) -> int:
    """Conversations whose numbers are not 1, 2, 3 …"""
    numbers: dict[str, list[int]] = {}
    for row in rows:
        numbers.setdefault(row.conversation, []).append(row.seq)
    return sum(seqs != list(range(1, len(seqs) + 1)) for seqs in numbers.values())


def _overtaken(rows: list[Row]) -> int:
    """Messages of one sender that stand behind a later one: a client_id is `sender/number`."""
    last: dict[tuple[str, str], int] = {}
    wrong = 0
    for row in rows:
        sender, _, number = row.client_id.partition('/')
        wrong += int(number) < last.get((row.conversation, sender), -1)
        last[row.conversation, sender] = int(number)
    return wrong


def as_rows(records: Iterable[tuple[UUID, int, UUID, str, bool]]) -> list[Row]:
    """What a SELECT answers."""
    return [Row(str(where), seq, str(id), client_id, private) for where, seq, id, client_id, private in records]
