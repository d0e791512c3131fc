"""A workspace's own statuses: made in the settings, given everywhere a status is, and gone without a trace."""

from playwright.async_api import expect

from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_statuses_of_ones_own_are_made_given_seen_and_deleted(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'Is it dry?'), Past('Bela', 'Hello')])
    admin, agent = await scene.agent(), await scene.agent(await scene.shop.hire())
    await admin.page.goto(f'{admin.url}#/settings/statuses')
    for name, base in (('Waiting for parts', 'Pending'), ('Triage', 'Open'), ('Waiting for a call', 'Pending')):
        await admin.page.get_by_role('button', name='New status').first.click()
        dialog = admin.page.get_by_role('dialog')
        await dialog.get_by_label('Name').fill(name)
        await dialog.get_by_text(base, exact=True).click()
        await dialog.get_by_role('button', name='Create status').click()
        await expect(dialog).to_have_count(0)
    rows = admin.page.locator('.status-list tbody tr')
    await expect(rows).to_have_count(3)
    await admin.page.get_by_role('button', name='Move “Waiting for a call” up').click()
    await admin.page.get_by_role('button', name='Move “Waiting for a call” up').click()
    await expect(rows.nth(0)).to_contain_text('Waiting for a call')
    await expect(rows.nth(0)).to_contain_text('Counts as Pending')

    await agent.open('Is it dry?')
    await agent.page.get_by_role('button', name='Other states').click()
    entries = agent.page.get_by_role('menuitem')
    await expect(entries).to_have_text(
        ['Open', 'Triage', 'Pending', 'Waiting for a call', 'Waiting for parts', 'Resolved', 'Closed']
    )
    await entries.filter(has_text='Waiting for parts').click()
    await expect(agent.page.locator('.toast')).to_contain_text('Waiting for parts')
    await expect(agent.page.locator('#contact-panel')).to_contain_text('Waiting for parts')
    await admin.page.goto(f'{admin.url}#/')
    await admin.page.get_by_role('navigation').get_by_role('button', name='Pending').click()
    await expect(admin.rows.filter(has_text='Amara')).to_contain_text('Waiting for parts')
    await agent.page.keyboard.press('Control+k')
    await agent.page.locator('.palette-field').fill('Triage')
    await agent.page.locator('.palette-it').first.click()
    await expect(agent.rows.filter(has_text='Amara')).to_contain_text('Triage')
    await expect(admin.rows.filter(has_text='Amara')).to_have_count(0)

    await agent.page.get_by_role('button', name='Pick conversations').click()
    for name in ('Amara', 'Bela'):
        await agent.rows.filter(has_text=name).click()
    await agent.page.get_by_role('toolbar').get_by_role('button', name='Status').click()
    await agent.page.get_by_role('menuitem', name='Waiting for a call').click()
    await expect(admin.rows.filter(has_text='Waiting for a call')).to_have_count(2)
    await agent.page.get_by_role('button', name='Undo').click()
    await expect(agent.rows.filter(has_text='Triage')).to_have_count(1)
    await expect(admin.rows).to_have_count(0)

    await admin.page.goto(f'{admin.url}#/settings/statuses')
    await admin.page.get_by_role('button', name='Change: Triage').click()
    await admin.page.get_by_role('dialog').get_by_label('Name').fill('New here')
    await admin.page.get_by_role('dialog').get_by_role('button', name='Save').click()
    await expect(agent.rows.filter(has_text='New here')).to_have_count(1)
    await admin.page.get_by_role('button', name='Delete: New here').click()
    await admin.page.get_by_role('alertdialog').get_by_role('button', name='Delete').click()
    await expect(agent.rows.filter(has_text='New here')).to_have_count(0)
    await expect(agent.rows.filter(has_text='Amara')).to_have_count(1)
