"""A browser, a customer's site that carries a chat, and an agent who answers."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, BrowserContext, async_playwright

from hub.build import FRONTENDS, build
from hub.config import Settings
from tests.browser.cable import Cable
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.conftest import make_settings
from tests.live.peers import Peer
from tests.tenants import Shop, Tenants


@pytest.fixture(scope='session')
def built() -> None:
    """The frontends as their sources say."""
    asyncio.run(build(print, [frontend for frontend in FRONTENDS if frontend.name == 'widget']))


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """The machine's Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path='/usr/bin/chromium', args=['--no-sandbox'])
        yield browser
        await browser.close()


@pytest.fixture
async def context(chromium: Browser) -> BrowserContext:
    """Somebody's browser."""
    return await chromium.new_context(viewport={'width': 1280, 'height': 800}, locale='en-GB')


@pytest.fixture
async def cable() -> AsyncIterator[Cable]:
    """What connects browsers with the hub."""
    async with Cable() as cable:
        yield cable


@pytest.fixture
def settings(database_url: str, redis_url: str, tmp_path: Path, cable: Cable) -> Settings:
    """A hub whose public address is the cable's."""
    settings = make_settings(database_url, redis_url, tmp_path, public_url=cable.url)
    cable.to_port = settings.port
    return settings


@dataclass
class Desk:
    """A shop with a chat on its site."""

    shop: Shop
    widget: dict[str, Any]
    site: Site
    context: BrowserContext

    async def visitor(self, path: str = '/') -> Visitor:
        """Somebody comes to the site; the same person again, in another tab, if called again."""
        return await Visitor.come(self.context, self.site, path)

    async def change(self, **settings: Any) -> None:
        """Change the chat's settings."""
        answer = await self.shop.owner.api.patch(f'widgets/{self.widget["id"]}', settings)
        answer.ok()

    async def conversation(self) -> dict[str, Any]:
        """The only one there is."""
        page = (await self.shop.owner.api.get('conversations')).ok()
        assert len(page['items']) == 1
        found: dict[str, Any] = page['items'][0]
        return found

    async def stored(self) -> list[str]:
        """Every message of it."""
        conversation = await self.conversation()
        page = (await self.shop.owner.api.get(f'conversations/{conversation["id"]}/messages')).ok()
        return [message['content_text'] for message in page['items']]


@pytest.fixture
async def desk(
    built: None, tenants: Tenants, server: TestServer, cable: Cable, context: BrowserContext
) -> AsyncIterator[Desk]:
    """A shop of this test's own."""
    shop = await tenants.make('Birkfell')
    asked = {'name': 'Birkfell', 'allowed_domains': ['localhost']}
    widget = (await shop.owner.api.post('widgets', asked)).ok(201)
    site = Site(cable.url, widget['key'])
    async with site.serving() as serving:
        site.port = serving.port or 0
        yield Desk(shop, widget, site, context)
        await context.close()


@pytest.fixture
async def agent(desk: Desk, server: TestServer) -> AsyncIterator[Peer]:
    """The shop's owner at the desk, connected past the cable."""
    async with Peer(str(server.make_url('/')), '/agent', {'token': desk.shop.owner.token}) as peer:
        yield peer
