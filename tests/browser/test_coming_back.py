"""Reloads and broken lines: nothing is lost, nothing comes twice, and both sides say what is going on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg
import pytest
from playwright.async_api import expect

from tests.browser.scene import Scene


async def test_a_visitor_who_reloads_finds_the_conversation_again(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Do you ship to Norway?')
    await agent.open('Do you ship to Norway?')
    await agent.say('We do, in four days.')
    await expect(visitor.bubbles.filter(has_text='We do, in four days.')).to_be_visible()
    before = await visitor.bubbles.all_inner_texts()

    await visitor.page.reload()
    await visitor.is_open()
    await expect(visitor.bubbles.filter(has_text='We do, in four days.')).to_be_visible()
    assert await visitor.bubbles.all_inner_texts() == before
    await visitor.say('Lovely, thank you.')
    await expect(agent.bubble('Lovely, thank you.')).to_be_visible()
    await agent.look_at_the_list()
    await expect(agent.rows).to_have_count(1)  # the same conversation goes on


@pytest.mark.timeout(150)
async def test_a_visitors_cut_line_loses_and_doubles_nothing(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor(cabled=True)
    assert visitor.cable
    await visitor.open()
    await visitor.say('one')
    await agent.open('one')
    visitor.cable.cut()
    await visitor.say('two')
    await agent.say('three')
    await agent.say('four')
    await expect(visitor.line).to_contain_text('Connection lost')
    await expect(visitor.standing('Waiting for connection')).to_be_visible()

    visitor.cable.mend()
    await expect(visitor.line).to_contain_text('Connected again', timeout=40_000)
    await expect(visitor.bubbles.filter(has_text='four')).to_be_visible()
    await expect(agent.bubble('two')).to_be_visible()
    await visitor.say('five')
    await expect(agent.bubble('five')).to_be_visible()
    assert await agent.texts() == ['one', 'three', 'four', 'two', 'five']
    assert (await visitor.bubbles.all_inner_texts())[-5:] == await agent.texts()


async def test_an_agents_cut_line_loses_and_doubles_nothing_and_the_inbox_says_so(scene: Scene) -> None:
    agent, visitor = await scene.agent(cabled=True), await scene.visitor()
    assert agent.cable
    await visitor.open()
    await visitor.say('one')
    await agent.open('one')
    await expect(agent.bubble('one')).to_be_visible()
    agent.cable.cut()
    await visitor.say('two')
    await agent.say('three')
    await expect(agent.log.get_by_text('Waiting for connection')).to_be_visible()
    await expect(agent.page.locator('.banner')).to_contain_text('Reconnecting')
    stranger = await scene.visitor()
    await stranger.open()
    await stranger.say('I am new here')

    agent.cable.mend()
    # at once, for it goes when the inbox is back by itself
    again = agent.page.get_by_role('button', name='Try now')
    await again.evaluate_all('all => all.forEach((one) => one.click())')
    await expect(agent.page.locator('.banner')).to_contain_text('Connected again')
    await agent.look_at_the_list()
    await expect(agent.rows.filter(has_text='I am new here')).to_be_visible()
    await agent.open('three')
    await expect(agent.bubble('two')).to_be_visible()
    await expect(visitor.bubbles.filter(has_text='three')).to_be_visible()
    assert await agent.texts() == ['one', 'two', 'three']
    assert (await visitor.bubbles.all_inner_texts())[-3:] == await agent.texts()


async def test_what_the_database_kept_an_agent_from_comes_when_it_is_back(scene: Scene, database_url: str) -> None:
    """Their line stands all the while: nothing comes back by itself that would make the inbox ask again."""
    agent, visitor, other = await scene.agent(), await scene.visitor(), await scene.visitor()
    for who, words in ((visitor, 'one'), (other, 'something else')):
        await who.open()
        await who.say(words)
        await expect(agent.rows.filter(has_text=words)).to_be_visible()
    for words in ('one', 'something else'):
        await agent.open(words)
        await expect(agent.bubble(words)).to_be_visible()
        await agent.look_at_the_list()
    async with away(database_url):
        await agent.open('one')
        await agent.page.wait_for_timeout(2_000)  # whatever opening it asks is refused
    await visitor.say('two')
    await expect(agent.bubble('two')).to_be_visible(timeout=15_000)


@asynccontextmanager
async def away(database_url: str) -> AsyncIterator[None]:
    """Within this block the hub's database takes nobody in."""
    parts = urlsplit(database_url)
    server = await asyncpg.connect(parts._replace(path='/postgres').geturl())
    name = parts.path.lstrip('/')
    try:
        await server.execute(f'ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false')
        await server.execute('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', name)
        yield
    finally:
        await server.execute(f'ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true')
        await server.close()
