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

    async def go_to(self, view: str) -> None:
        """To a view from the list: on a phone its title leads there."""
        if is_narrow(self.page):
            await self.choose(self.page.locator('.list-bar').get_by_role('heading').get_by_role('button'), view)
        else:
            await self.press(self.page.get_by_role('navigation').get_by_role('button', name=view).first)
        await expect(self.page.locator('.list-bar').get_by_role('heading')).to_contain_text(view)

    async def press(self, what: Locator) -> None:
        """With a finger or with a mouse. Whatever opens, the page never scrolls sideways."""
        await press(what, by_touch=self.by_touch)
        await self.holds('document.documentElement.scrollWidth <= innerWidth')

    async def button(self, name: str) -> None:
        """Press the one of this name."""
        await self.press(self.page.get_by_role('button', name=name, exact=True))

    async def choose(self, opener: Locator, *choices: str) -> None:
        """These entries of a menu, after which nothing floats any more."""
        await self.press(opener)
        for choice in choices:
            await self.press(self.page.get_by_role('menuitem', name=choice).first)
        await self.close_menus()

    async def close_menus(self) -> None:
        """Those that stay for a second choice."""
        floating = self.page.locator('.pop')
        if await floating.count():
            await self.page.keyboard.press('Escape')
        await expect(floating).to_have_count(0)

    async def more(self, *choices: str) -> None:
        """An entry of the conversation's menu, and of what it leads to."""
        await self.choose(self.page.locator('.thread-bar').get_by_role('button', name='More', exact=True), *choices)

    async def assign(self, whom: str) -> None:
        """Give the conversation to somebody."""
        if is_narrow(self.page):
            more = self.page.locator('.thread-bar').get_by_role('button', name='More', exact=True)
            await self.choose(more, 'Assign to', whom)
        else:
            await self.choose(self.page.locator('.thread-bar .assign'), whom)

    @property
    def panel(self) -> Locator:
        """What is known of the person."""
        return self.page.get_by_role('complementary', name='Contact')

    async def show_panel(self) -> None:
        """Where it does not stand beside the conversation it comes over it."""
        if is_narrow(self.page):
            await self.press(self.page.get_by_role('button', name='Show panel').first)
        await expect(self.panel).to_be_visible()

    async def hide_panel(self) -> None:
        """Back to the conversation under it."""
        if is_narrow(self.page):
            await self.press(self.panel.get_by_role('button', name='Hide panel'))
            await expect(self.panel).to_have_count(0)

    async def set_status(self, status: str) -> None:
        """To one of those that have no button of their own."""
        if is_narrow(self.page):
            await self.more(status)
        else:
            await self.choose(self.page.get_by_role('button', name='Other states'), status)

    async def account(self, choice: str) -> None:
        """An entry of their own menu."""
        name = 'You' if is_narrow(self.page) else 'Status and account'
        await self.choose(self.page.get_by_role('navigation').get_by_role('button', name=name), choice)

    async def note(self, text: str) -> None:
        """Write something for colleagues only."""
        await self.press(self.page.locator('.comp').get_by_role('button', name='Note', exact=True))
        await self.field.fill(text)
        await self.press(self.page.locator('.comp').get_by_role('button', name='Add note'))
        await expect(self.log.locator('.pnote').filter(has_text=text)).to_be_visible()
        await self.press(self.page.locator('.comp').get_by_role('button', name='Reply', exact=True))

    async def settings(self, page: str) -> None:
        """A page of them."""
        await self.page.goto(f'{self.url}#/settings/{page}')

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
