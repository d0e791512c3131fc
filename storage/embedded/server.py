"""One store's process: started, asked whether it is ready, stopped politely, and started again should it die.

It runs in a session of its own: Ctrl-C in the terminal is for the hub, which drains first and stops its stores last.
"""

import asyncio
import logging
import os
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import psutil

from storage.embedded.home import Home, free_port
from storage.embedded.problems import CannotStart

log = logging.getLogger(__name__)

Progress = Callable[[str], None]

_LAUNCH = Path(__file__).with_name('launch.py')
_TICK = 0.02


class _Ended(CannotStart):
    """The server ended before it was ready."""


class Server(ABC):
    """A store that we run. `start` answers when it is ready, `url` is good from then on."""

    name: ClassVar[str]
    file: ClassVar[str]
    """What its files in the folder are called."""
    patience: ClassVar[float]
    """Seconds until it must be ready."""
    farewell: ClassVar[tuple[tuple[signal.Signals, float], ...]]
    """Signals that end it, the politest first, each with the seconds it is given."""

    def __init__(self, home: Home, progress: Progress) -> None:
        self.home = home
        self.progress = progress
        self.account = home.account(self.file) or home.new_account()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Where clients reach it, password included."""

    @abstractmethod
    def command(self) -> tuple[str, ...]:
        """Program and arguments."""

    @abstractmethod
    async def answers(self) -> bool:
        """Whether it is ready; raises CannotStart if it is not ours."""

    def configuration(self) -> bytes:
        """What it reads from its standard input."""
        return b''

    async def prepare(self) -> None:  # noqa: B027 - most need nothing
        """What must be there before the first start."""

    def remains(self) -> list[psutil.Process]:
        """Processes of an earlier run that still live."""
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(self.account.pid)
            if self.account.pid and abs(process.create_time() - self.account.born) < 1:
                return [process]
        return []

    async def start(self) -> None:
        """Start; a store that a killed hub left behind is stopped first, a port that was taken meanwhile changed.

        A server that ends at once is given more tries: its predecessor may be dying still, or its port just taken.
        """
        for pause in (0.1, 0.4, 1.0, None):
            await self._clear()
            await self.prepare()
            self._remember(port=free_port(self.account.port))
            try:
                return await self._launch()
            except _Ended:
                if pause is None:
                    raise
                await asyncio.sleep(pause)
        return None

    async def stop(self) -> None:
        """End it, politely as long as that helps."""
        if self.process:
            if self.alive:
                await _end(psutil.Process(self.process.pid), self.farewell, self.process)
            self.process = None

    @property
    def alive(self) -> bool:
        """Whether our process runs."""
        return self.process is not None and self.process.poll() is None

    async def keep_alive(self) -> None:
        """Start it again whenever it ends by itself; never returns."""
        while True:
            await asyncio.sleep(0.25)
            if self.alive:
                continue
            log.error('%s ended by itself; starting it again', self.name)
            try:
                await self._clear()
                await self._launch()
                log.warning('%s runs again', self.name)
            except (CannotStart, OSError, psutil.Error) as error:
                log.error('%s', error)
                await asyncio.sleep(1)

    async def _launch(self) -> None:
        path = self.home.log(self.file)
        read_from = path.stat().st_size
        with path.open('ab') as output:
            self.process = self.spawn(self.command(), output.fileno())
        process = psutil.Process(self.process.pid)
        self._remember(pid=process.pid, born=process.create_time())
        try:
            async with asyncio.timeout(self.patience):
                while not await self.answers():
                    if not self.alive:
                        with path.open('rb') as said:
                            said.seek(read_from)
                            why = telling_line(said.read())
                        raise _Ended(f'{self.name} did not start: {why} (log: {path})')
                    await asyncio.sleep(_TICK)
        except BaseException as error:
            await self.stop()
            if isinstance(error, TimeoutError):
                raise CannotStart(f'{self.name} was not ready after {self.patience:.0f} s (log: {path})') from None
            raise

    def spawn(self, command: tuple[str, ...], output: int) -> subprocess.Popen[bytes]:
        """Run a program of the store as whoever runs the store."""
        user, group = map(str, self.home.user) if self.home.user else ('-', '-')
        death = str(int(self.farewell[0][0]))
        launch = (sys.executable, '-I', '-S', str(_LAUNCH), str(os.getpid()), death, user, group)
        process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            (*launch, *command),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
            cwd='/',
            env={'PATH': os.defpath, 'LC_ALL': 'C', 'TZ': 'UTC'},
        )
        assert process.stdin is not None  # noqa: S101 - for the type checker: we asked for a pipe
        with suppress(BrokenPipeError), process.stdin as configuration:
            configuration.write(self.configuration())
        return process

    async def _clear(self) -> None:
        remains = self.remains()
        if remains:
            self.progress(f'Stopping the {self.name} that an earlier run left behind')
        for process in remains:
            await _end(process, self.farewell)

    def _remember(self, **news: float) -> None:
        account = self.account.model_copy(update=news)
        if account != self.account or not self.home.account(self.file):
            self.account = account
            self.home.remember(self.file, account)


async def _end(
    process: psutil.Process,
    farewell: tuple[tuple[signal.Signals, float], ...],
    child: subprocess.Popen[bytes] | None = None,
) -> None:
    for number, seconds in (*farewell, (signal.SIGKILL, 5.0)):
        with suppress(psutil.NoSuchProcess, ProcessLookupError):
            process.send_signal(number)
        with suppress(TimeoutError):
            await until(lambda: child.poll() is not None if child else not _runs(process), seconds)
            break


def _runs(process: psutil.Process) -> bool:
    # in a container nobody may reap the dead
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


async def until(condition: Callable[[], bool], seconds: float) -> None:
    """Wait for what a process does; processes can only be asked. Raises TimeoutError.

    A clock of its own, for asyncio.timeout is confused in a task that was cancelled, and this runs there: at the end.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        await asyncio.sleep(_TICK)


def telling_line(output: bytes) -> str:
    """The line of what a program said that tells why."""
    lines = [line.strip() for line in output.decode(errors='replace').splitlines() if line.strip()]
    telling = [line for line in lines if 'FATAL' in line or 'rror' in line]
    return (telling or lines or ['it said nothing'])[-1]
