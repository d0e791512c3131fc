"""Stores in a process of their own, and what is left of them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[2]


@dataclass
class Holder:
    """A process that holds the stores of a folder."""

    process: subprocess.Popen[str]
    database_url: str
    redis_url: str


Hold = Callable[..., Holder]


@pytest.fixture
def hold(tmp_path: Path) -> Iterator[Hold]:
    """Run the stores of a folder in a process of its own, optionally as another user."""
    holders: list[subprocess.Popen[str]] = []

    def start(folder: Path = tmp_path / 'stores', *before: str) -> Holder:
        process = subprocess.Popen(
            (*before, sys.executable, '-m', 'tests.embedded.holder', str(folder)),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        holders.append(process)
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline().split()
        if not line:
            raise AssertionError(process.stderr.read())
        return Holder(process, *line)

    yield start
    for process in holders:
        process.terminate()
        process.communicate(timeout=20)
    assert not until_gone(tmp_path)


def servers(folder: Path) -> list[psutil.Process]:
    """The server processes that belong to a folder."""
    needle = str(folder)
    return [
        process
        for process in psutil.process_iter(['cmdline', 'cwd'])
        if needle in ' '.join(process.info['cmdline'] or ()) and 'holder' not in ' '.join(process.info['cmdline'])
        if process.pid != os.getpid()
    ]


def until_gone(folder: Path, seconds: float = 10) -> list[psutil.Process]:
    """What still lives of a folder's stores when it should have ended."""
    deadline = time.monotonic() + seconds
    while (left := servers(folder)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left
