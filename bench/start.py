"""How long `hub demo` takes until it is ready once all is installed and built, and what it weighs with its stores.

    uv run python -m bench.start

Promised: at most 5 s and 300 MB (PSS: memory that processes share counts in parts).
"""

import json
import os
import signal
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import psutil

STARTS = 5
MOST_SECONDS, MOST_MB = 5.0, 300.0


def start(folder: Path) -> tuple[float, float]:
    """One start and stop: seconds until ready, megabytes then."""
    began = time.monotonic()
    command = ('uv', 'run', 'hub', 'demo', '--json', '--port', '0', '--data', str(folder))
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True, text=True) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        seconds = time.monotonic() - began
        megabytes = sum(proportional_mb(pid) for pid in _family(ready['pids']))
        os.killpg(process.pid, signal.SIGTERM)
    return seconds, megabytes


def proportional_mb(pid: int) -> float:
    """Memory of one process."""
    lines = Path(f'/proc/{pid}/smaps_rollup').read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith('Pss:')) / 1024


def _family(pids: list[int]) -> list[int]:
    return [*pids, *(child.pid for pid in pids for child in psutil.Process(pid).children(recursive=True))]


def main() -> None:
    """Print one line of JSON; exit status 1 where the promise is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        first, *others = [start(Path(folder, 'data')) for _ in range(STARTS + 1)]
    seconds = statistics.median(each for each, _ in others)
    megabytes = max(each for _, each in (first, *others))
    print(json.dumps({'first_s': round(first[0], 2), 'ready_s': round(seconds, 2), 'pss_mb': round(megabytes)}))
    if seconds > MOST_SECONDS or megabytes > MOST_MB:
        raise SystemExit(1)


if __name__ == '__main__':
    main()
