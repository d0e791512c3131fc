"""The list of conversations as a client has it that knows nothing but the feed: every change after its cursor."""

from tests.api_client import Api
from tests.kills.client import Client


class Listing:
    """Last seq by conversation. The cursor outlives every connection."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.last: dict[str, int] = {}
        self.resets = 0
        self._cursor = '0'

    async def catch_up(self) -> None:
        """One page of the feed."""
        await self.client.here.wait()
        ack = await self.client.call('feed', {'cursor': self._cursor})
        if not ack or not ack.get('ok'):
            return
        if ack.get('reset'):
            await self._anew()
        for change in ack['changes']:
            conversation = change['conversation']
            self.last[conversation['id']] = conversation['last_seq']
        self._cursor = ack['cursor']

    async def _anew(self) -> None:
        """Too far behind: the list over HTTP."""
        self.resets += 1
        page = ''
        async with Api.open(self.client.places[0]) as anonymous:
            while True:
                api = anonymous.as_(self.client.auth['token'])
                answer = (await api.call('GET', f'conversations?limit=100{page}')).ok()
                self.last |= {each['id']: each['last_seq'] for each in answer['items']}
                if not answer['next_cursor']:
                    return
                page = f'&cursor={answer["next_cursor"]}'
