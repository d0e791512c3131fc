"""What the project is for, as somebody has it who has typed one command: a talk between the shop and the inbox."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.visitor import Visitor
from tests.cli.conftest import PATIENCE, Start, demo_words

pytestmark = [pytest.mark.browser, pytest.mark.timeout(PATIENCE + 60), pytest.mark.xdist_group('demo')]
QUESTION, ANSWER = 'Does the Fjell 2 stand in a storm?', 'It does, we tried it in one.'
PATIENCE_MS = 20_000


@pytest.fixture
async def browser(chromium: Path) -> AsyncIterator[Browser]:
    """A browser of one's own."""
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium, args=['--no-sandbox'])
        yield running
        await running.close()


def printed(start: Start, folder: Path) -> tuple[str, str]:
    """Start a demo; the addresses that it prints of the shop and, with the one-time link, of the inbox."""
    process = start(*(word for word in demo_words(folder) if word != '--json'))
    assert process.popen.stdout
    shop = ''
    for line in process.popen.stdout:
        if 'The shop' in line:
            shop = line.split()[-1]
        if 'The inbox' in line:
            return shop, line.split()[-1]
    raise AssertionError(process.popen.communicate()[1])


async def test_a_visitor_of_the_demos_shop_and_an_agent_with_its_link_talk(
    start: Start, browser: Browser, tmp_path: Path
) -> None:
    shop, link = await asyncio.to_thread(printed, start, tmp_path / 'data')
    visitor = Visitor(await (await browser.new_context(locale='en-GB')).new_page())
    await visitor.page.goto(shop)
    await visitor.open()
    await visitor.say(QUESTION)
    await expect(visitor.standing('Sent')).to_be_visible()

    inbox = await (await browser.new_context(locale='en-GB', viewport={'width': 1440, 'height': 900})).new_page()
    await inbox.goto(link)
    await inbox.get_by_role('navigation').get_by_role('button', name='All open').first.click()
    await inbox.locator('#conversation-list').get_by_role('option').filter(has_text=QUESTION).click()
    await inbox.locator('#composer-text').fill(ANSWER)
    await inbox.locator('#composer-text').press('Enter')

    await expect(visitor.bubbles.filter(has_text=ANSWER)).to_be_visible()
    assert await visitor.bubbles.all_inner_texts() == [QUESTION, ANSWER]
