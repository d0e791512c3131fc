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
from tests.api.world import build
from tests.api_client import Api
from tests.browser.scene import Scene
from tests.tenants import Tenants

CHANGING = [route for route in ROUTES if route.access.signed_in and route.method != 'GET']
PARTS = {
    'conversations': (('conversations', 'conversation-splits'), ('messages',), ('scheduled-messages',)),
    'people': (
        ('contacts', 'visitors', 'contact-notes', 'contact-merges'),
        ('contact-attributes',), ('tags',), ('teams',), ('views',), ('users',),
    ),
}  # fmt: skip
"""Strands: their routes take turns, for none is told by an event or shown in a place of another's. Within a strand each
change is compared before the next, which could bring it along."""
ELSEWHERE = {
    'auth', 'invitations', 'tenant', 'api-keys', 'widgets', 'files', 'canned-replies', 'macros', 'dead-letters',
    'webhook-endpoints', 'webhook-deliveries', 'roles', 'features', 'working-hours', 'notification-rules',
}  # fmt: skip
"""What is fetched anew by the page that shows it, and stands on no other."""
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


def _noun(path: str) -> str:
    return path.removeprefix(f'{API}/').partition('/')[0]


def test_no_changing_route_is_left_out() -> None:
    known = {noun for part in PARTS.values() for strand in part for noun in strand} | ELSEWHERE
    assert {_noun(route.path) for route in CHANGING} <= known


def _turns(part: str) -> list[list[Route]]:
    """The next route of each strand, until there are no more."""
    strands = [[route for route in CHANGING if _noun(route.path) in nouns] for nouns in PARTS[part]]
    return [[route for route in turn if route] for turn in zip_longest(*strands)]


async def _agree(listening: Page, fresh: Page) -> tuple[list[str], list[str]]:
    """What both show once it is the same, or what they show in the end."""
    await fresh.reload()
    await expect(fresh.locator('.bub').first).to_be_visible()
    heard, fetched = [], []
    for _ in range(AGREES_WITHIN * 10):
        heard, fetched = await listening.evaluate(_SHOWN), await fresh.evaluate(_SHOWN)
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
        heard, fetched = await _agree(*pages)
        if heard != fetched:
            missing.append([f'{route.method} {route.path}' for route in turn])
            missing.append([*difflib.unified_diff(heard, fetched, 'heard', 'fetched', lineterm='')])
    assert not missing
