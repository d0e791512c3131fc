"""A person asks for their data and then to be forgotten: who may do both, and what a colleague sees of it."""

from zipfile import ZipFile

from playwright.async_api import expect

from hub.worker import WORKS
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene
from tests.contacts.test_erasure import running


async def test_who_is_exported_and_erased_is_gone_from_every_screen(scene: Scene) -> None:
    [id, _] = await write_past(scene.shop, [Past('Anna', 'Forget me'), Past('Berg', 'Keep me')])
    admin, colleague = await scene.agent(), await scene.agent(await scene.shop.hire())
    for each in (admin, colleague):
        await each.open('Forget me')
    await colleague.page.get_by_role('button', name='More about this person').click()
    await expect(colleague.page.get_by_role('menuitem', name='Block')).to_be_visible()
    await expect(colleague.page.get_by_role('menuitem', name='Erase…')).to_have_count(0)
    await colleague.page.keyboard.press('Escape')

    menu = admin.page.get_by_role('button', name='More about this person')
    await menu.click()
    async with admin.page.expect_download() as coming:
        await admin.page.get_by_role('menuitem', name='Export their data').click()
    with ZipFile(await (await coming.value).path()) as archive:
        assert b'Forget me' in archive.read(f'conversations/{id}.json')

    await menu.click()
    await admin.page.get_by_role('menuitem', name='Erase…').click()
    dialog = admin.page.get_by_role('dialog', name='Erase Anna for good?')
    await expect(dialog).to_contain_text('1 conversation and 0 files go')
    deed = dialog.get_by_role('button', name='Erase for good')
    await expect(deed).to_be_disabled()
    await dialog.get_by_role('textbox', name='Type “Anna” to confirm').fill('Anna')
    await deed.click()
    await expect(dialog.get_by_role('status')).to_contain_text('Being erased')
    async with running(scene.shop.hub, WORKS):
        await expect(dialog).to_have_count(0)
        for each in (admin, colleague):
            await expect(each.rows.filter(has_text='Forget me')).to_have_count(0)
            await expect(each.rows.filter(has_text='Keep me')).to_be_visible()
        await expect(colleague.page.get_by_text(f'Anna was erased by {admin.member.user.name}')).to_be_visible()
    await colleague.page.goto(f'{colleague.url}#/c/{id}')
    await colleague.page.reload()
    await expect(colleague.page.get_by_text('This conversation is not here')).to_be_visible()
