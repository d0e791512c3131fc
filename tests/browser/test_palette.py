"""Every action of the inbox, by its key and by its name: what is in the table has its line here, or the test fails."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.agent import Agent
from tests.browser.looks import PHONE
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene

Seen = Callable[[Page], Locator]

OPENS: dict[str, Seen] = {
    'assign': lambda page: page.get_by_role('searchbox', name='Find a person'),
    'team': lambda page: page.locator('.pop').get_by_text('There are no teams yet'),
    'snooze': lambda page: page.get_by_role('menuitem', name='Until they reply'),
    'priority': lambda page: page.get_by_role('menuitem', name='Urgent'),
    'tags': lambda page: page.get_by_role('searchbox', name='Find a tag'),
    'macro': lambda page: page.get_by_role('dialog', name='Macros'),
    'transcript': lambda page: page.get_by_role('dialog', name='Transcript'),
    'move': lambda page: page.get_by_role('textbox', name='Find the contact'),
    'merge': lambda page: page.get_by_role('dialog', name='Merge into another conversation'),
    'keys': lambda page: page.get_by_role('dialog', name='Keyboard shortcuts'),
}
"""What floats then; Escape takes it away."""

SHOWS: dict[str, Seen] = {
    'reply': lambda page: page.locator('#composer-text:focus'),
    'note': lambda page: page.locator('.comp.note #composer-text:focus'),
    'take': lambda page: page.locator('.toast').filter(has_text='Assigned to you'),
    'star': lambda page: page.locator('.thread-bar').get_by_role('button', name='Take the star away'),
    'undo': lambda page: page.locator('.thread-bar').get_by_role('button', name='Star', exact=True),
    'link': lambda page: page.locator('.toast').filter(has_text='Link copied'),
    'panel': lambda page: page.locator('.app:not(:has(#contact-panel))'),
    'navigation': lambda page: page.locator('.app.rail'),
    'next': lambda page: page.locator('.thread-bar').get_by_text('Bela'),
    'previous': lambda page: page.locator('.thread-bar').get_by_text('Amara'),
    'open': lambda page: page.locator('#thread-log:focus'),
    'resolve': lambda page: page.locator('.thread-bar').get_by_text('Bela'),
    'reopen': lambda page: page.locator('.toast').filter(has_text='Now open'),
    'unread': lambda page: page.get_by_role('option', name='1 unread message').first,
    'pick': lambda page: page.get_by_role('toolbar').get_by_text('1 picked'),
    'pick-next': lambda page: page.get_by_role('toolbar').get_by_text('2 picked'),
    'pick-previous': lambda page: page.get_by_role('toolbar').get_by_text('2 picked'),
    'search': lambda page: page.locator('#search-field:focus'),
    'mine': lambda page: page.get_by_role('heading', name='My inbox'),
    'mentions': lambda page: page.get_by_role('heading', name='Mentions'),
    'unassigned': lambda page: page.get_by_role('heading', name='Unassigned'),
    'all': lambda page: page.get_by_role('heading', name='All open'),
    'starred': lambda page: page.get_by_role('heading', name='Starred'),
    'reports': lambda page: page.get_by_role('heading', name='Dashboard'),
}
"""What can be seen once it is done. They are done in this order, on the newest of three conversations."""

BEGIN_ANEW = {'resolve', 'reopen', 'unread', 'pick', 'pick-next', 'pick-previous'}
"""What stands elsewhere after the one before it."""


async def begin(agent: Agent, conversation: UUID) -> None:
    """With this conversation open and nothing else."""
    await agent.page.goto(f'{agent.url}#/c/{conversation}')
    await expect(agent.bubble('Hello')).to_be_visible()
    await agent.page.locator('#conversation-list').focus()


async def by_name(page: Page, action: str, label: str) -> None:
    """From the palette."""
    await page.keyboard.press('Control+k')
    await page.locator('.palette-field').fill(label)
    await page.locator(f'[data-action="{action}"]').click()
    await expect(page.locator('.palette')).to_have_count(0)


async def by_key(page: Page, keys: list[str]) -> None:
    """As the palette shows it."""
    if keys[0] == 'G':
        await page.keyboard.press('g')
        await page.keyboard.press(keys[1].lower())
    else:
        alone = keys[0].lower() if len(keys[0]) == 1 else keys[0]
        await page.keyboard.press('+'.join(keys) if keys[0] == 'Shift' else alone)


async def table(page: Page) -> dict[str, tuple[str, list[str]]]:
    """By its id, how each action is called and its keys; the palette shows all that can be done."""
    await page.keyboard.press('Control+k')
    lines = page.locator('.palette-it')
    await expect(lines.first).to_be_visible()
    found = await lines.evaluate_all(
        """all => all.map(it => [it.dataset.action, it.querySelector('.grow').textContent,
                               [...it.querySelectorAll('kbd')].map(key => key.textContent)])"""
    )
    await page.keyboard.press('Escape')
    await expect(page.locator('.palette')).to_have_count(0)
    return {action: (label, keys) for action, label, keys in found}


@pytest.mark.parametrize('way', ['key', 'name'])
@pytest.mark.parametrize('part', [OPENS, SHOWS], ids=['opens', 'shows'])
async def test_every_action_is_done(scene: Scene, way: str, part: dict[str, Seen]) -> None:
    first, *_ = await write_past(scene.shop, [Past(name) for name in ('Amara', 'Bela', 'Chidi')])
    agent = await scene.agent()
    page = agent.page
    await begin(agent, first)
    actions = await table(page)
    all_there_are = set(actions) | {'link', 'transcript', 'move', 'merge', 'starred', 'open'}
    assert all_there_are == set(OPENS) | set(SHOWS), 'an action without its line here'
    names = {
        'link': 'Copy link',
        'transcript': 'Transcript',
        'move': 'Move to another contact…',
        'merge': 'Merge into another conversation…',
        'starred': 'Go to Starred',
        'open': 'Open',
    }
    for action, seen in part.items():
        label, keys = actions.get(action, (names.get(action, ''), ['Enter'] if action == 'open' else []))
        if way == 'key' and not keys:
            continue
        if action in BEGIN_ANEW:
            await begin(agent, first)
        if way == 'key':
            await by_key(page, keys)
        else:
            await by_name(page, action, label)
        await expect(seen(page), action).to_be_visible()
        if part is OPENS:
            await page.keyboard.press('Escape')
            await expect(page.locator('.pop, .modal')).to_have_count(0)
        elif action in ('reply', 'note', 'search'):
            await page.keyboard.press('Escape')
            await page.locator('#conversation-list').focus()


async def test_the_palette_remembers_and_finds_what_there_is(scene: Scene) -> None:
    first, *_ = await write_past(scene.shop, [Past('Amara')])
    colleague = await scene.shop.hire()
    agent = await scene.agent()
    page = agent.page
    await begin(agent, first)
    watching = await scene.agent(colleague)
    await page.keyboard.press('Control+k')
    await page.keyboard.type(f'assign {colleague.user.name[:4]}')
    await expect(page.get_by_role('option', name=f'Assign to {colleague.user.name}')).to_have_attribute(
        'aria-selected', 'true'
    )
    await page.keyboard.press('Enter')
    await expect(page.locator('.toast')).to_contain_text(f'Assigned to {colleague.user.name}')
    await watching.arrive('My inbox')
    await expect(watching.rows.filter(has_text='Amara')).to_be_visible()

    await page.keyboard.press('Control+k')
    await expect(page.locator('.palette-it').first).to_contain_text(f'Assign to {colleague.user.name}')
    for typed, title in (('settings pro', 'Profile'), ('languag deu', 'Profil')):
        await page.keyboard.type(typed)
        await page.keyboard.press('Enter')
        await expect(page.get_by_role('heading', name=title, exact=True)).to_be_visible()
        await page.keyboard.press('Control+k')
    await page.keyboard.type('Hello')
    await page.get_by_role('option', name='Nach „Hello“ suchen').click()
    await expect(page.get_by_role('heading', name='Suchergebnisse')).to_be_visible()


async def test_a_thumb_reaches_the_palette(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara')])
    agent = await scene.agent(**PHONE)
    await agent.open('Amara')
    await agent.page.get_by_role('button', name='More', exact=True).tap()
    await agent.page.get_by_role('menuitem', name='All commands').tap()
    await agent.page.locator('[data-action="take"]').tap()
    await expect(agent.page.locator('.toast')).to_contain_text('Assigned to you')
