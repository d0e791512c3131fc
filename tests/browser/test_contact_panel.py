"""What agents do about a person, beside what they say to them; a colleague's screen shows it without a reload."""

from playwright.async_api import expect

from hub.search.word_index import read_once
from tests.browser.past import Past, write_past
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


async def test_what_is_known_of_a_person_is_written_down_and_seen_by_colleagues(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Anna', 'first')])
    wish = {'name': 'Plan', 'type': 'list', 'options': ['Basic', 'Gold']}
    (await scene.shop.owner.api.post('contact-attributes', wish)).ok(201)
    agent, colleague = await scene.agent(), await scene.agent(await scene.shop.hire())
    for each in (agent, colleague):
        await each.open('first')
    mine, theirs = agent.page.locator('#contact-panel'), colleague.page.locator('#contact-panel')
    await mine.get_by_role('button', name='Add plan').click()
    await agent.page.get_by_role('menuitem', name='Gold').click()
    await expect(theirs.get_by_role('button', name='Change plan: Gold')).to_be_visible()
    await theirs.get_by_role('textbox', name='Write a note about this person').fill('Likes tents')
    await theirs.get_by_role('button', name='Add note').click()
    await expect(mine.get_by_role('region', name='Notes')).to_contain_text('Likes tents')
    await mine.get_by_role('button', name='Add an address').click()
    await agent.page.get_by_role('menuitem', name='Email').click()
    await agent.page.get_by_role('textbox', name='Email').fill('anna@example.com')
    await agent.page.get_by_role('button', name='Add', exact=True).click()
    await expect(theirs.get_by_role('region', name='Reachable on')).to_contain_text('anna@example.com')
    await expect(theirs.get_by_role('region', name='History')).to_contain_text('Plan: – → Gold')
    await agent.page.goto(f'{agent.url}#/settings/contact-attributes')
    await expect(agent.page.get_by_role('row', name='Plan List')).to_be_visible()


async def test_two_that_are_one_are_merged_and_two_again(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Anna', 'first'), Past('Anna', 'second')])
    await scene.shop.rows("UPDATE contacts SET company = 'Birkfell'")
    agent, colleague = await scene.agent(), await scene.agent(await scene.shop.hire())
    for each in (agent, colleague):
        await each.open('first')
    panel, theirs = agent.page.locator('#contact-panel'), colleague.page.locator('#contact-panel')
    await expect(panel.get_by_role('region', name='May be the same person')).to_contain_text('same name and company')
    await panel.get_by_role('button', name='Merge with Anna').click()
    await agent.page.get_by_role('dialog').get_by_role('button', name='Merge', exact=True).click()
    await expect(theirs.get_by_role('region', name='Earlier conversations')).to_contain_text('second')
    await expect(theirs.get_by_role('region', name='History')).to_contain_text('Merged')
    await theirs.get_by_role('region', name='History').get_by_role('button', name='Undo').click()
    await expect(panel.get_by_role('region', name='May be the same person')).to_be_visible()
    await expect(panel.get_by_role('region', name='Earlier conversations')).not_to_contain_text('second')


async def test_a_conversation_is_moved_to_another_contact_and_back(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Anna', 'first'), Past('Berg', 'second')])
    agent, colleague = await scene.agent(), await scene.agent(await scene.shop.hire())
    for each in (agent, colleague):
        await each.open('first')
    await agent.page.locator('.thread-bar').get_by_role('button', name='More', exact=True).click()
    await agent.page.get_by_role('menuitem', name='Move to another contact').click()
    dialog, theirs = agent.page.get_by_role('dialog'), colleague.page.locator('#contact-panel')
    await dialog.get_by_role('textbox', name='Find the contact').fill('Berg')
    await dialog.get_by_role('button', name='Berg').click()
    await expect(dialog).to_contain_text('This can be undone')
    await dialog.get_by_role('button', name='Move', exact=True).click()
    await expect(theirs.locator('.panel-name')).to_have_text('Berg')
    await expect(theirs.get_by_role('region', name='Details')).to_have_count(1)
    await expect(theirs.get_by_role('region', name='Earlier conversations')).to_contain_text('second')
    await expect(theirs.get_by_role('region', name='History')).to_contain_text('Conversation moved')
    await agent.page.get_by_role('button', name='Undo').click()
    await expect(theirs.locator('.panel-name')).to_have_text('Anna')


async def test_a_conversation_is_merged_into_another_read_there_and_taken_apart_again(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Anna', 'first'), Past('Anna', 'second')])
    await scene.shop.rows('UPDATE conversations SET contact_id = (SELECT contact_id FROM conversations LIMIT 1)')
    agent, colleague = await scene.agent(), await scene.agent(await scene.shop.hire())
    await agent.open('first')
    await colleague.open('second')
    await agent.page.locator('.thread-bar').get_by_role('button', name='More', exact=True).click()
    await agent.page.get_by_role('menuitem', name='Merge into another conversation').click()
    dialog, theirs = agent.page.get_by_role('dialog'), colleague.page
    await dialog.get_by_role('button', name='second').click()
    await dialog.get_by_role('button', name='Merge', exact=True).click()
    await theirs.get_by_role('button', name='Show its messages').click()
    await expect(theirs.locator('.merged-messages')).to_contain_text('first')
    await expect(colleague.rows).to_have_count(1)
    await expect(agent.bubble('second')).to_be_visible()
    await theirs.locator('.merge-line').get_by_role('link').click()
    await expect(colleague.bubble('first')).to_be_visible()
    await expect(theirs.locator('#composer-text')).to_have_count(0)
    await theirs.locator('.thread-bar').get_by_role('button', name='More', exact=True).click()
    await expect(theirs.get_by_role('menuitem', name='Transcript')).to_be_visible()
    await expect(theirs.get_by_role('menuitem', name='Move to another contact')).to_have_count(0)
    await theirs.keyboard.press('Escape')
    await read_once(scene.shop.hub)
    await theirs.get_by_role('combobox', name='Search messages and people').fill('first')
    await expect(theirs.get_by_role('option').filter(has_text='first').get_by_text('Merged', exact=True)).to_have_count(
        1
    )
    await theirs.get_by_role('combobox', name='Search messages and people').fill('')
    await theirs.get_by_role('button', name='Undo merge').click()
    await expect(theirs.locator('#composer-text')).to_be_visible()
    await expect(agent.page.get_by_text('Merge undone:')).to_be_visible()
    await expect(agent.rows).to_have_count(2)
