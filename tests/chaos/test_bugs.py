"""The checker proves itself: each planted bug has to be found, or a green run means nothing."""

from pathlib import Path

import pytest

from tests.chaos.bugs import BUGS
from tests.chaos.run import Plan, chaos

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group('chaos'), pytest.mark.timeout(420)]

FOUND = {
    'acknowledge_before_commit': 'lost',
    'accept_before_commit': 'lost',
    'dedupe_off': 'duplicated',
    'id_cursor': 'missed',
    'parallel_handlers': 'reordered',
}
ROWS = {
    'acknowledge_before_commit': ['F5'],
    'accept_before_commit': ['F1'],
    'dedupe_off': ['F9'],
    'id_cursor': ['F2'],
    'parallel_handlers': ['F2'],
}
LONGEST_MINUTES = 2.5
"""A bug breaks other promises too, within a strike or two; a run goes on until it broke the one it is here for."""


def test_every_bug_is_planted_once() -> None:
    assert FOUND.keys() == ROWS.keys() == BUGS.keys()


@pytest.mark.parametrize('bug', BUGS)
async def test_the_checker_finds(bug: str, tmp_path: Path) -> None:
    said: list[str] = []
    plan = Plan(
        minutes=LONGEST_MINUTES,
        seed=1,
        rows=ROWS[bug],
        program=('tests.chaos.buggy_web', bug),
        halt_every=1,
        until=FOUND[bug],
    )
    is_fine, summary = await chaos(plan, tmp_path, said.append)
    assert not is_fine, f'nobody noticed: {summary}'
    assert f'{FOUND[bug]} 0' not in summary, summary
