"""An installation as an operator has it: stores in a keeper's hands, web processes, all killable."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.error import URLError
from urllib.request import urlopen

import asyncpg
import psutil

from storage.embedded.home import free_port

ROOT = Path(__file__).parents[2]
READY_SECONDS = 90.0
DRAINED_SECONDS = 20.0
COMPANY, OWNER = 'Birkfell', 'maya@birkfell.example'
_OURS = ('DATABASE_URL', 'REDIS_URL', 'SECRET_KEYS', 'DATA_DIR', 'PORT', 'HOST', 'PUBLIC_URL', 'RATE_LIMITS')


@dataclass
class Process:
    """One process of the hub's; what it says goes to its log. `words`: module and arguments."""

    environment: dict[str, str]
    log: Path
    words: tuple[str, ...] = ('hub', 'worker')
    process: 'subprocess.Popen[bytes] | None' = None
    log_began: int = field(default=0, init=False)
    """Where in its log the words of this start begin."""

    def start(self, **more: str) -> None:
        """Begin, with more settings this once."""
        with self.log.open('ab') as log:
            self.log_began = log.tell()
            self.process = run(self.words, {**self.environment, **more}, log)

    @property
    def is_alive(self) -> bool:
        """Whether it runs, be it suspended."""
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """As the kernel does when memory is short."""
        assert self.process
        self.process.kill()
        self.process.wait(10)

    def told(self, number: signal.Signals) -> None:
        """SIGTERM as a supervisor does before an upgrade; SIGSTOP as a machine that hangs."""
        assert self.process
        self.process.send_signal(number)


@dataclass
class Web(Process):
    """One `hub web`; started again it listens at the same address."""

    words: tuple[str, ...] = ('hub', 'web')
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f'http://127.0.0.1:{self.port}'

    def start(self, **more: str) -> None:
        """Begin; `until_ready` says when it is."""
        super().start(PORT=str(self.port), **more)

    async def until_ready(self) -> None:
        """Wait until it may be sent work."""
        await until(lambda: answers(f'{self.url}/readyz'), READY_SECONDS, self.log)


@dataclass
class Stores:
    """Embedded stores in a keeper process that starts again what dies, as `hub serve` does."""

    folder: Path
    database_url: str
    redis_url: str
    keeper: 'subprocess.Popen[str]'

    @classmethod
    def start(cls, folder: Path) -> 'Stores':
        """Hold the stores of a folder."""
        log = folder.with_suffix('.log').open('w')
        words = (sys.executable, '-m', 'tests.embedded.holder', str(folder))
        keeper = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)
        log.close()
        assert keeper.stdout
        addresses = keeper.stdout.readline().split()
        assert len(addresses) == 2, folder.with_suffix('.log').read_text()
        return cls(folder, addresses[0], addresses[1], keeper)

    def stop(self) -> None:
        """End the keeper, and with it the stores."""
        self.keeper.terminate()
        self.keeper.communicate(timeout=20)

    def lose_everything(self) -> None:
        """The folder is gone; empty stores stand in its place, at other addresses."""
        self.stop()
        shutil.rmtree(self.folder)
        fresh = Stores.start(self.folder)
        self.database_url, self.redis_url, self.keeper = fresh.database_url, fresh.redis_url, fresh.keeper

    def suspend(self) -> None:
        """The keeper starts nothing again until `resume`: an outage that lasts."""
        self.keeper.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """It looks after its stores again."""
        self.keeper.send_signal(signal.SIGCONT)

    def valkey(self) -> list[psutil.Process]:
        """Its process."""
        return [child for child in psutil.Process(self.keeper.pid).children() if 'valkey' in child.name()]

    def postgres(self) -> list[psutil.Process]:
        """The postmaster and everything it started, the postmaster first."""
        heads = [child for child in psutil.Process(self.keeper.pid).children() if child.name() == 'postgres']
        return [process for head in heads for process in (head, *head.children(recursive=True))]


def kill(processes: list[psutil.Process]) -> None:
    """All at once, without a word."""
    assert processes, 'there was nothing to kill'
    for process in processes:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue


def run(words: Sequence[str], environment: dict[str, str], log: IO[bytes]) -> 'subprocess.Popen[bytes]':
    """A module's process that sees nothing of the machine's own settings."""
    return subprocess.Popen(
        (sys.executable, '-m', *words),
        cwd=ROOT,
        env=clean(environment),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def say(environment: dict[str, str], *words: str) -> str:
    """What a command prints that ends by itself."""
    done = subprocess.run(
        (sys.executable, '-m', 'hub', *words),
        cwd=ROOT,
        env=clean(environment),
        capture_output=True,
        text=True,
        timeout=READY_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def clean(environment: dict[str, str]) -> dict[str, str]:
    """These settings, and nothing of the machine's own."""
    return {**{name: value for name, value in os.environ.items() if name not in _OURS}, **environment}


def answers(url: str) -> bool:
    """Whether a GET is answered 200."""
    try:
        with urlopen(url, timeout=2) as response:  # noqa: S310 - our own processes
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


async def until(holds: Callable[[], bool], seconds: float, log: Path | None = None) -> None:
    """Wait for what a process does. Fails with the end of its log."""
    deadline = time.monotonic() + seconds
    while not await asyncio.to_thread(holds):
        if time.monotonic() > deadline:
            raise AssertionError(log.read_text()[-3000:] if log else 'it did not happen in time')
        await asyncio.sleep(0.05)


async def stored(database_url: str, company: str = COMPANY) -> list[Any]:
    """Every message of a tenant, conversation by conversation in their order, seen by the superuser."""
    connection = await asyncpg.connect(database_url)
    try:
        return await connection.fetch(
            'SELECT m.conversation_id, m.seq, m.id, m.content_text, m.private'
            ' FROM messages m JOIN tenants t ON t.id = m.tenant_id'
            ' WHERE t.name = $1 ORDER BY m.conversation_id, m.seq',
            company,
        )
    finally:
        await connection.close()
