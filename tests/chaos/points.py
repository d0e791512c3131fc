"""The crash points of the code, found by reading it, so that none is forgotten when a new one is added."""

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ('hub', 'handlers', 'storage', 'channels')
OF_WORKERS = (
    'hub/worker.py',
    'hub/jobs.py',
    'hub/providers/outbound.py',
    'hub/providers/pulling.py',
    'hub/writing/sending_later.py',
    'hub/webhooks/webhook_deliveries.py',
    'hub/webhooks/webhook_events.py',
)
"""Where points are that only a worker passes."""
OF_BOTH = frozenset(
    (
        'before_commit',
        'committed',
        'before_publish',
        'published',
        'before_telling',
        'drain_committing',
        'drain_committed',
    )
)
"""What a worker passes as often as a web process does; it is killed at them in both."""
OF_LOST_BELLS = frozenset(('before_retelling',))
"""Passed only by who has missed a bell: until it comes by, its Redis is out of reach."""


@dataclass(frozen=True)
class Point:
    """A call of `crash` with its name."""

    name: str
    place: str
    """module.py:line"""

    @property
    def is_reached_by_draining(self) -> bool:
        """Only a process that was told to end passes it."""
        return self.name.startswith('drain_')

    @property
    def is_reached_by_lost_bells(self) -> bool:
        """Only a process that does not hear the others passes it."""
        return self.name in OF_LOST_BELLS

    @property
    def is_of_web(self) -> bool:
        """A web process comes by."""
        return self.place.partition(':')[0] not in OF_WORKERS

    @property
    def is_of_worker(self) -> bool:
        """A worker comes by."""
        return not self.is_of_web or self.name in OF_BOTH


@cache
def points() -> tuple[Point, ...]:
    """Every crash point, in the order of the files, which are read once.

    Raises ValueError for a name that is not a plain string.
    """
    found = []
    for path, tree in trees():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id == 'crash':
                place = f'{path.relative_to(ROOT)}:{call.lineno}'
                match call.args:
                    case [ast.Constant(value=str(name))]:
                        found.append(Point(name, place))
                    case _:
                        raise ValueError(f'{place}: a crash point has one name, written out')
    return tuple(found)


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Each of our modules, parsed."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob('*.py')):
            yield path, _parsed(path)


def _parsed(path: Path) -> ast.Module:
    """A collection in the middle, and what it ends parsing too, lets Python 3.11 lose count of its depth."""
    gc.disable()
    try:
        return ast.parse(path.read_text())
    finally:
        gc.enable()
