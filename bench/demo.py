"""A `hub demo` to take a tenant, its owner's token and its website chat from."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from storage.embedded.home import free_port


@contextmanager
def demo(folder: Path) -> Iterator[dict[str, Any]]:
    """Run `hub demo` on a folder; what it said of itself."""
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
        yield json.loads(line)
    finally:
        process.terminate()
        process.wait(30)
