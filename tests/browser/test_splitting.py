"""A conversation is split from the menu of a message; colleagues see both ends of it at once, the customer neither."""

from playwright.async_api import expect

from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_a_conversation_is_split_from_a_message_read_in_place_and_made_one_again(scene: Scene) -> None:
    (conversation,) = await write_past(scene.shop, [Past('Amara Okafor', 'Is it dry?')])
    said = """INSERT INTO messages (tenant_id, conversation_id, direction, role, author_name, content_text)
              VALUES ($1, $2, 'inbound', 'user', 'Amara Okafor', $3)"""
    for text in ('Where is my invoice?', 'It is number 17'):
        await scene.shop.rows(said, scene.shop.tenant.id, conversation, text)
    owner, colleague = await scene.agent(), await scene.agent(await scene.shop.hire(name='Maya Brandt'))
    for agent in (owner, colleague):
        await agent.open('It is number 17')

    message = owner.log.locator('.msg').filter(has_text='Where is my invoice?')
    await message.hover()
    await message.get_by_role('button', name='Options for this message').click()
    await owner.page.get_by_role('menuitem', name='Split from here').click()
    dialog = owner.page.get_by_role('dialog')
    await expect(dialog.get_by_label('Start from')).to_have_value('2')
    await dialog.get_by_label('Subject').fill('The invoice')
    await dialog.get_by_role('button', name='Split', exact=True).click()

    part = owner.log.locator('.merged-messages')
    await expect(part).to_contain_text('It is number 17')
    await expect(part).not_to_contain_text('Is it dry?')
    await expect(colleague.rows).to_have_count(2)
    await expect(colleague.bubble('Where is my invoice?')).to_be_visible()
    await colleague.log.get_by_role('link', name='The invoice').click()
    await expect(colleague.log.locator('.merged-messages')).to_contain_text('Where is my invoice?')

    await owner.log.get_by_role('button', name='Undo split').click()
    await expect(owner.bubble('Is it dry?')).to_be_visible()
    await expect(owner.log).to_contain_text('Split undone: The invoice')
    await expect(colleague.log).to_contain_text('Split undone:')
