"""Features in the settings: a switch counts at once, on the screens of others too."""

from playwright.async_api import expect

from hub.model.people import UserRole
from tests.browser.axe import violations
from tests.browser.scene import Scene


async def test_a_switch_counts_on_everybodys_screen(scene: Scene) -> None:
    owner = await scene.agent(view='')
    manager = (await scene.agent(await scene.shop.hire(UserRole.MANAGER))).page
    await manager.get_by_role('navigation').get_by_role('button', name='Dashboard').click()
    await expect(manager.get_by_role('heading', name='Reports are off')).to_be_visible()
    page = owner.page
    await page.goto(f'{owner.url}#/settings/features')
    await expect(page.get_by_role('switch', name='Conversations')).to_be_disabled()
    await page.get_by_text('Reports and analytics').click()
    await expect(manager.locator('.totals')).to_be_visible()
    await expect(page.get_by_role('switch', name='Reports and analytics')).to_be_checked()
    assert not await violations(page)
    await page.get_by_text('Reports and analytics').click()
    await page.get_by_text('Dashboard', exact=True).last.click()
    await expect(manager.get_by_role('heading', name='The dashboard is off')).to_be_visible()
    await expect(manager.get_by_role('navigation').get_by_role('button', name='Dashboard')).to_have_count(0)
