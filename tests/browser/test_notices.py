"""An agent who looks elsewhere is told, as they wish, and has read nothing; one who looks is not disturbed."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from hub.model.people import UserRole
from tests.browser.agent import Agent
from tests.browser.scene import Scene
from tests.browser.test_resolving import UNREAD, open_ones, three
from tests.browser.visitor import Visitor

# The real ones go on working; they only leave a trace, since what the desktop shows and plays cannot be seen from here.
_RECORD = """
window.notices = []
window.Notification = class extends Notification {
  constructor(title, options) {
    super(title, options)
    notices.push({ notice: this, title, body: options.body, tag: options.tag })
  }
}
window.tones = 0
const tone = AudioContext.prototype.createOscillator
AudioContext.prototype.createOscillator = function () {
  tones += 1
  return tone.call(this)
}
"""
_NOTICES = 'notices.map(({ title, body, tag }) => ({ title, body, tag }))'


@pytest.fixture(scope='session')
def browser(windowed: Browser) -> Browser:
    """Without windows no page is ever out of sight, and nothing notifies."""
    return windowed


async def _listening(scene: Scene, *, allowed: bool = True, **more: Any) -> Agent:
    """An agent whose notifications are written down."""
    agent = await scene.agent(view='', **more)
    if allowed:
        await agent.page.context.grant_permissions(['notifications'])
    await agent.page.add_init_script(_RECORD)
    await agent.arrive()
    return agent


async def _greeting(visitor: Visitor, text: str) -> None:
    await visitor.open()
    await visitor.say(text)
    await expect(visitor.standing('Sent')).to_be_visible()


async def test_who_looks_elsewhere_gets_a_notification_that_leads_to_the_conversation(scene: Scene) -> None:
    agent, visitor = await _listening(scene), await scene.visitor()
    await expect(agent.page.get_by_text('No conversations yet')).to_be_visible()
    await agent.look_away()
    await _greeting(visitor, 'Is the shop open today?')
    await agent.holds('notices.length')
    [notice] = await agent.page.evaluate(_NOTICES)
    assert notice['body'] == 'Is the shop open today?'
    assert await agent.page.evaluate('tones') == 0, 'the sound is off unless somebody wants it'

    await agent.page.evaluate('notices[0].notice.dispatchEvent(new Event("click"))')
    await expect(agent.bubble('Is the shop open today?')).to_be_visible()
    assert notice['tag'] in agent.page.url


async def test_the_sound_is_heard_once_it_is_wanted(scene: Scene) -> None:
    agent, visitor = await _listening(scene), await scene.visitor()
    await agent.page.goto(f'{agent.url}#/settings/profile')
    await expect(agent.page.get_by_text('Notifications are on')).to_be_visible()
    await agent.page.get_by_text('Sound', exact=True).click()
    assert await agent.page.evaluate('tones') == 2, 'a taste of it'
    await agent.look_away()
    await _greeting(visitor, 'Hello?')
    await agent.holds('notices.length && tones === 4')


async def test_nothing_is_shown_to_who_looks_or_did_not_allow_it(scene: Scene) -> None:
    looking, visitor = await _listening(scene), await scene.visitor()
    away = await _listening(scene, allowed=False)
    await away.look_away()
    await _greeting(visitor, 'Good morning')
    for agent in (looking, away):
        await expect(agent.rows.filter(has_text='Good morning')).to_be_visible()
        assert await agent.page.evaluate(_NOTICES) == []


async def test_an_assignment_is_said_in_the_app_to_who_looks_and_on_the_desktop_to_who_does_not(scene: Scene) -> None:
    maya, visitor = await scene.shop.hire(UserRole.AGENT, 'Maya Brandt'), await scene.visitor()
    agent = await _listening(scene, member=maya)
    await _greeting(visitor, 'Who can help me?')
    await expect(agent.rows.filter(has_text='Who can help me?')).to_be_visible()
    [conversation] = (await scene.shop.owner.api.get('conversations')).ok()['items']
    address = f'conversations/{conversation["id"]}'
    mine, nobodys = {'assignee_id': str(maya.user.id)}, {'assignee_id': None}

    (await scene.shop.owner.api.patch(address, mine)).ok()
    toast = agent.page.get_by_role('status').filter(has_text='assigned')
    await expect(toast).to_contain_text(f'{scene.shop.owner.user.name} assigned')
    await toast.get_by_role('button', name='Open').click()
    await expect(agent.bubble('Who can help me?')).to_be_visible()
    await expect(toast).to_have_count(0)
    assert await agent.page.evaluate(_NOTICES) == []

    (await scene.shop.owner.api.patch(address, nobodys)).ok()
    await agent.look_away()
    (await scene.shop.owner.api.patch(address, mine)).ok()
    await agent.holds('notices.length')
    [notice] = await agent.page.evaluate(_NOTICES)
    assert notice['title'] == 'Assigned to you'
    assert notice['tag'] == conversation['id']


async def test_the_choices_of_an_agent_are_kept_and_obeyed_and_quiet_hours_too(scene: Scene) -> None:
    owner, manager = scene.shop.owner, await scene.shop.hire(UserRole.MANAGER)
    agent, listing = await _listening(scene, timezone_id='UTC'), await scene.agent()
    visitor = await scene.visitor()
    page, now = agent.page, datetime.now(UTC)
    await page.goto(f'{agent.url}#/settings/profile')
    await page.get_by_role('row', name='A reply in mine').locator('.check').first.click()
    await page.get_by_text('Quiet hours', exact=True).click()
    await page.get_by_label('Quiet from').fill(f'{now - timedelta(hours=6):%H:%M}')
    await page.get_by_label('Quiet until').fill(f'{now + timedelta(hours=6):%H:%M}')
    await agent.look_away()
    await _greeting(visitor, 'One')
    await expect(listing.rows.filter(has_text='One')).to_be_visible()

    end = f'{now + timedelta(hours=6):%H:%M}'
    async with asyncio.timeout(20):
        rules: dict[str, Any] = {}
        while (rules.get('quiet_hours') or {}).get('end') != end:
            rules = (await owner.api.get('notification-rules')).ok()
    assert rules['occasions']['mine'] == {'browser': False, 'sound': True, 'email': False}
    (await owner.api.call('PUT', 'notification-rules', {**rules, 'quiet_hours': None})).ok()
    [conversation] = (await owner.api.get('conversations')).ok()['items']
    address = f'conversations/{conversation["id"]}'
    (await manager.api.patch(address, {'assignee_id': str(owner.user.id)})).ok()
    await agent.holds('notices.length')
    await visitor.say('Two')
    await expect(listing.rows.filter(has_text='Two')).to_be_visible()
    (await manager.api.patch(address, {'assignee_id': None})).ok()
    (await manager.api.patch(address, {'assignee_id': str(owner.user.id)})).ok()
    await agent.holds('notices.length > 1')
    assert [notice['title'] for notice in await page.evaluate(_NOTICES)] == ['Assigned to you'] * 2


async def test_the_next_conversation_is_read_only_once_somebody_looks_at_it(scene: Scene) -> None:
    await three(scene)
    agent = await scene.agent()
    await agent.open('first')
    await expect(agent.rows.filter(has_text=UNREAD)).to_have_count(2)
    await agent.look_away()
    await agent.page.get_by_role('button', name='Resolve', exact=True).dispatch_event('click')
    await expect(agent.bubble('second')).to_have_count(1)
    await expect(agent.rows).to_have_count(2)
    await expect(agent.rows.filter(has_text=UNREAD)).to_have_count(2)
    unread = {one['display_name']: one['unread'] for one in await open_ones(scene)}
    assert unread == {'Bela': 1, 'Chidi': 1}

    await agent.look_back()
    await expect(agent.rows.filter(has_text=UNREAD)).to_have_count(1)
