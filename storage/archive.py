"""The archive of a backup: one tar file with the database, the files, and a signed list of both.

The list comes last and names every part with its checksum, so that an archive that was cut off or changed is known as
one before anything is read from it. Whoever has the archive has the data: it is for its owner's eyes alone.
"""

import hashlib
import io
import os
import tarfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pydantic import AwareDatetime, ValidationError

from hub.model.base import Value
from storage.blob_folder import sync_folder
from storage.blob_keys import checked

FORMAT = 1
DATABASE, FILES = 'database.dump', 'files/'
_LIST, _SIGNATURE = 'manifest.json', 'signature'
_PART = 1024 * 1024
_LIST_SIZE = 1024 * 1024 * 1024
"""A list longer than this is none."""

File = tuple[str, int, IO[bytes]]
"""A stored file: its key, its size, its content."""
Sign = Callable[[str], str]
Verify = Callable[[str, str], bool]


class Damaged(Exception):
    """This is no archive of ours, or not all of it, or not as it was written. The message says which."""


class Part(Value):
    """A member of the archive."""

    size: int
    sha256: str


class Applied(Value):
    """A migration that the archived schema has."""

    name: str
    checksum: str


class Manifest(Value):
    """What is in an archive, and what it was made of."""

    format: int = FORMAT
    made_at: AwareDatetime
    """When its database was read: what was acknowledged before is in it."""
    server: str
    """The version of PostgreSQL it comes from."""
    migrations: list[Applied]
    bucket: str | None = None
    """Where the files are, if they are not in here."""
    parts: dict[str, Part] = {}

    @property
    def files(self) -> list[str]:
        """The keys of the files in here."""
        return [name.removeprefix(FILES) for name in self.parts if name.startswith(FILES)]


def write(path: Path, manifest: Manifest, dump: Path, files: Iterable[tuple[str, Path]], sign: Sign) -> Manifest:
    """Make the archive, whole or not at all; nobody else may read it. Raises OSError, FileExistsError too."""
    beside = path.with_name(f'.{path.name}.{os.getpid()}.part')
    parts = {}
    try:
        with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), 'wb') as file:
            with tarfile.open(fileobj=file, mode='w', format=tarfile.PAX_FORMAT) as tar:
                parts[DATABASE] = _add(tar, DATABASE, dump)
                for key, place in files:
                    with suppress(FileNotFoundError):  # swept since: nobody had sent it
                        parts[FILES + key] = _add(tar, FILES + key, place)
                whole = manifest.model_copy(update={'parts': parts})
                said = whole.model_dump_json()
                _add_text(tar, _LIST, said)
                _add_text(tar, _SIGNATURE, sign(said))
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)  # unlike a rename it does not take the place of an older archive
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(path.parent)
    return whole


def read(path: Path, verify: Verify) -> Manifest:
    """Check all of an archive; what is in it. Raises Damaged, OSError."""
    found: dict[str, Part] = {}
    texts: dict[str, str] = {}
    with _opened(path) as tar:
        for member in tar:
            if not member.isreg() or member.name in found or member.name in texts:
                raise Damaged(f'{member.name} does not belong in it')
            if member.name in (_LIST, _SIGNATURE):
                texts[member.name] = _text(tar, member)
            else:
                found[member.name] = _seen(_content(tar, member))
    if texts.keys() != {_LIST, _SIGNATURE}:
        raise Damaged('it ends before its list of contents: it was not written to its end, or cut off')
    manifest = _manifest(texts[_LIST])
    if not verify(texts[_LIST], texts[_SIGNATURE]):
        raise Damaged('its signature was not made with these SECRET_KEYS: it was changed, or belongs to other keys')
    if manifest.parts != found or DATABASE not in found:
        differing = sorted(
            name for name in found.keys() | manifest.parts if found.get(name) != manifest.parts.get(name)
        )
        raise Damaged(f'{", ".join(differing[:3]) or DATABASE} is not as it was written')
    return manifest


def extract(path: Path, name: str, to: IO[bytes]) -> None:
    """Copy a part of a checked archive. Raises Damaged, OSError."""
    with _opened(path) as tar:
        try:
            content = _content(tar, tar.getmember(name))
        except KeyError:
            raise Damaged(f'{name} is not in it') from None
        while piece := content.read(_PART):
            to.write(piece)
    to.flush()


def each_file(path: Path) -> Iterator[File]:
    """The files of a checked archive: key, size and content. Raises Damaged, OSError."""
    with _opened(path) as tar:
        for member in tar:
            if member.name.startswith(FILES):
                try:
                    key = checked(member.name.removeprefix(FILES))
                except ValueError as wrong:
                    raise Damaged(str(wrong)) from None
                yield key, member.size, _content(tar, member)


def _manifest(said: str) -> Manifest:
    try:
        return Manifest.model_validate_json(said)
    except ValidationError:
        raise Damaged('its list of contents cannot be read: it comes from another version') from None


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, 'r:') as tar:
            yield tar
    except (tarfile.TarError, EOFError, ValueError):
        raise Damaged('it is no archive of `hub backup`, or was cut off') from None


def _add(tar: tarfile.TarFile, name: str, path: Path) -> Part:
    with path.open('rb') as file:
        member = tarfile.TarInfo(name)
        member.size, member.mode = os.fstat(file.fileno()).st_size, 0o600
        reading = _Counting(file)
        tar.addfile(member, reading)
    return Part(size=member.size, sha256=reading.seen.hexdigest())


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(text.encode()), 0o600
    tar.addfile(member, io.BytesIO(text.encode()))


class _Counting(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seen = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.seen.update(piece)
        return piece


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(member)
    if content is None:
        raise Damaged(f'{member.name} does not belong in it')
    return content


def _text(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    if member.size > _LIST_SIZE:
        raise Damaged(f'{member.name} is too long')
    try:
        return _content(tar, member).read().decode()
    except UnicodeDecodeError:
        raise Damaged(f'{member.name} cannot be read') from None


def _seen(content: IO[bytes]) -> Part:
    size, seen = 0, hashlib.sha256()
    while piece := content.read(_PART):
        size += len(piece)
        seen.update(piece)
    return Part(size=size, sha256=seen.hexdigest())
