"""How it was, from the stars in the chat to the dashboard of who leads, and what the dashboard shows as it happens."""

import csv
from pathlib import Path

from playwright.async_api import Locator, Page, WebSocketRoute, expect

from tests.browser.axe import violations
from tests.browser.looks import PHONE
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


def tile(page: Page, name: str) -> Locator:
    """The large number under this name."""
    return page.locator('.tile').filter(has=page.get_by_text(name, exact=True)).locator('b')


async def test_stars_in_the_chat_reach_the_thread_and_may_change(scene: Scene) -> None:
    await scene.shop.uses('reports')
    await scene.change(texts={'en': {'rating': 'Were we any good?'}})
    visitor = await (await scene.visitor()).open()
    await visitor.say('Where is my tent?')
    agent = await scene.agent()
    await agent.open('Where is my tent?')
    conversation = (await scene.shop.owner.api.get('conversations')).ok()['items'][0]['id']
    (await scene.shop.owner.api.patch(f'conversations/{conversation}', {'status': 'resolved'})).ok()
    asked = visitor.chat.get_by_role('group', name='Were we any good?')
    await asked.get_by_role('button', name='2 / 5').click()
    await expect(agent.log).to_contain_text('Rated 2 of 5')
    await visitor.chat.get_by_role('textbox', name='More to say').fill('A bit slow')
    await visitor.chat.locator('.rate').get_by_role('button', name='Send').click()
    await expect(agent.log.locator('.rated')).to_contain_text('A bit slow')
    await asked.get_by_role('button', name='4 / 5').click()
    await expect(agent.log.locator('.rated')).to_contain_text('Rated 4 of 5')
    await expect(asked.get_by_role('button', name='4 / 5')).to_have_attribute('aria-pressed', 'true')
    await expect(agent.log.locator('.rated')).to_have_count(1)

    await agent.page.goto(f'{scene.site.hub_url}/#/reports')
    await expect(agent.page.locator('.ratings')).to_contain_text('A bit slow')
    await expect(agent.page.locator('.totals')).to_contain_text('1 of 1 answered')
    await agent.page.locator('.ratings button').click()
    await expect(agent.log.locator('.rated')).to_be_visible()


async def test_the_dashboard_follows_what_happens(scene: Scene, tmp_path: Path) -> None:
    await scene.shop.uses('reports')
    await write_past(scene.shop, [Past('Amara', 'first'), Past('Bela', 'second')])
    agent = await scene.agent()
    page = agent.page
    await page.locator('#conversation-list').focus()
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await expect(page.get_by_role('heading', name='Dashboard')).to_be_visible()
    await expect(tile(page, 'Waiting for an answer')).to_have_text('2')
    await expect(tile(page, 'Online')).to_have_text('1 of 1')
    await write_past(scene.shop, [Past('Chidi', 'third')])
    await expect(tile(page, 'Open')).to_have_text('3')

    await page.reload()  # the days before are asked for once a minute
    chart = page.get_by_role('region', name='New conversations by day')
    await chart.get_by_role('button', name='Show as a table').click()
    await expect(chart.get_by_role('row').last.get_by_role('cell').nth(-2)).to_have_text('3')
    async with page.expect_download() as coming:
        await chart.get_by_role('button', name='Download as CSV').click()
    saved = tmp_path / 'volume.csv'
    await (await coming.value).save_as(saved)
    rows = list(csv.reader(saved.open(encoding='utf-8-sig')))
    assert (len(rows), rows[0][0], rows[0][-2:]) == (8, 'Day', ['New conversations', 'Resolved'])
    assert not await violations(page)

    await page.get_by_role('radio', name='90 days').click()
    await expect(chart.get_by_role('row')).to_have_count(91)
    await tile(page, 'Unassigned').click()
    await expect(agent.rows).to_have_count(3)


_WATCHED = """() => {
    window.seen = [];
    const look = () => seen.push(document.querySelector('.tiles')?.lastElementChild?.querySelector('b')?.textContent);
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


async def test_the_dashboard_never_misses_who_looks_at_it(scene: Scene) -> None:
    await scene.shop.hire()
    agent = await scene.agent(view='')
    page, held = agent.page, True

    async def line(socket: WebSocketRoute) -> None:
        if held:
            await socket.close()
        else:
            socket.connect_to_server()

    await page.route_web_socket('**/socket.io/**', line)
    await page.route('**/socket.io/**', lambda route: route.abort())
    await page.goto(f'{agent.url}#/reports')
    await expect(tile(page, 'Open')).to_have_text('0')
    await expect(tile(page, 'Online')).to_have_text('–')
    await page.evaluate(_WATCHED)
    held = False
    await page.evaluate("dispatchEvent(new Event('online'))")
    await expect(tile(page, 'Online')).to_have_text('1 of 2')
    assert {*await page.evaluate('seen')} <= {'–', '1 of 2'}


async def test_the_dashboard_on_a_phone(scene: Scene) -> None:
    await scene.shop.uses('reports')
    await write_past(scene.shop, [Past('Amara', 'first')])
    agent = await scene.agent(**PHONE)
    await agent.page.get_by_role('button', name='You', exact=True).tap()
    await agent.page.get_by_role('menuitem', name='Dashboard').tap()
    await expect(tile(agent.page, 'Open')).to_have_text('1')
    await expect(agent.page.locator('.columns')).to_be_visible()
    assert await agent.page.evaluate('document.documentElement.scrollWidth') <= PHONE['viewport']['width']
    assert not await violations(agent.page)


async def test_who_does_not_lead_sees_no_dashboard(scene: Scene) -> None:
    agent = await scene.agent(await scene.shop.hire())
    await expect(agent.page.get_by_role('button', name='Dashboard')).to_have_count(0)
    await agent.page.goto(f'{scene.site.hub_url}/#/reports')
    await expect(agent.page.get_by_role('heading', name='The dashboard is for those who lead')).to_be_visible()
