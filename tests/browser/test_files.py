"""Files go both ways: pictures as pictures, all else as a card, and one sees how far they have come."""

import asyncio
import io

from PIL import Image
from playwright.async_api import FilePayload, Route, expect

from tests.browser.scene import Scene

_PDF = b'%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'


def _picture(width: int = 1200, height: int = 800) -> bytes:
    drawn = io.BytesIO()
    Image.radial_gradient('L').resize((width, height)).convert('RGB').save(drawn, 'PNG')
    return drawn.getvalue()


async def test_a_picture_and_a_document_go_both_ways(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.chat.locator('input[type=file]').set_input_files(
        [FilePayload(name='pole.png', mimeType='image/png', buffer=_picture())]
    )
    await expect(visitor.chat.locator('.upload:not(.failed) small')).to_be_visible()
    await visitor.say('It broke here')
    await agent.open('It broke here')
    shown = agent.log.locator('.pic img')
    await expect(shown).to_have_js_property('complete', True)
    assert await shown.evaluate('picture => picture.naturalWidth') > 0
    assert await shown.evaluate('picture => picture.naturalWidth') < 1200, 'a thumbnail, not the whole picture'

    async with agent.page.expect_file_chooser() as chosen:
        await agent.page.get_by_role('button', name='Attach files').click()
    await (await chosen.value).set_files([FilePayload(name='repair.pdf', mimeType='application/pdf', buffer=_PDF)])
    await expect(agent.page.locator('.tray')).to_contain_text('repair.pdf')
    await expect(agent.page.locator('.tray progress')).to_have_count(0)
    await agent.say('Please fill this in')
    card = visitor.chat.get_by_role('link', name='repair.pdf')
    await expect(card).to_be_visible()
    got = await visitor.page.request.get(str(await card.get_attribute('href')))
    assert await got.body() == _PDF
    assert 'attachment' in got.headers['content-disposition']


async def test_both_sides_see_how_far_an_upload_has_come(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    held: asyncio.Queue[Route] = asyncio.Queue()
    hold = held.put_nowait

    await visitor.page.route('**/api/v1/widget/files?*', hold)
    await visitor.open()
    await visitor.say('One moment')
    big = [FilePayload(name='big.png', mimeType='image/png', buffer=_picture(300, 300))]
    await visitor.chat.locator('input[type=file]').set_input_files(big)
    await expect(visitor.chat.get_by_role('progressbar', name='big.png')).to_be_visible()
    await expect(visitor.chat.get_by_role('button', name='Send')).to_be_disabled()
    await (await held.get()).continue_()
    await expect(visitor.chat.get_by_role('button', name='Send')).to_be_enabled()

    await agent.open('One moment')
    await agent.page.route('**/api/v1/files?*', hold)
    async with agent.page.expect_file_chooser() as chosen:
        await agent.page.get_by_role('button', name='Attach files').click()
    await (await chosen.value).set_files(big)
    await expect(agent.page.get_by_role('progressbar', name='big.png')).to_be_visible()
    await (await held.get()).continue_()
    await expect(agent.page.get_by_role('progressbar', name='big.png')).to_have_count(0)


async def test_a_file_of_a_kind_that_runs_code_is_only_ever_downloaded(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    page = b'<!doctype html><script>document.title = "mine"</script>'
    await visitor.chat.locator('input[type=file]').set_input_files(
        [FilePayload(name='page.png', mimeType='image/png', buffer=page)]
    )
    await expect(visitor.chat.locator('.upload:not(.failed) small')).to_be_visible()
    await visitor.say('A picture')
    await agent.open('A picture')
    card = agent.log.locator('.doc')
    await expect(card).to_contain_text('page')
    got = await agent.page.request.get(str(await card.get_attribute('href')))
    assert 'attachment' in got.headers['content-disposition']
    assert 'html' not in got.headers['content-type']
