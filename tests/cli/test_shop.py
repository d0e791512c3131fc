"""The demo shop as a browser has it: strict policy kept, usable by keyboard, on a phone, in the dark."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from playwright.async_api import Page, async_playwright

from hub.demo.site import Embed, create_shop

PAGES = ('/', '/fjell-1', '/fjell-2', '/fjell-4', '/repairs', '/shipping')


@pytest.fixture
async def shop() -> AsyncIterator[TestServer]:
    """The shop without a hub behind it: its pages must not mind."""
    server = TestServer(create_shop(Embed('http://127.0.0.1:2', 'http://127.0.0.1:2/', 'pk_none')))
    async with server:
        yield server


@pytest.mark.parametrize('path', PAGES)
async def test_every_page_keeps_its_own_policy(shop: TestServer, path: str) -> None:
    async with TestClient(shop) as client, client.get(path) as response:
        page = await response.text()
        assert response.status == 200
        assert "script-src 'self' http://127.0.0.1:2;" in response.headers['Content-Security-Policy']
    assert not re.search(r'\sstyle=|<style|\son\w+=|javascript:', page)
    assert all('src=' in tag for tag in re.findall(r'<script[^>]*>', page))
    assert '$' not in page, 'a placeholder was not filled'


@pytest.fixture
async def page(chromium: Path) -> AsyncIterator[Page]:
    """A phone."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=['--no-sandbox'])
        yield await browser.new_page(viewport={'width': 360, 'height': 740})
        await browser.close()


@pytest.mark.browser
async def test_it_works_by_keyboard_on_a_phone_without_a_hub(shop: TestServer, page: Page) -> None:
    violations: list[str] = []
    page.on('console', lambda line: violations.append(line.text) if 'Content Security Policy' in line.text else None)
    page.on('pageerror', lambda error: violations.append(str(error)))
    for path in PAGES:
        await page.goto(str(shop.make_url(path)))
        assert await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), path
    await page.goto(str(shop.make_url('/fjell-2')))
    await page.get_by_role('radio', name='Rust').focus()
    await page.keyboard.press('ArrowRight')
    assert await page.get_by_role('radio', name='Moss').get_attribute('aria-checked') == 'true'
    await page.get_by_role('button', name='Add to basket').press('Enter')
    assert await page.locator('[data-count]').inner_text() == '1'
    await page.get_by_role('link', name='Ask us in the chat').click()
    assert violations == []
