"""A shop with a chat on its site, as the tests of the chat alone need it: the agent there is a plain socket."""

from dataclasses import dataclass
from typing import Any

from playwright.async_api import BrowserContext

from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.tenants import Shop


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
