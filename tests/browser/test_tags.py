"""Tags, stars and snoozing as an agent has them under their keys, and as a colleague's screen shows them."""

from playwright.async_api import expect

from tests.browser.agent import Agent
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def three(scene: Scene) -> None:
    """Amara is the newest and stands first."""
    await write_past(scene.shop, [Past('Amara', 'first'), Past('Bela', 'second'), Past('Chidi', 'third')])


async def to_letters(agent: Agent) -> None:
    """Nothing floats any more, and letters act on the conversation."""
    await expect(agent.page.locator('.pop')).to_have_count(0)
    await agent.log.focus()


async def test_t_makes_a_tag_and_puts_it_on_and_a_colleague_sees_it(scene: Scene) -> None:
    await three(scene)
    agent, colleague = await scene.agent(), await scene.agent(await scene.shop.hire())
    await agent.open('first')
    await agent.log.focus()
    await agent.page.keyboard.press('t')
    search = agent.page.get_by_role('searchbox', name='Find a tag')
    await expect(search).to_be_focused()
    await expect(agent.page.get_by_text('There are no tags yet')).to_be_visible()
    await search.fill('Warranty')
    await agent.page.get_by_role('menuitem', name='Create “Warranty”').click()
    await expect(agent.page.get_by_role('menuitem', name='Warranty')).to_have_class('mi chosen')
    await agent.page.keyboard.press('Escape')
    await to_letters(agent)
    await expect(agent.rows.first).to_contain_text('Tags: Warranty')
    await expect(agent.page.locator('#contact-panel')).to_contain_text('Warranty')
    await expect(colleague.rows.first).to_contain_text('Tags: Warranty')

    await agent.page.keyboard.press('z')
    await expect(agent.rows.filter(has_text='Warranty')).to_have_count(0)
    await expect(colleague.rows.filter(has_text='Warranty')).to_have_count(0)


async def test_who_may_not_make_tags_is_offered_none(scene: Scene) -> None:
    await three(scene)
    (await scene.shop.owner.api.post('tags', {'name': 'Late'})).ok(201)
    agent = await scene.agent(await scene.shop.hire())
    await agent.open('first')
    await agent.log.focus()
    await agent.page.keyboard.press('t')
    await agent.page.get_by_role('searchbox', name='Find a tag').fill('Nobody has this')
    await expect(agent.page.get_by_text('No such tag')).to_be_visible()
    await expect(agent.page.get_by_role('menuitem').filter(has_text='Nobody has this')).to_have_count(0)


async def test_p_changes_the_priority_and_z_takes_it_back(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent()
    await agent.open('first')
    await agent.log.focus()
    await agent.page.keyboard.press('p')
    await agent.page.get_by_role('menuitem', name='Urgent').click()
    await to_letters(agent)
    await expect(agent.rows.first).to_contain_text('Priority Urgent')
    await agent.page.keyboard.press('z')
    await expect(agent.rows.filter(has_text='Priority Urgent')).to_have_count(0)


async def test_f_puts_a_star_on_for_this_agent_alone_on_all_their_tabs(scene: Scene) -> None:
    await three(scene)
    agent, tab = await scene.agent(), await scene.agent()
    colleague = await scene.agent(await scene.shop.hire())
    await agent.open('second')
    await agent.log.focus()
    await agent.page.keyboard.press('f')
    await expect(agent.rows.nth(1)).to_contain_text('Starred')
    await expect(tab.rows.nth(1)).to_contain_text('Starred')
    await agent.page.reload()
    await expect(agent.rows.nth(1)).to_contain_text('Starred')
    await agent.page.get_by_role('button', name='Take the star away').click()
    await expect(agent.rows.filter(has_text='Starred')).to_have_count(0)
    await expect(tab.rows.filter(has_text='Starred')).to_have_count(0)
    await expect(colleague.rows.filter(has_text='Starred')).to_have_count(0)
    await agent.log.focus()
    await agent.page.keyboard.press('f')
    await expect(agent.rows.filter(has_text='Starred')).to_have_count(1)
    await agent.page.keyboard.press('z')
    await expect(agent.rows.filter(has_text='Starred')).to_have_count(0)


async def test_snoozed_until_a_reply_it_is_back_when_they_write(scene: Scene) -> None:
    visitor = await scene.visitor()
    await visitor.open()
    await visitor.say('Where is my tent?')
    agent = await scene.agent()
    await agent.open('Where is my tent?')
    await agent.log.focus()
    await agent.page.keyboard.press('s')
    await agent.page.get_by_role('menuitem', name='Until they reply').click()
    await expect(agent.rows).to_have_count(0)
    await agent.page.get_by_role('navigation').get_by_role('button', name='Snoozed').first.click()
    await expect(agent.rows).to_contain_text('Back when they reply')
    await visitor.say('Hello?')
    await expect(agent.rows).to_have_count(0)
    await agent.page.get_by_role('navigation').get_by_role('button', name='All open').first.click()
    await expect(agent.rows).to_contain_text('Hello?')


async def test_tags_are_managed_in_the_settings(scene: Scene) -> None:
    await three(scene)
    agent, colleague = await scene.agent(), await scene.agent(await scene.shop.hire())
    await agent.page.goto(f'{agent.url}#/settings/tags')
    await expect(agent.page.get_by_role('heading', name='No tags yet')).to_be_visible()
    await agent.page.get_by_role('button', name='New tag').click()
    await agent.page.get_by_role('textbox', name='Name').fill('Warranty')
    await agent.page.get_by_text('Violet', exact=True).click()
    await agent.page.get_by_role('button', name='Create tag').click()
    await expect(agent.page.get_by_role('row', name='Warranty Violet')).to_be_visible()

    await agent.page.get_by_role('button', name='New tag').click()
    await agent.page.get_by_role('textbox', name='Name').fill('warranty')
    await agent.page.get_by_role('button', name='Create tag').click()
    await expect(agent.page.get_by_text('There is a tag of this name already.')).to_be_visible()
    await agent.page.get_by_role('button', name='Cancel').click()

    tag = (await scene.shop.owner.api.get('tags')).ok()['items'][0]['id']
    first = (await scene.shop.owner.api.get('conversations')).ok()['items'][0]['id']
    (await scene.shop.owner.api.patch(f'conversations/{first}', {'add_tags': [tag]})).ok()
    await expect(colleague.rows.first).to_contain_text('Tags: Warranty')
    await agent.page.get_by_role('button', name='Change: Warranty').click()
    await agent.page.get_by_role('textbox', name='Name').fill('Guarantee')
    await agent.page.get_by_role('button', name='Save').click()
    await expect(colleague.rows.first).to_contain_text('Tags: Guarantee')
    await agent.page.get_by_role('button', name='Delete: Guarantee').click()
    await agent.page.get_by_role('button', name='Delete', exact=True).click()
    await expect(agent.page.get_by_role('heading', name='No tags yet')).to_be_visible()
    await expect(colleague.rows.filter(has_text='Guarantee')).to_have_count(0)

    await colleague.page.goto(f'{colleague.url}#/settings/tags')
    await expect(colleague.page.get_by_text('A manager of your team can make some.')).to_be_visible()
    await expect(colleague.page.get_by_role('button', name='New tag')).to_have_count(0)
