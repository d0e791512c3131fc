"""A note that names a colleague: picked with @, heard by them, found in a view of its own."""

from playwright.async_api import expect

from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_a_colleague_is_picked_in_a_note_and_finds_it_under_mentions(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'Is it dry?'), Past('Bela', 'Hello')])
    maya = await scene.agent(await scene.shop.hire(name='Maya Brandt'))
    owner = await scene.agent()
    mentions = maya.page.get_by_role('navigation').get_by_role('button', name='Mentions')
    await mentions.click()
    await expect(maya.page.get_by_text('Nobody has mentioned you')).to_be_visible()

    await owner.open('Is it dry?')
    await owner.field.press_sequentially('@may')
    people = owner.page.get_by_role('listbox', name='Colleagues')
    await expect(people).to_have_count(0)
    await owner.field.fill('')
    await owner.page.get_by_role('button', name='Note', exact=True).click()
    await owner.field.press_sequentially('Ask @bra')
    await expect(people.get_by_role('option')).to_have_count(1)
    await owner.field.press('Tab')
    await expect(owner.field).to_have_value('Ask @Maya Brandt ')
    await owner.field.press_sequentially('how deep')
    await owner.field.press('Enter')
    await expect(owner.log.locator('.mention')).to_have_text('@Maya Brandt')

    toast = maya.page.locator('.toast').filter(has_text='how deep')
    await expect(toast).to_be_visible()
    await expect(maya.rows).to_have_count(1)
    await expect(mentions).to_contain_text('1')
    await maya.rows.filter(has_text='Amara').click()
    await expect(maya.log.locator('.mention.me')).to_have_text('@Maya Brandt')
    await expect(mentions).not_to_contain_text('1')
    await expect(maya.rows).to_have_count(1)
