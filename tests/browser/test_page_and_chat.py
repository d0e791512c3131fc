"""What the page can do with the chat beyond its tests alone: open it, wait for a hub that is away, mirror it."""

import asyncio

from playwright.async_api import expect

from tests.browser.scene import Scene

FRAME_LOADS_WITHIN_MS = 15_000
"""Of widget/src/loader/index.ts: no chat by then, and its frame is taken away."""


async def test_a_hub_that_goes_down_later_leaves_a_chat_that_waits(scene: Scene) -> None:
    visitor = await scene.visitor(cabled=True)
    assert visitor.cable
    await expect(visitor.button).to_be_visible()
    visitor.cable.cut()
    await visitor.page.clock.install()
    await visitor.button.click()
    await expect(visitor.panel).to_be_attached()
    await visitor.page.clock.fast_forward(FRAME_LOADS_WITHIN_MS)
    await expect(visitor.panel).to_have_count(0)
    assert await visitor.page.evaluate('thrown') == []

    visitor.cable.mend()
    await visitor.open()
    await visitor.say('There you are')
    await expect(visitor.standing('Sent')).to_be_visible()


async def test_a_page_opens_toggles_and_closes_the_chat(scene: Scene) -> None:
    visitor = await scene.visitor()
    await expect(visitor.button).to_be_visible()
    for call, there in (('open', True), ('toggle', False), ('toggle', True), ('close', False)):
        await visitor.page.evaluate(f'CustArea.{call}()')
        await expect(visitor.button).to_have_attribute('aria-expanded', str(there).lower())


async def test_in_arabic_own_words_stand_at_the_left(scene: Scene) -> None:
    visitor = await scene.visitor(locale='ar')
    await visitor.open()
    await visitor.chat.locator('.composer textarea').fill('مرحبا')
    await visitor.chat.locator('.composer textarea').press('Enter')
    await expect(visitor.chat.locator('.message.own .bubble')).to_be_visible()
    async with asyncio.timeout(20):
        # once it is stored, its place is taken by another element
        while (own := await visitor.chat.locator('.message.own .bubble').bounding_box()) is None:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.1)
    panel = await visitor.panel.bounding_box()
    assert panel
    assert own['x'] - panel['x'] < panel['width'] / 3
