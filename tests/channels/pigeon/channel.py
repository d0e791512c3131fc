"""The channel: JSON over HTTP, signed with HMAC-SHA256 over the address and the body.

It stands in the place of WhatsApp, for the schema knows four channels and this is not one of them.
"""

import hashlib
import hmac
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Annotated, Literal
from uuid import UUID

import aiohttp
from pydantic import BaseModel, ConfigDict, Field

from hub.model.channel import (
    Account,
    CanonicalMessage,
    Channel,
    Draft,
    Fetched,
    Forged,
    InboundFile,
    KeyKind,
    Outside,
    Proof,
    Raw,
    Receipt,
    Rejected,
    Retry,
    Sender,
    ThreadKey,
    Unknown,
    Unparsable,
)
from hub.model.failure import Cause
from hub.model.message import Channel as ChannelName
from hub.model.message import MessageStatus
from hub.model.people import IdentifierType

SIGNATURE = 'x-pigeon-signature'
ANSWER_SECONDS = 1.0
_CAUSES = {'address': Cause.BAD_ADDRESS, 'asleep': Cause.WINDOW_CLOSED}


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra='forbid')


class _Medium(_Said):
    url: str
    name: str = ''


class _Message(_Said):
    type: Literal['message']
    id: str
    sender: str
    name: str = ''
    text: str = ''
    html: str | None = None
    thread: str | None = None
    answers: str | None = None
    token: str | None = None
    media: list[_Medium] = []


class _Status(_Said):
    type: Literal['status']
    id: str | None = None
    ref: UUID | None = None
    status: Literal['sent', 'delivered', 'read', 'failed']
    why: str | None = None
    kind: str | None = None


class _Delivery(_Said):
    id: str
    events: list[Annotated[_Message | _Status, Field(discriminator='type')]] = []


def sign(secret: str, url: str, body: bytes) -> str:
    """What the provider puts into its header."""
    return hmac.new(secret.encode(), url.encode() + b'\n' + body, hashlib.sha256).hexdigest()


class Pigeon:
    """The channel."""

    name = ChannelName.WHATSAPP
    hooks = ('', 'status')

    def verify(self, raw: Raw, account: Account) -> None:
        """HMAC over address and body."""
        secret = account.secret.get_secret_value() if account.secret else ''
        if not secret or not hmac.compare_digest(sign(secret, raw.url, raw.body), raw.headers.get(SIGNATURE, '')):
            raise Forged

    def key(self, raw: Raw) -> str:
        """The id of the delivery, out of a header: the body is not looked into yet."""
        return raw.headers.get('x-pigeon-delivery', '')

    def parse(self, raw: Raw) -> Sequence[CanonicalMessage | Receipt]:
        """Messages and statuses."""
        if not raw.body:
            raise Unparsable('There is nothing in it.')
        events = _Delivery.model_validate_json(raw.body).events
        return [_message(event) if isinstance(event, _Message) else _receipt(event) for event in events]

    def answer(self, raw: Raw) -> tuple[str, bytes]:
        """Pigeons want to hear that they may fly home."""
        return 'text/plain', b'coo'

    async def send(self, draft: Draft, account: Account) -> str:
        """One request, one try."""
        letter = {
            'ref': str(draft.message_id),
            'attempt': str(draft.attempt_id),
            'to': draft.to,
            'text': draft.text,
            'token': draft.token,
            'files': [file.url for file in draft.files],
        }
        try:
            async with _client() as client, client.post(f'{_api(account)}/letters', json=letter) as response:
                if response.status in (429, 503):
                    raise Retry(float(response.headers.get('Retry-After', 0)), f'The provider said {response.status}')
                said = await response.json()
                if response.status == 200:
                    return str(said['id'])
                cause = _CAUSES.get(said.get('kind'), Cause.REFUSED)
                raise Rejected(str(said['why']), str(response.status), cause=cause)
        except aiohttp.ClientConnectorError as unreachable:
            raise Retry(reason='The provider cannot be reached') from unreachable
        except (TimeoutError, aiohttp.ClientError) as lost:
            raise Unknown('The provider did not say whether it took it.') from lost

    async def reconcile(self, draft: Draft, account: Account) -> Receipt | None:
        """Ask for the try by its id."""
        try:
            async with _client() as client, client.get(f'{_api(account)}/letters/{draft.attempt_id}') as response:
                if response.status == 404:
                    return None
                said = await response.json()
        except (TimeoutError, aiohttp.ClientError) as lost:
            raise Retry(reason='The provider cannot be reached') from lost
        return Receipt(status=MessageStatus.SENT, provider_id=said['id'])

    @asynccontextmanager
    async def fetch(self, url: str, account: Account) -> AsyncIterator[Fetched]:
        """A picture."""
        async with _client() as client, client.get(url) as response:
            if response.status == 404:
                raise Rejected('The provider does not have this file any more.')
            if response.status != 200:
                raise Retry(reason=f'The provider said {response.status}')
            yield Fetched('', response.content_type, response.content.iter_chunked(4096))


def build(_: Outside) -> list[Channel]:
    """The list of channels, for tests."""
    return [Pigeon()]


def _client() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS))


def _api(account: Account) -> str:
    return str(account.settings['api'])


def _message(said: _Message) -> CanonicalMessage:
    keys = []
    if said.token:
        keys.append(ThreadKey(kind=KeyKind.TOKEN, value=said.token, proof=Proof.SIGNATURE))
    if said.answers:
        keys.append(ThreadKey(kind=KeyKind.MESSAGE, value=said.answers, proof=Proof.PARTICIPANT))
    if said.thread:
        keys.append(ThreadKey(kind=KeyKind.THREAD, value=said.thread, proof=Proof.PROVIDER))
    else:
        keys.append(ThreadKey(kind=KeyKind.ADDRESS, value=said.sender, proof=Proof.PROVIDER))
    return CanonicalMessage(
        provider_id=said.id,
        sender=Sender(type=IdentifierType.WHATSAPP, address=said.sender, name=said.name, is_proven=True),
        thread_keys=tuple(keys),
        text=said.text,
        html=said.html,
        files=tuple(InboundFile(file_name=medium.name, url=medium.url) for medium in said.media),
    )


def _receipt(said: _Status) -> Receipt:
    return Receipt(
        status=MessageStatus(said.status),
        provider_id=said.id,
        message_id=said.ref,
        cause=_CAUSES.get(said.kind or ''),
        error_detail=said.why,
    )
