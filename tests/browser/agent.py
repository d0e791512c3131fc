"""An agent: what they can do in the inbox and what they can see of it."""

import asyncio
from dataclasses import dataclass, field

from playwright.async_api import Locator, Page, expect

from tests.browser.cable import Cable
from tests.browser.looks import is_narrow, press
from tests.tenants import Member


@dataclass
class Agent:
    """One user in a browser of their own, signed in."""

    page: Page
    url: str
    member: Member
    cable: Cable | None = None
    by_touch: bool = False
    errors: list[str] = field(default_factory=list)

    @property
    def rows(self) -> Locator:
        """The conversations of the list."""
        return self.page.locator('#conversation-list').get_by_role('option')

    @property
    def field(self) -> Locator:
        """Where they write."""
        return self.page.locator('#composer-text')

    @property
    def log(self) -> Locator:
        """The conversation that is open."""
        return self.page.locator('#thread-log')

    async def arrive(self, view: str = 'All open') -> None:
        """Come to the inbox, in a view of its navigation."""
        await self.page.goto(self.url)
        await press(self.page.get_by_role('navigation').get_by_role('button', name=view).first, by_touch=self.by_touch)

    async def open(self, text: str) -> None:
        """Open the conversation whose row shows this text."""
        await press(self.rows.filter(has_text=text), by_touch=self.by_touch)
        await expect(self.field).to_be_visible()

    async def look_at_the_list(self) -> None:
        """Go back to it where it does not stand beside the conversation."""
        if is_narrow(self.page):
            await press(self.page.get_by_role('button', name='Back', exact=True), by_touch=self.by_touch)
        await expect(self.rows.first).to_be_visible()

    async def look_away(self) -> None:
        """To another tab. Playwright keeps every page in focus, unless it is told not to."""
        devtools = await self.page.context.new_cdp_session(self.page)
        await devtools.send('Emulation.setFocusEmulationEnabled', {'enabled': False})
        other = await self.page.context.new_page()
        await other.bring_to_front()
        await self.holds('!document.hasFocus() || document.hidden')

    async def look_back(self) -> None:
        """From the other tab."""
        await self.page.bring_to_front()
        await self.holds('document.hasFocus() && !document.hidden')

    async def holds(self, condition: str) -> None:
        """Wait for it. The page's own policy forbids Playwright's way of waiting."""
        async with asyncio.timeout(20):
            while not await self.page.evaluate(condition):  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.05)

    async def say(self, text: str) -> None:
        """Write and send."""
        await self.field.fill(text)
        if is_narrow(self.page):  # there Enter makes a line
            await press(self.page.get_by_role('button', name='Send', exact=True), by_touch=self.by_touch)
        else:
            await self.field.press('Enter')
        await expect(self.bubble(text)).to_be_visible()

    def bubble(self, text: str) -> Locator:
        """The message with this text, once: two of them are an error."""
        return self.log.locator('.bub').get_by_text(text, exact=True)

    async def texts(self) -> list[str]:
        """The messages in order."""
        return await self.log.locator('.bub').all_inner_texts()
