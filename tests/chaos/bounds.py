"""What has to happen in time, measured while a fault lasted: how late messages are seen without Valkey, and how much
longer others wait while one tenant floods. A run that breaks one of these has failed.

They are judged here and not in the suite, where a busy machine would break them: a run says how much it adds for that.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.chaos.ledger import Ledger
from tests.kills.book import Book
from tests.kills.client import Client

SEEN_SECONDS, SEEN_SLACK_SECONDS = 3.0, 2.0
"""The promise for a hub without Valkey; and what two cores under the whole run may add to it."""
NOISE, NOISE_SLACK_SECONDS = 2.0, 0.05
"""Others' p99 stays below so many times theirs without the flood; and what one hiccup of the machine may add."""
ENOUGH = 500
"""Acks on either side, without which a hundredth of them says nothing: then it is shown, and not judged."""
WITHOUT_VALKEY = ('F4', 'F7')
FLOODED = 'F20'


@dataclass(frozen=True)
class Bound:
    """One promise, and what was measured."""

    what: str
    found: str
    limit: float
    """Seconds, with the slack."""
    worst: float | None
    """What has to be below it; None: too little was measured to say."""

    @property
    def is_kept(self) -> bool:
        """Whether it was, as far as anybody can say."""
        return self.worst is None or self.worst < self.limit


def bounds(book: Book, clients: Iterable[Client], ledger: Ledger) -> list[Bound]:
    """Those of the rows that were struck."""
    return [*_seen_late(book, clients, ledger), *_flooded(book, ledger)]


def percentile(values: list[float], share: float) -> float:
    """The value below which such a share lies; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def _seen_late(book: Book, clients: Iterable[Client], ledger: Ledger) -> list[Bound]:
    """From the ack to the eyes of those who were connected all the while, of messages of an outage."""
    keys = {answer[0]: key for key, answer in book.acked.items()}
    late: dict[str, list[float]] = {row: [] for row in WITHOUT_VALKEY}
    for client in clients:
        for message_id, (seen, since) in client.heard.items():
            begun = book.begun[keys[message_id]] if message_id in keys else 0.0
            if since <= begun and (row := ledger.spell_at(begun)) in late:
                late[row].append(max(0.0, seen - book.acked_at[keys[message_id]]))
    return [
        Bound(
            f'{row}: seen without Valkey, {SEEN_SECONDS:g} s and {SEEN_SLACK_SECONDS:g} s of slack',
            f'{len(values)} times, p99 {percentile(values, 0.99):.2f} s, slowest {max(values):.2f} s',
            SEEN_SECONDS + SEEN_SLACK_SECONDS,
            max(values),
        )
        for row, values in late.items()
        if values
    ]


def _flooded(book: Book, ledger: Ledger) -> list[Bound]:
    """Others' acks while one tenant floods, and in turn while it does not."""
    waits: dict[str, list[float]] = {FLOODED: [], quiet(FLOODED): []}
    for key, moment in book.acked_at.items():
        begun = book.begun[key]
        if (spell := ledger.spell_at(begun)) in waits:
            waits[spell].append(moment - begun)
    noisy, calm = waits[FLOODED], waits[quiet(FLOODED)]
    if not noisy or not calm:
        return []
    worst, usual = percentile(noisy, 0.99), percentile(calm, 0.99)
    is_enough = min(len(noisy), len(calm)) >= ENOUGH
    return [
        Bound(
            f"{FLOODED}: others' acks, {NOISE:g} times those without the flood and {NOISE_SLACK_SECONDS:g} s of slack",
            f'p99 {worst:.3f} s of {len(noisy)}, without {usual:.3f} s of {len(calm)}'
            + ('' if is_enough else f'; not judged below {ENOUGH}'),
            NOISE * usual + NOISE_SLACK_SECONDS,
            worst if is_enough else None,
        )
    ]


def quiet(row: str) -> str:
    """The spell beside which a row's own is measured."""
    return f'{row} quiet'
