"""axe-core finds nothing to mend in the inbox: in light and dark, on a phone, and with whatever can be opened open."""

from typing import Literal

import pytest
from playwright.async_api import Locator, expect

from tests.browser.agent import Agent
from tests.browser.axe import violations
from tests.browser.looks import PHONE
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene

Layer = Literal['menu', 'dialog']
COLOURS = ('color-contrast', 'link-in-text-block')
"""The rules that ask for colours, all that changes in the dark."""


@pytest.mark.looks('phone', 'small')
async def test_nothing_serious_in_the_inbox(scene: Scene) -> None:
    visitor, agent = await scene.visitor(), await scene.agent()
    await visitor.open()
    await visitor.say('Hello there')
    await agent.open('Hello there')
    await agent.say('Good day.')
    found = await _settled(agent, 'thread')
    for page in await _settings(agent):
        await agent.page.goto(f'{agent.url}#/settings/{page}')
        await expect(agent.page.locator('.settings-page').get_by_role('heading').first).to_be_visible()
        found += await _settled(agent, page)
    await agent.page.evaluate('localStorage.clear()')
    await agent.page.goto('about:blank')
    await agent.page.goto(f'{agent.url}#/sign-in')
    await agent.page.evaluate('localStorage.clear(); location.reload()')
    await expect(agent.page.get_by_role('heading', name='Sign in')).to_be_visible()
    assert '\n'.join([*found, *await _settled(agent, 'sign-in')]) == ''


async def _settings(agent: Agent) -> list[str]:
    """All its pages, as their own list has them."""
    await agent.page.goto(f'{agent.url}#/settings')
    pages = agent.page.locator('.snav-it')
    await expect(pages.first).to_be_visible()
    return [str(page) for page in await pages.evaluate_all('all => all.map(one => one.dataset.page)')]


async def _sorted(scene: Scene) -> None:
    """The newest conversation has a tag and a star; there is a team, and a saved view."""
    api = scene.shop.owner.api
    newest = (await api.get('conversations')).ok()['items'][0]['id']
    tag = (await api.post('tags', {'name': 'Late', 'colour': 'amber'})).ok(201)['id']
    (await api.patch(f'conversations/{newest}', {'add_tags': [tag]})).ok()
    (await api.post(f'conversations/{newest}/star')).ok()
    (await api.post('teams', {'name': 'Workshop'})).ok(201)
    (await api.post('views', {'name': 'Everything', 'filters': {}})).ok(201)


async def _settled(agent: Agent, what: str) -> list[str]:
    """What axe finds once the page stands still, in the light and in the dark."""
    await _stands_still(agent)
    found = [f'{what}: {line}' for line in await violations(agent.page)]
    await agent.page.emulate_media(color_scheme='dark')
    await _stands_still(agent)
    found += [f'{what}, dark: {line}' for line in await violations(agent.page, rules=COLOURS)]
    await agent.page.emulate_media(color_scheme='light')
    return found


_SHOWN = "[...document.querySelectorAll('.modal')].every((one) => getComputedStyle(one).opacity === '1')"


async def _stands_still(agent: Agent) -> None:
    """A layer that fades in, or a colour that turns, has no contrast yet; by touch a dialog with a field waits, unseen,
    for the keyboard to come up, and is none to axe until then.
    """
    await agent.holds(_SHOWN)
    await agent.page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished))')


async def _opened(agent: Agent, opener: Locator, layer: Layer) -> list[str]:
    """What axe finds while this is open."""
    await opener.click()
    await expect(agent.page.get_by_role(layer).first).to_be_visible()
    found = await _settled(agent, f'{opener}')
    await agent.page.keyboard.press('Escape')
    await expect(agent.page.locator('.pop, .modal')).to_have_count(0)
    return found


