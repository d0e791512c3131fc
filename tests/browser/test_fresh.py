"""State plus events is what a fresh fetch shows: for every route that changes something an agent can see."""

import asyncio
import difflib
from itertools import zip_longest

import pytest
from playwright.async_api import Page, expect

from handlers.edge import Route
from handlers.routes import API, ROUTES
from hub.model.people import UserRole
from tests.api.bodies import address_of, body_of
from tests.api.world import Side, build
from tests.api_client import Api
from tests.browser.scene import Scene
from tests.tenants import Tenants

CHANGING = [route for route in ROUTES if route.access.signed_in and route.method != 'GET']
PARTS = {
    'conversations': (('conversations', 'conversation-splits'), ('messages',), ('scheduled-messages',)),
    'people': (
        ('contacts', 'visitors', 'contact-notes', 'contact-merges'),
        ('contact-attributes',), ('tags',), ('custom-statuses',), ('teams',), ('views',), ('users',),
    ),
}  # fmt: skip
"""Strands: their routes take turns, for none is told by an event or shown in a place of another's. Within a strand each
change is compared before the next, which could bring it along."""
PAGES = {
    'macros': 'macros', 'users': 'team', 'invitations': 'team', 'notification-rules': 'profile', 'tenant': 'workspace',
    'working-hours': 'hours', 'features': 'features', 'roles': 'roles', 'api-keys': 'api-keys', 'teams': 'teams',
    'tags': 'tags', 'canned-replies': 'canned-replies',
    'contact-attributes': 'contact-attributes', 'widgets': 'widgets', 'dead-letters': 'dead-letters',
    'webhook-endpoints': 'webhooks',
}  # fmt: skip
"""The page of the settings that shows a noun; the first names what others remove."""
NOWHERE = {'auth', 'files', 'drafts', 'webhook-deliveries', 'channel-accounts'}
"""Of a session, a file or a draft no colleague sees anything; deliveries are asked for while they are looked at; a
mailbox or number has no page."""
UNSEEN = {
    f'{API}/widgets/{{id}}/identity-secret', f'{API}/webhook-endpoints/{{id}}/secret',
    f'{API}/webhook-endpoints/{{id}}/test', f'{API}/webhook-endpoints/{{id}}/replay',
}  # fmt: skip
"""Changes nothing that its page shows at first."""
MADE = {
    f'{API}/conversations/{{id}}/split': ('conversation-splits', 'id'),
    f'{API}/contacts/{{id}}/merge': ('contact-merges', 'merge_id'),
}
"""What a later route undoes, and where the answer names it."""
REFUSED = {f'{API}/conversations/{{id}}/transcript'}
"""Needs a mail server, which there is none of here."""
AGREES_WITHIN = 15
_SHOWN = """() => ['.nav', '#conversation-list', '.thread-bar', '#contact-panel']
    .flatMap(part => (document.querySelector(part)?.innerText ?? '').split('\\n'))
    .concat([...document.querySelectorAll('.bub, .pnote-text, .sys, .planned')].map(line => line.innerText))"""
_SET = """() => (document.querySelector('.settings-page')?.innerText ?? '').split('\\n')
    .concat([...document.querySelectorAll('.settings-page input, .settings-page textarea')]
        .map(field => `${field.type}: ${field.value} ${field.checked}`))"""

_THERE = '.settings-page :is(tbody tr, .form, .empty, button.table-row)'


def _noun(path: str) -> str:
    return path.removeprefix(f'{API}/').partition('/')[0]


def test_no_changing_route_is_left_out() -> None:
    known = {noun for part in PARTS.values() for strand in part for noun in strand} | {*PAGES} | NOWHERE
    assert {_noun(route.path) for route in CHANGING} <= known


def _turns(part: str) -> list[list[Route]]:
    """The next route of each strand, until there are no more."""
    strands = [[route for route in CHANGING if _noun(route.path) in nouns] for nouns in PARTS[part]]
    return [[route for route in turn if route] for turn in zip_longest(*strands)]


async def _agree(
    listening: Page, fresh: Page, shown: str = _SHOWN, *, once: str = '.bub'
) -> tuple[list[str], list[str]]:
    """What both show once it is the same, or what they show in the end; the fresh one once it has come."""
    await fresh.reload()
    await expect(fresh.locator(once).first).to_be_visible()
    return await _same(listening, fresh, shown)


