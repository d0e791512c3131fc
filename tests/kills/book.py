"""The book of a run: what was tried, what was acked, what is stored, and how the two differ.

The terms are those of Jepsen's checkers, so that a figure here means what readers expect of it. A message is known by
its key, `sender/number`, which stands at the beginning of its text: what a fault does to ids changes nothing of it.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from tests.kills.journal import Journal
from tests.kills.thread import Thread

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A stored message."""

    conversation: str
    seq: int
    id: str
    key: str
    private: bool


@dataclass(frozen=True)
class Verdict:
    """The keys of the messages that went each way; what has no key is named by its conversation or id."""

    attempted: int
    acked: int
    stored: int
    lost: Keys
    """Acked, not stored as acked; or acked twice with different answers."""
    duplicated: Keys
    """Stored twice; of one sender in two conversations; or two messages under one number."""
    unexpected: Keys
    """Stored, never attempted."""
    recovered: Keys
    """Stored, never acked: nobody was promised anything."""
    reordered: Keys
    """Behind a later one of its sender, out of order for a viewer, or after a gap in the numbers."""
    missed: Keys
    """Stored, not seen by a viewer who was back in time; once for each viewer."""

    @property
    def keeps_its_promises(self) -> bool:
        """What an installation is held to, whatever dies."""
        return not (self.lost or self.duplicated or self.unexpected or self.reordered or self.missed)

    @property
    def is_clean(self) -> bool:
        """Besides, every message was acked in the end."""
        return self.keeps_its_promises and self.attempted == self.acked == self.stored

    def __str__(self) -> str:
        """In figures, with a few names of what went wrong."""
        kinds = ('lost', 'duplicated', 'unexpected', 'recovered', 'reordered', 'missed')
        figures = [f'{name} {getattr(self, name)}' for name in ('attempted', 'acked', 'stored')]
        for kind in kinds:
            keys: Keys = getattr(self, kind)
            named = f' ({", ".join(keys[:5])})' if keys and kind != 'recovered' else ''
            figures.append(f'{kind} {len(keys)}{named}')
        return ', '.join(figures)


