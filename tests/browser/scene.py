"""A shop, the chat on its site, and everybody who takes part, each in a browser context of their own."""

import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import orjson
from playwright.async_api import Browser, BrowserContext

from tests.browser.agent import Agent
from tests.browser.cable import Cable
from tests.browser.looks import DESKTOP, Look
from tests.browser.site import STRICT, Site
from tests.browser.visitor import Visitor
from tests.tenants import Member, Shop

_HOUR_MS = 3_600_000
PATIENCE_MS = 20_000


@dataclass
class Scene:
    """One test's world."""

    shop: Shop
    browser: Browser
    site: Site
    widget: dict[str, Any]
    stack: AsyncExitStack
    look: Look = DESKTOP
    people: list[Visitor | Agent] = field(default_factory=list)

    async def change(self, **wish: Any) -> None:
        """Change the chat's settings."""
        (await self.shop.owner.api.patch(f'widgets/{self.widget["id"]}', wish)).ok()

    async def visitor(self, *, cabled: bool = False, **options: Any) -> Visitor:
        """Somebody on the site. `cabled`: through a network that the test can cut."""
        cable, options = await self._cable() if cabled else None, {**self.look.options, **options}
        visitor = await Visitor.come(await self._context(cable, options), self.site)
        visitor.cable, visitor.by_touch = cable, options.get('has_touch', False)
        self.people.append(visitor)
        return visitor

    async def agent(
        self, member: Member | None = None, *, cabled: bool = False, view: str = 'All open', **options: Any
    ) -> Agent:
        """A user in the inbox; the owner if nobody is named."""
        who = member or self.shop.owner
        cable, options = await self._cable() if cabled else None, {**self.look.options, **options}
        context = await self._context(cable, {'storage_state': self._signed_in(who), **options})
        by_touch = options.get('has_touch', False)
        agent = Agent(await context.new_page(), f'{self.site.hub_url}/', who, cable, by_touch)
        agent.page.on('pageerror', lambda error: agent.errors.append(f'{error}\n{error.stack}'))
        self.people.append(agent)
        if view:
            await agent.arrive(view)
        return agent

    def check(self) -> None:
        """Nobody's page may have thrown."""
        thrown = '\n'.join(error for person in self.people for error in person.errors)
        assert not thrown, thrown

    async def _cable(self) -> Cable:
        return await self.stack.enter_async_context(Cable(urlsplit(self.site.hub_url).port or 0))

    async def _context(self, cable: Cable | None, options: dict[str, Any]) -> BrowserContext:
        if cable:
            options = {**options, 'proxy': {'server': cable.proxy, 'bypass': '<-loopback>'}}
        context = await self.browser.new_context(
            **{'viewport': {'width': 1440, 'height': 900}, 'reduced_motion': 'reduce', 'locale': 'en-GB', **options}
        )
        context.set_default_timeout(PATIENCE_MS)
        self.stack.push_async_callback(context.close)
        return context

    def _signed_in(self, member: Member) -> Any:
        session = {
            'access': member.token,
            'refresh': member.refresh_token,
            'ends': int(time.time() * 1000) + _HOUR_MS,
        }
        stored = [{'name': 'custarea.session', 'value': orjson.dumps(session).decode()}]
        return {'cookies': [], 'origins': [{'origin': self.site.hub_url, 'localStorage': stored}]}


async def open_scene(shop: Shop, browser: Browser, hub_url: str, stack: AsyncExitStack, look: Look) -> Scene:
    """A chat of this shop's own, on a site that it is allowed on."""
    wish = {'name': shop.tenant.name, 'allowed_domains': ['localhost'], 'theme': {'color': '#0b6a74'}}
    widget = (await shop.owner.api.post('widgets', wish)).ok(201)
    site = Site(hub_url, widget['key'], STRICT)
    serving = await stack.enter_async_context(site.serving())
    site.port = serving.port or 0
    return Scene(shop, browser, site, widget, stack, look)
