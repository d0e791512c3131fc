"""What agents do about a person, beside what they say to them; a colleague's screen shows it without a reload."""

from playwright.async_api import expect

from tests.browser.scene import Scene


async def test_a_blocked_visitor_is_turned_away_and_colleagues_see_it(scene: Scene) -> None:
    agent, colleague, visitor = await scene.agent(), await scene.agent(await scene.shop.hire()), await scene.visitor()
    await visitor.open()
    await visitor.say('Buy gold')
    for each in (agent, colleague):
        await each.open('Buy gold')
    await agent.page.get_by_role('button', name='More about this person').click()
    await agent.page.get_by_role('menuitem', name='Block').click()
    await agent.page.get_by_role('textbox', name='Why (for your team)').fill('Spam')
    await agent.page.get_by_role('dialog').get_by_role('button', name='Block').click()
    await expect(visitor.chat.get_by_text('Chat is not available here.')).to_be_visible()
    panel = colleague.page.locator('#contact-panel')
    await expect(panel.get_by_text('Blocked', exact=True)).to_be_visible()
    await panel.get_by_role('button', name='More about this person').click()
    await colleague.page.get_by_role('menuitem', name='Unblock').click()
    await expect(agent.page.locator('#contact-panel').get_by_text('Blocked', exact=True)).to_have_count(0)
    await visitor.page.reload()
    await visitor.say('I am sorry')
    await expect(agent.bubble('I am sorry')).to_be_visible()
