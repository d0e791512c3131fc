"""A contact opened by themselves: who has never written, too, is found, opened and worked with."""

from typing import Any
from zipfile import ZipFile

import pytest
from playwright.async_api import Locator, expect

from hub.search.word_index import read_once
from tests.browser.agent import Agent
from tests.browser.axe import violations
from tests.browser.looks import PHONE
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def _make(scene: Scene, name: str, **wish: Any) -> str:
    """A contact who has never written."""
    made = (await scene.shop.owner.api.post('contacts', {'name': name, **wish})).ok(201)
    await read_once(scene.shop.hub)
    return str(made['id'])


async def _open(agent: Agent, contact_id: str) -> Locator:
    await agent.page.goto(f'{agent.url}#/contacts/{contact_id}')
    return agent.page.locator('.contact-page')


async def test_who_never_wrote_is_found_opened_and_worked_with_while_a_colleague_watches(scene: Scene) -> None:
    [written] = await write_past(scene.shop, [Past('Berg', 'It was me')])
    silent = await _make(scene, 'Zeltfreund Anna', identifiers=[{'type': 'email', 'value': 'anna@example.com'}])
    agent, colleague = await scene.agent(), await scene.agent(await scene.shop.hire())
    theirs = await _open(colleague, silent)
    page = agent.page
    await page.get_by_role('combobox', name='Search messages and people').fill('anna@exam')
    await expect(agent.rows).to_have_count(1)
    await page.keyboard.press('Enter')
    mine = page.locator('.contact-page')
    await expect(mine.get_by_role('heading', name='Zeltfreund Anna')).to_be_visible()
    await expect(page.locator('#contact-panel')).to_be_focused()
    assert page.url.split('?')[0].endswith(f'#/contacts/{silent}')

    # with nothing to read it says what can be done
    await expect(mine.get_by_role('region', name='Conversations')).to_contain_text('As soon as Zeltfreund Anna writes')
    await mine.get_by_role('region', name='Conversations').get_by_role('button', name='Add an address').click()
    await page.get_by_role('menuitem', name='Phone').click()
    await page.get_by_role('textbox', name='Phone').fill('+41 44 668 18 00')
    await page.get_by_role('button', name='Add', exact=True).click()
    await expect(theirs.get_by_role('region', name='Reachable on')).to_contain_text('+41446681800')
    await theirs.get_by_role('textbox', name='Write a note about this person').fill('Likes tents')
    await theirs.get_by_role('button', name='Add note').click()
    await expect(mine.get_by_role('region', name='Notes')).to_contain_text('Likes tents')
    await mine.get_by_role('button', name='More about this person').click()
    await page.get_by_role('menuitem', name='Block').click()
    await page.get_by_role('dialog').get_by_role('button', name='Block').click()
    await expect(theirs.get_by_text('Blocked', exact=True).first).to_be_visible()

    # their first conversation comes, is opened, and leads back to them
    (await scene.shop.owner.api.post(f'conversations/{written}/move', {'contact_id': silent})).ok()
    for each in (mine, theirs):
        await expect(each.get_by_role('region', name='Conversations')).to_contain_text('It was me')
    await mine.get_by_role('link', name='It was me').click()
    await expect(agent.bubble('It was me')).to_be_visible()
    await page.locator('#contact-panel').get_by_role('link', name='Zeltfreund Anna').click()
    await expect(mine.get_by_role('region', name='History')).to_contain_text('Conversation moved')


async def test_a_suggestion_leads_to_the_other_one_who_is_merged_or_erased(scene: Scene) -> None:
    first, second = [await _make(scene, 'Anna', company='Birkfell') for _ in range(2)]
    agent, colleague = await scene.agent(), await scene.agent(await scene.shop.hire())
    page, theirs = agent.page, await _open(colleague, second)
    mine = await _open(agent, first)
    await mine.get_by_role('region', name='May be the same person').get_by_role('link', name='Anna').click()
    await agent.holds(f'location.hash === "#/contacts/{second}"')
    await page.go_back()
    await agent.holds(f'location.hash === "#/contacts/{first}"')
    await mine.get_by_role('button', name='Merge with Anna').click()
    await page.get_by_role('dialog').get_by_role('button', name='Merge', exact=True).click()
    await expect(theirs.get_by_role('heading', name='This contact is not here any more')).to_be_visible()
    await mine.get_by_role('region', name='History').get_by_role('button', name='Undo').click()
    await expect(theirs.get_by_role('region', name='Conversations')).to_be_visible()

    await mine.get_by_role('button', name='More about this person').click()
    async with page.expect_download() as coming:
        await page.get_by_role('menuitem', name='Export their data').click()
    with ZipFile(await (await coming.value).path()) as archive:
        assert any(b'Birkfell' in archive.read(name) for name in archive.namelist())
    await mine.get_by_role('button', name='More about this person').click()
    await page.get_by_role('menuitem', name='Erase…').click()
    dialog = page.get_by_role('dialog', name='Erase Anna for good?')
    await dialog.get_by_role('textbox').fill('Anna')
    await dialog.get_by_role('button', name='Erase for good').click()
    await expect(mine.get_by_role('heading', name='This contact is not here any more')).to_be_visible()
    await mine.get_by_role('button', name='Back', exact=True).last.click()
    await expect(mine).to_have_count(0)


@pytest.mark.parametrize('scheme', ['light', 'dark'])
async def test_a_phone_shows_a_contact_as_a_page_and_axe_has_nothing_to_say(scene: Scene, scheme: str) -> None:
    await _make(scene, 'Zeltfreund Anna', identifiers=[{'type': 'email', 'value': 'anna@example.com'}])
    agent = await scene.agent(view='', **PHONE, color_scheme=scheme)
    await agent.page.goto(agent.url)
    await agent.page.get_by_role('combobox', name='Search messages and people').fill('zelt')
    await agent.rows.first.tap()
    await expect(agent.page.get_by_role('heading', name='Zeltfreund Anna', level=2)).to_be_visible()
    await expect(agent.page.locator('#conversation-list')).to_be_hidden()
    await expect(agent.page.get_by_role('region', name='Reachable on')).to_contain_text('anna@example.com')
    assert '\n'.join(await violations(agent.page)) == ''
    await agent.page.get_by_role('button', name='Back', exact=True).tap()
    await expect(agent.rows).to_have_count(1)
