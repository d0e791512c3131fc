"""On a phone the inbox shows one pane at a time."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.looks import PHONE
from tests.browser.scene import Scene


async def _fits(page: Page) -> bool:
    return bool(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'))


@pytest.mark.looks('dark')
async def test_the_inbox_shows_one_pane_at_a_time_on_a_phone(scene: Scene) -> None:
    visitor, agent = await scene.visitor(), await scene.agent(view='', **PHONE)
    await visitor.open()
    await visitor.say('Hello phone')
    await agent.page.goto(agent.url)
    tabs = agent.page.locator('.tabbar')
    await tabs.get_by_role('button', name='All').tap()
    await agent.rows.filter(has_text='Hello phone').tap()
    await expect(agent.field).to_be_visible()
    await expect(agent.page.locator('#conversation-list')).to_be_hidden()
    assert await _fits(agent.page)
    await agent.field.fill('Hello visitor')
    await agent.page.get_by_role('button', name='Send', exact=True).tap()
    await expect(visitor.bubbles.filter(has_text='Hello visitor')).to_be_visible()
    await agent.page.get_by_role('button', name='Back', exact=True).tap()
    await expect(agent.rows.filter(has_text='Hello visitor')).to_be_visible()

    title = agent.page.locator('.list-bar').get_by_role('heading')
    await title.get_by_role('button', name='All open').tap()
    await agent.page.get_by_role('menuitem', name='Mentions').tap()
    await expect(title).to_have_text('Mentions')
    await expect(agent.page.get_by_role('menu')).to_have_count(0)

    await tabs.get_by_role('button', name='Settings').tap()
    await agent.page.get_by_role('button', name='Website chat').tap()
    await expect(agent.page.get_by_role('tab', name='Look')).to_be_visible()
    assert await _fits(agent.page)
