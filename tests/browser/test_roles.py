"""Roles of one's own making, in the settings and on the screen of whoever has one."""

from playwright.async_api import expect

from hub.model.people import UserRole
from tests.browser.axe import violations
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_a_role_is_made_and_given_and_felt_at_once(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'first'), Past('Bela', 'second')])
    colleague = await scene.shop.hire(name='Nia')
    nia, owner = await scene.agent(colleague), await scene.agent(view='')
    await expect(nia.rows).to_have_count(2)

    await owner.page.goto(f'{owner.url}#/settings/roles')
    await owner.page.get_by_role('button', name='New role').click()
    dialog = owner.page.get_by_role('dialog')
    await dialog.get_by_role('textbox', name='Name').fill('Helper')
    await dialog.get_by_text('Their own').click()
    await dialog.get_by_text('Reply and write notes').click()
    await dialog.get_by_role('button', name='Create role').click()
    await expect(owner.page.get_by_role('row', name='Helper')).to_be_visible()
    await owner.page.goto(f'{owner.url}#/settings/team')
    await owner.page.get_by_role('button', name='Role of Nia: Agent').click()
    await owner.page.get_by_role('menuitem', name='Helper').click()
    await expect(owner.page.get_by_role('button', name='Role of Nia: Helper')).to_be_visible()
    await expect(nia.rows).to_have_count(0)

    found = (await scene.shop.owner.api.get('conversations')).ok()['items']
    path = f'conversations/{found[0]["id"]}'
    (await scene.shop.owner.api.patch(path, {'assignee_id': str(colleague.user.id)})).ok()
    await expect(nia.rows).to_have_count(1)
    await nia.open('first' if found[0]['display_name'] == 'Amara' else 'second')
    await expect(nia.page.locator('#composer-text')).to_be_enabled()
    await expect(nia.page.locator('.status-button')).to_have_count(0)
    await nia.log.focus()
    await nia.page.keyboard.press('p')
    await expect(nia.page.get_by_text('Your role does not let you change all of this.').first).to_be_visible()
    await nia.page.keyboard.press('Escape')
    await expect(nia.panel).to_contain_text('Your role does not show what is known of this person.')
    await expect(nia.panel).to_contain_text('None that your role shows.')
    account = nia.page.get_by_role('navigation').get_by_role('button', name='Status and account')
    await expect(account).to_contain_text('Online')  # also to whom nobody else is shown
    await nia.account('Away')
    await expect(account).to_contain_text('Away')
    await nia.settings('')
    await expect(nia.page.get_by_role('heading', name='Profile')).to_be_visible()
    await expect(nia.page.locator('.person-line')).to_contain_text('Helper')
    await nia.page.goto(f'{nia.url}#/c/{found[1]["id"]}')
    await expect(nia.page.get_by_text('or your role does not show it')).to_be_visible()
    await nia.page.goto(f'{nia.url}#/c/{found[0]["id"]}')
    await expect(nia.page.locator('#composer-text')).to_be_visible()

    (await scene.shop.owner.api.patch(path, {'assignee_id': None})).ok()
    await expect(nia.page.get_by_text('is no longer yours to see')).to_be_visible()
    await expect(nia.rows).to_have_count(0)


async def test_the_four_roles_can_be_read_and_copied_by_who_may_as_much(scene: Scene) -> None:
    admin = await scene.agent(await scene.shop.hire(UserRole.ADMIN), view='')
    page, dialog = admin.page, admin.page.get_by_role('dialog')
    await page.goto(f'{admin.url}#/settings/roles')
    await page.get_by_role('button', name='View: Owner').click()
    await expect(dialog.get_by_text('Change the name and language of the workspace')).to_be_visible()
    await expect(dialog.get_by_role('button', name='Copy as new role')).to_have_count(0)
    await dialog.get_by_role('button', name='Close').last.click()

    await page.get_by_role('button', name='View: Manager').click()
    await expect(dialog.get_by_text('Sees conversations: All')).to_be_visible()
    await expect(dialog.get_by_text('Make roles')).to_have_count(0)
    assert not await violations(page)
    await dialog.get_by_role('button', name='Copy as new role').click()
    await dialog.get_by_role('textbox', name='Name').fill('Deputy')
    await dialog.get_by_text('See reports').click()
    await dialog.get_by_role('button', name='Create role').click()
    await expect(page.get_by_role('row', name='Deputy')).to_be_visible()
    roles = (await scene.shop.owner.api.get('roles')).ok()['items']
    table = (await scene.shop.owner.api.get('permissions')).ok()
    [manager] = [role['permissions'] for role in table['roles'] if role['name'] == 'manager']
    assert {'reports.read', 'conversations.write'} <= set(manager)
    assert 'reports.read' not in roles[0]['permissions']
    assert {'conversations.read', 'conversations.reply', 'teams.manage'} <= set(roles[0]['permissions'])


async def test_who_may_only_look_at_the_website_chat_is_told_so(scene: Scene) -> None:
    agent = await scene.agent(await scene.shop.hire(), view='')
    await agent.settings('widgets')
    await expect(agent.page.get_by_text('Your role does not let you change all of this.')).to_be_visible()
    await expect(agent.page.get_by_role('textbox', name='Name in the chat')).to_be_disabled()
    await agent.settings('')
    await expect(agent.page.get_by_role('heading', name='Profile', exact=True)).to_be_visible()
