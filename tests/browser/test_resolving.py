"""After resolving, work goes on: the next conversation is open, letters act on it, and there is a way back."""

from playwright.async_api import Locator, Route, expect

from tests.browser.agent import Agent
from tests.browser.looks import PHONE
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene

UNREAD = '1 unread message'


async def three(scene: Scene) -> None:
    """Amara is the newest and stands first."""
    await write_past(scene.shop, [Past('Amara', 'first'), Past('Bela', 'second'), Past('Chidi', 'third')])


async def press_resolve(agent: Agent) -> None:
    """The button over the conversation."""
    await agent.page.get_by_role('button', name='Resolve', exact=True).click()


async def is_told(agent: Agent, text: str) -> Locator:
    """The toast with these words, held by the pointer so that it stays."""
    toast = agent.page.locator('.toast').filter(has_text=text)
    await expect(toast).to_be_visible()
    await toast.hover()
    return toast


async def refuse_changes(route: Route) -> None:
    """The network fails whenever something is to be changed."""
    await (route.abort() if route.request.url.endswith('/bulk') else route.continue_())


async def test_the_button_opens_the_next_conversation_and_letters_act_on_it(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent()
    await agent.open('first')
    await press_resolve(agent)
    await expect(agent.bubble('second')).to_be_visible()
    await expect(agent.log).to_be_focused()
    await expect(agent.rows).to_have_count(2)
    await is_told(agent, 'Amara is resolved')

    await agent.page.keyboard.press('r')
    await expect(agent.field).to_be_focused()
    await expect(agent.field).to_have_accessible_name('Reply to Bela')


async def test_undo_reopens_it_and_goes_back_to_it(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent()
    await agent.open('first')
    await press_resolve(agent)
    await expect(agent.bubble('second')).to_be_visible()
    toast = await is_told(agent, 'Amara is resolved')
    await toast.get_by_role('button', name='Undo').click()
    await expect(agent.bubble('first')).to_be_visible()
    await expect(agent.page.get_by_role('button', name='Resolve', exact=True)).to_be_visible()
    await expect(agent.rows).to_have_count(3)
    await expect(toast).to_have_count(0)


async def test_e_works_through_the_list_and_at_its_end_nobody_waits(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent()
    await agent.open('second')
    await agent.log.focus()
    for resolved, following in (('Bela', 'third'), ('Chidi', 'first')):
        await agent.page.keyboard.press('e')
        await expect(agent.bubble(following)).to_be_visible()
        await expect(agent.log).to_be_focused()
        await is_told(agent, f'{resolved} is resolved')
    await agent.page.keyboard.press('e')
    await expect(agent.page.get_by_role('heading', name='Nobody waits')).to_be_visible()
    await expect(agent.log).to_have_count(0)
    toast = await is_told(agent, 'Amara is resolved')
    await toast.get_by_role('button', name='Undo').click()
    await expect(agent.bubble('first')).to_be_visible()
    await expect(agent.rows).to_have_count(1)


async def test_an_inbox_in_which_all_is_resolved_is_not_taken_for_a_new_one(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'first')])
    agent = await scene.agent()
    await agent.open('first')
    await press_resolve(agent)
    await is_told(agent, 'Amara is resolved')
    await agent.page.reload()
    await expect(agent.page.get_by_role('heading', name='Nobody waits')).to_be_visible()


async def test_e_in_the_list_goes_on_in_the_list(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent()
    await agent.open('first')
    await agent.page.locator('#conversation-list').focus()
    await agent.page.keyboard.press('e')
    await expect(agent.bubble('second')).to_be_visible()
    await expect(agent.page.locator('#conversation-list')).to_be_focused()
    await agent.page.keyboard.press('ArrowDown')
    await agent.page.keyboard.press('Enter')
    await expect(agent.bubble('third')).to_be_visible()


async def test_a_key_held_down_resolves_one_conversation_only(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent()
    await agent.open('first')
    await agent.log.focus()
    for _ in range(4):  # without a release between them they are repeats of the first
        await agent.page.keyboard.down('e')
    await expect(agent.bubble('second')).to_be_visible()
    await is_told(agent, 'Amara is resolved')
    await agent.page.keyboard.up('e')
    await agent.page.keyboard.press('j')
    await expect(agent.bubble('third')).to_be_visible()
    await expect(agent.rows).to_have_count(2)


async def test_a_resolved_conversation_says_so_when_one_comes_back_to_it(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent()
    await agent.open('first')
    address = agent.page.url
    line = agent.page.locator('.resolved')
    await press_resolve(agent)
    await is_told(agent, 'Amara is resolved')
    await expect(line).to_have_count(0)
    await agent.page.goto(address)
    await expect(line).to_contain_text('Resolved')
    await expect(agent.page.locator('.toast')).to_have_count(0)

    await agent.log.focus()
    await agent.page.keyboard.press('Shift+E')
    await expect(line).to_have_count(0)
    await expect(agent.rows).to_have_count(3)


async def test_a_conversation_that_could_not_be_resolved_is_named_and_one_step_away(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent()
    await agent.open('first')
    await agent.page.route('**/conversations/*', refuse_changes)
    await press_resolve(agent)
    await expect(agent.bubble('second')).to_be_visible()
    toast = await is_told(agent, 'Amara: ')
    await expect(agent.rows).to_have_count(3)
    await toast.get_by_role('button', name='Open').click()
    await expect(agent.bubble('first')).to_be_visible()


async def test_on_a_phone_resolving_returns_to_the_list(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent(view='', **PHONE)
    await agent.page.goto(agent.url)
    await agent.page.locator('.tabbar').get_by_role('button', name='All').tap()
    await agent.rows.filter(has_text='first').tap()
    await agent.page.get_by_role('button', name='Resolve', exact=True).tap()
    await expect(agent.rows).to_have_count(2)
    await expect(agent.rows.filter(has_text=UNREAD)).to_have_count(2)
    await expect(agent.log).to_be_hidden()
    toast = await is_told(agent, 'Amara is resolved')
    await toast.get_by_role('button', name='Undo').tap()
    await expect(agent.bubble('first')).to_be_visible()


async def open_ones(scene: Scene) -> list[dict[str, object]]:
    """What the hub says is open, as the owner sees it."""
    return list((await scene.shop.owner.api.get('conversations?status=open')).ok()['items'])
