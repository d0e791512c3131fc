"""axe-core finds nothing serious in the inbox, in light and in dark."""

import pytest
from playwright.async_api import expect

from tests.browser.axe import violations
from tests.browser.scene import Scene

LOOKS = pytest.mark.parametrize('look', ['light', 'dark'])
PAGES = ('profile', 'team', 'widgets', 'api-keys', 'dead-letters')


@LOOKS
async def test_nothing_serious_in_the_inbox(scene: Scene, look: str) -> None:
    visitor, agent = await scene.visitor(), await scene.agent(color_scheme=look)
    await visitor.open()
    await visitor.say('Hello there')
    await agent.open('Hello there')
    await agent.say('Good day.')
    found = await violations(agent.page)
    for page in PAGES:
        await agent.page.goto(f'{agent.url}#/settings/{page}')
        await expect(agent.page.locator('.settings-page').get_by_role('heading').first).to_be_visible()
        found += [f'{page} {line}' for line in await violations(agent.page)]
    await agent.page.evaluate('localStorage.clear()')
    await agent.page.goto('about:blank')
    await agent.page.goto(f'{agent.url}#/sign-in')
    await agent.page.evaluate('localStorage.clear(); location.reload()')
    await expect(agent.page.get_by_role('heading', name='Sign in')).to_be_visible()
    assert '\n'.join([*found, *await violations(agent.page)]) == ''
