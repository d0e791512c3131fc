"""The list of conversations: its filters, and a list far longer than a page of it."""

import asyncio

from playwright.async_api import Route, WebSocketRoute, expect

from hub.model.message import Channel
from hub.model.people import UserRole
from tests.browser.agent import Agent
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene

MANY = 120
DRAWN = 40

# One screen after the other, as a reader scrolls: what is drawn at each place, by its number in the list.
_SCROLLED = """async (box) => {
  const seen = {}
  for (let top = 0; top < box.scrollHeight; top += box.clientHeight / 2) {
    box.scrollTop = top
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    for (const row of box.querySelectorAll('[role=option]'))
      seen[row.ariaPosInSet] = row.querySelector('.cv-name').textContent
  }
  return seen
}"""


async def _choose(agent: Agent, opener: str, choice: str) -> None:
    """One entry of one of the list's menus."""
    await agent.page.get_by_role('region', name='Conversations').get_by_role('button', name=opener).first.click()
    await agent.page.get_by_role('menuitem', name=choice, exact=True).click()
    if opener == 'Filter':  # it stays for the next value
        await agent.page.keyboard.press('Escape')
    await expect(agent.page.get_by_role('menu')).to_have_count(0)
    # under the menu was the list, where arrivals wait for the pointer to leave
    await agent.page.mouse.move(0, 0)


async def _shows(agent: Agent, *names: str) -> None:
    """Exactly these, in this order."""
    await expect(agent.rows.locator('.cv-name')).to_have_text(list(names))


async def test_a_list_of_many_pages_is_loaded_as_it_is_scrolled_and_drawn_only_where_it_is_seen(scene: Scene) -> None:
    names = [f'Customer {place:03}' for place in range(1, MANY + 1)]
    await write_past(scene.shop, [Past(name) for name in names])
    agent = await scene.agent(view='')
    asked: list[str] = []
    agent.page.on('request', lambda request: asked.append(request.url) if 'conversations?' in request.url else None)
    await agent.arrive()
    await expect(agent.rows.first).to_contain_text(names[0])
    pages = {url for url in asked if 'assignee=' not in url}
    assert len(pages) == 1, 'nobody has scrolled yet'

    box = agent.page.locator('#conversation-list')
    for last in (names[49], names[99]):
        await box.press('End')
        await expect(box.locator('.cursor')).to_contain_text(last)
        # the next page has come
        await expect(agent.rows.last).not_to_contain_text(last)
        assert await agent.rows.count() < DRAWN
    await box.press('End')
    await expect(agent.rows.last).to_contain_text(names[-1])
    await expect(agent.rows.last).to_have_attribute('aria-setsize', str(MANY))
    assert len({url for url in asked if 'cursor=' in url}) == 2
    seen: dict[str, str] = await box.evaluate(_SCROLLED)
    assert [seen[str(place)] for place in range(1, MANY + 1)] == names


async def test_a_list_that_is_loaded_anew_while_its_next_page_is_on_the_way_still_reaches_its_end(scene: Scene) -> None:
    names = [f'Customer {place:03}' for place in range(1, MANY + 1)]
    await write_past(scene.shop, [Past(name) for name in names])
    agent = await scene.agent(view='')
    begin = asyncio.Event()
    held: asyncio.Queue[Route] = asyncio.Queue()

    async def late(line: WebSocketRoute) -> None:
        await begin.wait()
        line.connect_to_server()

    await agent.page.route_web_socket('**/socket.io/**', late)
    await agent.arrive()
    await expect(agent.rows.first).to_contain_text(names[0])

    box, to_hold = agent.page.locator('#conversation-list'), 2

    async def hold_two(route: Route) -> None:
        nonlocal to_hold
        to_hold -= 1
        await (held.put(route) if to_hold >= 0 else route.continue_())

    await agent.page.route('**/api/v1/conversations?*', hold_two)
    await box.press('End')
    page = await held.get()
    begin.set()  # the session begins, and with it the view is loaded anew
    top = await held.get()
    assert 'cursor=' in page.request.url
    assert 'cursor=' not in top.request.url
    await page.continue_()
    await expect(agent.rows.last).not_to_contain_text(names[49])
    await box.press('End')
    await top.continue_()
    async with asyncio.timeout(20):
        while await agent.rows.last.get_attribute('aria-posinset') != str(MANY):
            await box.press('End')


async def test_the_list_is_narrowed_by_status_assignee_and_channel_and_stays_live(scene: Scene) -> None:
    maya = await scene.shop.hire(UserRole.AGENT, 'Maya Brandt')
    past = [
        Past('Amara'),
        Past('Bela', channel=Channel.EMAIL),
        Past('Chike', channel=Channel.EMAIL),
        Past('Dara', channel=Channel.WHATSAPP),
    ]
    amara, bela, chike, dara = [f'conversations/{id}' for id in await write_past(scene.shop, past)]
    api, hers = scene.shop.owner.api, {'assignee_id': str(maya.user.id)}
    (await api.patch(bela, hers)).ok()
    (await api.patch(dara, {**hers, 'status': 'pending'})).ok()
    agent = await scene.agent()
    await _shows(agent, 'Amara', 'Bela', 'Chike')

    await _choose(agent, 'Open', 'Pending')
    await _shows(agent, 'Dara')
    (await api.patch(amara, {'status': 'pending'})).ok()
    await _shows(agent, 'Amara', 'Dara')
    await _choose(agent, 'Filter', 'Maya Brandt')
    await _shows(agent, 'Dara')
    await _choose(agent, 'Pending', 'Any status')
    await _shows(agent, 'Bela', 'Dara')
    await _choose(agent, 'Filter', 'Email')
    await _shows(agent, 'Bela')
    (await api.patch(chike, hers)).ok()
    await _shows(agent, 'Bela', 'Chike')

    await agent.page.reload()
    await _shows(agent, 'Bela', 'Chike')
    (await api.patch(bela, {'assignee_id': None})).ok()
    await _shows(agent, 'Chike')
    await _choose(agent, 'Filter', 'WhatsApp')
    await _shows(agent, 'Chike', 'Dara')
    await agent.page.get_by_role('button', name='Email or WhatsApp').and_(agent.page.locator('.narrowed')).click()
    await _shows(agent, 'Chike', 'Dara')
    await _choose(agent, 'Any status', 'Closed')
    await agent.page.get_by_role('button', name='Clear filters').and_(agent.page.locator('.btn')).click()
    await _shows(agent, 'Bela', 'Chike')
