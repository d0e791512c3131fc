"""What connects one person's browser with the hub: a SOCKS proxy whose way to the hub can be cut and mended.

Chromium's own offline switch leaves open WebSockets standing; a cut line does not.
"""

import asyncio
from contextlib import suppress

_OK = b'\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00'
_REFUSED = b'\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00'


class Cable:
    """To be entered; a browser context goes through it by `proxy`."""

    def __init__(self, hub_port: int) -> None:
        self.hub_port = hub_port
        self.is_cut = False
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> 'Cable':
        self._server = await asyncio.start_server(self._serve, '127.0.0.1', 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        self._server.close()
        self._hang_up()

    @property
    def proxy(self) -> str:
        """The address for the browser."""
        assert self._server
        return f'socks5://127.0.0.1:{self._server.sockets[0].getsockname()[1]}'

    def cut(self) -> None:
        """Nothing gets through to the hub any more, and what stood falls."""
        self.is_cut = True
        self._hang_up()

    def mend(self) -> None:
        """New connections get through again."""
        self.is_cut = False

    def _hang_up(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await self._connect(reader, writer)
        writer.close()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b'\x05\x00')
        _, _, _, kind = await reader.readexactly(4)
        await reader.readexactly(4 if kind == 1 else 16 if kind == 4 else (await reader.readexactly(1))[0])
        port = int.from_bytes(await reader.readexactly(2))
        to_hub = port == self.hub_port
        if self.is_cut and to_hub:
            writer.write(_REFUSED)
            return
        # every name of the tests is this machine
        there, back = await asyncio.open_connection('127.0.0.1', port)
        if to_hub:
            self._open |= {writer, back}
        writer.write(_OK)
        try:
            await asyncio.gather(_carry(reader, back), _carry(there, writer))
        finally:
            self._open -= {writer, back}
            back.close()


async def _carry(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    finally:
        target.close()
