"""Readers: warm processes that parse what strangers wrote, one payload at a time, within limits (reliability A26).

A payload that overruns its limits ends its own reader; another one takes its place and nobody else's payload was in
it. A reader starts when it is first needed: an installation without such a channel has none.
"""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from uuid import UUID

import orjson
from pydantic import ValidationError

from hub import metrics
from hub.model.channel import CanonicalMessage, Channel, Found, Raw, Unparsable
from hub.model.errors import Unavailable
from hub.model.failure import Cause
from hub.providers.parsing import unparsable
from hub.providers.reader import LENGTHS, SECONDS, Answer
from hub.turns import Turns

AT_ONCE, OF_ONE_TENANT = 3, 2
"""Readers of a process, and those that one tenant may keep busy: another's payload finds one free."""
WAITING, WAITING_OF_ONE = 300, 50
"""Payloads that may wait here in memory; what comes beyond is left to the workers, who take turns."""
START_SECONDS = 30.0
GRACE_SECONDS = 2.0
"""A reader ends itself when its time is over; so much later it is ended."""
USES = 500
"""Payloads before a reader is replaced, lest what one of them left behind grows."""
ANSWER_BYTES, CONTENT_BYTES = 4 * 1024 * 1024, 64 * 1024 * 1024
TOO_LONG = f'more than {SECONDS} seconds'
NONSENSE = 'What read it answered nonsense.'
_OVERRUN = (signal.SIGALRM, signal.SIGXCPU)


class Readers:
    """The readers of this process."""

    def __init__(self, at_once: int = AT_ONCE, of_one_tenant: int = OF_ONE_TENANT) -> None:
        self._turns = Turns(at_once, of_one_tenant)
        self._idle: list[_Reader] = []
        self._all: set[_Reader] = set()

    def has_room(self, tenant_id: UUID) -> bool:
        """Whether one more payload of this tenant may wait here."""
        waiting, of_one = self._turns.waiting(tenant_id)
        return waiting < WAITING and of_one < WAITING_OF_ONE

    async def parse(self, channel: Channel, raw: Raw, tenant_id: UUID) -> Found:
        """What is in a payload. Raises Unparsable, with the limit where one was overrun; Unavailable: try again."""
        head = raw.model_dump(mode='json', exclude={'body'})
        request = orjson.dumps({**head, 'parse': place_of(channel)})
        async with self._turns.of(tenant_id):
            reader = self._idle.pop() if self._idle else await self._start()
            try:
                answer, contents = await reader.read(request, raw.body)
            finally:
                self._put_back(reader)
        if answer.unparsable is not None:
            metrics.READ.labels(channel.name, 'memory' if answer.is_exhausted else 'unparsable').inc()
            raise unparsable(answer.unparsable)
        metrics.READ.labels(channel.name, 'read').inc()
        return _with_contents(answer, contents)

    async def close(self) -> None:
        """End them all."""
        for reader in list(self._all):
            reader.kill()
        for reader in list(self._all):
            await reader.process.wait()
        self._all.clear()
        self._idle.clear()

    async def _start(self) -> '_Reader':
        reader = await _Reader.start()
        self._all.add(reader)
        return reader

    def _put_back(self, reader: '_Reader') -> None:
        if reader.is_fit:
            self._idle.append(reader)
        else:
            reader.kill()
            self._all.discard(reader)


def place_of(channel: Channel) -> str:
    """Where a reader finds the channel's `parse`. Raises TypeError where it is no plain function."""
    parse = channel.parse
    if hasattr(parse, '__self__'):
        raise TypeError(f'{type(channel).__name__}.parse has to be a static method: the channel is hostile')
    return f'{parse.__module__}:{parse.__qualname__}'


