"""Pigeon post that has to be asked for: deliveries lie in the provider's outbox as they would have been brought."""

import hashlib
from collections.abc import Sequence

import aiohttp

from hub.model.channel import Account, Channel, Outside, Raw, Retry
from hub.model.ids import new_id
from tests.channels.pigeon.channel import ANSWER_SECONDS, Pigeon
from tests.channels.pigeon.stand import PigeonStand


class PullingPigeon(Pigeon):
    """Accounts whose settings say so have an outbox."""

    async def pull(self, account: Account, cursor: str | None) -> tuple[Sequence[Raw], str | None]:
        """One page of it; the cursor is a place in it."""
        if not account.settings.get('has_outbox'):
            return (), cursor
        url = f'{account.settings["api"]}/outbox'
        timeout = aiohttp.ClientTimeout(total=10 * ANSWER_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as client,
                client.get(url, params={'after': cursor or '0'}) as response,
            ):
                if response.status != 200:
                    raise Retry(float(response.headers.get('Retry-After', 0)), f'The provider said {response.status}')
                said = await response.json()
        except (TimeoutError, aiohttp.ClientError, OSError) as lost:
            raise Retry(reason='The provider cannot be reached') from lost
        return [_raw(account, url, each.encode()) for each in said['deliveries']], str(said['next'])


def _raw(account: Account, url: str, body: bytes) -> Raw:
    headers = {'x-pigeon-delivery': hashlib.sha256(body).hexdigest()}
    return Raw(id=new_id(), channel=account.channel, account_id=account.id, url=url, headers=headers, body=body)


def build(_: Outside) -> list[Channel]:
    """The list of channels, for tests."""
    return [PullingPigeon()]


class PullingStand(PigeonStand):
    """The same stand, another channel on it."""

    def build(self, outside: Outside) -> Sequence[Channel]:
        """Nothing but pigeons that stay at home."""
        return build(outside)
