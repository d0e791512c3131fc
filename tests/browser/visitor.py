"""A visitor of a customer's site, as a test says what they do."""

from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, FrameLocator, Locator, Page, expect

from tests.browser.cable import Cable
from tests.browser.looks import press
from tests.browser.site import Site


@dataclass
class Visitor:
    """One tab of a browser. `trouble` is what its console and its pages complained of."""

    page: Page
    trouble: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    cable: Cable | None = None
    by_touch: bool = False

    @classmethod
    async def come(cls, context: BrowserContext, site: Site, path: str = '/') -> 'Visitor':
        """Open the site."""
        visitor = cls(await context.new_page())
        visitor.page.on('pageerror', lambda error: visitor.trouble.append(str(error)))
        visitor.page.on('pageerror', lambda error: visitor.errors.append(f'{error}\n{error.stack}'))
        visitor.page.on(
            'console', lambda line: visitor.trouble.append(line.text) if line.type in ('error', 'warning') else None
        )
        await visitor.page.goto(site.url + path)
        return visitor

    @property
    def button(self) -> Locator:
        """What opens the chat."""
        return self.page.locator('custarea-chat button')

    @property
    def chat(self) -> FrameLocator:
        """The chat in its frame."""
        return self.page.frame_locator('custarea-chat iframe')

    @property
    def field(self) -> Locator:
        """Where messages are written."""
        return self.chat.get_by_role('textbox', name='Write a message')

    @property
    def bubbles(self) -> Locator:
        """The conversation, without our hello."""
        return self.chat.locator('.message:not(.welcome) .bubble:not(.dots)')

    async def open(self) -> 'Visitor':
        """Open the chat."""
        await press(self.button, by_touch=self.by_touch)
        await expect(self.chat.locator('main')).to_be_visible()
        return self

    async def is_open(self) -> None:
        """The chat is before their eyes."""
        await expect(self.panel).to_have_class('on', timeout=15_000)
        await expect(self.chat.locator('main')).to_be_visible()

    async def say(self, text: str) -> None:
        """Write and send."""
        await self.field.fill(text)
        if self.by_touch:
            await self.chat.get_by_role('button', name='Send', exact=True).tap()
        else:
            await self.field.press('Enter')

    async def sees(self, *texts: str, within: float = 15) -> None:
        """Exactly these messages, in this order."""
        await expect(self.bubbles).to_have_text(list(texts), timeout=1000 * within)

    async def is_told(self, text: str) -> None:
        """This stands somewhere in the chat."""
        await expect(self.chat.get_by_text(text, exact=True).first).to_be_visible(timeout=15_000)

    @property
    def badge(self) -> Locator:
        """The number on the button."""
        return self.page.locator('custarea-chat > button i')

    @property
    def panel(self) -> Locator:
        """The frame of the chat."""
        return self.page.locator('custarea-chat iframe')

    @property
    def line(self) -> Locator:
        """What is said about the connection."""
        return self.chat.locator('.line')

    def standing(self, text: str) -> Locator:
        """What is said about how far messages have come."""
        return self.chat.locator('.standing').get_by_text(text, exact=True)

    async def close(self) -> None:
        """Close the chat."""
        await press(self.chat.get_by_role('button', name='Close chat'), by_touch=self.by_touch)
        await expect(self.panel).not_to_have_class('on')

    async def look_around(self) -> None:
        """Stay until the page had every chance to show a chat."""
        await self.page.wait_for_load_state('networkidle')
        await self.page.evaluate('new Promise((go) => requestIdleCallback(() => setTimeout(go, 150)))')
