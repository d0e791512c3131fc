"""Working hours in the settings, and the next working day among the times to put a conversation off until."""

from datetime import UTC, datetime

from playwright.async_api import expect

from hub.model.hours import WEEKDAYS
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


async def test_a_chat_says_when_the_team_is_back_that_it_was_given_to(scene: Scene) -> None:
    api, visitor = scene.shop.owner.api, await scene.visitor()
    never_today = {WEEKDAYS[(datetime.now(UTC).weekday() + 2) % 7]: [['09:15', '17:00']]}
    team = {'name': 'Night', 'members': [], 'hours': {'time_zone': 'UTC', 'week': never_today}}
    night = (await api.post('teams', team)).ok(201)['id']
    agent = await scene.agent()
    await visitor.open()
    await visitor.say('Is anybody there?')
    await agent.open('Is anybody there?')
    await expect(visitor.chat.locator('header')).not_to_contain_text('Back')
    (conversation,) = (await api.get('conversations')).ok()['items']
    (await api.patch(f'conversations/{conversation["id"]}', {'team_id': night})).ok()
    await expect(visitor.chat.locator('header')).to_contain_text('15')
    await expect(visitor.chat.locator('header')).to_contain_text('Back')
