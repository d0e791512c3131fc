"""`hub web` processes over standing stores, fresh for each measurement."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench.floors import Target, wait_for
from bench.stores import Standing
from storage.embedded.home import free_port


@contextmanager
def web(ready: dict[str, Any], standing: Standing, folder: Path, adapter: str, count: int = 1) -> Iterator[Target]:
    """Processes that know the demo's tokens and its widget; `ready` is what `hub demo --json` said."""
    with ExitStack() as stack:
        served = [stack.enter_context(process(standing, folder)) for _ in range(count)]
        urls = [url for url, _ in served]
        options = [f'key={ready["widget_key"]}', f'token={ready["token"]}']
        options += [f'also={url}' for url in urls[1:]]
        yield Target(urls[0], adapter, tuple(options), tuple(pid for _, pid in served))


@contextmanager
def process(standing: Standing, folder: Path) -> Iterator[tuple[str, int]]:
    """One of them: its address and its process. The folder has `secret_keys`."""
    port = free_port()
    environment = {
        **os.environ,
        'DATABASE_URL': standing.database_url,
        'REDIS_URL': standing.redis_url,
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
        yield f'http://127.0.0.1:{port}', process.pid
    finally:
        process.terminate()
        process.wait(30)