async def _same(listening: Page, fresh: Page, shown: str) -> tuple[list[str], list[str]]:
    """What both show once it is the same, or what they show in the end."""
    heard, fetched = [], []
    for _ in range(AGREES_WITHIN * 10):
        heard, fetched = await listening.evaluate(shown), await fresh.evaluate(shown)
        if heard == fetched:
            break
        await asyncio.sleep(0.1)
    return heard, fetched


@pytest.mark.parametrize('part', PARTS)
async def test_events_bring_what_a_fresh_fetch_shows(
    part: str, scene: Scene, tenants: Tenants, api: Api, database_url: str
) -> None:
    side = (await build(tenants, api, database_url)).ours
    owner, ids, shown = side.shop.owner.api, dict(side.ids), side.ids['conversations']
    if part == 'people':  # the screens show the person whom all of it is about
        (await owner.post(f'conversations/{shown}/move', {'contact_id': ids['contacts']})).ok()
    pages = []
    for _ in range(2):
        agent = await scene.agent(side.members[UserRole.ADMIN])
        await agent.page.goto(f'{agent.url}#/c/{shown}')
        await expect(agent.page.locator('.bub').first).to_be_visible()
        pages.append(agent.page)
    missing = []
    for turn in _turns(part):
        for route in turn:
            answer = await owner.call(route.method, address_of(route, ids), body_of(route, ids))
            assert answer.status < 400 or route.path in REFUSED, (route.path, answer)
            if route.path in MADE:
                noun, name = MADE[route.path]
                ids[noun] = answer.json[name]
        heard, fetched = await _agree(pages[0], pages[1])
        if heard != fetched:
            missing.append([f'{route.method} {route.path}' for route in turn])
            missing.append([*difflib.unified_diff(heard, fetched, 'heard', 'fetched', lineterm='')])
    assert not missing, missing


async def test_settings_show_what_a_colleague_changed(
    scene: Scene, tenants: Tenants, api: Api, database_url: str
) -> None:
    side = (await build(tenants, api, database_url)).ours
    ids, admin, owner = await _with_more(side), side.members[UserRole.ADMIN], side.shop.owner
    listening, fresh = [await scene.agent(admin) for _ in range(2)]
    missing, page = [], ''
    last = sorted(CHANGING, key=lambda route: route.method == 'DELETE')
    for noun, route in [(noun, route) for noun in PAGES for route in last if _noun(route.path) == noun]:
        if page != PAGES[noun]:
            page = PAGES[noun]
            for agent in (listening, fresh):
                await agent.page.goto(f'{agent.url}#/settings/{page}')
                await expect(agent.page.locator(f'[data-page={page}][aria-current=page]')).to_be_visible()
                await expect(agent.page.locator(_THERE).first).to_be_visible()
            before, _ = await _same(listening.page, fresh.page, _SET)
        caller = admin if noun == 'notification-rules' else owner  # whose other screen it is
        body = body_of(route, ids)
        shared = {'is_shared': True} if noun in {'canned-replies', 'macros'} and body else {}
        answer = await caller.api.call(route.method, address_of(route, ids), body and {**body, **shared})
        assert answer.status < 400, (route.path, answer)
        heard, fetched = await _agree(listening.page, fresh.page, _SET, once=_THERE)
        if heard != fetched or (heard == before and route.path not in UNSEEN):
            missing.append([f'{route.method} {route.path}', *difflib.unified_diff(heard, fetched, lineterm='')])
        before = heard
        if route.path.endswith('/replay'):
            ids['dead-letters'] = ids['another letter']
    assert not missing, missing


async def _with_more(side: Side) -> dict[str, str]:
    """A second chat, so that both stand in a list, and more letters: one to be discarded, one to go with its cause."""
    (await side.shop.owner.api.post('widgets', {'name': 'Another shop'})).ok(201)
    letters = await side.shop.rows(
        """INSERT INTO hub.dead_letters (tenant_id, kind, job_kind, job_key, job_payload, reason, cause, channel)
           VALUES ($1, 'job', 'note', 'one', '{}', 'Nobody can do it', NULL, NULL),
                  ($1, 'job', 'note', 'two', '{}', 'It cannot be read.', 'unparsable', 'whatsapp') RETURNING id""",
        side.shop.tenant.id,
    )
    return {**side.ids, 'another letter': str(letters[0]['id'])}
