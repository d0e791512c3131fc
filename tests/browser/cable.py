"""A cable between browser and hub that can be cut: connections break at once, and new ones lead nowhere."""

import asyncio
from contextlib import suppress


class Cable:
    """Passes bytes on to a port, as long as it is whole."""

    def __init__(self) -> None:
        self.to_port = 0
        self.whole = True
        self._ends: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> 'Cable':
        self._server = await asyncio.start_server(self._joined, '127.0.0.1')
        return self

    async def __aexit__(self, *_: object) -> None:
        self.cut()
        assert self._server
        self._server.close()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        """The hub's address, this way."""
        assert self._server
        return f'http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}'

    def cut(self) -> None:
        """Break it."""
        self.whole = False
        for end in self._ends:
            end.transport.abort()

    def mend(self) -> None:
        """Let new connections through."""
        self.whole = True

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self.whole:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection('127.0.0.1', self.to_port)
        self._ends |= {writer, back}
        await asyncio.gather(_pass(reader, back), _pass(there, writer))
        self._ends -= {writer, back}


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
