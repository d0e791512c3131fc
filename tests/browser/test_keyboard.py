"""Without a pointer: the inbox is worked through by letters."""

from playwright.async_api import expect

from tests.browser.scene import Scene


async def test_an_agent_works_through_the_list_by_letters(scene: Scene) -> None:
    visitors = [await scene.visitor() for _ in range(3)]
    for place, visitor in enumerate(visitors):
        await visitor.open()
        await visitor.say(f'Question {place}')
        await expect(visitor.standing('Sent')).to_be_visible()
    agent = await scene.agent()
    keys = agent.page.keyboard
    await expect(agent.rows).to_have_count(3)
    await agent.page.locator('#conversation-list').focus()
    await keys.press('j')
    await keys.press('j')
    await keys.press('k')
    await keys.press('Enter')
    await expect(agent.bubble('Question 1')).to_be_visible()
    await keys.press('r')
    await expect(agent.field).to_be_focused()
    await keys.type('Answer j k e')
    await keys.press('Control+Enter')
    await expect(visitors[1].bubbles.filter(has_text='Answer j k e')).to_be_visible()
    await keys.press('Escape')
    await keys.press('e')
    await expect(agent.rows).to_have_count(2)
    await expect(agent.bubble('Question 1')).to_have_count(0)
    await expect(agent.log).to_contain_text('Question')
