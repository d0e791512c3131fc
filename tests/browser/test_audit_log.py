"""The audit log as an admin sees it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
from playwright.async_api import expect

from tests.browser.looks import PHONE
from tests.browser.scene import Scene


async def forget(database_url: str, tenant_id: UUID) -> None:
    """All lines of a tenant; the hub itself may not do that."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute("SELECT set_config('app.tenant_id', $1, false)", str(tenant_id))
        await connection.execute('DELETE FROM audit_logs WHERE tenant_id = $1', tenant_id)
    finally:
        await connection.close()


async def test_an_admin_narrows_the_log_down_and_takes_it_along(scene: Scene, database_url: str) -> None:
    colleague = await scene.shop.hire(name='Maya Brandt')
    api, owner = scene.shop.owner.api, await scene.agent(view='')
    tag = (await api.post('tags', {'name': 'Warranty'})).ok(201)
    (await api.delete(f'tags/{tag["id"]}')).ok(204)
    page = owner.page
    await page.goto(f'{owner.url}#/settings/audit-log')
    log = page.locator('.settings-page')
    asked: list[str] = []
    page.on('request', lambda request: asked.append(request.url) if '/audit-log?' in request.url else None)
    await expect(log.get_by_role('row').filter(has_text='Tag added')).to_contain_text('Warranty')
    await page.get_by_role('button', name='What: Everything').click()
    await page.get_by_role('menuitem', name='Tags', exact=True).click()
    await expect(log.get_by_role('row').filter(has_text='Tag ')).to_have_count(2)
    await expect(log.get_by_role('row').filter(has_text='Tag removed')).to_contain_text(scene.shop.owner.user.name)
    asked.clear()
    (await api.post('tags', {'name': 'Late'})).ok(201)
    await expect(log.get_by_role('row').filter(has_text='Tag ')).to_have_count(3)
    assert len(asked) == 1, 'it is told of the new line, and asks once'
    async with page.expect_download() as download:
        await page.get_by_role('button', name='Export as CSV').click()
    text = (await (await download.value).path()).read_text()
    assert 'tag.created' in text
    assert 'user.signed_in' not in text
    await page.get_by_role('button', name='What: Tags').click()
    await expect(page.get_by_role('menuitem', name='Dead letters', exact=True)).to_have_count(0)
    await expect(page.get_by_role('menuitem', name='People', exact=True)).to_be_visible()
    await page.keyboard.press('Escape')
    await page.get_by_role('button', name='Who: Everybody').click()
    await page.get_by_role('menuitem', name=colleague.user.name).click()
    await expect(log.get_by_text('Choose everything and everybody')).to_be_visible()
    await forget(database_url, scene.shop.tenant.id)
    await page.reload()
    await expect(log.get_by_role('heading', name='Nothing has been done yet')).to_be_visible()
    await expect(log.get_by_text('Choose everything')).to_have_count(0)

    await scene.change(name='Tents')
    german = await scene.agent(view='', locale='de-DE')
    await german.page.goto(f'{german.url}#/settings/audit-log')
    entry = german.page.locator('.settings-page').get_by_role('row').filter(has_text='Website-Chat geändert')
    await expect(entry).to_contain_text('was: Name')


async def test_who_has_a_phone_alone_reads_when_it_was_and_what_a_key_may(scene: Scene) -> None:
    api, owner = scene.shop.owner.api, await scene.agent(view='', **PHONE)
    ends = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    wish = {'name': 'Export', 'scopes': ['conversations.read', 'contacts.read'], 'expires_at': ends}
    (await api.post('api-keys', wish)).ok(201)
    await owner.settings('audit-log')
    entry = owner.page.get_by_role('row').filter(has_text='API key made')
    await expect(entry).to_contain_text('See contacts; Sees conversations: All')
    await expect(entry).to_contain_text('now')
    await owner.settings('api-keys')
    await expect(owner.page.get_by_role('row').filter(has_text='Export')).to_contain_text('Ends: ')
