"""The preview in the settings of the website chat follows every change before it is saved."""

from playwright.async_api import expect

from tests.browser.scene import Scene


async def test_the_preview_follows_every_change_and_nothing_is_saved_before_it_is_published(scene: Scene) -> None:
    address = f'widgets/{scene.widget["id"]}'
    owner = await scene.agent(view='')
    page = owner.page
    await page.goto(f'{owner.url}#/settings/widgets')
    preview = page.get_by_role('complementary', name='Preview')
    launcher, stage = preview.locator('.launcher'), preview.locator('.stage')
    await expect(launcher).to_have_css('background-color', 'rgb(11, 106, 116)')

    await page.get_by_role('button', name='#6f47b5').click()
    await expect(launcher).to_have_css('background-color', 'rgb(111, 71, 181)')
    await page.get_by_role('radio', name='Left').click()
    await expect(launcher).to_contain_class('left')
    await page.get_by_role('radio', name='Dark').click()
    await expect(stage).to_have_attribute('data-theme', 'dark')
    await page.get_by_role('tab', name='Texts').click()
    for label, text in (('Greeting', 'Hello hiker'), ('Welcome', 'What do you carry?'), ('Away', 'Up in the hills')):
        await page.get_by_role('textbox', name=label).fill(text)
    for scene_name, text in (
        ('First visit', 'Hello hiker'),
        ('Chat', 'What do you carry?'),
        ('Away', 'Up in the hills'),
    ):
        await preview.get_by_role('radio', name=scene_name).click()
        await expect(stage).to_contain_text(text)

    assert (await scene.shop.owner.api.get(address)).ok()['theme']['color'] == '#0b6a74'
    await page.get_by_role('button', name='Discard').click()
    await expect(launcher).to_have_css('background-color', 'rgb(11, 106, 116)')
    await expect(stage).not_to_contain_text('Up in the hills')
    await page.get_by_role('tab', name='Look').click()
    await page.get_by_role('radio', name='Left').click()
    await page.get_by_role('button', name='Save and publish').click()
    # the button says something else already while it saves
    await expect(page.locator('.save-bar')).to_have_count(0)
    assert (await scene.shop.owner.api.get(address)).ok()['theme']['side'] == 'left'
    visitor = await scene.visitor()
    await expect(visitor.button).to_be_visible()
