"""The audit log as an admin sees it."""

from playwright.async_api import expect

from tests.browser.scene import Scene


async def test_an_admin_narrows_the_log_down_and_takes_it_along(scene: Scene) -> None:
    api, owner = scene.shop.owner.api, await scene.agent(view='')
    tag = (await api.post('tags', {'name': 'Warranty'})).ok(201)
    (await api.delete(f'tags/{tag["id"]}')).ok(204)
    page = owner.page
    await page.goto(f'{owner.url}#/settings/audit-log')
    log = page.locator('.settings-page')
    await expect(log.get_by_role('row').filter(has_text='Tag added')).to_contain_text('Warranty')
    await page.get_by_role('button', name='What: Everything').click()
    await page.get_by_role('menuitem', name='Tags', exact=True).click()
    await expect(log.get_by_role('row').filter(has_text='Tag ')).to_have_count(2)
    await expect(log.get_by_role('row').filter(has_text='Tag removed')).to_contain_text(scene.shop.owner.user.name)
    async with page.expect_download() as download:
        await page.get_by_role('button', name='Export as CSV').click()
    text = (await (await download.value).path()).read_text()
    assert 'tag.created' in text
    assert 'user.signed_in' not in text
    await page.get_by_role('button', name='What: Tags').click()
    await expect(page.get_by_role('menuitem', name='Dead letters', exact=True)).to_have_count(0)
    await expect(page.get_by_role('menuitem', name='People', exact=True)).to_be_visible()

    await scene.change(name='Tents')
    german = await scene.agent(view='', locale='de-DE')
    await german.page.goto(f'{german.url}#/settings/audit-log')
    entry = german.page.locator('.settings-page').get_by_role('row').filter(has_text='Website-Chat geändert')
    await expect(entry).to_contain_text('was: Name')
