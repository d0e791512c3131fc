"""Pigeon post, as the contract tests want it."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID, uuid4

from hub.context import Hub
from hub.model.channel import Channel, Outside
from hub.model.ids import new_id
from hub.model.message import MessageStatus
from tests.channels.pigeon.channel import SIGNATURE, build, sign
from tests.channels.pigeon.provider import Provider, provider
from tests.channels.stand import Delivery, Postbox

_MOODS = {'ok': 'ok', 'retry': 'busy', 'reject': 'refuse', 'unknown': 'mute'}


class Loft:
    """The provider in the contract's words."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider

    @property
    def url(self) -> str:
        """Where it is."""
        return self.provider.url

    def accepted(self) -> Mapping[str, int]:
        """By our id."""
        return self.provider.accepted()

    def will(self, *outcomes: str) -> None:
        """One a letter, then `ok`."""
        self.provider.moods = [_MOODS[outcome] for outcome in outcomes]

    def provider_id(self, message_id: str) -> str:
        """Of a letter it took."""
        return next(id for id, letter in self.provider.letters.items() if letter['ref'] == message_id)


class PigeonStand:
    """Pigeon post."""

    folder = Path(__file__).parent
    secret = 'seeds-and-crumbs'

    def build(self, outside: Outside) -> Sequence[Channel]:
        """Nothing but pigeons."""
        return build(outside)

    async def account(self, hub: Hub, tenant_id: UUID, postbox: Postbox, secret: str | None) -> UUID:
        """In the place of a WhatsApp number."""
        account_id = new_id()
        place = f'{tenant_id}:tenant_whatsapp_accounts:auth_token:{account_id}'
        sealed = hub.keys.encrypt(secret.encode(), place) if secret else None
        connection = await hub.database.connection()
        try:
            await connection.execute("SELECT set_config('app.tenant_id', $1, false)", str(tenant_id))
            await connection.execute(
                """INSERT INTO tenant_whatsapp_accounts (id, tenant_id, phone_number, auth_token, settings, status)
                   VALUES ($1, $2, $3, $4, $5, 'connected')""",
                account_id,
                tenant_id,
                f'+4930{uuid4().int % 10**9:09}',
                sealed,
                {'api': postbox.url},
            )
        finally:
            await connection.close()
        return account_id

    @asynccontextmanager
    async def postbox(self) -> AsyncIterator[Postbox]:
        """A loft."""
        async with provider() as found:
            yield Loft(found)

    def sign(self, url: str, delivery: Delivery, secret: str) -> Mapping[str, str]:
        """HMAC over address and body."""
        return {**delivery.headers, SIGNATURE: sign(secret, url, delivery.body)}

    def message(self, text: str, sender: str, provider_id: str) -> Delivery:
        """A letter came."""
        return deliver({'type': 'message', 'id': provider_id, 'sender': sender, 'name': 'Cleo', 'text': text})

    def receipt(self, status: MessageStatus, provider_id: str) -> Delivery:
        """A pigeon came back."""
        return deliver({'type': 'status', 'id': provider_id, 'status': str(status)}, hook='status')

    def nonsense(self) -> Delivery:
        """Feathers."""
        return Delivery('', b'{"feathers": true}', {'X-Pigeon-Delivery': uuid4().hex})


def deliver(*events: dict[str, object], hook: str = '') -> Delivery:
    """A delivery of some events."""
    id = uuid4().hex
    return Delivery(hook, json.dumps({'id': id, 'events': events}).encode(), {'X-Pigeon-Delivery': id})


STAND = PigeonStand()
