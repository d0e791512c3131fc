"""The checker of webhooks finds what it is there to find."""

import random

import pytest

from tests.chaos.receivers import Program
from tests.kills.book import Row

ROWS = [Row('c', seq, f'id{seq}', f'maya/{seq}', private=False) for seq in (1, 2, 3)]


def told(*seqs: int) -> Program:
    """A journal; each message under an id of its own."""
    program = Program(random.Random(1))
    for seq in seqs:
        data = {'conversation': {'id': 'c'}, 'message': {'seq': seq, 'id': f'id{seq}'}}
        program._enter(f'd{seq}', {'type': 'message.created', 'data': data})
    return program


def test_a_whole_journal_is_fine() -> None:
    assert told(1, 2, 3).faults(ROWS) == []


@pytest.mark.parametrize(
    ('program', 'fault'),
    [
        (told(1, 3), 'never told'),
        (told(1, 3, 2), 'not told in their order'),
        (told(1, 2, 3, 4), 'not stored'),
    ],
)
def test_each_fault_is_found(program: Program, fault: str) -> None:
    (found,) = program.faults(ROWS)
    assert fault in found


def test_one_message_under_two_ids_is_told_twice() -> None:
    program = told(1, 2, 3)
    program.told['c'].append((3, 'id3', 'another'))
    (found,) = program.faults(ROWS)
    assert 'two ids' in found