@pytest.mark.looks
async def test_nothing_serious_in_open_menus_and_dialogs(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara'), Past('Bela')])
    await _sorted(scene)
    agent = await scene.agent()
    await agent.open('Amara')
    await agent.field.fill('Good day')
    page = agent.page
    panel, listed = page.get_by_role('complementary', name='Contact'), page.get_by_role('region', name='Conversations')
    found: list[str] = []
    layers: list[tuple[Locator, Layer]] = [
        (listed.get_by_role('button', name='Filter'), 'menu'),
        (listed.get_by_role('button', name='Status: Open', exact=True), 'menu'),
        (listed.get_by_role('button', name='Order:'), 'menu'),
        (panel.get_by_role('button', name='No team'), 'menu'),
        (panel.get_by_role('button', name='Add a tag'), 'menu'),
        (page.get_by_role('button', name='Assign', exact=True), 'menu'),
        (page.get_by_role('button', name='Snooze', exact=True), 'menu'),
        (page.get_by_role('button', name='More', exact=True), 'menu'),
        (page.get_by_role('button', name='Other states'), 'menu'),
        (page.get_by_role('button', name='More ways to send'), 'menu'),
        (panel.get_by_role('button', name='Normal'), 'menu'),
        (page.get_by_role('button', name='Status and account'), 'menu'),
        (page.get_by_role('button', name='Keyboard shortcuts'), 'dialog'),
    ]
    for opener, layer in layers:
        found += await _opened(agent, opener, layer)
    await page.keyboard.press('Control+k')
    await expect(page.locator('.palette-it').first).to_be_visible()
    found += await _settled(agent, 'palette')
    await page.keyboard.press('Escape')
    await listed.get_by_role('button', name='Pick conversations').click()
    found += await _settled(agent, 'nothing picked')
    await agent.rows.first.click()
    found += await _settled(agent, 'picked')
    for name in ('Assign to', 'Status', 'Snooze', 'Priority', 'Tags'):
        found += await _opened(agent, page.get_by_role('toolbar').get_by_role('button', name=name), 'menu')
    for path, name in (('team', 'Invite'), ('api-keys', 'Create a key'), ('tags', 'New tag'), ('teams', 'New team')):
        await page.goto(f'{agent.url}#/settings/{path}')
        found += await _opened(agent, page.get_by_role('button', name=name).first, 'dialog')
    assert '\n'.join(found) == ''


@pytest.mark.looks
async def test_nothing_serious_on_a_phone(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara')])
    await _sorted(scene)
    agent = await scene.agent(view='', **PHONE)
    page = agent.page
    await page.goto(agent.url)
    tabs = page.locator('.tabbar')
    await tabs.get_by_role('button', name='All').tap()
    await expect(agent.rows).to_have_count(1)
    found = await _settled(agent, 'list')
    found += await _opened(agent, tabs.get_by_role('button', name='You'), 'menu')
    await agent.open('Amara')
    found += await _settled(agent, 'thread')
    found += await _opened(agent, page.get_by_role('button', name='More', exact=True), 'menu')
    await page.get_by_role('button', name='Show panel').first.tap()
    await expect(page.get_by_role('complementary', name='Contact')).to_be_visible()
    found += await _settled(agent, 'panel')
    for path in await _settings(agent):
        await page.goto(f'{agent.url}#/settings/{path}')
        await expect(page.locator('.settings-page h1').first).to_be_attached()
        found += await _settled(agent, path)
    assert '\n'.join(found) == ''


@pytest.mark.slow
@pytest.mark.looks('desktop', 'phone')
async def test_nothing_to_mend_in_any_other_dialog_of_a_conversation(scene: Scene) -> None:
    api = scene.shop.owner.api
    ids = await write_past(scene.shop, [Past('Amara'), Past('Amara', 'Another matter')])
    await scene.shop.rows('UPDATE conversations SET contact_id = $1', ids[0])
    await _sorted(scene)
    (await api.post(f'conversations/{ids[0]}/messages', {'text': 'One moment'})).ok(201)
    (await api.post('contact-attributes', {'name': 'Plan', 'type': 'list', 'options': ['Gold']})).ok(201)
    (await api.post('macros', {'name': 'Thank', 'text': 'Thank you', 'is_shared': True})).ok(201)
    agent = await scene.agent()
    await agent.open('One moment')
    found: list[str] = []
    for deed in ('Transcript', 'Move to another', 'Merge into another', 'Split from here', 'Another time', 'Macros'):
        await agent.more(deed)
        found += await _asked(agent, deed)
    await agent.more('Transcript')
    await agent.press(agent.page.get_by_role('radio', name='By email'))
    found += await _asked(agent, 'transcript by mail')
    await agent.button('Macros')
    await agent.press(agent.page.get_by_role('menuitem', name='Thank'))
    found += await _asked(agent, 'what a macro does')
    await agent.field.fill('Good day')
    await agent.choose(agent.page.get_by_role('button', name='More ways to send'), 'Another time')
    found += await _asked(agent, 'send later')
    await agent.field.fill('')
    await agent.press(agent.page.locator('.comp').get_by_role('button', name='Note', exact=True))
    found += await _settled(agent, 'note')
    await agent.show_panel()
    for deed in ('Merge with', 'Block', 'Erase'):
        await agent.choose(agent.page.get_by_role('button', name='More about this person'), deed)
        found += await _asked(agent, deed)
    await agent.choose(agent.panel.get_by_role('button', name='Add an address'), 'Email')
    found += await _settled(agent, 'new address')
    assert '\n'.join(found) == ''


@pytest.mark.slow
@pytest.mark.looks('desktop', 'phone')
async def test_nothing_to_mend_in_any_other_dialog_of_views_and_settings(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara')])
    await _sorted(scene)
    agent = await scene.agent()
    found: list[str] = []
    listed = agent.page.get_by_role('region', name='Conversations')
    await agent.choose(listed.get_by_role('button', name='Order:'), 'Longest waiting')
    await agent.choose(listed.get_by_role('button', name='Filter'), 'Late')
    await agent.choose(listed.get_by_role('button', name='Saved view'), 'Save as a new view')
    found += await _asked(agent, 'new view')
    for path, name in (
        ('roles', 'New role'),
        ('roles', 'View: Manager'),
        ('webhooks', 'Add a webhook'),
        ('canned-replies', 'Add a canned reply'),
        ('macros', 'Add a macro'),
        ('contact-attributes', 'New attribute'),
        ('tags', 'Change: Late'),
        ('tags', 'Delete: Late'),
        ('teams', 'Change: Workshop'),
    ):
        await agent.settings(path)
        await agent.press(agent.page.get_by_role('button', name=name).first)
        found += await _asked(agent, f'{path}, {name}')
    assert '\n'.join(found) == ''


async def _asked(agent: Agent, what: str) -> list[str]:
    """What axe finds in the dialog that has opened; it is closed again."""
    dialog = agent.page.locator('.modal')
    await expect(dialog).to_be_visible()
    found = await _settled(agent, what)
    await agent.page.keyboard.press('Escape')
    await expect(dialog).to_have_count(0)
    return found
