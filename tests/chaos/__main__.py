"""The harness: `uv run python -m tests.chaos --minutes 10 --seed 1`. See docs/reliability.md."""

import argparse
import asyncio
import logging
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import uvloop

from tests.chaos.nemesis import ALL
from tests.chaos.run import Plan, chaos


def main() -> int:
    """0 only if nothing was lost, doubled, reordered or missed."""
    plan = _plan()
    _in_mounts_of_our_own()
    for name in ('asyncio', 'engineio', 'socketio'):  # sessions that were cut while they were opened
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix='hub-chaos-') as given:
        folder = Path(given)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            is_fine, summary = runner.run(_ended_by_sigterm(chaos(plan, folder, sys.stdout.write)))
        if not is_fine or plan.keep:
            kept = shutil.copytree(folder, tempfile.mkdtemp(prefix='hub-chaos-kept-'), dirs_exist_ok=True)
            sys.stdout.write(f'logs and journals: {kept}\n')
    sys.stdout.write(summary + '\n')
    return 0 if is_fine else 1


async def _ended_by_sigterm(work: Coroutine[Any, Any, tuple[bool, str]]) -> tuple[bool, str]:
    """Told to end, we end what we started."""
    task = asyncio.ensure_future(work)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await task


def _plan() -> Plan:
    given = argparse.ArgumentParser(prog='python -m tests.chaos', description=(__doc__ or '').splitlines()[0])
    given.add_argument('--minutes', type=float, default=10.0, help='how long to rage (10)')
    given.add_argument('--seed', type=int, default=1, help='decides the order of the faults and what people do (1)')
    given.add_argument('--rate', type=float, default=60.0, help='messages a second that everybody aims at (60)')
    given.add_argument('--rows', default=','.join(ALL), help='rows of the fault matrix, by default all')
    given.add_argument('--keep', action='store_true', help='keep logs and journals of a good run too')
    read = given.parse_args()
    rows = read.rows.split(',')
    if wrong := [row for row in rows if row not in ALL]:
        given.error(f'no such row: {", ".join(wrong)}')
    return Plan(minutes=read.minutes, seed=read.seed, rate=read.rate, rows=rows, keep=read.keep)


def _in_mounts_of_our_own() -> None:
    """Begin anew in a mount namespace, so that the small disk ends with us whatever happens."""
    unshare = shutil.which('unshare')
    if os.geteuid() == 0 and unshare and 'HUB_CHAOS_OWN_MOUNTS' not in os.environ:
        os.environ['HUB_CHAOS_OWN_MOUNTS'] = '1'
        os.execv(unshare, [unshare, '--mount', sys.executable, '-m', 'tests.chaos', *sys.argv[1:]])  # noqa: S606


if __name__ == '__main__':
    sys.exit(main())
