"""Measure the live path: `HUB_FLOORS=… uv run python -m bench.live`. Hub and floor take turns; medians of ratios count.

Each figure stands beside the target of docs/performance.md. Exit code 1 where one is missed, or a message was lost.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import floors
from bench.demo import demo
from bench.web import web

Result = dict[str, Any]
START_SECONDS, WEIGHT_MIB = 5.0, 300.0


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


@dataclass(frozen=True)
class Mode:
    """A kind of load: the load generator's words for it, and what is read off."""

    name: str
    words: tuple[str, ...]
    figures: tuple[Figure, ...]


MODES = {
    'closed': Mode(
        'closed',
        ('--duration', '4'),
        (
            Figure('messages/s', lambda r: r['throughput'], at_least=1.5),
            Figure('p99 ms, full', lambda r: r['p99_ms']),
            Figure('server us/message', lambda r: r['cpu_us_per_msg']['server']),
        ),
    ),
    'rate': Mode(
        'rate',
        ('--rate', '20', '--duration', '15'),
        (
            Figure('p50 ms at 20/s', lambda r: r['p50_ms'], at_most=1.5),
            Figure('p99 ms at 20/s', lambda r: r['p99_ms'], at_most=2.0),
        ),
    ),
    'idle': Mode(
        'idle', ('--visitors', '1000'), (Figure('KiB/idle visitor', lambda r: r['bytes_per_visitor'] / 1024, 1.5),)
    ),
    'newcomer': Mode(
        'newcomer',
        ('--count', '30'),
        (Figure('newcomer, first message p50 ms', lambda r: r['connect_and_first_message']['p50_ms']),),
    ),
}


def main() -> int:
    """Measure what was asked for and print one table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument('--rounds', type=int, default=5)
    ask.add_argument('--modes', default='start,closed,rate,idle,newcomer')
    asked = ask.parse_args()
    wanted = asked.modes.split(',')
    try:
        floors.place()
    except floors.Missing as missing:
        print(missing, file=sys.stderr)
        return 2
    print('| figure | hub | floor | ratio | of each round | target |\n|---|---|---|---|---|---|')
    with tempfile.TemporaryDirectory(prefix='hub-bench-') as folder:
        return 0 if all(_measure(wanted, asked.rounds, Path(folder, 'data'))) else 1


def _measure(wanted: list[str], rounds: int, folder: Path) -> list[bool]:
    with demo(folder):
        pass  # the first start makes the database; the second is what is timed
    with demo(folder) as running:
        held = [_start(running.seconds, running.weight())] if 'start' in wanted else []
        database_url = asyncio.run(floors.make_database(running.ready['database_url']))
        for mode in (MODES[name] for name in wanted if name in MODES):
            pairs = []
            for number in range(rounds):
                turns = [lambda: web(running, folder), lambda: floors.floor(database_url)]
                results = {}
                for which in (0, 1) if number % 2 else (1, 0):
                    with turns[which]() as target:
                        results[which] = floors.load(target, mode.name, *mode.words)
                pairs.append((results[0], results[1]))
            held += _tell(mode, pairs)
    return held


def _start(seconds: float, weight: dict[str, float]) -> bool:
    total = sum(weight.values())
    parts = ', '.join(f'{name} {mib:.0f}' for name, mib in sorted(weight.items()))
    print(f'| `hub demo` ready, s | {seconds:.1f} | | | | <= {START_SECONDS:.0f} |')
    print(f'| `hub demo` with its stores, MiB (PSS) | {total:.0f} ({parts}) | | | | <= {WEIGHT_MIB:.0f} |', flush=True)
    return seconds <= START_SECONDS and total <= WEIGHT_MIB


def _tell(mode: Mode, pairs: list[tuple[Result, Result]]) -> list[bool]:
    held = []
    for figure in mode.figures:
        ours, theirs = ([figure.take(pair[side]) for pair in pairs] for side in (0, 1))
        ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
        ratio = statistics.median(ratios)
        held.append(figure.holds(ratio))
        target = f'>= {figure.at_least}' if figure.at_least else f'<= {figure.at_most}' if figure.at_most else ''
        middles = f'{statistics.median(ours):.4g} | {statistics.median(theirs):.4g}'
        each = ' '.join(f'{one:.2f}' for one in ratios)
        print(f'| {figure.name} | {middles} | **{ratio:.2f}** | {each} | {target} |', flush=True)
    wrong = sum((ours.get('lost') or 0) + (ours.get('duplicated') or 0) for ours, _ in pairs)
    if wrong:
        print(f'| {mode.name}: lost or doubled | {wrong} | | | | 0 |', flush=True)
    return [*held, not wrong]


if __name__ == '__main__':
    sys.exit(main())
