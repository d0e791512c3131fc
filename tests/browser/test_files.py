"""Files go both ways: pictures as pictures, all else as a card, and one sees how far they have come."""

import asyncio
import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import FilePayload, Locator, Route, WebSocketRoute, expect

from tests.browser.agent import Agent
from tests.browser.scene import Scene

_PDF = b'%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'


def _picture(width: int = 1200, height: int = 800) -> bytes:
    drawn = io.BytesIO()
    Image.radial_gradient('L').resize((width, height)).convert('RGB').save(drawn, 'PNG')
    return drawn.getvalue()


async def _is_broken(picture: Locator) -> None:
    await expect(picture).to_have_js_property('complete', True)
    await expect(picture).to_have_js_property('naturalWidth', 0)


async def _is_shown(picture: Locator) -> None:
    await expect(picture).not_to_have_js_property('naturalWidth', 0)


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
    await _is_shown(shown)
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


@pytest.mark.timeout(150)
async def test_a_picture_sent_while_the_line_is_cut_is_shown_to_both_once_it_is_mended(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor(cabled=True)
    assert visitor.cable
    await visitor.open()
    await visitor.say('It broke yesterday')
    await agent.open('It broke yesterday')
    await visitor.chat.locator('input[type=file]').set_input_files(
        [FilePayload(name='pole.png', mimeType='image/png', buffer=_picture())]
    )
    await expect(visitor.chat.locator('.upload:not(.failed) small')).to_be_visible()
    visitor.cable.cut()
    await visitor.field.press('Enter')
    sent = visitor.chat.locator('.message.own .picture img')
    await expect(visitor.standing('Waiting for connection')).to_be_visible()
    await _is_broken(sent)

    visitor.cable.mend()
    await expect(visitor.line).to_contain_text('Connected again', timeout=40_000)
    await _is_shown(sent)
    await _is_shown(agent.log.locator('.pic img'))


@pytest.mark.timeout(150)
async def test_a_thumbnail_that_failed_is_tried_once_more_and_again_when_the_line_is_mended(scene: Scene) -> None:
    agent, visitor = await scene.agent(cabled=True), await scene.visitor()
    assert agent.cable
    tries: list[str] = []

    async def fail(route: Route) -> None:
        tries.append(route.request.url)
        await route.abort()

    thumbnail = re.compile(r'/files/[^?]*/thumbnail')
    await agent.page.route(thumbnail, fail)
    await visitor.open()
    await visitor.chat.locator('input[type=file]').set_input_files(
        [FilePayload(name='pole.png', mimeType='image/png', buffer=_picture())]
    )
    await expect(visitor.chat.locator('.upload:not(.failed) small')).to_be_visible()
    await visitor.say('It broke here')
    await agent.open('It broke here')
    async with asyncio.timeout(20):
        while len(tries) < 2:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.05)
    shown = agent.log.locator('.pic img')
    await _is_broken(shown)
    agent.cable.cut()
    await expect(agent.page.locator('.banner')).to_contain_text('Reconnecting')
    await _is_broken(shown)
    assert len(tries) < 10, 'a picture that is broken is no loop'
    await agent.page.unroute(thumbnail)

    agent.cable.mend()
    await _is_shown(shown)


async def test_a_file_chosen_before_the_chat_is_connected_waits_for_it(scene: Scene) -> None:
    visitor, connect = await scene.visitor(), asyncio.Event()

    async def late(socket: WebSocketRoute) -> None:
        await connect.wait()
        socket.connect_to_server()

    await visitor.page.route_web_socket('**/socket.io/**', late)
    await visitor.open()
    await visitor.chat.locator('input[type=file]').set_input_files(
        [FilePayload(name='pole.png', mimeType='image/png', buffer=_picture(30, 30))]
    )
    await expect(visitor.chat.get_by_role('progressbar', name='pole.png')).to_be_visible()
    connect.set()
    await expect(visitor.chat.locator('.upload:not(.failed) small')).to_be_visible()


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


async def _drag(agent: Agent, path: Path, target: Locator, *steps: str) -> None:
    """As the desktop does it: the file comes from outside of the page."""
    box = await target.bounding_box()
    assert box
    devtools = await agent.page.context.new_cdp_session(agent.page)
    held = {'items': [], 'files': [str(path)], 'dragOperationsMask': 1}
    place = {'x': box['x'] + box['width'] / 2, 'y': box['y'] + box['height'] / 2}
    for step in steps:
        await devtools.send('Input.dispatchDragEvent', {'type': step, **place, 'data': held})


async def test_a_file_dropped_on_the_conversation_is_attached_and_one_dropped_beside_it_does_no_harm(
    scene: Scene, tmp_path: Path
) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Where do I sign?')
    await agent.open('Where do I sign?')
    paper = tmp_path / 'contract.pdf'
    paper.write_bytes(_PDF)
    invitation = agent.page.get_by_text('Drop files to attach them')

    await _drag(agent, paper, agent.log, 'dragEnter', 'dragOver')
    await expect(invitation).to_be_visible()
    await _drag(agent, paper, agent.rows.first, 'dragOver')
    await expect(invitation).to_have_count(0)
    await _drag(agent, paper, agent.rows.first, 'drop')
    await expect(agent.field).to_be_visible()

    await _drag(agent, paper, agent.log, 'dragEnter', 'dragOver', 'drop')
    await expect(invitation).to_have_count(0)
    await expect(agent.page.locator('.tray')).to_contain_text('contract.pdf')
    assert len(agent.page.context.pages) == 1, 'the browser opened the file itself'
    await expect(agent.page.locator('.tray progress')).to_have_count(0)
    await agent.say('Here, at the foot')
    await expect(visitor.chat.get_by_role('link', name='contract.pdf')).to_be_visible()


_COPY = """async (kinds) => {
  const canvas = new OffscreenCanvas(40, 30)
  canvas.getContext('2d').fillRect(0, 0, 20, 30)
  const made = { 'image/png': await canvas.convertToBlob() }
  for (const [kind, text] of Object.entries(kinds)) made[kind] = new Blob([text], { type: kind })
  await navigator.clipboard.write([new ClipboardItem(made)])
}"""


async def test_a_copied_picture_is_attached_and_copied_cells_stay_words(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await agent.page.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    await visitor.open()
    await visitor.say('Show me')
    await agent.open('Show me')
    await agent.page.evaluate(_COPY, {})
    await agent.field.press('Control+v')
    await expect(agent.page.locator('.tray li')).to_have_count(1)
    await expect(agent.page.locator('.tray progress')).to_have_count(0)
    await agent.say('Like this')
    await expect(visitor.chat.locator('.message:not(.own) img')).to_be_visible()

    # what a spreadsheet copies: the cells, and a picture of them
    await agent.page.evaluate(_COPY, {'text/plain': 'Pole 4', 'text/html': '<table><td>Pole 4</td></table>'})
    await agent.field.press('Control+v')
    await expect(agent.field).to_have_value('Pole 4')
    await expect(agent.page.locator('.tray')).to_have_count(0)


async def test_with_nothing_to_send_the_button_is_off_and_leads_to_the_field(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Anybody there?')
    await agent.open('Anybody there?')
    send = agent.page.get_by_role('button', name='Send', exact=True)
    await expect(send).to_be_disabled()
    await send.focus()
    await expect(send).to_be_focused()
    await send.press('Enter')
    await expect(agent.field).to_be_focused()
    await agent.field.fill('I am.')
    await expect(send).to_be_enabled()
    await send.click()
    await expect(agent.bubble('I am.')).to_be_visible()
    await expect(send).to_be_disabled()
