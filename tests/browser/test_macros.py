"""Macros: made in the settings, found with M, read before they are applied, seen by colleagues at once."""

from playwright.async_api import expect

from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_a_macro_is_made_previewed_and_applied_by_keyboard(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara Okafor', 'Is it dry?')])
    api = scene.shop.owner.api
    parts = (await api.post('custom-statuses', {'name': 'Waiting for parts', 'status': 'pending'})).ok(201)['id']
    owner, colleague = await scene.agent(), await scene.agent(await scene.shop.hire(name='Maya Brandt'))
    await colleague.open('Is it dry?')

    await owner.page.goto(f'{owner.url}#/settings/macros')
    await owner.page.get_by_role('button', name='Add a macro').click()
    dialog = owner.page.get_by_role('dialog')
    await dialog.get_by_label('Name', exact=True).fill('Thank')
    await dialog.get_by_label('Text').fill('Thank you, {{contact.first_name}}')
    await dialog.get_by_role('button', name='Add an action').click()
    await dialog.get_by_label('Which', exact=True).select_option('Waiting for parts (Pending)')
    await dialog.get_by_role('button', name='Save').click()
    await expect(owner.page.get_by_role('row').filter(has_text='Thank')).to_contain_text('Status: Waiting for parts')

    await owner.page.goto(f'{owner.url}#/')
    await owner.open('Is it dry?')
    await owner.page.locator('#thread-log').focus()
    await owner.page.keyboard.press('m')
    await expect(dialog.get_by_role('menuitem', name='Thank')).to_be_visible()
    await owner.page.keyboard.press('ArrowDown')
    await owner.page.keyboard.press('Enter')
    await expect(dialog).to_contain_text('Thank you, Amara')
    await owner.page.keyboard.press('Escape')
    await expect(dialog).to_have_count(0)
    await owner.page.keyboard.press('m')
    await owner.page.keyboard.type('tha')
    await owner.page.keyboard.press('Enter')
    await expect(dialog).to_contain_text('Thank you, Amara')
    await expect(dialog).to_contain_text('Status: Waiting for parts')
    await expect(dialog.get_by_role('button', name='Apply')).to_be_focused()
    await owner.page.keyboard.press('Enter')
    await expect(colleague.bubble('Thank you, Amara')).to_be_visible()
    await expect(colleague.page.get_by_role('navigation').get_by_role('button', name='Pending 1')).to_be_visible()

    await owner.arrive('Pending')
    await expect(owner.rows.filter(has_text='Waiting for parts')).to_have_count(1)
    (await api.delete(f'custom-statuses/{parts}')).ok(204)
    await expect(owner.rows.filter(has_text='Waiting for parts')).to_have_count(0)
    await owner.page.locator('#conversation-list').focus()
    await owner.page.keyboard.press('x')
    await owner.page.keyboard.press('Control+k')
    await owner.page.keyboard.type('Thank')
    await owner.page.locator('.palette').get_by_role('option', name='Macro: Thank').click()
    await expect(dialog).to_contain_text('It applies to 1 conversation')
    await expect(dialog).to_contain_text('Thank you, {{contact.first_name}}')
    await expect(dialog.locator('.gone')).to_have_text('Status: a kind of Pending that has gone')
