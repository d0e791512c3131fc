"""A toast covers neither what is read nor where one writes, and is gone as soon as its words are."""

from typing import Any

import pytest
from playwright.async_api import Locator, expect

from tests.browser.agent import Agent
from tests.browser.looks import PHONE
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def box(part: Locator) -> tuple[float, float]:
    """Where it begins and ends, from the top."""
    found = await part.bounding_box()
    assert found
    return found['y'], found['y'] + found['height']


async def take_it(agent: Agent) -> Locator:
    """Assign the open conversation to oneself; the toast that says so, held by the pointer."""
    await agent.log.focus()
    await agent.page.keyboard.press('y')
    toast = agent.page.locator('.toast')
    await expect(toast).to_contain_text('Assigned to you')
    await toast.hover()
    return toast


async def of_amara(scene: Scene) -> str:
    """The address of her conversation in the API."""
    [found] = [one for one in (await scene.shop.owner.api.get('conversations')).ok()['items'] if 'first' in str(one)]
    return f'conversations/{found["id"]}'


@pytest.mark.parametrize('screen', [{}, PHONE], ids=['desk', 'phone'])
async def test_it_stands_between_the_newest_message_and_the_composer(scene: Scene, screen: Any) -> None:
    await write_past(scene.shop, [Past('Amara', 'first')])
    agent = await scene.agent(view='', **screen)
    await agent.page.goto(f'{agent.url}#/c/{(await of_amara(scene)).partition("/")[2]}')
    for at in range(12):
        await agent.say(f'answer {at}')
    toast = await take_it(agent)
    await expect(agent.bubble('answer 11')).to_be_in_viewport()
    _, newest_ends = await box(agent.bubble('answer 11'))
    begins, ends = await box(toast)
    composer_begins, _ = await box(agent.page.locator('.comp'))
    assert newest_ends <= begins < ends <= composer_begins


async def test_it_goes_when_what_it_says_is_no_longer_so(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'first')])
    agent = await scene.agent()
    await agent.open('first')
    toast = await take_it(agent)
    (await scene.shop.owner.api.patch(await of_amara(scene), {'assignee_id': None})).ok()
    await expect(toast).to_have_count(0)


async def test_it_goes_when_another_conversation_is_opened(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'first'), Past('Bela', 'second')])
    agent = await scene.agent()
    await agent.open('first')
    toast = await take_it(agent)
    await agent.log.focus()
    await agent.page.keyboard.press('j')
    await expect(agent.bubble('second')).to_be_visible()
    await expect(toast).to_have_count(0)
