"""A shop with a widget, its agents and its visitors, over real sockets."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import asyncpg
import pytest
from aiohttp.test_utils import TestServer

from tests.live.peers import Peer
from tests.tenants import Member, Shop, Tenants


@dataclass
class Desk:
    """One shop's live side. Peers are hung up when the test ends."""

    shop: Shop
    widget_key: str
    url: str
    stack: AsyncExitStack

    async def visitor(self, token: str | None = None, url: str | None = None, transport: str = 'websocket') -> Peer:
        """A visitor who is connected; `token` makes it one who came back."""
        auth = {'key': self.widget_key, **({'visitor': token} if token else {})}
        peer = Peer(f'{url or self.url}?key={self.widget_key}', '/visitor', auth, transport)
        return await self.stack.enter_async_context(peer)

    async def agent(self, member: Member | None = None, url: str | None = None) -> Peer:
        """A user who is connected; the owner if nobody is named."""
        return await self.stack.enter_async_context(
            Peer(url or self.url, '/agent', {'token': (member or self.shop.owner).token})
        )


async def open_desk(shop: Shop, database_url: str, url: str, stack: AsyncExitStack) -> Desk:
    """A widget for the shop."""
    connection = await asyncpg.connect(database_url)
    try:
        key = await connection.fetchval(
            'INSERT INTO tenant_widget_config (tenant_id) VALUES ($1) RETURNING public_key', shop.tenant.id
        )
    finally:
        await connection.close()
    return Desk(shop, key, url, stack)


@pytest.fixture
async def desk(tenants: Tenants, database_url: str, server: TestServer) -> AsyncIterator[Desk]:
    """A shop of this test's own."""
    async with AsyncExitStack() as stack:
        yield await open_desk(await tenants.make(), database_url, str(server.make_url('/')), stack)
