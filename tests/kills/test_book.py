"""The checker finds what it is there to find: a judge who never says guilty proves nothing."""

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from tests.kills.book import Book, Row
from tests.kills.journal import Journal
from tests.kills.thread import Thread

ROWS = [Row('c', seq, f'id{seq}', f'maya/{seq}', private=seq == 2) for seq in (1, 2, 3)]


def kept(rows: list[Row]) -> Book:
    """A book in which all of these were acked."""
    book = Book()
    for row in rows:
        book.attempt(row.key)
        book.ack(row.key, row.id, row.seq)
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
        ([*ROWS, Row('d', 1, 'id5', 'maya/4', private=False)], seen('id1', 'id2', 'id3'), 'duplicated'),
        ([*ROWS, Row('c', 4, 'id4', 'ghost/1', private=False)], seen('id1', 'id2', 'id3', 'id4'), 'unexpected'),
        ([replace(ROWS[0], key='maya/9'), *ROWS[1:]], seen('id1', 'id2', 'id3'), 'reordered'),
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


def test_what_a_hurried_sender_had_to_resend_may_stand_behind() -> None:
    late = [replace(ROWS[0], key='maya/2'), replace(ROWS[1], key='maya/1', private=False)]
    book = kept(late)
    book.hurried.add('maya')
    assert book.judge(late, []).reordered, 'sent once each, in this order'
    book.attempt('maya/1')
    assert book.judge(late, []).keeps_its_promises


def test_what_was_never_acked_is_recovered_and_breaks_no_promise() -> None:
    book = kept(ROWS[:2])
    book.attempt('maya/3')
    verdict = book.judge(ROWS, [])
    assert verdict.recovered == ('maya/3',)
    assert verdict.keeps_its_promises
    assert not verdict.is_clean


def test_the_journal_says_what_was_tried_and_what_came_of_it(tmp_path: Path) -> None:
    book = Book(Journal(tmp_path))
    book.attempt('maya/1', 'web0')
    book.wonder('maya/1')
    book.attempt('maya/1', 'web1')
    book.refuse('maya/1', 'unavailable')
    book.ack('maya/1', 'id1', 1)
    lines = [orjson.loads(line) for line in (tmp_path / 'maya.jsonl').read_bytes().splitlines()]
    assert [line['f'] for line in lines] == ['invoke', 'info', 'invoke', 'fail', 'ok']


def test_an_accepted_letter_has_to_be_stored_and_may_stand_anywhere() -> None:
    book = Book()
    for number in (1, 2):
        book.attempt(f'cleo/{number}')
        book.accept(f'cleo/{number}')
    rows = [Row('c', 1, 'id1', 'cleo/2', private=False), Row('c', 2, 'id2', 'cleo/1', private=False)]
    viewer = seen('id1', 'id2')
    assert book.judge(rows, [viewer]).is_clean
    assert book.judge(rows[:1], [seen('id1')]).lost == ('cleo/1',)
