"""A `hub web` of its own over a running demo's stores: its cost is the hub's alone, without the stores'."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.demo import Demo
from bench.floors import Target, wait_for
from storage.embedded.home import free_port


@contextmanager
def web(demo: Demo, folder: Path) -> Iterator[Target]:
    """A fresh process that knows the demo's tokens and its widget."""
    port = free_port()
    environment = {
        **os.environ,
        'DATABASE_URL': demo.ready['database_url'],
        'REDIS_URL': demo.ready['redis_url'],
        'SECRET_KEYS': (folder / 'secret_keys').read_text().strip(),
        'DATA_DIR': str(folder),
        'PORT': str(port),
        'RATE_LIMITS': 'off',
    }
    with (folder / f'web-{port}.log').open('wb') as log:
        process = subprocess.Popen(
            (sys.executable, '-m', 'hub', 'web'), env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        wait_for(f'http://127.0.0.1:{port}/readyz', process)
        yield Target(f'http://127.0.0.1:{port}', demo.target.adapter, demo.target.options, (process.pid,))
    finally:
        process.terminate()
        process.wait(30)
