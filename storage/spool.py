"""A spool: the temporary file that something from outside is collected in, counted, before anybody looks at it.

It has no name on the disk, belongs to this process alone and is gone when it closes, however that happens.
"""

import asyncio
import tempfile
from types import TracebackType
from typing import IO

from hub.model.errors import TooLarge, Unavailable

_BUFFER = 512 * 1024
HEAD_BYTES = 8192


class Spool:
    """At most `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiting = bytearray()
        self.size = 0
        self.file: IO[bytes]

    async def __aenter__(self) -> 'Spool':
        self.file = await asyncio.to_thread(_open)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()

    async def write(self, part: bytes) -> None:
        """Append. Raises TooLarge, Unavailable."""
        self.size += len(part)
        if self.size > self._limit:
            raise TooLarge(f'A file may have at most {self._limit // (1024 * 1024)} MB.')
        self._waiting += part
        if len(self._waiting) >= _BUFFER:
            await self._flush()

    async def head(self) -> bytes:
        """The first bytes; everything written is in `file` after this."""
        await self._flush()
        return await asyncio.to_thread(_head, self.file)

    async def _flush(self) -> None:
        try:
            await asyncio.to_thread(self.file.write, bytes(self._waiting))
        except OSError as full:
            raise Unavailable('There is no room for this file right now. Try again later.') from full
        self._waiting.clear()


def _open() -> IO[bytes]:
    return tempfile.TemporaryFile(buffering=0)


def _head(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(HEAD_BYTES)
