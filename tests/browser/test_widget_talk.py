"""A conversation as a visitor has it: live both ways, kept over reloads, tabs and cut cables."""

from pathlib import Path

from playwright.async_api import FilePayload, Route, WebSocketRoute, expect

from tests.browser.cable import Cable
from tests.browser.desk import Desk
from tests.browser.visitor import Visitor
from tests.live.peers import Heard, Peer


async def watched(agent: Peer) -> str:
    """The id of the conversation that came in, which the agent now watches."""
    row = await agent.hear('conversation.updated')
    assert (await agent.call('watch', {'conversation_id': row['id']}))['ok']
    return str(row['id'])


async def test_a_visitor_and_an_agent_talk_and_see_each_other_type_and_read(desk: Desk, agent: Peer) -> None:
    visitor = await (await desk.visitor()).open()
    await visitor.say('Is the zip covered?')
    await visitor.is_told('Sent')
    conversation = await watched(agent)
    await agent.call('typing', {'conversation_id': conversation, 'on': True})
    await expect(visitor.chat.locator('.dots')).to_be_visible()
    await agent.say('It is: https://shop.example/zip', conversation)
    await agent.call('read', {'conversation_id': conversation, 'seq': 1})
    await visitor.sees('Is the zip covered?', 'It is: https://shop.example/zip')
    await visitor.is_told('Seen')
    await expect(visitor.chat.locator('.dots')).to_have_count(0)
    await expect(visitor.chat.get_by_role('link', name='shop.example')).to_have_attribute(
        'rel', 'noopener noreferrer nofollow'
    )
    await visitor.field.press_sequentially('And')
    await agent.hear('typing', lambda heard: heard['who']['kind'] == 'visitor' and heard['on'])
    await agent.hear('read', lambda heard: heard['who']['kind'] == 'visitor' and heard['seq'] == 2)


async def test_a_private_note_never_shows(desk: Desk, agent: Peer) -> None:
    visitor = await (await desk.visitor()).open()
    await visitor.say('Hello')
    conversation = await watched(agent)
    await agent.say('Careful with this one', conversation, private=True)
    await agent.say('Good morning', conversation)
    await visitor.sees('Hello', 'Good morning')
    assert 'Careful' not in await visitor.chat.locator('body').inner_text()


async def test_an_answer_while_the_chat_is_closed_is_counted_shown_and_still_there_after_a_reload(
    desk: Desk, agent: Peer
) -> None:
    visitor = await (await desk.visitor()).open()
    await visitor.say('Hello')
    conversation = await watched(agent)
    await visitor.button.click()
    await agent.say('Good morning', conversation)
    await expect(visitor.button).to_have_attribute('aria-label', 'Chat, 1 unread')
    await expect(visitor.page.locator('custarea-chat p')).to_contain_text('Good morning')
    await visitor.page.reload()
    await expect(visitor.button).to_have_attribute('aria-label', 'Chat, 1 unread')
    await visitor.open()
    await visitor.sees('Hello', 'Good morning')
    await expect(visitor.button).to_have_attribute('aria-label', 'Chat')


async def test_a_cut_cable_loses_and_doubles_nothing(desk: Desk, agent: Peer, cable: Cable) -> None:
    visitor = await (await desk.visitor()).open()
    await visitor.say('one')
    conversation = await watched(agent)
    await visitor.is_told('Sent')
    cable.cut()
    await visitor.say('two')
    await visitor.say('three')
    await agent.say('meanwhile', conversation)
    await visitor.is_told('Connection lost. Trying again.')
    await visitor.is_told('Waiting for connection')
    cable.mend()
    await visitor.sees('one', 'meanwhile', 'two', 'three', within=60)  # pauses between attempts grow to half a minute
    assert await desk.stored() == ['one', 'meanwhile', 'two', 'three']
    await expect(visitor.chat.get_by_text('Connection lost')).to_have_count(0)


