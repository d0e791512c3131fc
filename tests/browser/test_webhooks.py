"""Telling a program of one's own what happens: set up, tested, looked into, switched off."""

from playwright.async_api import expect

from tests.browser.scene import Scene


async def test_an_admin_adds_a_webhook_tests_it_and_everybody_sees_it(scene: Scene) -> None:
    owner, other = await scene.agent(view=''), await scene.agent(view='')
    for agent in (owner, other):
        await agent.page.goto(f'{agent.url}#/settings/webhooks')
        await expect(agent.page.get_by_text('No webhooks yet')).to_be_visible()
    page, dialog = owner.page, owner.page.get_by_role('dialog')
    await page.get_by_role('button', name='Add a webhook').click()
    await dialog.get_by_label('Address').fill('http://127.0.0.1/')
    await dialog.get_by_role('button', name='Add webhook').click()
    await expect(dialog.get_by_text('lead into the internet')).to_be_visible()
    await dialog.get_by_label('Address').fill('https://shop.invalid/hook')
    await dialog.get_by_text('Changed conversations').click()
    await dialog.get_by_role('button', name='Add webhook').click()
    dialog = page.get_by_role('alertdialog')
    await expect(dialog.locator('code')).to_contain_text('whsec_')
    await page.get_by_role('button', name='I have copied it').click()
    for agent in (owner, other):
        row = agent.page.get_by_role('row').filter(has_text='https://shop.invalid/hook')
        await expect(row).to_contain_text('conversation.updated, message.created')

    await page.get_by_role('button', name='Log: https://shop.invalid/hook').click()
    await expect(page.get_by_text('Nothing yet.')).to_be_visible()
    await page.get_by_role('button', name='Send a test').click()
    told = page.locator('.toast').filter(has_text='Nobody answered')
    await expect(told.locator('.lucide-triangle-alert')).to_be_visible()
    told = page.get_by_role('dialog').get_by_role('button', name='ping')
    await told.click()
    await expect(page.get_by_role('region', name='What it is told')).to_contain_text('"type":"ping"')
    await expect(page.get_by_role('button', name='Tell it again', exact=True)).to_be_visible()
    await page.get_by_role('button', name='Close', exact=True).click()

    await page.get_by_role('button', name='Change: https://shop.invalid/hook').click()
    await page.get_by_role('dialog').get_by_text('While it is off').click()
    await page.get_by_role('button', name='Save').click()
    await expect(other.page.get_by_role('row').filter(has_text='shop.invalid')).to_contain_text('Off')
    await other.settings('audit-log')
    await expect(other.page.get_by_role('row').filter(has_text='Webhook changed')).to_contain_text('switched on: no')