class _Reader:
    """One process, and what is asked of it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None or process.stdout is None:
            raise TypeError('a reader without pipes')
        self.process, self._in, self._out = process, process.stdin, process.stdout
        self._uses = 0
        self.is_fit = True
        """Whether it may be asked again."""

    @classmethod
    async def start(cls) -> '_Reader':
        """One that is ready. Raises Unavailable."""
        program = f'import sys; sys.path[:] = {sys.path!r}; from hub.providers.reader import main; main({os.getpid()})'
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, '-I', '-c', program),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={},
                start_new_session=True,
            )
        except OSError as short:
            raise Unavailable('There is no room for a process that reads it.') from short
        reader = cls(process)
        try:
            async with asyncio.timeout(START_SECONDS):
                await reader._answer()
        except BaseException as failed:
            reader.kill()
            if isinstance(failed, TimeoutError | OSError | asyncio.IncompleteReadError):
                raise Unavailable('The process that reads it does not start.') from failed
            raise
        return reader

    def kill(self) -> None:
        """End it now."""
        self.is_fit = False
        with suppress(ProcessLookupError):
            self.process.kill()

    async def read(self, request: bytes, body: bytes) -> tuple[Answer, bytes]:
        """What it says is in a payload. Raises Unparsable where it had to be ended, Unavailable where others did."""
        self._uses += 1
        self.is_fit = False
        try:
            async with asyncio.timeout(SECONDS + GRACE_SECONDS):
                self._in.write(LENGTHS.pack(len(request), len(body)) + request)
                self._in.write(body)
                await self._in.drain()
                head, contents = await self._answer()
            answer = Answer.model_validate_json(head)
        except TimeoutError as late:
            raise _overrun('time', Cause.READING_TOO_SLOW, TOO_LONG) from late
        except ValidationError as nonsense:
            raise _overrun('nonsense', Cause.READING_CRASHED, NONSENSE) from nonsense
        except (OSError, asyncio.IncompleteReadError) as gone:
            raise await self._ended() from gone
        self.is_fit = self._uses < USES and not answer.is_exhausted
        return answer, contents

    async def _answer(self) -> tuple[bytes, bytes]:
        said, found = LENGTHS.unpack(await self._out.readexactly(LENGTHS.size))
        if said > ANSWER_BYTES or found > CONTENT_BYTES:
            raise Unparsable('There is too much in it.', Cause.TOO_LARGE)
        return await self._out.readexactly(said), await self._out.readexactly(found)

    async def _ended(self) -> Exception:
        """Why it is gone."""
        try:
            async with asyncio.timeout(GRACE_SECONDS):
                status = await self.process.wait()
        except TimeoutError:  # it has hung up and goes on
            return _overrun('nonsense', Cause.READING_CRASHED, NONSENSE)
        if status == -signal.SIGKILL:  # by the kernel that is short of memory, or by hand: not this payload's doing
            return Unavailable('The process that reads it was ended from outside.')
        if -status in _OVERRUN:
            return _overrun('time', Cause.READING_TOO_SLOW, TOO_LONG)
        if status < 0:
            return _overrun('crash', Cause.READING_CRASHED, signal.Signals(-status).name)
        return _overrun('crash', Cause.READING_CRASHED, f'exit status {status}')


def _overrun(outcome: str, cause: Cause, detail: str) -> Unparsable:
    metrics.READERS_LOST.labels(outcome).inc()
    return Unparsable(detail, cause)


def _with_contents(answer: Answer, contents: bytes) -> Found:
    """The files' bytes back in their places. Raises Unparsable where they do not fit."""
    rest, found = memoryview(contents), list(answer.found)
    for where, sizes in answer.sizes.items():
        message = found[where] if where < len(found) else None
        if not isinstance(message, CanonicalMessage) or len(sizes) != len(message.files):
            raise Unparsable(NONSENSE, Cause.READING_CRASHED)
        files = []
        for file, size in zip(message.files, sizes, strict=True):
            files.append(file if size is None else file.model_copy(update={'content': bytes(rest[:size])}))
            rest = rest[size or 0 :]
        found[where] = message.model_copy(update={'files': tuple(files)})
    return tuple(found)
