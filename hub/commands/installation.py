"""The installation that a command works on: where its stores are, its secret keys, its schema brought up to date."""

import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from pydantic import SecretStr

from hub.commands import Refused
from hub.commands.running import say
from hub.config import Settings
from storage import migrate, upkeep
from storage.embedded import Stores, holder, running, stores

_KEYS = 'secret_keys'
_ADDRESS = 'address'


@asynccontextmanager
async def provided(settings: Settings) -> AsyncIterator[Settings]:
    """Stores for as long as the block lasts: those of the settings, embedded ones for what they leave out."""
    open_folder(settings.data_dir)
    lacking = {'postgres': settings.database_url is None, 'valkey': settings.redis_url is None}
    if not any(lacking.values()):
        yield with_keys(settings)
        return
    async with stores(settings.data_dir / 'stores', say, **lacking) as own:
        yield with_keys(_with_stores(settings, own))


@asynccontextmanager
async def reached(settings: Settings) -> AsyncIterator[Settings]:
    """The same for a command that is done in a moment: where a hub is running on the folder, its stores are used."""
    settings = _with_address(settings)
    if settings.database_url and not settings.secret_keys and not (settings.data_dir / _KEYS).exists():
        raise Refused('set SECRET_KEYS as the running hub has them, or name its data folder with --data')
    used = running(settings.data_dir / 'stores')
    if used and (settings.database_url is None or settings.redis_url is None):
        yield with_keys(_with_stores(settings, used))
        return
    async with provided(settings) as found:
        yield found


def holds_stores(folder: Path) -> bool:
    """Whether a hub has run on this data folder with stores of its own."""
    return (folder / 'stores').exists()


def demo_folder(settings: Settings) -> Path:
    """Where `hub demo` keeps its data unless it is told another folder."""
    return settings.data_dir / 'demo'


def refuse_second(folder: Path) -> None:
    """Raises Refused where a hub runs on this data folder already; said before its port is found in use."""
    if pid := holder(folder / 'stores'):
        raise Refused(f'the hub already runs on {folder} (process {pid}); stop it, or name another folder')


def note_address(settings: Settings) -> None:
    """Where the hub of this folder listens: links that other commands make have to lead there."""
    (settings.data_dir / _ADDRESS).write_text(f'{settings.host}:{settings.port}')


def _with_address(settings: Settings) -> Settings:
    path = settings.data_dir / _ADDRESS
    if not path.exists():
        return settings
    host, _, port = path.read_text().rpartition(':')
    noted = {'host': host, 'port': int(port)}
    return settings.model_copy(update={k: v for k, v in noted.items() if k not in settings.model_fields_set})


def external(settings: Settings, command: str) -> Settings:
    """For processes beside others: everything they share is named by the settings. Raises Refused."""
    wanted = {'DATABASE_URL': settings.database_url, 'REDIS_URL': settings.redis_url}
    if missing := [name for name, value in wanted.items() if not value]:
        raise Refused(f'`hub {command}` needs {" and ".join(missing)}; `hub serve` brings what it needs itself')
    if settings.secret_keys:
        return settings
    open_folder(settings.data_dir)
    say(f'SECRET_KEYS is not set: using {settings.data_dir / _KEYS}; processes on other machines need the same keys')
    return with_keys(settings)


async def migrated(settings: Settings) -> list[str]:
    """Bring the schema up to date; what was applied. Raises Unavailable, MigrationRefused."""
    # asked first, for it says in words why a server cannot be used
    await upkeep.server(dsn(settings))
    return await migrate.apply(dsn(settings))


def dsn(settings: Settings) -> str:
    """Where the database is."""
    if settings.database_url is None:
        raise Refused('DATABASE_URL has to be set')
    return settings.database_url.get_secret_value()


def open_folder(folder: Path) -> None:
    """The data folder; made for us alone where it does not exist. Raises Refused."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f'cannot use the data folder {folder}: {error.strerror}') from None


def with_keys(settings: Settings) -> Settings:
    """The secret keys of the settings, else those in the data folder, made at the first start."""
    if settings.secret_keys:
        return settings
    path = settings.data_dir / _KEYS
    try:
        if not path.exists():
            _make_private(path, secrets.token_urlsafe(48))
        keys = tuple(SecretStr(line) for line in path.read_text().split())
    except OSError as error:
        raise Refused(f'cannot use the secret keys in {path}: {error.strerror}') from None
    return settings.model_copy(update={'secret_keys': keys})


def _make_private(path: Path, text: str) -> None:
    """Whole or not at all; of processes that start together the first one's stays."""
    draft = path.with_name(f'{path.name}.{os.getpid()}')
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w') as file:
        file.write(text + '\n')
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def _with_stores(settings: Settings, found: Stores) -> Settings:
    return settings.model_copy(
        update={
            'database_url': settings.database_url or SecretStr(found.database_url),
            'redis_url': settings.redis_url or SecretStr(found.redis_url),
        }
    )
