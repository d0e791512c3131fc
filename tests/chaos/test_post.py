"""The checker of what goes through a provider finds what it is there to find."""

from dataclasses import replace

import pytest

from hub.model.message import MessageStatus
from tests.chaos.post import Outgoing, judged

SENT = [Outgoing(f'id{seq}', 'c', seq, f'maya/{seq}', MessageStatus.SENT, was_unknown=False) for seq in (1, 2, 3)]
TAKEN = [{'ref': message.id} for message in SENT]


def test_what_was_taken_once_and_in_order_is_fine() -> None:
    found = judged(SENT, TAKEN, {})
    assert (found.lost, found.duplicated, found.unexpected, found.reordered) == ((), (), (), ())
    assert (found.sent, found.unknown, found.failed) == (3, 0, 0)


@pytest.mark.parametrize(
    ('messages', 'letters', 'told', 'fault'),
    [
        (SENT, TAKEN[:2], {}, 'lost'),
        ([*SENT[:2], replace(SENT[2], status=MessageStatus.QUEUED)], TAKEN, {}, 'lost'),
        ([*SENT[:2], replace(SENT[2], status=MessageStatus.SENDING)], TAKEN[:2], {}, 'lost'),
        (SENT, TAKEN, {'id2': MessageStatus.READ}, 'lost'),
        (SENT, [*TAKEN, TAKEN[0]], {}, 'duplicated'),
        (SENT, [*TAKEN, {'ref': 'id9'}], {}, 'unexpected'),
        (SENT, [TAKEN[1], TAKEN[0], TAKEN[2]], {}, 'reordered'),
    ],
)
def test_each_fault_on_the_way_out_is_found(
    messages: list[Outgoing], letters: list[dict[str, str]], told: dict[str, MessageStatus], fault: str
) -> None:
    assert getattr(judged(messages, letters, told), fault)


def test_what_nobody_knows_is_counted_and_promises_nothing() -> None:
    doubted = replace(SENT[0], status=MessageStatus.UNKNOWN, was_unknown=True)
    for letters in (TAKEN, TAKEN[1:], [*TAKEN[1:], TAKEN[0]]):  # taken, not taken, taken late
        found = judged([doubted, *SENT[1:]], letters, {})
        assert (found.unknown, found.lost, found.duplicated, found.reordered) == (1, (), (), ())
