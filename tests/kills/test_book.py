"""The checker finds what it is there to find: a judge who never says guilty proves nothing."""

from dataclasses import replace

import pytest

from tests.kills.book import Book, Row
from tests.kills.thread import Thread

ROWS = [Row('c', seq, f'id{seq}', f'maya/{seq}', private=seq == 2) for seq in (1, 2, 3)]


def kept(rows: list[Row]) -> Book:
    """A book in which all of these were acked."""
    book = Book()
    for row in rows:
        book.attempt(row.client_id)
        book.ack(row.client_id, row.id, row.seq)
    return book


def seen(*ids: str) -> Thread:
    """An agent's view."""
    return Thread('c', sees_notes=True, ids=list(ids))


def test_what_went_well_is_clean() -> None:
    visitor = Thread('c', sees_notes=False, ids=['id1', 'id3'])
    assert kept(ROWS).judge(ROWS, [seen('id1', 'id2', 'id3'), visitor]).is_clean


@pytest.mark.parametrize(
    ('rows', 'viewer', 'fault'),
    [
        (ROWS[:2], seen('id1', 'id2'), 'lost'),
        ([*ROWS[:2], replace(ROWS[2], id='other')], seen('id1', 'id2', 'other'), 'lost'),
        ([*ROWS, Row('c', 4, 'id4', 'maya/3', private=False)], seen('id1', 'id2', 'id3', 'id4'), 'duplicated'),
        (ROWS, seen('id1', 'id3'), 'missed'),
        (ROWS, seen('id1', 'id3', 'id2'), 'reordered'),
        (ROWS, seen('id1', 'id2', 'id2', 'id3'), 'reordered'),
        (ROWS, seen('id1', 'id2', 'id3', 'ghost'), 'reordered'),
        ([ROWS[0], ROWS[1], replace(ROWS[2], seq=5)], seen('id1', 'id2', 'id3'), 'reordered'),
        ([replace(ROWS[0], client_id='maya/9'), *ROWS[1:]], seen('id1', 'id2', 'id3'), 'reordered'),
    ],
)
def test_each_fault_is_found(rows: list[Row], viewer: Thread, fault: str) -> None:
    verdict = kept(ROWS).judge(rows, [viewer])
    assert getattr(verdict, fault)
    assert not verdict.is_clean


def test_an_ack_that_changes_its_answer_is_a_loss() -> None:
    book = kept(ROWS)
    book.ack('maya/1', 'id7', 7)
    assert book.judge(ROWS, [seen('id1', 'id2', 'id3')]).lost


def test_a_thread_waits_for_the_message_before() -> None:
    thread = Thread('c', sees_notes=True)
    assert not thread.take({'id': 'b', 'seq': 2, 'prev_seq': 1})
    assert thread.take({'id': 'a', 'seq': 1, 'prev_seq': 0})
    assert thread.ids == ['a', 'b']
    assert thread.take({'id': 'a', 'seq': 1, 'prev_seq': 0}), 'a repetition is no gap'
    thread.take({'id': 'x', 'seq': 2, 'prev_seq': 1})
    assert (thread.ids, thread.conflicts) == (['a', 'b'], 1)
