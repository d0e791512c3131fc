"""A conversation is taken along as a file."""

from playwright.async_api import expect

from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_an_agent_takes_a_conversation_along_with_a_warning_about_notes(scene: Scene) -> None:
    [id] = await write_past(scene.shop, [Past('Amara', 'Is <b>it</b> dry?')])
    note = {'text': 'She is a friend', 'private': True}
    (await scene.shop.owner.api.post(f'conversations/{id}/messages', note)).ok(201)
    agent = await scene.agent()
    await agent.page.goto(f'{agent.url}#/c/{id}')
    await agent.page.locator('.thread-bar').get_by_role('button', name='More').click()
    await agent.page.get_by_role('menuitem', name='Transcript').click()
    dialog = agent.page.get_by_role('dialog', name='Transcript')
    await dialog.get_by_role('radio', name='By email').click()
    await dialog.get_by_label('To', exact=True).fill('nowhere')
    await dialog.get_by_role('button', name='Send').click()
    await expect(dialog.get_by_label('To', exact=True)).to_have_attribute('aria-invalid', 'true')
    await dialog.get_by_label('To', exact=True).fill('amara@example.com')
    await dialog.get_by_role('button', name='Send').click()
    await expect(dialog.get_by_role('alert')).to_contain_text('no mail server')

    await dialog.get_by_role('radio', name='Download').click()
    await dialog.get_by_role('radio', name='Plain text').click()
    await dialog.get_by_text('With private notes').click()
    await expect(dialog.get_by_text('Do not give it to the customer')).to_be_visible()
    async with agent.page.expect_download() as coming:
        await dialog.get_by_role('button', name='Download').click()
    taken = await coming.value
    assert taken.suggested_filename.endswith('.txt')
    text = (await taken.path()).read_text()
    assert text.index('Is <b>it</b> dry?') < text.index('She is a friend')
    await expect(dialog).to_have_count(0)
