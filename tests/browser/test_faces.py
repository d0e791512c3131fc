"""Somebody looks the same wherever they appear: in the chat and in every corner of the inbox."""

import colorsys
import re

from playwright.async_api import Locator, expect

from hub.model.people import UserRole
from tests.browser.scene import Scene


async def face(avatar: Locator) -> tuple[str, int]:
    """Initials and the hue behind them, in steps of the circle wide enough for two palettes of the same six hues."""
    await expect(avatar).to_be_visible()
    colour = await avatar.evaluate('(element) => getComputedStyle(element).backgroundColor')
    red, green, blue = (int(part) / 255 for part in re.findall(r'\d+', colour)[:3])
    hue = 360 * colorsys.rgb_to_hls(red, green, blue)[0]
    return (await avatar.inner_text()).strip(), min(_HUES, key=lambda one: abs(one - hue))


_HUES = (210, 255, 15, 135, 40, 330)


async def test_an_agent_has_one_face_in_the_chat_and_in_the_inbox(scene: Scene) -> None:
    for name in ('Jean Luc Picard', 'Maya', 'Tom Weiß'):
        member = await scene.shop.hire(UserRole.AGENT, name)
        agent, visitor = await scene.agent(member), await scene.visitor()
        await visitor.open()
        await visitor.say(f'Is {name} there?')
        await agent.open(f'Is {name} there?')
        await agent.log.focus()
        await agent.page.keyboard.press('y')
        await agent.say('Here I am')
        await expect(visitor.bubbles.filter(has_text='Here I am')).to_be_visible()
        faces = [
            await face(visitor.chat.locator('.theirs:not(.welcome) .avatar')),
            await face(visitor.chat.locator('.bar .avatar')),
            await face(agent.page.locator('.thread-bar .assign .av')),
            await face(agent.page.get_by_role('navigation').locator('.av')),
        ]
        assert len(set(faces)) == 1, (name, faces)


async def test_a_visitor_has_one_face_in_list_thread_and_panel(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Hello')
    await agent.open('Hello')
    faces = [
        await face(agent.rows.first.locator('.av').first),
        await face(agent.log.locator('.av').first),
        await face(agent.page.locator('.panel-person .av')),
    ]
    assert len(set(faces)) == 1, faces


async def test_nothing_in_the_chat_is_called_undefined(scene: Scene) -> None:
    visitor = await scene.visitor()
    await visitor.open()
    await visitor.say('Hello')
    await visitor.is_told('Sent')
    await expect(visitor.chat.locator('[class~=undefined]')).to_have_count(0)
