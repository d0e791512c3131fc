"""A shop with a chat, and its visitors: by the hub's verbs where no browser is needed, by sockets where one is."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import jwt
import pytest
from aiohttp.test_utils import TestServer

from hub.context import Hub
from hub.widgets import visitors
from hub.widgets.visitors import VisitorSession
from tests.live.peers import Peer
from tests.tenants import Shop, Tenants

DOMAINS = ['shop.example', '*.shop.example']


@dataclass
class Site:
    """A site that carries a chat."""

    hub: Hub
    shop: Shop
    url: str
    stack: AsyncExitStack
    widget: dict[str, Any]
    secret: str = field(default='', repr=False)

    @property
    def key(self) -> str:
        """What stands in its pages."""
        return str(self.widget['key'])

    async def come(self, token: str | None = None, identity: str | None = None, key: str = '') -> VisitorSession:
        """A visitor connects."""
        return await visitors.connect(
            self.hub,
            key=key or self.key,
            token=token,
            identity=identity,
            address='203.0.113.7',
            user_agent='Browser 1',
            locale='de',
        )

    async def peer(self, token: str | None = None, identity: str | None = None) -> Peer:
        """A visitor over a real socket."""
        auth = {'key': self.key, 'visitor': token, 'identity': identity}
        told = {name: value for name, value in auth.items() if value}
        return await self.stack.enter_async_context(Peer(f'{self.url}?key={self.key}', '/visitor', told))

    async def sign(self, subject: str = 'u-1', *, key: str | None = None, **claims: Any) -> str:
        """What the site's server says of a visitor who has signed in there."""
        if not self.secret:
            made = await self.shop.owner.api.post(f'widgets/{self.widget["id"]}/identity-secret')
            self.secret = made.ok(201)['identity_secret']
        told = {'sub': subject, 'exp': int(time.time()) + 600, **claims}
        return jwt.encode({k: v for k, v in told.items() if v is not ...}, key or self.secret, algorithm='HS256')

    async def change(self, **settings: Any) -> None:
        """Change the widget's settings."""
        self.widget = (await self.shop.owner.api.patch(f'widgets/{self.widget["id"]}', settings)).ok()

    async def contact(self, contact_id: object) -> dict[str, Any]:
        """A contact as agents see it."""
        found: dict[str, Any] = (await self.shop.owner.api.get(f'contacts/{contact_id}')).ok()
        return found

    async def visitor(self, visitor_id: object) -> dict[str, Any]:
        """A visitor as agents see them."""
        found: dict[str, Any] = (await self.shop.owner.api.get(f'visitors/{visitor_id}')).ok()
        return found


@dataclass
class Sites:
    """Makes sites, each of a tenant of its own."""

    hub: Hub
    tenants: Tenants
    url: str
    stack: AsyncExitStack

    async def make(self, shop: Shop | None = None) -> Site:
        """A site, of a shop that is there already or of a new one."""
        shop = shop or await self.tenants.make()
        widget = (await shop.owner.api.post('widgets', {'name': 'Shop', 'allowed_domains': DOMAINS})).ok(201)
        return Site(self.hub, shop, self.url, self.stack, widget)


@pytest.fixture
async def sites(hub: Hub, tenants: Tenants, server: TestServer) -> AsyncIterator[Sites]:
    async with AsyncExitStack() as stack:
        yield Sites(hub, tenants, str(server.make_url('/')), stack)


@pytest.fixture
async def site(sites: Sites) -> Site:
    return await sites.make()
