"""Pictures: whether a file really is one, and its thumbnail.

Only what a decoder has read to the end counts as a picture and may be shown in place; all else is a file to download.
"""

import asyncio
import sys
from pathlib import Path
from typing import IO, NamedTuple

import structlog

from hub.files.thumbnail import FORMATS

log = structlog.get_logger(__name__)

INLINE_TYPES = frozenset(FORMATS)
THUMBNAIL_TYPE = 'image/webp'
_PROGRAM = Path(__file__).with_name('thumbnail.py')
_SECONDS = 20
_AT_ONCE = 2
_MOST_BYTES = 2 * 1024 * 1024
"""What a thumbnail can weigh; far above any of 480 pixels."""


class Picture(NamedTuple):
    """A picture's size as it is seen, turned the right way, and its thumbnail."""

    width: int
    height: int
    thumbnail: bytes


class Pictures:
    """Makes thumbnails, a few at a time."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def read(self, file: IO[bytes], content_type: str) -> Picture | None:
        """The picture in an open file; None where there is none that we can or want to show."""
        if content_type not in INLINE_TYPES:
            return None
        async with self._turns:
            file.seek(0)
            program = await asyncio.create_subprocess_exec(
                *(sys.executable, '-I', str(_PROGRAM), content_type),
                stdin=file,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={},
            )
            return await _result(program, content_type)


async def _result(program: asyncio.subprocess.Process, content_type: str) -> Picture | None:
    try:
        async with asyncio.timeout(_SECONDS):
            answer, _ = await program.communicate()
    except TimeoutError:
        log.warning('pictures.too_slow', content_type=content_type)
        return None
    finally:
        if program.returncode is None:
            program.kill()
            await program.wait()
    size, _, thumbnail = answer.partition(b'\n')
    if program.returncode != 0 or not 0 < len(thumbnail) <= _MOST_BYTES:
        log.info('pictures.not_shown', content_type=content_type, exit_status=program.returncode)
        return None
    width, height = map(int, size.split())
    return Picture(width, height, thumbnail)
