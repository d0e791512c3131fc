"""Messages that the hub does not take: both sides say so, keep the words, and one press sends them again."""

import re

import orjson
from playwright.async_api import WebSocketRoute, expect

from tests.browser.scene import Scene

_MESSAGE = re.compile(r'42(/\w+,)(\d+)\["message",')


class Counter:
    """Stands before the hub and answers messages in its place, as long as it has an answer set."""

    def __init__(self) -> None:
        self.answer: object = None
        self.refused = 0

    def take(self, socket: WebSocketRoute) -> None:
        """For `route_web_socket`."""
        hub = socket.connect_to_server()

        def say(frame: str | bytes) -> None:
            asked = _MESSAGE.match(frame) if isinstance(frame, str) else None
            if self.answer is None or not asked:
                return hub.send(frame)
            self.refused += 1
            return socket.send(f'43{asked[1]}{asked[2]}[{orjson.dumps(self.answer).decode()}]')

        socket.on_message(say)


async def test_what_is_not_stored_fails_on_both_sides_and_goes_out_once_when_tried_again(scene: Scene) -> None:
    agent, visitor = await scene.agent(view=''), await scene.visitor()
    at_agent, at_visitor = Counter(), Counter()
    await agent.page.context.route_web_socket('**/socket.io/**', at_agent.take)
    await visitor.page.context.route_web_socket('**/socket.io/**', at_visitor.take)
    await agent.arrive()
    await visitor.open()
    await visitor.say('one')
    await agent.open('one')

    at_visitor.answer = {'ok': False, 'error': {'code': 'invalid', 'detail': 'Not like this.'}}
    await visitor.say('two')
    await expect(visitor.chat.locator('.standing').filter(has_text='Not like this.')).to_be_visible()
    at_agent.answer = {}
    await agent.say('three')
    await expect(agent.log.get_by_role('alert')).to_contain_text('Not sent, connection lost.')
    await expect(agent.rows.first).to_contain_text('Not sent, connection lost.')
    assert at_agent.refused > 1, 'an ack without a message is asked about again'

    # a reload keeps what failed, and sends nothing by itself
    at_agent.answer = at_visitor.answer = None
    await agent.page.reload()
    await expect(agent.log.get_by_role('alert')).to_contain_text('Not sent, connection lost.')
    await visitor.chat.get_by_role('button', name='Try again').click()
    await expect(agent.bubble('two')).to_be_visible()
    await agent.log.get_by_role('button', name='Retry').click()
    await visitor.sees('one', 'two', 'three')
    await expect(agent.log.get_by_role('alert')).to_have_count(0)
    await expect(visitor.chat.get_by_role('button', name='Try again')).to_have_count(0)
    assert await agent.texts() == ['one', 'two', 'three']
