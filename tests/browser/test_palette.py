"""Every action of the inbox, by its key and by its name: what is in the table has its line here, or the test fails."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from playwright.async_api import Locator, Page, Route, expect

from hub.search.word_index import read_once
from tests.browser.agent import Agent
from tests.browser.axe import violations
from tests.browser.looks import PHONE
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene

Seen = Callable[[Page], Locator]

_SOURCES = Path(__file__).parents[2] / 'inbox/src/actions'


def _keys_by_id() -> dict[str, list[str]]:
    """Every action that the sources name, with its keys; `tag:` stands for one action of each tag."""
    source = '\n'.join(path.read_text() for path in sorted(_SOURCES.glob('*.ts')))
    _, *entries = re.split(r'\bid: (?=[\'`])', source)
    found = {}
    for entry in entries:
        [name] = re.findall(r'^.([a-z-]+:?[a-z]*)', entry)
        keys = re.search(r"\bkeys: \[('.+?')\]", entry)
        found[name] = re.findall(r"'(.+?)'", keys[1]) if keys else []
    return found


TABLE = _keys_by_id()

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
    'split': lambda page: page.get_by_role('dialog').get_by_label('Start from'),
    'erase-contact': lambda page: page.get_by_role('dialog', name='Erase Amara for good?'),
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

CHOICES: dict[str, tuple[str, Seen]] = {
    'assign:': ('Assign to Maya Brandt', lambda page: page.locator('.toast').get_by_text('Assigned to Maya Brandt')),
    'assign:nobody': ('Assign to nobody', lambda page: page.locator('.toast').get_by_text('Nobody is assigned now')),
    'team:': ('Give to team Tents', lambda page: page.locator('.toast').get_by_text('Assigned to Tents')),
    'tag:': ('Tag: Billing', lambda page: page.locator('#contact-panel .tags').get_by_text('Billing')),
    'priority:': ('Priority: Urgent', lambda page: page.locator('#contact-panel').get_by_role('button', name='Urgent')),
    'status:': ('Status: Pending', lambda page: page.locator('.toast').get_by_text('Now pending')),
    'snooze:': ('Snooze: Until they reply', lambda page: page.locator('.toast').get_by_text('they reply')),
    'macro:': ('Macro: Thanks', lambda page: page.get_by_role('dialog', name='Thanks').get_by_text('Thank you')),
    'view:': ('View: Burning', lambda page: page.get_by_role('heading', name='Burning', exact=True)),
    'of:': ('Conversations of Maya Brandt', lambda page: page.get_by_role('heading', name='Maya Brandt', exact=True)),
    'contact:': ('amara', lambda page: page.locator('.contact-page').get_by_role('heading', name='Amara')),
    'search-for': ('no such words', lambda page: page.get_by_role('heading', name='Search results')),
    'settings:': ('Settings: Profile', lambda page: page.get_by_role('heading', name='Profile', exact=True)),
    'settings': ('Settings', lambda page: page.locator('main').get_by_role('heading', name='Settings').first),
    'theme:': ('Theme: Dark', lambda page: page.locator('html[data-theme="dark"]')),
    'density:': ('Density: Compact', lambda page: page.locator('html[data-density="compact"]')),
    'presence:': ('I am: Away', lambda page: page.locator('.nav').get_by_text('Away')),
    'language:': ('Language: Deutsch', lambda page: page.locator('html[lang="de"]')),
    'sign-out': ('Abmelden', lambda page: page.get_by_role('textbox', name='E-Mail')),
}
"""What is made of what there is just now: what is typed for it, and what can be seen then. Done in this order."""

ALONE = {'export-contact', 'share-draft'}
"""One makes a file, the other takes words of a reply."""

BEGIN_ANEW = {'resolve', 'reopen', 'unread', 'pick', 'pick-next', 'pick-previous'}
"""What stands elsewhere after the one before it."""


_MORE = """INSERT INTO messages (tenant_id, conversation_id, direction, role, author_name, content_text, created_at)
           VALUES ($1, $2, 'inbound', 'user', 'Amara', 'And one more', now() - interval '50 seconds')"""
"""A conversation of one message cannot be split."""


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


def test_every_action_has_its_line_here() -> None:
    """Held against the sources: what cannot be done just now would be missed on a screen."""
    assert set(TABLE) == {*OPENS, *SHOWS, *CHOICES, *ALONE}
    assert {action for action, keys in TABLE.items() if keys} <= {*OPENS, *SHOWS}


@pytest.mark.parametrize('way', ['key', 'name'])
@pytest.mark.parametrize('part', [OPENS, SHOWS], ids=['opens', 'shows'])
async def test_every_action_is_done(scene: Scene, way: str, part: dict[str, Seen]) -> None:
    first, *_ = await write_past(scene.shop, [Past(name) for name in ('Amara', 'Bela', 'Chidi')])
    await scene.shop.rows(_MORE, scene.shop.tenant.id, first)
    agent = await scene.agent()
    page = agent.page
    await begin(agent, first)
    actions = await table(page)
    names = {
        'split': 'Split from here…',
        'erase-contact': 'Erase…',
        'link': 'Copy link',
        'transcript': 'Transcript',
        'move': 'Move to another contact…',
        'merge': 'Merge into another conversation…',
        'starred': 'Go to Starred',
        'open': 'Open',
    }
    for action, seen in part.items():
        keys = TABLE[action]
        label = names.get(action) or actions[action][0]
        assert way == 'key' or names.get(action) or actions[action][1] == keys
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


async def choose(page: Page, action: str, typed: str) -> None:
    """By keyboard alone: typed, walked to, done."""
    await page.keyboard.press('Control+k')
    await page.keyboard.type(typed)
    wanted = page.locator(f'[data-action^="{action}"]' if action.endswith(':') else f'[data-action="{action}"]').first
    await expect(wanted, action).to_be_visible()
    for _ in range(await page.locator('.palette-it').count()):
        if await wanted.get_attribute('aria-selected') == 'true':
            break
        await page.keyboard.press('ArrowDown')
    await expect(wanted, action).to_have_attribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(page.locator('.palette')).to_have_count(0)


async def test_everything_there_is_to_choose_from_is_chosen(scene: Scene) -> None:
    first, *_ = await write_past(scene.shop, [Past('Amara'), Past('Bela')])
    await read_once(scene.shop.hub)
    await scene.shop.hire(name='Maya Brandt')
    api = scene.shop.owner.api
    for what, wish in (
        ('teams', {'name': 'Tents'}),
        ('tags', {'name': 'Billing', 'colour': 'blue'}),
        ('macros', {'name': 'Thanks', 'text': 'Thank you', 'actions': []}),
        ('views', {'name': 'Burning', 'filters': {'status': 'open', 'priority': 'urgent'}}),
    ):
        (await api.post(what, wish)).ok(201)
    agent = await scene.agent()
    page = agent.page
    await begin(agent, first)
    async with page.expect_download():
        await choose(page, 'export-contact', 'Export their data')
    await agent.field.fill('Good day')
    await choose(page, 'share-draft', 'Share this draft')
    await expect(page.get_by_role('button', name='Stop sharing')).to_be_visible()
    await agent.field.fill('')
    for action, (typed, seen) in CHOICES.items():
        if action.rstrip(':') not in ('settings', 'theme', 'density', 'language', 'sign-out'):
            await begin(agent, first)
        await choose(page, action, typed)
        await expect(seen(page), action).to_be_visible()
        if action == 'macro:':
            await page.keyboard.press('Escape')
            await expect(page.locator('.modal')).to_have_count(0)


async def test_the_palette_finds_contacts_by_what_is_typed_now(scene: Scene) -> None:
    """By name, address and number, under a heading of their own; never by what was typed before."""
    await write_past(scene.shop, [Past('Amara')])
    for name, kind, value in (
        ('Zeltfreund Anna', 'email', 'anna@example.com'),
        ('Zora Zweig', 'phone', '+41446681800'),
    ):
        wish = {'name': name, 'identifiers': [{'type': kind, 'value': value}]}
        (await scene.shop.owner.api.post('contacts', wish)).ok(201)
    await read_once(scene.shop.hub)
    agent = await scene.agent()
    page = agent.page
    await page.keyboard.press('Control+k')
    field, found = page.locator('.palette-field'), page.get_by_role('group', name='Contacts')
    held: list[Route] = []
    asked: list[str] = []
    page.on('request', lambda request: asked.append(request.url) if '/search?' in request.url else None)
    await page.route('**/api/v1/search?q=zelt&*', lambda route: held.append(route))
    await page.keyboard.type('zelt', delay=20)
    async with asyncio.timeout(10):
        while not held:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.02)
    assert len(asked) == 1, 'the hub was asked for each letter'
    await field.fill('0446681800')
    await expect(found.get_by_role('option')).to_have_text(['Zora Zweig+41446681800'])
    for route in held:
        await route.continue_()
    await expect(found.get_by_role('option')).to_have_text(['Zora Zweig+41446681800'])
    assert '\n'.join(await violations(page)) == ''
    await field.fill('example.com')
    await expect(found.get_by_role('option')).to_have_text(['Zeltfreund Annaanna@example.com'])
    await page.unroute('**/api/v1/search?q=zelt&*')
    await field.fill('zeltf')
    await expect(found).to_contain_text('Zeltfreund Anna')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(page.locator('.contact-page').get_by_role('heading', name='Zeltfreund Anna')).to_be_visible()
    await expect(page.locator('#contact-panel')).to_be_focused()


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
