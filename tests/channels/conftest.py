"""A shop with an account on a channel, its provider, and a runner of jobs that the test drives."""

import asyncio
import importlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiohttp.test_utils import TestServer

from hub.app import create_app
from hub.config import Settings
from hub.jobs import Pace
from hub.model.message import MessageStatus
from hub.worker import working
from tests.api_client import Answer
from tests.channels.stand import Delivery, Postbox, Stand
from tests.conftest import serving
from tests.tenants import Shop, Tenants

FOLDER = Path(__file__).parent
QUICK = Pace(poll_seconds=0.2, lease_seconds=2.0, drain_seconds=1.0)


def stands() -> list[str]:
    """The channels that have a folder here."""
    return sorted(path.parent.name for path in FOLDER.glob('*/stand.py'))


def stand_of(name: str) -> Stand:
    """A channel's stand."""
    found: Stand = importlib.import_module(f'tests.channels.{name}.stand').STAND
    return found


@pytest.fixture(params=stands())
def stand(request: pytest.FixtureRequest) -> Stand:
    """Each channel in turn."""
    return stand_of(request.param)


@pytest.fixture
async def server(settings: Settings, stand: Stand) -> AsyncIterator[TestServer]:
    """The real application with this one channel."""
    running = serving(await create_app(settings, channels=stand.build), settings)
    async with running:
        yield running


@dataclass
class Office:
    """A shop with an account on the channel."""

    shop: Shop
    stand: Stand
    account_id: UUID
    postbox: Postbox

    def url(self, hook: str = '', account_id: UUID | None = None) -> str:
        """The public address of a webhook."""
        name = next(iter(self.shop.hub.channels))
        return f'/webhooks/{name}/{account_id or self.account_id}{f"/{hook}" if hook else ""}'

    async def deliver(self, delivery: Delivery, *, secret: str | None = None, account_id: UUID | None = None) -> Answer:
        """The provider calls."""
        path = self.url(delivery.hook, account_id)
        public = self.shop.hub.settings.base_url + path
        headers = dict(self.stand.sign(public, delivery, self.stand.secret if secret is None else secret))
        return await self.shop.owner.api.as_('').call('POST', path, None, delivery.body, **headers)

    async def write(self, text: str, sender: str, provider_id: str = '') -> Answer:
        """A customer writes."""
        return await self.deliver(self.stand.message(text, sender, provider_id or f'M{uuid4().hex}'))

    async def messages(self, **columns: object) -> list[Any]:
        """What is stored, in its order."""
        rows = await self.shop.rows('SELECT * FROM messages ORDER BY conversation_id, seq')
        return [row for row in rows if all(row[name] == value for name, value in columns.items())]

    async def until(self, statement: str, expected: object, seconds: float = 20.0) -> None:
        """Wait until a statement finds that."""
        found: object = None
        try:
            async with asyncio.timeout(seconds):
                while True:
                    rows = await self.shop.rows(statement)
                    found = rows[0][0] if rows else None
                    if found == expected:
                        return
                    await asyncio.sleep(0.03)
        except TimeoutError:
            raise AssertionError(f'{statement}: {found!r} is not {expected!r}') from None

    async def conversation(self) -> str:
        """A customer's first words; the conversation that they opened."""
        assert (await self.write('Is anybody there?', number())).status == 200
        await self.until('SELECT count(*) > 0 FROM messages', True)
        return str((await self.messages())[-1]['conversation_id'])

    async def reply(self, conversation_id: str, text: str = 'We are.') -> str:
        """An agent answers; the message's id."""
        said = (await self.shop.owner.api.post(f'conversations/{conversation_id}/messages', {'text': text})).ok(201)
        assert said['status'] == 'queued'
        return str(said['id'])

    async def becomes(self, message_id: str, status: MessageStatus, seconds: float = 20.0) -> None:
        """Wait for a status."""
        await self.until(f"SELECT status FROM messages WHERE id = '{message_id}'", str(status), seconds)  # noqa: S608

    @asynccontextmanager
    async def at_work(self, pace: Pace = QUICK) -> AsyncIterator[None]:
        """A worker in this process."""
        async with working(self.shop.hub, pace=pace):
            yield


def number() -> str:
    """A telephone number nobody else has."""
    return f'+49301{uuid4().int % 10**8:08}'


async def open_office(tenants: Tenants, stand: Stand, stack: AsyncExitStack, postbox: Postbox | None = None) -> Office:
    """A shop of its own."""
    shop = await tenants.make()
    found = await stack.enter_async_context(stand.postbox()) if postbox is None else postbox
    return Office(shop, stand, await stand.account(shop.hub, shop.tenant.id, found, stand.secret), found)


@pytest.fixture
async def office(tenants: Tenants, stand: Stand) -> AsyncIterator[Office]:
    """A shop of this test's own."""
    async with AsyncExitStack() as stack:
        yield await open_office(tenants, stand, stack)
