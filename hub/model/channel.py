"""The Channel: how the core speaks to every provider, and the values that pass between them.

A channel verifies, parses and sends; it knows no conversation and no database. A channel implements what it has: the
protocols below `Channel` are the things some have and others have not. What it needs from outside it gets from the
roof when it is made (`Outside`).
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, Protocol, runtime_checkable
from uuid import UUID

from pydantic import BeforeValidator, Field, SecretStr

from hub.model.base import Value
from hub.model.blobs import Blobs
from hub.model.egress import Egress
from hub.model.failure import Cause, Failure
from hub.model.message import Channel as ChannelName
from hub.model.message import MessageStatus
from hub.model.people import IdentifierType

RAW_BYTES = 1024 * 1024
DETAIL_LENGTH = 1000
"""Of what a failure says; the rest is cut off."""


def _without_nul(value: Any) -> Any:
    """PostgreSQL keeps every character but one; a customer's mail may hold it."""
    if isinstance(value, str):
        return value.replace('\0', '')
    if isinstance(value, dict):
        return {_without_nul(name): _without_nul(each) for name, each in value.items()}
    return [_without_nul(each) for each in value] if isinstance(value, list | tuple) else value


Said = Annotated[str, BeforeValidator(_without_nul)]
"""Text that somebody outside wrote."""
Facts = Annotated[dict[str, Any], BeforeValidator(_without_nul)]


class Account(Value):
    """A tenant's account on a channel, secrets opened."""

    id: UUID
    tenant_id: UUID
    channel: ChannelName
    address: str
    """The mailbox or number that customers write to."""
    name: str = ''
    is_enabled: bool = True
    settings: dict[str, Any] = {}
    """What the tenant set up; the channel knows its form."""
    secret: SecretStr | None = None
    """What signs webhooks and opens the provider's API."""
    hooks: dict[str, str] = {}
    """The public address of each of its webhooks, by the name that the channel gave it."""


class Raw(Value):
    """One request of a provider, as it came."""

    id: UUID
    channel: ChannelName
    account_id: UUID
    hook: str = ''
    """Which of the channel's webhooks: what follows the account in the address."""
    url: str
    """The address as the provider knows it: PUBLIC_URL, never a Host header."""
    headers: dict[str, str] = {}
    """Names in lower case."""
    body: bytes = Field(repr=False)


class Proof(StrEnum):
    """What has to be shown before a thread key counts."""

    SIGNATURE = 'signature'
    """The key itself: it carries our own signature for the conversation and this sender."""
    PARTICIPANT = 'participant'
    """The sender is proven, and is the customer of that conversation."""
    PROVIDER = 'provider'
    """None: only the provider can name it."""


class KeyKind(StrEnum):
    """What a thread key is the name of."""

    TOKEN = 'token'  # noqa: S105 - a kind, no secret
    """A token that a message of ours carried out (`hub/providers/thread_tokens.py` makes and checks it)."""
    MESSAGE = 'message'
    """The provider's id of a message in the thread: an In-Reply-To, a quoted message."""
    THREAD = 'thread'
    """The provider's own id of the thread. Kept, so that the next message finds it."""
    ADDRESS = 'address'
    """The customer's address on this account: their latest conversation that is not done."""


class ThreadKey(Value):
    """One way to find the conversation of a message. Ingest tries them in order; none fits: a new conversation."""

    kind: KeyKind
    value: Said = Field(max_length=1000)
    proof: Proof


class Sender(Value):
    """Who wrote, as the channel knows them."""

    type: IdentifierType
    address: Said
    """In any spelling; the core normalises it."""
    name: Said = ''
    is_proven: bool = False
    """The provider vouches that it is theirs: a number that the network gave, an address that passed DMARC."""


class InboundFile(Value):
    """A file on an inbound message: its bytes, or where the channel can fetch them."""

    file_name: Said = ''
    content_type: Said = ''
    content: bytes | None = Field(None, repr=False)
    url: str | None = None
    inline: bool = False
    content_id: Said | None = None


class CanonicalMessage(Value):
    """An inbound message in the shape that every channel shares."""

    provider_id: Said = Field(min_length=1, max_length=1000)
    """The provider's id of the message: what comes twice is stored once."""
    sender: Sender
    thread_keys: tuple[ThreadKey, ...] = ()
    subject: Said | None = None
    text: Said = ''
    html: Said | None = None
    blocks: tuple[Facts, ...] = ()
    files: tuple[InboundFile, ...] = ()
    sent_at: datetime | None = None
    metadata: Facts = {}
    """What only this channel knows of the message; its own table keeps it when the channel comes."""


class Receipt(Value):
    """What became of a message of ours. Named by the provider's id, by our own, or both."""

    status: MessageStatus
    """sent, delivered, read or failed."""
    provider_id: Said | None = None
    message_id: UUID | None = None
    error_code: Said | None = None
    """The provider's own."""
    cause: Cause | None = None
    """Ours, where the channel knows what the provider's means."""
    error_detail: Said | None = None
    """In the provider's words, for the agent."""


