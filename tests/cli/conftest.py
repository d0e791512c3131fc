"""The command line as its users have it: a process, its output, its signals."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from storage.embedded.home import free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 100.0
"""Seconds for a start that may have to build the frontends, on a machine that runs other tests as well."""

_OURS = ('DATABASE_URL', 'REDIS_URL', 'SECRET_KEYS', 'DATA_DIR', 'PORT', 'HOST', 'PUBLIC_URL', 'RATE_LIMITS')


class Process:
    """A running `hub …` in a process group of its own, as a terminal would start it."""

    def __init__(self, *words: str, **environment: str) -> None:
        self.popen = subprocess.Popen(
            (sys.executable, '-m', 'hub', *words),
            cwd=ROOT,
            env=clean_environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def ready(self) -> dict[str, Any]:
        """What `--json` says."""
        assert self.popen.stdout is not None
        line = self.popen.stdout.readline()
        if not line:
            raise AssertionError(self.popen.communicate()[1])
        said: dict[str, Any] = json.loads(line)
        return said

    def until(self, words: str) -> str:
        """Read what is said on the terminal until these words come; their line."""
        assert self.popen.stderr is not None
        heard = []
        for line in self.popen.stderr:
            heard.append(line)
            if words in line:
                return line
        raise AssertionError(''.join(heard))

    def tell(self, number: signal.Signals) -> None:
        """A signal to the whole group, as Ctrl-C or a supervisor sends it."""
        os.killpg(self.popen.pid, number)

    def end(self, seconds: float = 20) -> tuple[int, str, str]:
        """Exit code, and what else was said, within the seconds we promise."""
        output, errors = self.popen.communicate(timeout=seconds)
        return self.popen.returncode, output, errors


Start = Callable[..., Process]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start `hub …`; whatever still runs when the test ends is ended, and must have left nothing."""
    yield from started(tmp_path)


def started(folder: Path) -> Iterator[Start]:
    """As a generator, for fixtures of other scopes."""
    processes: list[Process] = []

    def begin(*words: str, **environment: str) -> Process:
        processes.append(Process(*words, **environment))
        return processes[-1]

    yield begin
    for process in processes:
        if process.popen.poll() is None:
            process.tell(signal.SIGTERM)
        process.end()
    assert not left_of(folder)


def demo_words(folder: Path) -> tuple[str, ...]:
    """The command line of a demo on a free port."""
    return 'demo', '--json', '--port', str(free_port()), '--data', str(folder)


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    return subprocess.run(
        (sys.executable, '-m', 'hub', *words),
        cwd=ROOT,
        env=clean_environment(environment),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def clean_environment(others: dict[str, str]) -> dict[str, str]:
    """Nothing of the machine's own settings."""
    return {**{name: value for name, value in os.environ.items() if name not in _OURS}, **others}


def left_of(folder: Path, seconds: float = 10) -> list[str]:
    """Command lines of processes that still work in or on a folder."""
    deadline = time.monotonic() + seconds
    while (left := _processes_of(folder)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def _processes_of(folder: Path) -> list[str]:
    everything = psutil.process_iter(['pid', 'cmdline', 'cwd'])
    return [
        ' '.join(process.info['cmdline'] or ())
        for process in everything
        if process.info['pid'] != os.getpid()
        and (
            str(folder) in ' '.join(process.info['cmdline'] or ())
            or (process.info['cwd'] or '').startswith(str(folder))
        )
    ]
