"""The workspace's page: its new name is on everybody's screen at once, and takes nothing from who writes another."""

from playwright.async_api import expect

from tests.browser.looks import LOOKS
from tests.browser.scene import Scene


async def test_a_new_name_is_on_everybodys_screen(scene: Scene) -> None:
    page = (owner := await scene.agent(view='')).page
    colleague = (await scene.agent(await scene.shop.hire())).page
    await page.goto(f'{owner.url}#/settings/workspace')
    name = page.get_by_role('textbox', name='Name of the workspace')
    await name.fill('Tents & Co.')
    await page.get_by_text('Español', exact=True).click()
    await page.get_by_role('button', name='Save').click()
    await expect(page.get_by_text('Workspace saved')).to_be_visible()
    await expect(colleague.locator('.nav-ws')).to_have_attribute('title', 'Tents & Co.')
    await expect(colleague).to_have_title('Tents & Co.')
    assert (await scene.shop.owner.api.get('tenant')).ok()['locale'] == 'es'

    await name.fill('Canvas')
    await colleague.goto(f'{owner.url}#/settings/workspace')
    await expect(colleague.get_by_role('textbox', name='Name of the workspace')).to_be_disabled()
    (await scene.shop.owner.api.patch('tenant', {'name': 'Yurts', 'locale': None})).ok()
    await expect(colleague.get_by_role('textbox', name='Name of the workspace')).to_have_value('Yurts')
    await expect(name).to_have_value('Canvas')
    await expect(page.get_by_role('radio', name='Their browser’s')).to_be_checked()


async def test_a_phone_has_room_for_it(scene: Scene) -> None:
    owner = await scene.agent(view='', **LOOKS['phone'].options)
    await owner.page.goto(f'{owner.url}#/settings/workspace')
    await owner.page.get_by_role('textbox', name='Name of the workspace').fill(' ')
    await expect(owner.page.get_by_role('button', name='Save')).to_be_disabled()
    assert await owner.page.evaluate('document.documentElement.scrollWidth <= innerWidth')