Found = Sequence[CanonicalMessage | Receipt]
"""What is in a payload."""


class DraftFile(Value):
    """A stored file that goes out; by its signed address, or by its bytes in the blob store."""

    file_name: str
    content_type: str
    size: int
    url: str
    blob_key: str


class Draft(Value):
    """A message of ours on its way to one customer."""

    message_id: UUID
    attempt_id: UUID
    """Committed before this was handed over; no two tries share one."""
    conversation_id: UUID
    to: str
    subject: str | None = None
    author_name: str = ''
    text: str
    html: str | None = None
    files: tuple[DraftFile, ...] = ()
    reply_to: str | None = None
    """The provider's id of the customer's last message."""
    token: str
    """Names the conversation to whoever answers; see KeyKind.TOKEN."""


class Unparsable(Exception):
    """The payload is none that this channel understands. It becomes a dead letter with this reason."""

    def __init__(self, detail: str = '', cause: Cause = Cause.UNPARSABLE) -> None:
        super().__init__(detail)
        self.failure = Failure(cause=cause, detail=detail or None)


class Forged(Exception):
    """The signature is missing or wrong."""


class Retry(Exception):
    """Nothing left, or the provider refused for now (429, 503): try again, after so many seconds at the earliest."""

    def __init__(self, after: float = 0.0, reason: str = 'The provider asks to wait') -> None:
        super().__init__(reason)
        self.after = after


class Rejected(Exception):
    """Refused for good. The words are the provider's, `code` too; `cause` says in ours what it means, where known."""

    def __init__(self, detail: str = '', code: str | None = None, *, cause: Cause = Cause.REFUSED) -> None:
        super().__init__(detail)
        self.code = code
        self.failure = Failure(cause=cause, detail=detail[:DETAIL_LENGTH] or None)


class Unknown(Exception):
    """Bytes left and no answer came: the message may have been taken or not. Never sent again by itself."""

    def __init__(self, detail: str = '') -> None:
        super().__init__(detail)
        self.failure = Failure(cause=Cause.UNCONFIRMED, detail=detail[:DETAIL_LENGTH] or None)


@dataclass(frozen=True, slots=True)
class Fetched:
    """Media that a provider keeps."""

    file_name: str
    content_type: str
    parts: AsyncIterator[bytes]


@dataclass(frozen=True, slots=True)
class Outside:
    """What the roof gives to channels."""

    blobs: Blobs
    egress: Egress


@runtime_checkable
class Channel(Protocol):
    """What every channel has."""

    @property
    def name(self) -> ChannelName:
        """Which one it is."""

    @property
    def hooks(self) -> Sequence[str]:
        """The names of its webhooks; '' is the one without."""

    def verify(self, raw: Raw, account: Account) -> None:
        """Return if the account's provider sent this. Raises Forged. Without a secret everything is forged."""

    def key(self, raw: Raw) -> str:
        """The provider's id of this delivery, the same when it comes again; '' where it has none."""

    def parse(self, raw: Raw) -> Found:
        """What is in it. Pure: no clock, no network, no state. Raises Unparsable."""

    def answer(self, raw: Raw) -> tuple[str, bytes]:
        """The content type and the body that the provider wants to hear."""


@runtime_checkable
class Sends(Protocol):
    """A channel that a message can leave by. It never tries twice by itself."""

    async def send(self, draft: Draft, account: Account) -> str:
        """Hand it over; the provider's id. Raises Retry, Rejected, Unknown. What else it raises counts as Unknown."""


@runtime_checkable
class Reconciles(Protocol):
    """A channel whose provider can be asked what became of a message."""

    async def reconcile(self, draft: Draft, account: Account) -> Receipt | None:
        """What the provider knows of this try; None: nothing (yet). Raises Retry."""


@runtime_checkable
class Fetches(Protocol):
    """A channel whose media have to be fetched."""

    def fetch(self, url: str, account: Account) -> AbstractAsyncContextManager[Fetched]:
        """Open it. Raises Retry, Rejected."""


@runtime_checkable
class Pulls(Protocol):
    """A channel that asks for its mail: mailboxes, and sweeps after an outage."""

    async def pull(self, account: Account, cursor: str | None) -> tuple[Sequence[Raw], str | None]:
        """What is new since the cursor, and the cursor of next time. Raises Retry."""


@runtime_checkable
class Hostile(Protocol):
    """A channel whose payloads strangers wrote, and no provider: mail, documents.

    Its `parse` is a static method, for it is called in a process of its own, within limits of time and memory, where
    there is no channel, no network and no secret.
    """

    @property
    def is_hostile(self) -> Literal[True]:
        """What tells it from others."""


Channels = Mapping[ChannelName, Channel]
