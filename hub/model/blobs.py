"""Where bytes are kept: the protocol of both blob stores, so that a channel can be handed one as well."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import IO, NamedTuple, Protocol


class Blob(NamedTuple):
    """A stored blob, opened: its size and its bytes as they arrive."""

    size: int
    parts: AsyncIterator[bytes]


class Blobs(Protocol):
    """Bytes under random keys. Keys are ours: hexadecimal digits, dashes and slashes, the tenant first.

    Every method raises Unavailable when the store does not answer; whatever else the hub does goes on without it.
    """

    async def write(self, key: str, source: IO[bytes], size: int) -> None:
        """Keep the `size` bytes of an open file, from its start; all of them or none are there afterwards."""

    def read(self, key: str) -> AbstractAsyncContextManager[Blob]:
        """Open a blob. Raises NotFound."""

    async def delete(self, keys: list[str]) -> None:
        """Forget these; those that are gone already are no error."""

    async def check(self) -> None:
        """Raise Unavailable unless a blob could be kept now."""

    async def close(self) -> None:
        """Let go of connections."""
