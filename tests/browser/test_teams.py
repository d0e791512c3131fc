"""Teams: made in the settings, given conversations by a key, and giving them out by themselves."""

from playwright.async_api import expect

from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_a_team_is_made_and_given_a_conversation_by_a_key(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'first'), Past('Bela', 'second')])
    agent = await scene.agent()
    await agent.page.goto(f'{agent.url}#/settings/teams')
    await expect(agent.page.get_by_role('heading', name='No teams yet')).to_be_visible()
    await agent.page.get_by_role('button', name='New team').click()
    await agent.page.get_by_role('textbox', name='Name').fill('Workshop')
    await agent.page.locator('.members .check-line').first.click()
    await agent.page.get_by_role('button', name='Create team').click()
    await expect(agent.page.get_by_role('row', name='Workshop 1 member By hand')).to_be_visible()

    await agent.arrive()
    await agent.open('first')
    await agent.log.focus()
    await agent.page.keyboard.press('Shift+A')
    await agent.page.get_by_role('menuitem', name='Workshop').click()
    navigation = agent.page.get_by_role('navigation')
    await expect(navigation.get_by_role('button', name='Workshop 1')).to_be_visible()
    await expect(agent.page.locator('#contact-panel')).to_contain_text('Workshop')
    await agent.page.locator('.toast').get_by_role('button', name='Undo').click()
    await expect(agent.page.locator('#contact-panel')).to_contain_text('No team')


async def test_a_team_that_gives_out_gives_to_who_is_online(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'first')])
    (await scene.shop.owner.api.post('teams', {'name': 'Workshop', 'members': [str(scene.shop.owner.user.id)]})).ok(201)
    agent = await scene.agent()
    await agent.page.goto(f'{agent.url}#/settings/teams')
    await agent.page.get_by_role('button', name='Change: Workshop').click()
    await agent.page.get_by_text('Give conversations out by itself').click()
    await agent.page.get_by_role('textbox', name='Open conversations each').fill('none')
    await expect(agent.page.get_by_text('A number from 1 to 1000, or nothing.')).to_be_visible()
    await agent.page.get_by_role('textbox', name='Open conversations each').fill('5')
    await agent.page.get_by_role('textbox', name='Take back after').fill('1441')
    await expect(agent.page.get_by_text('A number from 1 to 1440, or nothing.')).to_be_visible()
    await agent.page.get_by_role('textbox', name='Take back after').fill('15')
    await agent.page.get_by_role('button', name='Save', exact=True).click()
    await expect(agent.page.get_by_role('row', name='By turns, up to 5 each')).to_be_visible()
    [team] = (await scene.shop.owner.api.get('teams')).ok()['items']
    assert team['give_back_minutes'] == 15

    await agent.arrive()
    await agent.open('first')
    await agent.log.focus()
    await agent.page.keyboard.press('Shift+A')
    await agent.page.get_by_role('menuitem', name='Workshop').click()
    await expect(agent.page.get_by_role('navigation').get_by_role('button', name='My inbox 1')).to_be_visible()

    await agent.page.goto(f'{agent.url}#/settings/widgets')
    await agent.page.get_by_label('New conversations go to').select_option('Workshop')
    await agent.page.get_by_role('button', name='Save and publish').click()
    await expect(agent.page.locator('.save-bar')).to_have_count(0)
    await (await (await scene.visitor()).open()).say('Who is there?')
    await agent.page.goto(agent.url)
    await expect(agent.page.get_by_role('navigation').get_by_role('button', name='My inbox 2')).to_be_visible()
