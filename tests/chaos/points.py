"""The crash points of the code, found by reading it, so that none is forgotten when a new one is added."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ('hub', 'handlers', 'storage', 'channels')
OF_WORKERS = ('hub/worker.py',)
"""Where points are that only a worker passes."""
OF_CHANNELS = ('hub/ingest.py', 'hub/jobs.py', 'hub/outbound.py', 'hub/updates.py')
"""Where points are that nobody passes who has the website's chat alone; `tests/channels/test_kills.py` kills there."""


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
    def is_of_worker(self) -> bool:
        """A web process never comes by."""
        return self.place.partition(':')[0] in OF_WORKERS

    @property
    def is_of_channels(self) -> bool:
        """Passed when a provider's channel works."""
        return self.place.partition(':')[0] in OF_CHANNELS or self.name == 'heard_update'


def points() -> list[Point]:
    """Every crash point, in the order of the files. Raises ValueError for a name that is not a plain string."""
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
    return found


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Each of our modules, parsed."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob('*.py')):
            yield path, ast.parse(path.read_text())
