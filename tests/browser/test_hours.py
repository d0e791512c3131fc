"""Working hours in the settings, and the next working day among the times to put a conversation off until."""

from playwright.async_api import expect

from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_hours_are_set_and_the_next_working_day_can_be_chosen(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'first')])
    agent = await scene.agent()
    await agent.page.goto(f'{agent.url}#/settings/hours')
    await agent.page.get_by_text('Always open').click()
    await agent.page.get_by_role('button', name='Another span on Monday').click()
    await agent.page.get_by_label('Monday, from').first.fill('08:30')
    await agent.page.get_by_role('button', name='Add a holiday').click()
    await agent.page.get_by_label('Name of the holiday').fill('Founding day')
    await agent.page.get_by_role('button', name='Save').click()
    await expect(agent.page.get_by_text('Working hours saved')).to_be_visible()
    kept = (await scene.shop.owner.api.get('working-hours')).ok()['hours']
    assert kept['week']['mon'] == [['08:30', '17:00'], ['18:00', '20:00']]
    assert kept['week']['sun'] == []
    assert [holiday['name'] for holiday in kept['holidays']] == ['Founding day']

    await agent.arrive()
    await agent.open('first')
    await agent.log.focus()
    await agent.page.keyboard.press('s')
    await agent.page.get_by_role('menuitem', name='Next working day').click()
    await expect(agent.page.locator('.toast')).to_contain_text('Back')
