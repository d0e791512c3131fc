"""What somebody who is new here runs into."""

from playwright.async_api import expect

from tests.browser.looks import PHONE
from tests.browser.scene import Scene


async def test_two_notes_in_a_row_both_stay_in_the_team(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Where is my order?')
    await agent.open('Where is my order?')
    await agent.page.get_by_role('button', name='Note', exact=True).click()
    for text in ('Third time this week.', 'Ask the carrier first.'):
        await agent.field.fill(text)
        await agent.field.press('Enter')
        await expect(agent.log.locator('.pnote').filter(has_text=text)).to_be_visible()
    await agent.page.get_by_role('button', name='Reply', exact=True).click()
    await agent.say('It left us this morning.')
    await visitor.sees('Where is my order?', 'It left us this morning.')


async def test_the_whole_inbox_says_that_the_connection_is_away(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Hello')
    await expect(agent.rows.filter(has_text='Hello')).to_be_visible()
    account = agent.page.locator('.nav-me-state')
    await expect(account).to_have_text('Online')
    # the browser's switch leaves the open socket standing
    await agent.page.context.set_offline(True)
    line = agent.page.locator('.banner')
    await expect(line).to_contain_text('Reconnecting')
    await expect(account).to_have_text('Offline')

    await agent.page.get_by_role('button', name='Settings').first.click()
    await expect(line).to_be_visible()
    await expect(agent.page.get_by_role('heading', name='No connection')).to_be_visible()
    await agent.page.context.set_offline(False)
    await expect(line).to_contain_text('Connected again')
    await expect(agent.page.locator('.settings-page').get_by_role('heading').first).to_be_visible()
    await expect(account).to_have_text('Online')


async def test_a_hub_that_is_gone_shows_beside_the_list_alone(scene: Scene) -> None:
    agent = await scene.agent(cabled=True)
    assert agent.cable
    await expect(agent.page.locator('.nav-me-state')).to_have_text('Online')
    agent.cable.cut()
    await expect(agent.page.locator('.banner')).to_contain_text('Reconnecting')
    agent.cable.mend()
    await agent.page.get_by_role('button', name='Try now').click()
    await expect(agent.page.locator('.banner')).to_contain_text('Connected again')


async def test_the_number_on_my_inbox_counts_my_inbox(scene: Scene) -> None:
    visitor, agent = await scene.visitor(), await scene.agent(view='', **PHONE)
    await visitor.open()
    await visitor.say('Hello phone')
    await agent.page.goto(agent.url)
    tabs = agent.page.locator('.tabbar')
    await tabs.get_by_role('button', name='All').tap()
    await expect(agent.rows.filter(has_text='Hello phone')).to_be_visible()
    await expect(tabs.locator('.cnt')).to_have_count(0)
    row = (await scene.shop.owner.api.get('conversations')).ok()['items'][0]
    wish = {'assignee_id': str(scene.shop.owner.user.id)}
    (await scene.shop.owner.api.patch(f'conversations/{row["id"]}', wish)).ok()
    await expect(tabs.locator('.cnt')).to_have_text('1')
