"""Real PostgreSQL servers, one of each version at hand: the wheel's and, where it is installed, Debian's 15."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storage.embedded.postgres import program

DEBIAN = Path('/usr/lib/postgresql/15/bin')
NOBODY = 65534
FAST = ('fsync=off', 'full_page_writes=off', 'listen_addresses=', 'max_connections=100', 'timezone=UTC')


@dataclass(frozen=True)
class Server:
    """A running server that trusts whoever reaches its socket."""

    version: str
    folder: Path

    def dsn(self, database: str = 'postgres', user: str = 'postgres') -> str:
        """Where a database of it is."""
        return f'postgresql://{user}@/{database}?host={self.folder}'


def binaries() -> dict[str, Path]:
    """The versions at hand and their folders of programs."""
    found = {'18': program('postgres').parent}
    if os.environ.get('HUB_CI') == '1' and not (DEBIAN / 'initdb').exists():
        raise FileNotFoundError(f'PostgreSQL 15 has to be in {DEBIAN}')
    return {**found, '15': DEBIAN} if (DEBIAN / 'initdb').exists() else found


@contextmanager
def running(version: str, chosen: tuple[str, ...] = FAST) -> Iterator[Server]:
    """A server of this version in a folder of its own; both are gone afterwards. Fast is not safe."""
    programs = binaries()[version]
    folder = Path(tempfile.mkdtemp(prefix=f'hub-sql-{version}-'))
    user = None if os.geteuid() else NOBODY  # PostgreSQL refuses to run as root
    if user:
        os.chown(folder, user, user)
    cluster = str(folder / 'cluster')
    initdb = (
        programs / 'initdb',
        '-D',
        cluster,
        '-U',
        'postgres',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
        '-N',
    )
    subprocess.run(initdb, check=True, capture_output=True, user=user, group=user, extra_groups=[] if user else None)
    settings = [part for setting in chosen for part in ('-c', setting)]
    with (folder / 'log').open('w') as log:
        process = subprocess.Popen(
            (programs / 'postgres', '-D', cluster, '-k', folder, *settings),
            stdout=log,
            stderr=log,
            user=user,
            group=user,
            extra_groups=[] if user else None,
        )
    try:
        _wait(folder, process)
        yield Server(version, folder)
    finally:
        process.send_signal(3)  # SIGQUIT: nothing of it is kept
        process.wait(20)
        shutil.rmtree(folder)


def _wait(folder: Path, process: 'subprocess.Popen[bytes]') -> None:
    state = folder / 'cluster' / 'postmaster.pid'
    deadline = time.monotonic() + 30
    while not (state.exists() and 'ready' in state.read_text()):
        if process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError((folder / 'log').read_text())
        time.sleep(0.02)
