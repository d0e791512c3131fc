"""Two browsers side by side: what a visitor writes is in the inbox at once, and the answer in the chat."""

import asyncio

import pytest
from playwright.async_api import Route, expect

from hub.model.people import UserRole
from tests.browser.looks import press
from tests.browser.past import Past, write_past
from tests.browser.scene import Scene


async def test_a_visitor_writes_an_agent_answers_and_both_see_it_live(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Is the Fjell 2 in stock?')
    await expect(visitor.standing('Sent')).to_be_visible()

    await agent.open('Is the Fjell 2 in stock?')
    await expect(agent.bubble('Is the Fjell 2 in stock?')).to_be_visible()
    await expect(visitor.standing('Seen')).to_be_visible()
    await agent.say('Yes, in all three colours.')

    await expect(visitor.bubbles.filter(has_text='Yes, in all three colours.')).to_be_visible()
    await expect(agent.log.locator('.msg.out .st')).to_contain_text('Seen')
    assert (await visitor.bubbles.all_inner_texts())[-2:] == ['Is the Fjell 2 in stock?', 'Yes, in all three colours.']
    assert await agent.texts() == ['Is the Fjell 2 in stock?', 'Yes, in all three colours.']

    await visitor.say('Then the red one, please.')
    await expect(agent.bubble('Then the red one, please.')).to_be_visible()
    await expect(visitor.standing('Seen')).to_have_count(2)


async def test_answers_are_counted_on_the_button_while_the_chat_is_closed(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Do you repair poles?')
    await visitor.close()
    await agent.open('Do you repair poles?')
    await agent.say('We do.')
    await agent.say('Send it to our workshop.')

    await expect(visitor.badge).to_have_text('2')
    await expect(visitor.page.locator('custarea-chat p')).to_contain_text('We do.')
    await visitor.open()
    await expect(visitor.bubbles.filter(has_text='Send it to our workshop.')).to_be_visible()
    await expect(visitor.badge).to_have_text('')


async def test_each_side_sees_the_other_typing(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Hello')
    await agent.open('Hello')
    await agent.field.press_sequentially('One mom')
    await expect(visitor.chat.locator('.dots')).to_be_visible()
    await agent.look_at_the_list()
    await visitor.field.press_sequentially('And al')
    await expect(agent.rows.filter(has_text='is typing')).to_be_visible()


async def test_a_private_note_stays_in_the_team(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Where is my order?')
    await agent.open('Where is my order?')
    await agent.page.get_by_role('button', name='Note', exact=True).click()
    await agent.field.fill('Third time this week.')
    await agent.page.get_by_role('button', name='Add note').click()
    await expect(agent.log.locator('.pnote')).to_contain_text('Third time this week.')
    await agent.page.get_by_role('button', name='Reply', exact=True).click()
    await agent.say('It left us this morning.')

    await expect(visitor.bubbles.filter(has_text='It left us this morning.')).to_be_visible()
    assert 'Third time' not in ''.join(await visitor.bubbles.all_inner_texts())


@pytest.mark.looks('dark')  # a phone has no room for who looks
async def test_two_agents_see_who_looks_and_who_types(scene: Scene) -> None:
    maya = await scene.agent(await scene.shop.hire(UserRole.AGENT, 'Maya Brandt'))
    tom, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Can I change the address?')
    await tom.open('Can I change the address?')
    await maya.open('Can I change the address?')
    await expect(tom.page.get_by_role('button', name='Maya Brandt is looking')).to_be_visible()

    await maya.field.press_sequentially('Of cour')
    await expect(tom.page.locator('.hint')).to_contain_text('Maya is replying')
    await maya.field.press('Control+a')
    await maya.field.press('Delete')
    await expect(tom.page.locator('.hint')).to_have_count(0)


async def test_who_was_overtaken_while_writing_is_asked_before_it_is_sent(scene: Scene) -> None:
    await write_past(scene.shop, [Past('Amara', 'Can I change the address?')])
    maya, tom = await scene.agent(await scene.shop.hire(UserRole.AGENT, 'Maya Brandt')), await scene.agent()
    await maya.open('Can I change the address?')
    await tom.open('Can I change the address?')
    await maya.field.fill('Of course.')
    await tom.say('It is changed.')
    await expect(maya.bubble('It is changed.')).to_be_visible()
    await expect(maya.page.locator('.hint')).to_contain_text('answered')
    await press(maya.page.get_by_role('button', name='Send', exact=True), by_touch=maya.by_touch)
    await expect(maya.field).to_have_value('Of course.')
    await press(maya.page.get_by_role('button', name='Send anyway'), by_touch=maya.by_touch)
    await expect(tom.bubble('Of course.')).to_be_visible()


async def test_a_visitor_sees_at_once_that_a_conversation_is_resolved_and_opens_it_again_by_writing(
    scene: Scene,
) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('The zip is stuck')
    await agent.open('The zip is stuck')
    await expect(visitor.standing('Seen')).to_be_visible()
    await agent.page.get_by_role('button', name='Resolve', exact=True).click()
    solved = visitor.chat.locator('.system')
    await expect(solved).to_be_visible()

    await visitor.say('It is stuck again')
    await expect(solved).to_have_count(0)
    await expect(agent.rows.filter(has_text='It is stuck again')).to_be_visible()


@pytest.mark.looks('dark')  # elsewhere the trail is in a drawer
async def test_the_page_trail_follows_the_visitors_signs_of_life_and_asks_little(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    asked: list[str] = []
    agent.page.on('request', lambda request: asked.append(request.url) if '/visitors/' in request.url else None)
    await visitor.open()
    await visitor.say('Which pack fits?')
    await agent.open('Which pack fits?')
    trail = agent.page.get_by_role('region', name='Page trail').locator('li.now')
    await expect(trail).to_contain_text('Tents')
    assert len(asked) == 1, 'everything that shows the visitor shares one question'

    await visitor.page.goto(f'{scene.site.url}/Packs')
    await visitor.is_open()
    await visitor.sees('Which pack fits?')
    await visitor.field.press_sequentially('This one')
    await expect(trail).to_contain_text('Packs')
    assert len(asked) <= 4


@pytest.mark.looks('dark', 'small')  # a finger does not hover
async def test_a_view_that_loads_under_the_pointer_shows_what_has_come_and_holds_what_comes_later(scene: Scene) -> None:
    agent = await scene.agent(view='My inbox')
    writers = [await scene.visitor() for _ in range(3)]
    for writer, text in zip(writers, ('one', 'two', 'three'), strict=True):
        await writer.open()
        await writer.say(text)
        await expect(writer.standing('Sent')).to_be_visible()
    [*_, oldest] = (await scene.shop.owner.api.get('conversations')).ok()['items']
    wish = {'assignee_id': str(scene.shop.owner.user.id)}
    (await scene.shop.owner.api.patch(f'conversations/{oldest["id"]}', wish)).ok()

    # one row is remembered, and the others come while the pointer is already there
    await agent.page.reload()
    await expect(agent.rows).to_have_count(1)
    answered = asyncio.Event()

    async def slowly(route: Route) -> None:
        await answered.wait()
        await route.continue_()

    await agent.page.route('**/api/v1/conversations?*', slowly)
    await agent.page.get_by_role('navigation').get_by_role('button', name='All open').click()
    await agent.rows.first.hover()
    answered.set()
    await expect(agent.rows).to_have_count(3)

    late = await scene.visitor()
    await late.open()
    await late.say('four')
    await expect(agent.page.get_by_role('button', name='Show 1 new conversation')).to_be_visible()
    await expect(agent.rows).to_have_count(3)


async def test_a_thread_stays_at_its_end_while_both_write_at_once(scene: Scene) -> None:
    agent, visitor = await scene.agent(), await scene.visitor()
    await visitor.open()
    await visitor.say('Hello')
    await agent.open('Hello')
    for number in range(6):
        long = f'{number} ' + 'and a little more of it ' * 20
        await asyncio.gather(visitor.say(f'visitor {long}'), agent.say(f'agent {long}'))
    await expect(agent.log.locator('.bub')).to_have_count(13)
    at_end = "() => { const log = document.getElementById('thread-log');"
    at_end += ' return log.scrollHeight - log.scrollTop - log.clientHeight < 60 }'
    await agent.page.wait_for_function(at_end)
