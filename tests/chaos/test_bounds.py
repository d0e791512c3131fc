"""A run says when something came too late, and does not judge by a handful."""

from pathlib import Path

import pytest

from tests.chaos.bounds import ENOUGH, bounds, quiet
from tests.chaos.ledger import Ledger, Spell
from tests.kills.book import Book
from tests.kills.client import Client
from tests.kills.journal import Journal


def a_run(tmp_path: Path, spells: dict[str, tuple[float, int]]) -> tuple[Book, Ledger]:
    """So many messages in each spell, acked after so many seconds."""
    book, ledger = Book(), Ledger(Journal(tmp_path))
    for place, (row, (wait, number)) in enumerate(spells.items()):
        begun = 100.0 * place
        ledger.spells.append(Spell(row, begun, begun + 10))
        for each in range(number):
            key = f'{row}/{each}'
            book.begun[key], book.acked_at[key], book.acked[key] = begun + 1, begun + 1 + wait, (key, each)
    return book, ledger


@pytest.mark.parametrize(('late', 'is_kept'), [(2.9, True), (5.1, False)])
def test_a_message_that_is_seen_too_late_without_valkey_breaks_the_run(
    tmp_path: Path, late: float, is_kept: bool
) -> None:
    book, ledger = a_run(tmp_path, {'F4': (0.1, 3)})
    viewer = Client('maya', '/agent', [], {})
    viewer.heard = {
        key: (book.acked_at[key] + seen, 0.0) for key, seen in zip(book.acked, (0.1, 0.1, late), strict=True)
    }
    (found,) = bounds(book, [viewer], ledger)
    assert found.is_kept is is_kept
    viewer.heard = {key: (seen, book.begun[key] + 0.1) for key, (seen, _) in viewer.heard.items()}
    assert bounds(book, [viewer], ledger) == [], 'who came back meanwhile was not there all the while'


@pytest.mark.parametrize(
    ('noisy', 'number', 'is_kept'), [(0.24, ENOUGH, True), (0.26, ENOUGH, False), (9.0, ENOUGH - 1, True)]
)
def test_a_flood_that_keeps_others_waiting_breaks_the_run(
    tmp_path: Path, noisy: float, number: int, is_kept: bool
) -> None:
    book, ledger = a_run(tmp_path, {'F20': (noisy, number), quiet('F20'): (0.1, ENOUGH)})
    (found,) = bounds(book, [], ledger)
    assert found.is_kept is is_kept
