"""After resolving one stays: the conversation says so, and the next one is opened only by who asks for it."""

from playwright.async_api import expect

from tests.browser.agent import Agent
from tests.browser.looks import PHONE
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene

UNREAD = '1 unread message'


async def three(scene: Scene) -> None:
    """Amara is the newest and stands first."""
    await write_past(scene.shop, [Past('Amara', 'first'), Past('Bela', 'second'), Past('Chidi', 'third')])


async def is_resolved(agent: Agent, name: str) -> None:
    """Still open, and it says so."""
    await expect(agent.page.locator('.resolved')).to_contain_text('Resolved')
    await expect(agent.page.locator('.thread-bar')).to_contain_text(name)
    await expect(agent.page.get_by_role('button', name='Reopen')).to_be_visible()


async def test_the_next_conversation_is_neither_opened_nor_read_before_one_asks_for_it(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent()
    await agent.open('second')
    await agent.page.get_by_role('button', name='Resolve', exact=True).click()
    await is_resolved(agent, 'Bela')
    await expect(agent.rows).to_have_count(2)
    await expect(agent.rows.filter(has_text=UNREAD)).to_have_count(2)

    await agent.page.get_by_role('button', name='Next conversation').click()
    await expect(agent.bubble('third')).to_be_visible()
    await expect(agent.rows.filter(has_text=UNREAD)).to_have_count(1)
    await expect(agent.page.locator('.resolved')).to_have_count(0)


async def test_e_resolves_and_e_again_goes_on_and_at_the_end_nothing_is_left(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent()
    await agent.open('first')
    await agent.log.focus()
    for name, next_text in (('Amara', 'second'), ('Bela', 'third')):
        await agent.page.keyboard.press('e')
        await is_resolved(agent, name)
        await agent.page.keyboard.press('e')
        await expect(agent.bubble(next_text)).to_be_visible()
        await agent.log.focus()
    await agent.page.keyboard.press('e')
    await is_resolved(agent, 'Chidi')
    await expect(agent.page.locator('.resolved')).to_contain_text('Nothing else waits')
    await expect(agent.page.get_by_role('button', name='Next conversation')).to_have_count(0)
    await agent.page.keyboard.press('Shift+E')
    await expect(agent.page.locator('.resolved')).to_have_count(0)
    await expect(agent.rows).to_have_count(1)


async def test_on_a_phone_too(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent(view='', **PHONE)
    await agent.page.goto(agent.url)
    await agent.page.locator('.tabbar').get_by_role('button', name='All').tap()
    await agent.rows.filter(has_text='first').tap()
    await agent.page.get_by_role('button', name='Resolve', exact=True).tap()
    await is_resolved(agent, 'Amara')
    await agent.page.get_by_role('button', name='Next conversation').tap()
    await expect(agent.bubble('second')).to_be_visible()