async def test_what_was_not_sent_survives_a_reload_and_goes_out_in_order(desk: Desk) -> None:
    blocked = True

    async def stop(route: Route) -> None:
        await (route.abort() if blocked else route.continue_())

    def hold(socket: WebSocketRoute) -> None:
        if not blocked:
            socket.connect_to_server()

    await desk.context.route('**/socket.io/**', stop)
    await desk.context.route_web_socket('**/socket.io/**', hold)
    visitor = await (await desk.visitor()).open()
    await visitor.say('one')
    await visitor.say('two')
    await visitor.is_told('Waiting for connection')
    await visitor.page.reload()
    await visitor.is_open()
    await visitor.sees('one', 'two')
    blocked = False
    await visitor.page.reload()
    await visitor.is_open()
    await visitor.is_told('Sent')
    await visitor.sees('one', 'two')
    assert await desk.stored() == ['one', 'two']
    assert not [name for name in await kept(visitor) if '~' in name]


async def test_two_tabs_show_the_same_conversation(desk: Desk) -> None:
    one = await (await desk.visitor()).open()
    await one.say('from the first')
    await one.is_told('Sent')
    two = await (await desk.visitor('/Packs')).open()
    await two.sees('from the first')
    await two.say('from the second')
    await one.sees('from the first', 'from the second')


async def test_where_websockets_are_blocked_polling_carries_the_chat(desk: Desk, agent: Peer) -> None:
    await desk.context.add_init_script(
        'window.WebSocket = class { constructor() { setTimeout(() => this.onerror?.({})) } close() {} }'
    )
    visitor = await (await desk.visitor()).open()
    await visitor.say('Hello')
    await agent.say('Good morning', await watched(agent))
    await visitor.sees('Hello', 'Good morning')


async def test_files_go_both_ways(desk: Desk, agent: Peer, tmp_path: Path) -> None:
    visitor = await (await desk.visitor()).open()
    await visitor.say('Hello')
    await visitor.is_told('Sent')
    notes = FilePayload(name='notes.txt', mimeType='text/plain', buffer=b'The left pole.')
    huge = tmp_path / 'film.mov'
    with huge.open('wb') as film:
        film.truncate(200_000_000)
    await visitor.chat.locator('input[type=file]').set_input_files(notes)
    await visitor.say('Here it is')
    await visitor.sees('Hello', 'Here it is')
    await visitor.is_told('notes.txt')
    conversation = await watched(agent)
    uploaded = await desk.shop.owner.api.call('POST', 'files?name=reply.txt', None, b'Thank you.')
    await agent.say('', conversation, attachments=[uploaded.ok(201)['id']])
    async with visitor.page.expect_popup() as opened:
        await visitor.chat.get_by_role('link', name='Download reply.txt').click()
    assert await opened.value
    await visitor.chat.locator('input[type=file]').set_input_files(huge)
    await expect(visitor.chat.get_by_role('alert')).to_contain_text('Too big')
    page = (await desk.shop.owner.api.get(f'conversations/{conversation}/messages')).ok()
    names = [file['file_name'] for message in page['items'] for file in message['attachments']]
    assert names == ['notes.txt', 'reply.txt']


async def test_agents_get_to_know_name_and_page(desk: Desk, agent: Peer) -> None:
    asked = [{'name': 'name', 'required': True}, {'name': 'email', 'type': 'email', 'required': True}]
    await desk.change(pre_chat={'enabled': True, 'fields': asked})
    visitor = await (await desk.visitor('/Packs')).open()
    go_on = visitor.chat.get_by_role('button', name='Continue')
    await go_on.click()
    await visitor.is_told('Please fill this in.')
    await visitor.chat.get_by_label('Name').fill('Amara')
    await visitor.chat.get_by_label('Email').fill('amara@mail')
    await go_on.click()
    await visitor.is_told('Please check the address, the ending is missing.')
    await visitor.chat.get_by_label('Email').fill('amara@mail.example')
    await go_on.click()
    await visitor.say('Hello')
    await visitor.is_told('Answers also reach you at a•••@mail.example')

    def named(row: Heard) -> bool:
        return str(row['display_name']) == 'Amara'

    row = await agent.hear('conversation.updated', named)
    person = (await desk.shop.owner.api.get(f'visitors/{row["visitor_id"]}')).ok()
    assert (person['name'], person['email'], person['identified_at']) == ('Amara', 'amara@mail.example', None)
    assert [page['title'] for page in person['pages']] == ['Packs']


async def kept(visitor: Visitor) -> list[str]:
    """The names of what the chat keeps on the site."""
    names: list[str] = await visitor.page.evaluate('Object.keys(localStorage)')
    return names
