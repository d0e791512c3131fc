"""Whoever comes can use the chat: by keyboard, with a screen reader, on a phone, in their language, in the dark."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.browser.desk import Desk
from tests.browser.test_widget_talk import watched
from tests.browser.visitor import Visitor
from tests.live.peers import Peer

AXE = Path(__file__).parents[2] / 'widget/node_modules/axe-core/axe.min.js'


async def violations(visitor: Visitor) -> list[str]:
    """What axe has to say of the chat."""
    frame = next(frame for frame in visitor.page.frames if '/widget/frame' in frame.url)
    await frame.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = await frame.evaluate('axe.run().then(({ violations }) => violations)')
    return [f'{one["id"]}: {one["nodes"][0]["html"][:120]}' for one in found]


async def focused(visitor: Visitor) -> str:
    """What has the focus in the chat; nothing if the focus is not in it."""
    frame = next(frame for frame in visitor.page.frames if '/widget/frame' in frame.url)
    name: str = await frame.evaluate("document.hasFocus() ? document.activeElement.ariaLabel ?? '?' : ''")
    return name


async def test_everything_works_by_keyboard_and_the_focus_stays_inside(desk: Desk) -> None:
    visitor = await desk.visitor()
    await expect(visitor.button).to_be_visible()
    await visitor.page.get_by_role('button', name='Add to basket').focus()
    await visitor.page.keyboard.press('Tab')
    await visitor.page.keyboard.press('Enter')
    await expect(visitor.field).to_be_focused()
    await visitor.page.keyboard.type('By keyboard')
    await visitor.page.keyboard.press('Shift+Enter')
    await visitor.page.keyboard.type('only')
    await visitor.page.keyboard.press('Enter')
    await visitor.sees('By keyboard\nonly')
    seen = []
    for _ in range(10):
        await visitor.page.keyboard.press('Tab')
        seen.append(await focused(visitor))
    assert {'Menu', 'Close chat', 'Send', 'Attach a file', 'Write a message'} <= set(seen)
    assert all(seen), seen
    for _ in range(10):
        await visitor.page.keyboard.press('Shift+Tab')
        assert await focused(visitor)
    await visitor.page.keyboard.press('Escape')
    await expect(visitor.button).to_be_focused()
    await expect(visitor.button).to_have_attribute('aria-expanded', 'false')


async def test_an_answer_is_read_out_once_with_its_author(desk: Desk, agent: Peer) -> None:
    visitor = await (await desk.visitor()).open()
    await visitor.say('Hello')
    conversation = await watched(agent)
    await agent.call('typing', {'conversation_id': conversation, 'on': True})
    await agent.say('Good morning', conversation)
    spoken = visitor.chat.locator('[aria-live=polite]')
    await expect(spoken).to_have_text(f'{desk.shop.owner.user.name}: Good morning')


@pytest.mark.parametrize('scheme', ['light', 'dark'])
async def test_axe_finds_nothing(desk: Desk, agent: Peer, scheme: Any) -> None:
    await desk.change(theme={'color': '#ffd400', 'side': 'right', 'mode': scheme})
    visitor = await (await desk.visitor()).open()
    await visitor.page.wait_for_timeout(400)
    assert await violations(visitor) == []
    await visitor.say('Hello')
    await agent.say('See https://shop.example', await watched(agent))
    await visitor.sees('Hello', 'See https://shop.example')
    assert await violations(visitor) == []
    await visitor.chat.get_by_role('button', name='Earlier chats').click()
    assert await violations(visitor) == []


@pytest.mark.parametrize('width', [390, 320])
async def test_on_a_phone_it_fills_the_screen(desk: Desk, browser: Browser, width: int) -> None:
    desk.context = await browser.new_context(
        viewport={'width': width, 'height': 640}, has_touch=True, is_mobile=True, locale='en-GB'
    )
    visitor = await (await desk.visitor()).open()
    frame = visitor.page.locator('custarea-chat iframe')
    await expect(frame).to_have_css('opacity', '1')
    assert await frame.bounding_box() == {'x': 0, 'y': 0, 'width': width, 'height': 640}
    await expect(visitor.button).to_be_hidden()
    await visitor.say('A word so long that it would not fit: ' + 'Kautschukparzellen' * 4)
    await visitor.is_told('Sent')
    inside = next(frame for frame in visitor.page.frames if '/widget/frame' in frame.url)
    assert await inside.evaluate('document.documentElement.scrollWidth <= innerWidth')
    assert await inside.evaluate('getComputedStyle(document.querySelector("textarea")).fontSize') == '16px'
    buttons = visitor.chat.locator(':is(header, .field) :is(button, summary):visible')
    for button in await buttons.all():
        size = await button.bounding_box()
        assert size
        assert min(size['width'], size['height']) >= 44
    await visitor.chat.get_by_role('button', name='Close chat').click()
    await expect(visitor.button).to_be_visible()


@pytest.mark.parametrize(
    ('locale', 'direction', 'greeting'),
    [
        ('de-AT', 'ltr', 'Hallo. Wie können wir helfen?'),
        ('es-MX', 'ltr', 'Hola. ¿En qué podemos ayudarle?'),
        ('hi-IN', 'ltr', 'नमस्ते। हम कैसे मदद करें?'),
        ('ar-EG', 'rtl', 'مرحبًا. كيف يمكننا مساعدتك؟'),
        ('fr-FR', 'ltr', 'Hello. How can we help?'),
    ],
)
async def test_it_speaks_the_visitors_language(
    desk: Desk, browser: Browser, locale: str, direction: str, greeting: str
) -> None:
    desk.context = await browser.new_context(locale=locale)
    visitor = await (await desk.visitor()).open()
    await expect(visitor.chat.get_by_role('heading')).to_have_text(greeting)
    await expect(visitor.chat.locator('html')).to_have_attribute('dir', direction)


async def test_motion_is_left_out_for_those_who_ask_for_that(desk: Desk, browser: Browser) -> None:
    desk.context = await browser.new_context(reduced_motion='reduce', locale='en-GB')
    visitor = await (await desk.visitor()).open()
    await expect(visitor.page.locator('custarea-chat iframe')).to_have_css('transition-property', 'none')


async def test_away_it_asks_for_an_address(desk: Desk) -> None:
    visitor = await (await desk.visitor()).open()
    await visitor.is_told('We are away right now. Leave your email address and the answer comes there too.')
    await visitor.chat.get_by_label('Email').fill('amara@mail.example')
    await visitor.chat.get_by_role('button', name='Continue').click()
    await visitor.is_told('Answers also reach you at a•••@mail.example')
    await visitor.say('Hello')
    await visitor.is_told('Sent')
