"""Runs a command until it is done or told to end: the first SIGTERM or Ctrl-C ends it in order, stores last."""

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable

import uvloop

from hub.logs import log_lost_exceptions


class Ending:
    """Whether the process was told to end. A command that serves waits for it; before that it is interrupted."""

    def __init__(self) -> None:
        self._told = asyncio.Event()
        self._work: asyncio.Future[None] | None = None

    def interrupts(self, work: asyncio.Future[None]) -> None:
        """Until the end is waited for, this is what it interrupts."""
        self._work = work

    def tell(self) -> None:
        """End. Said twice it is the same: draining takes its seconds."""
        if self._told.is_set():
            return
        self._told.set()
        say('Stopping')
        if self._work:
            self._work.cancel()

    @property
    def told(self) -> bool:
        """Whether somebody said so."""
        return self._told.is_set()

    async def come(self) -> None:
        """Return when it is time to end."""
        self._work = None
        await self._told.wait()


Command = Callable[[Ending], Awaitable[None]]


def run(command: Command) -> None:
    """Run it to its end. What it raises is the caller's."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_listening(command))


async def _listening(command: Command) -> None:
    loop = asyncio.get_running_loop()
    log_lost_exceptions(loop)
    ending = Ending()
    task = asyncio.ensure_future(command(ending))
    ending.interrupts(task)
    # the terminal that goes away is one more way to be told
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, ending.tell)
    try:
        await task
    except asyncio.CancelledError:
        if not ending.told:
            raise


def say(words: str) -> None:
    """Tell the person at the terminal; standard output belongs to the command's answer."""
    print(words, file=sys.stderr, flush=True)
