"""Measure the live path: `HUB_FLOORS=… uv run python -m bench.live`. Hub and floor take turns; medians of ratios count.

Each figure stands beside its target. Exit code 1 where one is missed, or a message was lost or doubled.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import floors
from bench.demo import demo
from bench.floors import Target
from bench.stores import Standing, standing
from bench.web import web

Result = dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """One number of a result, and how it may stand to the floor's."""

    name: str
    take: Callable[[Result], float]
    at_most: float | None = None
    at_least: float | None = None

    def holds(self, ratio: float) -> bool:
        """Whether a ratio is within its target; without one everything is."""
        return (self.at_most is None or ratio <= self.at_most) and (self.at_least is None or ratio >= self.at_least)

    @property
    def target(self) -> str:
        """In words."""
        return f'>= {self.at_least}' if self.at_least else f'<= {self.at_most}' if self.at_most else ''


@dataclass(frozen=True)
class Mode:
    """A kind of load: the load generator's words for it, and what is read off."""

    kind: str
    words: tuple[str, ...]
    figures: tuple[Figure, ...]
    adapter: str = 'hub_adapter:Hub'
    count: int = 1
    """Web processes."""
    options: tuple[str, ...] = ()
    """What both sides' adapters are told."""
    floor: dict[str, Any] = field(default_factory=dict)
    """What the floor is started with."""


def _rate(result: Result) -> float:
    return float(result['throughput'])


MODES = {
    'closed': Mode(
        'closed',
        ('--duration', '4'),
        (
            Figure('messages/s', _rate, at_least=2.0),
            Figure('p99 ms under that load', lambda r: r['p99_ms']),
            Figure('server us a message', lambda r: r['cpu_us_per_msg']['server'], at_most=0.8),
            Figure('PostgreSQL us a message', lambda r: r['cpu_us_per_msg']['store'], at_most=0.4),
        ),
    ),
    'node': Mode(
        'closed',
        ('--duration', '4'),
        (Figure('messages/s beside FLOOR node', _rate, at_least=1.0),),
        floor={'node': True},
    ),
    'rate': Mode(
        'rate',
        ('--rate', '20', '--duration', '15'),
        (
            Figure('p50 ms at 20/s', lambda r: r['p50_ms'], at_most=1.3),
            Figure('p99 ms at 20/s', lambda r: r['p99_ms'], at_most=1.5),
        ),
    ),
    'everybody': Mode(
        'closed',
        ('--duration', '4'),
        (Figure('messages/s, each to ten agents', _rate, at_least=1.3),),
        adapter='desks:Everybody',
        options=('fanout=10',),
        floor={'FANOUT': 'all'},
    ),
    'two': Mode(
        'closed',
        ('--duration', '4'),
        (Figure('messages/s through two processes', _rate, at_least=1.4),),
        adapter='desks:TwoDoors',
        count=2,
        floor={'count': 2},
    ),
    'idle': Mode(
        'idle', ('--visitors', '1000'), (Figure('KiB/idle visitor', lambda r: r['bytes_per_visitor'] / 1024, 1.3),)
    ),
    'newcomer': Mode(
        'newcomer',
        ('--count', '30'),
        (Figure('newcomer, first message p50 ms', lambda r: r['connect_and_first_message']['p50_ms'], at_most=2.0),),
    ),
}
USUAL = 'closed,rate,everybody,two,idle,newcomer'


@dataclass(frozen=True)
class Place:
    """Where hub and floor take turns."""

    ready: dict[str, Any]
    stores: Standing
    folder: Path
    floor_url: str

    def hub(self, mode: Mode) -> AbstractContextManager[Target]:
        """The hub's processes for a mode."""
        return web(self.ready, self.stores, self.folder, mode.adapter, mode.count)

    def floor(self, mode: Mode) -> AbstractContextManager[Target]:
        """The floor's."""
        shared = {'REDIS': self.stores.redis_url} if mode.floor.get('count') else {}
        return floors.floor(self.floor_url, **{**mode.floor, **shared})


def main() -> int:
    """Measure what was asked for and print one table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument('--rounds', type=int, default=5)
    ask.add_argument('--modes', default=USUAL, help=f'of {", ".join(MODES)}')
    asked = ask.parse_args()
    try:
        floors.place()
    except floors.Missing as missing:
        print(missing, file=sys.stderr)
        return 2
    print('| figure | hub | floor | ratio | of each round | target |\n|---|---|---|---|---|---|')
    with tempfile.TemporaryDirectory(prefix='hub-bench-') as made:
        folder = Path(made, 'data')
        with demo(folder) as said:
            ready = said
        with standing(folder) as stores:
            place = Place(ready, stores, folder, asyncio.run(floors.make_database(stores.database_url)))
            held = [_measure(MODES[name], asked.rounds, place) for name in asked.modes.split(',')]
    return 0 if all(held) else 1


def _measure(mode: Mode, rounds: int, place: Place) -> bool:
    pairs: list[tuple[Result, Result]] = []
    for number in range(rounds):
        results: dict[int, Result] = {}
        for which in (0, 1) if number % 2 else (1, 0):
            with (place.hub, place.floor)[which](mode) as target:
                options = [word for option in mode.options for word in ('--opt', option)]
                results[which] = floors.load(target, place.stores.postgres, mode.kind, *options, *mode.words)
        pairs.append((results[0], results[1]))
    wrong = sum((ours.get('lost') or 0) + (ours.get('duplicated') or 0) for ours, _ in pairs)
    if wrong:
        print(f'| {mode.kind}: lost or doubled | {wrong} | | | | 0 |', flush=True)
    held = [_tell(figure, pairs) for figure in mode.figures]
    return all(held) and not wrong


def _tell(figure: Figure, pairs: list[tuple[Result, Result]]) -> bool:
    ours, theirs = ([figure.take(pair[side]) for pair in pairs] for side in (0, 1))
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    ratio = statistics.median(ratios)
    middles = f'{statistics.median(ours):.4g} | {statistics.median(theirs):.4g}'
    each = ' '.join(f'{one:.2f}' for one in ratios)
    print(f'| {figure.name} | {middles} | **{ratio:.2f}** | {each} | {figure.target} |', flush=True)
    return figure.holds(ratio)


if __name__ == '__main__':
    sys.exit(main())
