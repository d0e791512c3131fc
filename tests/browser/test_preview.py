"""The preview in the settings of the website chat follows every change before it is saved."""

from playwright.async_api import Locator, expect

from tests.browser.scene import Scene


async def test_the_preview_follows_every_change_and_nothing_is_saved_before_it_is_published(scene: Scene) -> None:
    address = f'widgets/{scene.widget["id"]}'
    owner = await scene.agent(view='')
    page = owner.page
    await page.goto(f'{owner.url}#/settings/widgets')
    preview = page.get_by_role('complementary', name='Preview')
    launcher, stage = preview.locator('.launcher'), preview.locator('.stage')
    chat = preview.frame_locator('iframe')
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
    for scene_name, texts in (
        ('First visit', ('Hello hiker', 'What do you carry?')),
        ('Away', ('Hello hiker', 'Up in the hills')),
    ):
        await preview.get_by_role('radio', name=scene_name).click()
        for text in texts:
            await expect(chat.locator('main')).to_contain_text(text)

    assert (await scene.shop.owner.api.get(address)).ok()['theme']['color'] == '#0b6a74'
    await page.get_by_role('button', name='Discard').click()
    await expect(launcher).to_have_css('background-color', 'rgb(11, 106, 116)')
    await expect(chat.locator('main')).to_contain_text('We are away right now')
    await expect(chat.locator('main')).not_to_contain_text('Up in the hills')
    await page.get_by_role('tab', name='Look').click()
    await page.get_by_role('radio', name='Left').click()
    await page.get_by_role('button', name='Save and publish').click()
    # the button says something else already while it saves
    await expect(page.locator('.save-bar')).to_have_count(0)
    assert (await scene.shop.owner.api.get(address)).ok()['theme']['side'] == 'left'
    visitor = await scene.visitor()
    await expect(visitor.button).to_be_visible()


async def words(main: Locator) -> str:
    """Everything that stands in a chat."""
    text: str = await main.inner_text()
    return text


async def test_the_preview_shows_what_a_first_visit_shows(scene: Scene) -> None:
    owner = await scene.agent(view='')
    await owner.page.goto(f'{owner.url}#/settings/widgets')
    await expect(owner.page.locator('.nav-me-state')).to_have_text('Online')
    drawn = owner.page.get_by_role('complementary', name='Preview').frame_locator('iframe').locator('main')
    await expect(drawn).to_contain_text('Ask us anything')
    visitor = await (await scene.visitor()).open()
    seen = visitor.chat.locator('main')
    await expect(seen).to_contain_text('Ask us anything')
    assert await words(drawn) == await words(seen)
    assert await drawn.locator('.avatar').all_inner_texts() == await seen.locator('.avatar').all_inner_texts()

    await owner.page.get_by_role('tab', name='Texts').click()
    for label in ('Welcome', 'Greeting'):
        own = await owner.page.get_by_role('textbox', name=label).get_attribute('placeholder')
        assert own
        await expect(seen).to_contain_text(own)
    await owner.page.get_by_role('radio', name='Deutsch').click()
    await expect(drawn).to_contain_text('Wie können wir helfen?')


async def test_a_preview_is_no_visitor(scene: Scene) -> None:
    owner = await scene.agent(view='')
    sockets: list[str] = []
    owner.page.on('websocket', lambda socket: sockets.append(socket.url))
    await owner.page.goto(f'{owner.url}#/settings/widgets')
    await owner.page.reload()
    drawn = owner.page.get_by_role('complementary', name='Preview').frame_locator('iframe').locator('main')
    await expect(drawn).to_contain_text('Ask us anything')
    await expect(owner.page.locator('.nav-me-state')).to_have_text('Online')
    assert not [url for url in sockets if 'key=' in url]
