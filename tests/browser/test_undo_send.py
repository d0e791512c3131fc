"""A reply that can be taken back for a moment: visibly not sent yet, kept over a reload, sent once or never."""

from playwright.async_api import expect

from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_a_reply_is_taken_back_into_the_field_and_never_sent(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'Is it dry?')])
    agent = await scene.agent()
    await agent.page.goto(f'{agent.url}#/settings/profile')
    await agent.page.get_by_role('radio', name='Always').click()
    await agent.arrive()
    await agent.open('Is it dry?')
    await agent.field.fill('It is wet')
    await agent.field.press('Enter')
    waiting = agent.log.get_by_role('status').filter(has_text='Not sent yet')
    await expect(waiting).to_be_visible()
    await waiting.get_by_role('button', name='Undo').click()
    await expect(agent.field).to_have_value('It is wet')
    await expect(agent.bubble('It is wet')).to_have_count(0)

    await agent.field.fill('It is dry')
    await agent.field.press('Enter')
    await expect(waiting).to_be_visible()
    await agent.page.reload()
    await expect(agent.bubble('It is dry')).to_be_visible()
    await expect(waiting).to_have_count(0)
    await expect(agent.log.locator('[data-seq]').filter(has_text='It is dry')).to_be_visible()
    [conversation] = (await scene.shop.owner.api.get('conversations')).ok()['items']
    thread = (await scene.shop.owner.api.get(f'conversations/{conversation["id"]}/messages')).ok()['items']
    assert [message['content_text'] for message in thread] == ['Is it dry?', 'It is dry']


async def test_the_website_chat_does_not_wait_unless_it_is_wished(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Hello')
    await agent.open('Hello')
    await agent.say('Good day')
    await expect(agent.log.get_by_text('Not sent yet')).to_have_count(0)
    await expect(visitor.bubbles.filter(has_text='Good day')).to_be_visible()
