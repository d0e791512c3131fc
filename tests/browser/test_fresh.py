"""State plus events is what a fresh fetch shows: for every route that changes something an agent can see."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Page, expect

from handlers.routes import API, ROUTES
from hub.model.people import UserRole
from tests.api.bodies import address_of, body_of
from tests.api.world import build
from tests.api_client import Api
from tests.browser.scene import Scene
from tests.tenants import Tenants

CHANGING = [route for route in ROUTES if route.access.signed_in and route.method != 'GET']
PARTS = {
    'conversations': ('conversations', 'messages'),
    'names': ('tags', 'teams', 'views'),
    'people': ('contacts', 'users', 'visitors'),
}
ELSEWHERE = {
    'auth', 'invitations', 'api-keys', 'widgets', 'files', 'canned-replies', 'macros', 'dead-letters',
    'webhook-endpoints', 'webhook-deliveries', 'roles', 'features', 'working-hours', 'notification-rules',
}  # fmt: skip
"""What is fetched anew by the page that shows it, and stands on no other."""
NOT_YET = {'scheduled-messages', 'conversation-splits', 'contact-notes', 'contact-attributes', 'contact-merges'}
"""What is seen in the inbox and still has to be held against a fresh fetch here."""
AGREES_WITHIN = 15
_SHOWN = """() => ['.nav', '#conversation-list', '.thread-bar', '#contact-panel']
    .map(part => document.querySelector(part)?.innerText ?? '')
    .concat([...document.querySelectorAll('.bub, .pnote-text')].map(bubble => bubble.innerText))"""


def _noun(path: str) -> str:
    return path.removeprefix(f'{API}/').partition('/')[0]


def test_no_changing_route_is_left_out() -> None:
    known = {noun for part in PARTS.values() for noun in part} | ELSEWHERE | NOT_YET
    assert {_noun(route.path) for route in CHANGING} <= known


async def _agree(listening: Page, fresh: Page) -> tuple[Any, Any]:
    """What both show once it is the same, or what they show in the end."""
    await fresh.reload()
    await expect(fresh.locator('.bub').first).to_be_visible()
    heard, fetched = None, None
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
    pages = []
    for _ in range(2):
        agent = await scene.agent(side.members[UserRole.ADMIN])
        await agent.page.goto(f'{agent.url}#/c/{side.ids["conversations"]}')
        await expect(agent.page.locator('.bub').first).to_be_visible()
        pages.append(agent.page)
    missing = []
    for route in [route for route in CHANGING if _noun(route.path) in PARTS[part]]:
        await side.shop.owner.api.call(route.method, address_of(route, side.ids), body_of(route, side.ids))
        heard, fetched = await _agree(*pages)
        if heard != fetched:
            missing.append((f'{route.method} {route.path}', heard, fetched))
    assert not missing
