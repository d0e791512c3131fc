"""Without a pointer: the inbox is worked through by letters."""

import asyncio

from playwright.async_api import Route, expect

from tests.browser.past import Past, write_past
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


async def test_letters_act_on_the_row_they_stand_on_and_go_on_from_its_place(scene: Scene) -> None:
    """Nothing has to be open for it; what has no place in the list opens the conversation first."""
    await write_past(scene.shop, [Past(name) for name in ('Amara', 'Bela', 'Chidi', 'Dana', 'Eve')])
    agent = await scene.agent(view='Unassigned')
    keys, cursor = agent.page.keyboard, agent.page.locator('.cv.cursor')
    await expect(agent.rows).to_have_count(5)
    await agent.page.locator('#conversation-list').focus()
    await keys.press('j')
    await expect(cursor).to_contain_text('Bela')
    await keys.press('f')
    await expect(cursor).to_contain_text('Starred')
    await keys.press('y')
    await expect(agent.rows.filter(has_text='Bela')).to_have_count(0)
    await expect(agent.page.locator('.toast')).to_contain_text('Assigned to you')
    await keys.press('j')
    await expect(cursor).to_contain_text('Chidi')
    await keys.press('e')
    await expect(agent.rows.filter(has_text='Chidi')).to_have_count(0)
    await expect(cursor).to_contain_text('Dana')
    await expect(agent.log).to_have_count(0)
    await keys.press('Control+k')
    await expect(agent.page.locator('.palette-about')).to_have_text('Dana')
    await keys.press('Escape')
    await keys.press('n')
    await expect(agent.field).to_be_focused()
    await expect(agent.field).to_have_accessible_name('A note only your team sees')

    await keys.press('Escape')
    await keys.press('y')
    await expect(agent.rows).to_have_count(2)
    await keys.press('j')
    await expect(agent.rows.filter(has_text='Eve')).to_have_attribute('aria-selected', 'true')

    # one's own words move the row, also under the pointer
    await agent.rows.first.hover()
    await keys.press('n')
    await keys.type('On it')
    await keys.press('Control+Enter')
    await expect(agent.rows.first).to_contain_text('Your note: On it')


async def test_letters_walk_over_the_rows_as_they_are_seen(scene: Scene) -> None:
    """While the hub has not answered yet, and in the order that waits under the pointer."""
    for text in ('Question 0', 'Question 1', 'Question 2'):
        visitor = await scene.visitor()
        await visitor.open()
        await visitor.say(text)
        await expect(visitor.standing('Sent')).to_be_visible()
    agent = await scene.agent()
    keys = agent.page.keyboard
    await expect(agent.rows).to_have_count(3)
    answered = asyncio.Event()

    async def slowly(route: Route) -> None:
        await answered.wait()
        await route.continue_()

    await agent.page.route('**/api/v1/conversations?*', slowly)
    await agent.page.get_by_role('navigation').get_by_role('button', name='Unassigned').click()
    await expect(agent.page.get_by_role('listbox', name='Unassigned').get_by_role('option')).to_have_count(3)
    await agent.page.locator('#conversation-list').focus()
    await keys.press('j')
    await keys.press('j')
    await keys.press('k')
    await keys.press('Enter')
    await expect(agent.bubble('Question 1')).to_be_visible()

    answered.set()
    await agent.rows.first.hover()
    await visitor.say('And one more')
    late = await scene.visitor()
    await late.open()
    await late.say('Somebody new')
    await expect(agent.page.get_by_role('button', name='Show 1 new conversation')).to_be_visible()
    await keys.press('k')
    await expect(agent.bubble('And one more')).to_be_visible()
    await keys.press('k')
    await expect(agent.rows.first).to_have_attribute('aria-selected', 'true')
    await expect(agent.bubble('And one more')).to_be_visible()


async def test_f6_walks_through_the_regions_and_around(scene: Scene) -> None:
    """Past those that are not there."""
    await write_past(scene.shop, [Past('Amara')])
    agent = await scene.agent()
    page = agent.page
    await agent.open('Hello')
    await expect(agent.bubble('Hello')).to_be_visible()
    await page.locator('#conversation-list').focus()
    regions = ['#thread-log', '#composer-text', '#contact-panel', '#conversation-list']
    for region in regions:
        await page.keyboard.press('F6')
        await expect(page.locator(region)).to_be_focused()
    for region in reversed(regions[:-1]):
        await page.keyboard.press('Shift+F6')
        await expect(page.locator(region)).to_be_focused()
    await page.keyboard.press(']')
    await expect(page.locator('#contact-panel')).to_have_count(0)
    await page.locator('#composer-text').focus()
    await page.keyboard.press('F6')
    await expect(page.locator('#conversation-list')).to_be_focused()


async def test_single_letters_rest_when_switched_off_and_the_other_keys_do_not(scene: Scene) -> None:
    """In this browser, until they are wanted again."""
    await write_past(scene.shop, [Past('Amara'), Past('Bela')])
    agent = await scene.agent()
    page = agent.page
    await agent.open('Amara')
    await expect(agent.bubble('Hello')).to_be_visible()
    await page.locator('#conversation-list').focus()
    await page.keyboard.press('?')
    switch = page.get_by_role('switch', name='Single-letter shortcuts')
    await switch.focus()
    await page.keyboard.press('Space')
    await expect(switch).not_to_be_checked()
    await page.keyboard.press('Escape')
    await page.reload()
    await expect(agent.bubble('Hello')).to_be_visible()
    await page.locator('#conversation-list').focus()
    for key in ('e', 'r', 'j', 'x', '/', '?', 'Shift+A'):
        await page.keyboard.press(key)
    await page.keyboard.press('g')
    await page.keyboard.press('u')
    await page.keyboard.press('F6')
    await expect(page.locator('#thread-log')).to_be_focused()
    await expect(page.locator('.thread-bar')).to_contain_text('Amara')
    await expect(page.locator('.pop, .modal, .toast')).to_have_count(0)
    await expect(page.get_by_role('heading', name='All open')).to_be_visible()
    await expect(agent.rows).to_have_count(2)
    await page.keyboard.press('Control+k')
    await expect(page.locator('.palette')).to_be_visible()
    await page.keyboard.press('Escape')
    await page.get_by_role('navigation').get_by_role('button', name='Keyboard shortcuts').click()
    await switch.focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await page.locator('#conversation-list').focus()
    await page.keyboard.press('r')
    await expect(agent.field).to_be_focused()
