"""A `hub demo` to measure: how long it takes to be ready, and what it weighs with its stores."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from bench.floors import Target
from storage.embedded.home import free_port

MIB = 1024 * 1024


@dataclass(frozen=True)
class Demo:
    """A running demo and what it said of itself."""

    process: 'subprocess.Popen[str]'
    ready: dict[str, Any]
    seconds: float
    """From its start until it was ready."""

    @property
    def target(self) -> Target:
        """The hub under load; its stores are its children and are left out of its cost."""
        options = (f'key={self.ready["widget_key"]}', f'token={self.ready["token"]}')
        return Target(self.ready['url'].rstrip('/'), 'hub_adapter:Hub', options, (self.process.pid,))

    def weight(self) -> dict[str, float]:
        """MiB of memory by program, shared pages shared out (PSS)."""
        weights: dict[str, float] = {}
        root = psutil.Process(self.process.pid)
        for process in (root, *root.children(recursive=True)):
            name = 'hub' if process.pid == root.pid else process.name()
            weights[name] = weights.get(name, 0) + process.memory_full_info().pss / MIB
        return weights

    def cpu_seconds(self) -> float:
        """What the hub itself has used, its stores left out."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)


@contextmanager
def demo(folder: Path) -> Iterator[Demo]:
    """Run `hub demo` on a folder, limits off, as its users start it."""
    began = time.monotonic()
    process = subprocess.Popen(
        (sys.executable, '-m', 'hub', 'demo', '--json', '--port', str(free_port()), '--data', str(folder)),
        env={**os.environ, 'RATE_LIMITS': 'off'},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        if not line:
            raise RuntimeError('hub demo ended before it was ready')
        yield Demo(process, json.loads(line), time.monotonic() - began)
    finally:
        process.terminate()
        process.wait(30)