@dataclass
class Book:
    """Entered by those who send; judged against the database when all is quiet."""

    journal: Journal | None = None
    attempted: dict[str, int] = field(default_factory=dict)
    """Number of tries by key; more than one is a resend."""
    begun: dict[str, float] = field(default_factory=dict)
    """When it was tried first, by the monotonic clock."""
    acked: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Id and seq that the ack named."""
    accepted: set[str] = field(default_factory=set)
    """Messages of providers whose delivery was answered 2xx: promised to be stored, wherever."""
    acked_at: dict[str, float] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    """Refusals by their code."""
    changed_answers: set[str] = field(default_factory=set)
    hurried: set[str] = field(default_factory=set)
    """Senders who do not wait for an ack before the next: what they had to resend may stand behind."""

    def attempt(self, key: str, place: str = '') -> None:
        """It is on its way, perhaps not for the first time."""
        self.attempted[key] = self.attempted.get(key, 0) + 1
        self.begun.setdefault(key, time.monotonic())
        self._note('invoke', key, place=place)

    def ack(self, key: str, message_id: str, seq: int) -> None:
        """Somebody was told that it is stored."""
        if self.acked.setdefault(key, (message_id, seq)) != (message_id, seq):
            self.changed_answers.add(key)
        self.acked_at.setdefault(key, time.monotonic())
        self._note('ok', key, id=message_id, seq=seq)

    def accept(self, key: str) -> None:
        """A provider was told that it need not come again."""
        self.accepted.add(key)
        self.acked_at.setdefault(key, time.monotonic())
        self._note('ok', key)

    @property
    def promised(self) -> set[str]:
        """Whatever somebody was told is stored."""
        return self.acked.keys() | self.accepted

    def refuse(self, key: str, code: str) -> None:
        """Somebody was told that it is not stored."""
        self.refused[code] += 1
        self._note('fail', key, code=code)

    def wonder(self, key: str) -> None:
        """No answer, or an empty one."""
        self._note('info', key)

    def _note(self, outcome: str, key: str, **more: object) -> None:
        if self.journal:
            self.journal.write(outcome, key, **more)  # type: ignore[arg-type]

    @property
    def resent(self) -> int:
        """Messages that needed more than one try."""
        return sum(tries > 1 for tries in self.attempted.values())

    def judge(self, rows: Iterable[Row], viewers: Iterable[Thread]) -> Verdict:
        """Compare with what is stored, ordered by conversation and seq, and with what each viewer has."""
        rows, viewers = list(rows), list(viewers)
        stored = {row.key: (row.id, row.seq) for row in rows}
        lost = {key for key, answer in self.acked.items() if stored.get(key) != answer} | self.changed_answers
        lost |= self.accepted - stored.keys()
        twice = [key for key, times in Counter(row.key for row in rows).items() for _ in range(times - 1)]
        missed, misplaced = _compared(rows, viewers)
        return Verdict(
            attempted=len(self.attempted),
            acked=len(self.promised),
            stored=len(stored),
            lost=tuple(sorted(lost)),
            duplicated=(*twice, *_scattered(rows), *(v.conversation for v in viewers for _ in range(v.conflicts))),
            unexpected=tuple(key for key in stored if key not in self.attempted),
            recovered=tuple(key for key in stored if key in self.attempted and key not in self.promised),
            reordered=(*misplaced, *_not_dense(rows), *self._overtaken(rows)),
            missed=tuple(missed),
        )

    def _overtaken(self, rows: list[Row]) -> Iterator[str]:
        """Messages of one sender that stand behind a later one."""
        last: dict[tuple[str, str], int] = {}
        for row in rows:
            sender, _, number = row.key.partition('/')
            if sender in self.hurried and self.attempted.get(row.key, 0) > 1:
                continue
            if row.key in self.accepted:  # a provider's letters are numbered as they are taken, on either process
                continue
            if int(number) < last.get((row.conversation, sender), -1):
                yield row.key
            last[row.conversation, sender] = int(number)


def _compared(rows: list[Row], viewers: list[Thread]) -> tuple[list[str], list[str]]:
    """(what viewers lack, what stands in the wrong place for them)"""
    by_conversation: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_conversation[row.conversation].append(row)
    missed, misplaced = [], []
    for viewer in viewers:
        expected = {row.id: row.key for row in by_conversation[viewer.conversation] if viewer.may_see(row)}
        missed += [expected[message_id] for message_id in expected.keys() - set(viewer.ids)]
        wrong = _first_out_of_order(viewer.ids, list(expected))
        misplaced += [expected.get(wrong, wrong)] if wrong else []
    return missed, misplaced


def _first_out_of_order(seen: list[str], expected: list[str]) -> str | None:
    places = {message_id: place for place, message_id in enumerate(expected)}
    before = -1
    for message_id in seen:
        if places.get(message_id, -1) <= before:
            return message_id
        before = places[message_id]
    return None


def _not_dense(rows: list[Row]) -> Iterator[str]:
    """Conversations whose numbers are not 1, 2, 3 …: the first message behind the gap."""
    expected: dict[str, int] = {}
    for row in rows:
        following = expected.get(row.conversation, 1)
        if following and row.seq != following:
            yield row.key
        expected[row.conversation] = following + 1 if following and row.seq == following else 0


def _scattered(rows: list[Row]) -> Iterator[str]:
    """A sender talks in one conversation; a resend that opened a second one shows here."""
    homes: dict[str, str] = {}
    for row in rows:
        if homes.setdefault(row.key.partition('/')[0], row.conversation) != row.conversation:
            yield row.key


def as_rows(records: Iterable[tuple[UUID, int, UUID, str, bool]]) -> list[Row]:
    """What a SELECT answers; the key is the first word of a text."""
    return [Row(str(where), seq, str(id), text.partition(' ')[0], private) for where, seq, id, text, private in records]
