"""How anything outside is called by HTTP: the words of the one guarded client (`storage/egress.py`).

Verbs and channels are handed an `Egress` by the roof and have no other way out.
"""

from collections.abc import Mapping
from typing import Literal, Protocol

from pydantic import Field

from hub.model.base import Value

MOST_BYTES = 5 * 1024 * 1024
MOST_HOPS = 3


class Call(Value):
    """One request to an address that somebody outside may have named."""

    url: str
    method: Literal['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] = 'GET'
    headers: Mapping[str, str] = Field({}, repr=False)
    body: bytes | None = Field(None, repr=False)
    seconds: float = Field(10.0, gt=0, le=60)
    """For everything together: name, connection, answer, redirects."""
    most_bytes: int = Field(MOST_BYTES, ge=0)
    """Of the answer's body."""
    is_cut: bool = False
    """Whether a longer body is cut there; else it is no answer."""
    hops: int = Field(0, ge=0, le=MOST_HOPS)
    """Redirects that are followed. Another origin hears neither headers nor body of the call."""
    types: tuple[str, ...] = ()
    """The content types that are an answer; any, where none is named."""


class Answer(Value):
    """What came back, whatever its status."""

    status: int
    headers: Mapping[str, str]
    """By their names in lower case."""
    body: bytes = Field(repr=False)
    """Empty where it came compressed, which was not asked for."""
    seconds: float


class NotAllowed(Exception):
    """The address is none that the hub calls. Nothing was sent."""


class NoAnswer(Exception):
    """No whole answer came. `is_sent`: the request may have arrived all the same."""

    def __init__(self, reason: str, *, is_sent: bool) -> None:
        super().__init__(reason)
        self.is_sent = is_sent


class Egress(Protocol):
    """The way out."""

    async def call(self, call: Call) -> Answer:
        """Ask, once. Raises NotAllowed, NoAnswer."""

    def check(self, url: str) -> None:
        """Whether an address may be called, as far as it shows without calling it. Raises NotAllowed."""

    async def get(self, url: str) -> bytes:
        """The body of a 200 answer from an address in the operator's own settings. Raises Unavailable."""

    async def close(self) -> None:
        """Let go of connections."""
