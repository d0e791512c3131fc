"""Blobs in a folder: for laptops, tests and one machine.

A blob is written beside its place, flushed to the disk and renamed into it: after a power cut it is there or it is not.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from hub.model.blobs import Blob
from hub.model.errors import NotFound, Unavailable
from storage.blob_keys import checked, is_key

_PART = 256 * 1024


class FolderBlobs:
    """The folder and all in it belong to the hub's user alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()

    def __repr__(self) -> str:
        return f'FolderBlobs({self._folder})'

    async def write(self, key: str, source: IO[bytes], size: int) -> None:
        """Keep `size` bytes. Raises Unavailable where the disk is full or not ours."""
        try:
            await asyncio.to_thread(_write, self._path(key), source, size)
        except OSError as failed:
            raise Unavailable('The file could not be stored right now. Try again in a moment.') from failed

    @asynccontextmanager
    async def read(self, key: str) -> AsyncIterator[Blob]:
        """Open a blob. Raises NotFound, Unavailable."""
        try:
            file = await asyncio.to_thread(self._path(key).open, 'rb')
        except FileNotFoundError as missing:
            raise NotFound('This file is gone.') from missing
        except OSError as failed:
            raise Unavailable('The file cannot be read right now. Try again in a moment.') from failed
        try:
            yield Blob(os.fstat(file.fileno()).st_size, _parts(file))
        finally:
            file.close()

    async def delete(self, keys: list[str]) -> None:
        """Forget these."""
        try:
            await asyncio.to_thread(_delete, [self._path(key) for key in keys])
        except OSError as failed:
            raise Unavailable('The file cannot be deleted right now.') from failed

    def kept(self) -> Iterator[tuple[str, Path]]:
        """Every blob with its place, for a backup. Those that are being written are not among them."""
        for path in sorted(self._folder.rglob('*')):
            key = path.relative_to(self._folder).as_posix()
            if is_key(key) and path.is_file():
                yield key, path

    async def check(self) -> None:
        """Raise Unavailable unless the folder is there, or can be made, and can be written."""
        try:
            await asyncio.to_thread(_check, self._folder)
        except OSError as failed:
            raise Unavailable(f'The folder {self._folder} cannot be written: {failed.strerror}.') from failed

    async def close(self) -> None:
        """Nothing is held open."""

    def _path(self, key: str) -> Path:
        return self._folder / checked(key)


def _write(path: Path, source: IO[bytes], size: int) -> None:
    _make(path.parent)
    beside = path.with_name(f'{path.name}.part')
    try:
        source.seek(0)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'wb') as file:
            shutil.copyfileobj(source, file, _PART)
            if file.tell() != size:
                raise OSError(f'{file.tell()} bytes came where {size} were announced')
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _make(folder: Path) -> None:
    # each level by itself: `mode` of parents=True is not kept for the parents
    for level in (*reversed(folder.parents), folder):
        level.mkdir(mode=0o700, exist_ok=True) if not level.exists() else None


def sync_folder(folder: Path) -> None:
    """What was made or renamed in it reaches the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


async def _parts(file: IO[bytes]) -> AsyncIterator[bytes]:
    while part := await asyncio.to_thread(file.read, _PART):
        yield part


def _delete(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _check(folder: Path) -> None:
    _make(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(13, 'Permission denied')
