"""What an agent has begun to write, on every screen of theirs."""

from playwright.async_api import expect

from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_a_draft_follows_its_writer_to_another_device_and_goes_when_it_is_sent(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'Is it dry?'), Past('Bela', 'Hello')])
    laptop, phone = await scene.agent(), await scene.agent()
    colleague = await scene.agent(await scene.shop.hire())
    await laptop.open('Is it dry?')
    await laptop.field.fill('It is, down to')
    await expect(phone.rows.filter(has_text='Draft: It is, down to')).to_have_count(1)
    await phone.open('Draft: It is, down to')
    await expect(phone.field).to_have_value('It is, down to')
    await expect(colleague.rows.filter(has_text='Amara')).to_have_count(1)
    await expect(colleague.rows.filter(has_text='Draft:')).to_have_count(0)

    await phone.field.fill('It is, down to two')
    await expect(laptop.field).to_have_value('It is, down to two')
    await phone.say('It is, down to two metres.')
    await expect(laptop.field).to_have_value('')
    await expect(laptop.rows.filter(has_text='Draft:')).to_have_count(0)
    await laptop.page.reload()
    await expect(laptop.bubble('It is, down to two metres.')).to_be_visible()
    await expect(laptop.field).to_have_value('')


async def test_what_is_written_without_a_connection_is_kept_and_told_later(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'Is it dry?')])
    train, desk = await scene.agent(cabled=True), await scene.agent()
    await train.open('Is it dry?')
    await expect(train.bubble('Is it dry?')).to_be_visible()
    assert train.cable
    train.cable.cut()
    await train.field.fill('Written in a tunnel')
    await expect(train.rows.filter(has_text='Draft: Written in a tunnel')).to_have_count(1)
    await expect(desk.rows.filter(has_text='Amara')).to_have_count(1)
    await expect(desk.rows.filter(has_text='Draft:')).to_have_count(0)
    train.cable.mend()
    await expect(desk.rows.filter(has_text='Draft: Written in a tunnel')).to_have_count(1)


async def test_two_devices_with_two_texts_ask_which_one_stays(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'Is it dry?')])
    train, desk, third = await scene.agent(cabled=True), await scene.agent(), await scene.agent()
    await train.open('Is it dry?')
    await desk.open('Is it dry?')
    assert train.cable
    for stays in ('Keep this', 'Use that'):
        train.cable.cut()
        await train.field.fill(f'In the train {stays}')
        await desk.field.fill(f'At the desk {stays}')
        await expect(third.rows.filter(has_text=f'Draft: At the desk {stays}')).to_have_count(1)
        train.cable.mend()
        asked = train.page.get_by_role('status').filter(has_text='another device you wrote')
        await expect(asked).to_contain_text(f'At the desk {stays}')
        await expect(train.field).to_have_value(f'In the train {stays}')
        await asked.get_by_role('button', name=stays).click()
        words = f'In the train {stays}' if stays == 'Keep this' else f'At the desk {stays}'
        await expect(train.field).to_have_value(words)
        await expect(desk.field).to_have_value(words)
        await expect(asked).to_have_count(0)


async def test_a_shared_draft_is_seen_live_taken_over_and_gone_when_it_is_sent(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'Is it dry?'), Past('Bela', 'Hello')])
    member = await scene.shop.hire()
    writer, colleague = await scene.agent(), await scene.agent(member)
    third = await scene.agent(await scene.shop.hire())
    name = scene.shop.owner.user.name
    for agent in (writer, colleague, third):
        await agent.open('Is it dry?')
    await writer.field.fill('It is, down to')
    await writer.page.get_by_role('button', name='More ways to send').click()
    await writer.page.get_by_role('menuitem', name='Share this draft').click()
    seen = [agent.page.locator('.shared-draft') for agent in (colleague, third)]
    for shown in seen:
        await expect(shown).to_contain_text(f'Draft by {name}')
        await expect(shown).to_contain_text('It is, down to')
    await expect(third.rows.filter(has_text=f'Draft by {name}: It is, down to')).to_have_count(1)
    await writer.field.fill('It is, down to two')
    await expect(seen[0]).to_contain_text('It is, down to two')
    await expect(writer.page.locator('.shared-draft')).to_have_count(0)

    await writer.page.get_by_role('button', name='Stop sharing').click()
    await expect(seen[0]).to_have_count(0)
    await expect(writer.field).to_have_value('It is, down to two')
    await writer.page.keyboard.press('Control+k')
    await writer.page.locator('.palette-field').fill('Share this draft')
    await writer.page.locator('[data-action="share-draft"]').click()

    await colleague.field.fill('Words of my own')
    await seen[0].get_by_role('button', name='Take over').click()
    await expect(seen[0]).to_contain_text('Your own reply gives way to it.')
    await seen[0].get_by_role('button', name='Keep mine').click()
    await expect(colleague.field).to_have_value('Words of my own')
    await seen[0].get_by_role('button', name='Take over').click()
    await seen[0].get_by_role('button', name='Replace mine').click()
    await expect(colleague.field).to_have_value('It is, down to two')
    await expect(writer.field).to_have_value('')
    await expect(writer.page.locator('.toast')).to_contain_text('took over your draft')
    for shown in seen:
        await expect(shown).to_have_count(0)

    await colleague.page.get_by_role('button', name='More ways to send').click()
    await colleague.page.get_by_role('menuitem', name='Share this draft').click()
    await expect(seen[1]).to_contain_text(f'Draft by {member.user.name}')
    await third.page.reload()
    await expect(seen[1]).to_contain_text('It is, down to two')
    await colleague.say('It is, down to two metres.')
    await expect(seen[1]).to_have_count(0)
    await expect(third.rows.filter(has_text='Draft by')).to_have_count(0)
