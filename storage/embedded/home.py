"""The folder of the embedded stores: ours alone, held by one process at a time.

Everything that a start needs to know from the last one is in it: passwords, ports, who ran.
"""

import fcntl
import os
import pwd
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from storage.embedded.problems import CannotStart

_LOG_SIZE = 5_000_000


class Account(BaseModel):
    """How to reach a store, and which process it was last."""

    model_config = ConfigDict(frozen=True)

    password: str
    port: int
    pid: int = 0
    born: float = 0.0
    """When that process was created: a process id alone may be somebody else's by now."""


class Home:
    """The claimed folder. Paths in it, files of it readable by its owner alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        found = folder.stat()
        self.owner = (found.st_uid, found.st_gid)
        self.user: tuple[int, int] | None = None
        """Whom the stores run as, where that is not ourselves."""
        if os.geteuid() == 0:
            self.user = self.owner if found.st_uid else _somebody()

    def account(self, store: str) -> Account | None:
        """What is known of a store from its last run."""
        try:
            return Account.model_validate_json((self.folder / f'{store}.json').read_bytes())
        except FileNotFoundError:
            return None
        except ValueError:
            raise CannotStart(f'{self.folder / store}.json is damaged; restore it from a backup') from None

    def new_account(self) -> Account:
        """A password and a port for a store that never ran."""
        return Account(password=secrets.token_urlsafe(24), port=free_port())

    def remember(self, store: str, account: Account) -> None:
        """Write down, so that it survives whatever comes."""
        self.write(f'{store}.json', account.model_dump_json().encode())

    def write(self, name: str, content: bytes) -> Path:
        """A private file, whole or not at all."""
        path, draft = self.folder / name, self.folder / f'{name}.new'
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), 'wb') as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            if self.user:
                # as root we write for the folder's owner: tomorrow's start may be theirs
                os.fchown(file.fileno(), *self.owner)
        self.put_in_place(draft, path)
        return path

    def put_in_place(self, draft: Path, path: Path) -> None:
        """Rename, for good: without the sync a power cut could bring the old name back."""
        draft.replace(path)
        entry = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(entry)
        finally:
            os.close(entry)

    def log(self, store: str) -> Path:
        """Where a store's own words go; what grew too long over the last runs moves aside."""
        path = self.folder / f'{store}.log'
        if path.exists() and path.stat().st_size > _LOG_SIZE:
            path.replace(path.with_suffix('.log.1'))
        if not path.exists():
            self.write(path.name, b'')
        return path


@contextmanager
def claim(folder: Path) -> Iterator[Home]:
    """Hold the folder for this process; it is made where it does not exist."""
    try:
        folder = folder.resolve()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (folder / 'lock').exists() and any(folder.iterdir()):
            raise CannotStart(f'{folder} holds other things; name a folder that is empty or does not exist')
        folder.chmod(0o700)
        lock = os.open(folder / 'lock', os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CannotStart(f'cannot use the data folder {folder}: {error.strerror}') from None
    try:
        _hold(lock, folder)
        yield Home(folder)
    finally:
        os.close(lock)


def holder(folder: Path) -> int | None:
    """The process that holds the folder now, if one does."""
    try:
        lock = os.open(folder / 'lock', os.O_RDWR)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(os.pread(lock, 20, 0) or b'0')
    finally:
        os.close(lock)
    return None


def _hold(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pid = os.pread(lock, 20, 0).decode() or 'unknown'
        raise CannotStart(
            f'the hub already runs on {folder} (process {pid}); stop it, or name another folder'
        ) from None
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)


def _somebody() -> tuple[int, int]:
    """An account without rights of its own. Made by no one: creating users is not ours to do."""
    for name in ('nobody', 'postgres', 'daemon'):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise CannotStart('PostgreSQL refuses to run as root and there is no user "nobody"; start as a normal user')


def free_port(wanted: int = 0) -> int:
    """The wanted port of this machine if nobody has it, else another one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(('127.0.0.1', wanted))
        except OSError:
            if not wanted:
                raise CannotStart('no port of 127.0.0.1 can be opened; is the loopback interface up?') from None
            return free_port()
        port: int = probe.getsockname()[1]
        return port
