"""Words that are often written: prepared in the settings, found with / in the composer, filled in, read, sent."""

from playwright.async_api import expect

from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_a_reply_is_prepared_in_the_settings_and_found_with_a_slash(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara Okafor', 'Is it dry?')])
    owner, colleague = await scene.agent(), await scene.agent(await scene.shop.hire(name='Maya Brandt'))
    await colleague.open('Is it dry?')
    await colleague.field.press_sequentially('/')
    await expect(colleague.page.get_by_role('listbox', name='Canned replies')).to_have_count(0)
    await expect(colleague.page.locator('.comp')).to_contain_text('No canned replies yet')

    await owner.page.goto(f'{owner.url}#/settings/canned-replies')
    await owner.page.get_by_role('button', name='Add a canned reply').click()
    dialog = owner.page.get_by_role('dialog')
    await dialog.get_by_label('Name', exact=True).fill('Greeting')
    await dialog.get_by_label('Text').fill('Dear {{customer}}')
    await expect(dialog).to_contain_text('Nobody fills this in: {{customer}}')
    await dialog.get_by_label('Text').fill('Hello ')
    await dialog.get_by_role('button', name='Customer’s first name').click()
    await dialog.get_by_role('button', name='Save').click()
    row = owner.page.get_by_role('row').filter(has_text='Greeting')
    await expect(row).to_contain_text('Hello {{contact.first_name}}')
    await expect(row).to_contain_text('Everybody')

    suggested = colleague.page.get_by_role('listbox', name='Canned replies').get_by_role('option')
    await colleague.field.press_sequentially('gree')
    await expect(suggested).to_have_count(1)
    await expect(suggested).to_contain_text('Hello Amara')
    await colleague.field.press('Enter')
    await expect(colleague.field).to_have_value('Hello Amara')
    await colleague.field.press_sequentially(', it is.')
    await colleague.field.press('Enter')
    await expect(colleague.bubble('Hello Amara, it is.')).to_be_visible()

    # what all share is not for every agent to change
    await colleague.page.goto(f'{colleague.url}#/settings/canned-replies')
    await expect(colleague.page.get_by_role('row').filter(has_text='Greeting')).to_be_visible()
    await expect(colleague.page.get_by_role('button', name='Edit: Greeting')).to_have_count(0)
    await owner.page.get_by_role('button', name='Edit: Greeting').click()
    await dialog.get_by_label('Name', exact=True).fill('Welcome')
    await dialog.get_by_role('button', name='Save').click()
    await expect(colleague.page.get_by_role('row').filter(has_text='Welcome')).to_be_visible()


async def test_what_was_not_filled_in_asks_before_it_is_sent(scene: Scene) -> None:
    reply = {'name': 'Order', 'text': 'Your order {{order.number}}, {{contact.name}}', 'is_shared': True}
    (await scene.shop.owner.api.post('canned-replies', reply)).ok(201)
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Where is it?')
    await agent.open('Where is it?')
    await agent.field.press_sequentially('/')
    await agent.page.get_by_role('option').filter(has_text='Order').click()
    await expect(agent.field).to_have_value('Your order {{order.number}}, {{contact.name}}')
    await expect(agent.page.get_by_text('Not filled in: {{order.number}}, {{contact.name}}')).to_be_visible()
    await agent.field.press('Enter')
    await expect(agent.page.get_by_role('button', name='Send anyway')).to_be_visible()
    await agent.say('Your order 7')
    await expect(visitor.bubbles.filter(has_text='Your order 7')).to_be_visible()
    assert not [text for text in await agent.texts() if '{{' in text]
