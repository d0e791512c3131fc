"""What the contract tests need of a channel to run on it by themselves: its stand.

A folder `tests/channels/<name>/` has a `stand.py` with `STAND`, and `payloads/`: each `*.json` there says what came
(`hook`, `headers`, `body`) and what it has to become (`expect`, a list, or `unparsable`, true).
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from hub.context import Hub
from hub.model.channel import Channel, Outside
from hub.model.message import MessageStatus


@dataclass(frozen=True)
class Delivery:
    """One request of the provider, not signed yet."""

    hook: str
    body: bytes
    headers: Mapping[str, str]


class Postbox(Protocol):
    """A provider that runs: what it accepted, and how it takes the next."""

    @property
    def url(self) -> str:
        """Where it is."""

    def accepted(self) -> Mapping[str, int]:
        """How often it took each message of ours, by our id."""

    def will(self, *outcomes: str) -> None:
        """What happens next: `ok`, `retry`, `reject`, `unknown` (taken and never answered); one a message."""

    def provider_id(self, message_id: str) -> str:
        """Its own id of a message it took."""


class Stand(Protocol):
    """A channel with everything around it that a test needs."""

    folder: Path
    secret: str
    """Signs what the provider of the test's account sends."""

    def build(self, outside: Outside) -> Sequence[Channel]:
        """The list of channels with this one in it."""

    async def account(self, hub: Hub, tenant_id: UUID, postbox: Postbox, secret: str | None) -> UUID:
        """An account of the tenant, as its setting-up would store it."""

    def postbox(self) -> AbstractAsyncContextManager[Postbox]:
        """A provider that really answers."""

    def sign(self, url: str, delivery: Delivery, secret: str) -> Mapping[str, str]:
        """The headers of a genuine request."""

    def message(self, text: str, sender: str, provider_id: str) -> Delivery:
        """A customer writes."""

    def receipt(self, status: MessageStatus, provider_id: str) -> Delivery:
        """What became of a message of ours."""

    def nonsense(self) -> Delivery:
        """Signed, and not to be understood."""


def payloads(stand: Stand) -> list[Path]:
    """The recorded payloads of a channel."""
    return sorted((stand.folder / 'payloads').glob('*.json'))


Recorded = dict[str, Any]
