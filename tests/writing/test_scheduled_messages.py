"""Replies that go out later: once, at their time, unless somebody or something is against it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from hub.context import Hub
from hub.files import file_sweep
from hub.jobs import Pace
from hub.model.errors import Unavailable
from hub.model.people import UserRole
from hub.worker import working
from hub.writing import sending_later
from tests.live.conftest import Desk
from tests.live.peers import Peer

QUICK = Pace(poll_seconds=0.1, lease_seconds=1.0)


def soon(seconds: float = 1.0) -> str:
    """A moment from now."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


class Later:
    """A conversation with a visitor, and what is to go out in it."""

    def __init__(self, desk: Desk, visitor: Peer, id: str) -> None:
        self.desk, self.visitor, self.id = desk, visitor, id
        self.api = desk.shop.owner.api

    async def schedule(self, text: str = 'Good morning', seconds: float = 86_400, **more: Any) -> dict[str, Any]:
        """A reply for so many seconds from now."""
        asked = {'client_id': uuid4().hex, 'text': text, 'send_at': soon(seconds), **more}
        made: dict[str, Any] = (await self.api.post(f'conversations/{self.id}/scheduled-messages', asked)).ok(201)
        return made

    async def scheduled(self) -> list[dict[str, Any]]:
        """What is to go out."""
        items: list[dict[str, Any]] = (await self.api.get(f'conversations/{self.id}/scheduled-messages')).ok()['items']
        return items

    async def texts(self) -> list[str]:
        """What was said."""
        page = (await self.api.get(f'conversations/{self.id}/messages')).ok()
        return [message['content_text'] for message in page['items']]

    async def watcher(self, member: Any = None) -> Peer:
        """An agent who looks at the conversation."""
        peer = await self.desk.agent(member) if member else await self.desk.agent()
        await peer.call('watch', {'conversation_id': self.id})
        return peer


@pytest.fixture
async def later(desk: Desk) -> Later:
    """A conversation."""
    visitor = await desk.visitor()
    return Later(desk, visitor, (await visitor.say('Hello'))['message']['conversation_id'])


def is_news(_: Any) -> bool:
    """Any."""
    return True


async def test_it_goes_out_once_at_its_time_and_everybody_sees_it(later: Later, hub: Hub) -> None:
    colleague = await later.desk.shop.hire(name='Maya Brandt')
    peer = await later.watcher(colleague)
    made = await later.schedule(seconds=1)
    await peer.hear('scheduled-messages.changed')
    [seen] = (await colleague.api.get(f'conversations/{later.id}/scheduled-messages')).ok()['items']
    assert seen == made
    assert (seen['state'], seen['author']['name']) == ('waiting', later.desk.shop.owner.user.name)
    assert await later.texts() == ['Hello']
    async with working(hub, pace=QUICK):
        said = await later.visitor.hear('message', lambda message: message['content_text'] == 'Good morning')
        heard = await peer.hear('message', lambda message: message['client_id'] == made['client_id'])
        await later.visitor.say('Thanks', later.id)
        await peer.hear('message', lambda message: message['content_text'] == 'Thanks')
    assert said['id'] == heard['id']
    assert heard['author'] == made['author']
    assert datetime.fromisoformat(said['created_at']) >= datetime.fromisoformat(made['send_at'])
    assert await later.texts() == ['Hello', 'Good morning', 'Thanks']
    assert await later.scheduled() == []


async def test_the_same_request_again_schedules_nothing_new(later: Later) -> None:
    asked = {'client_id': 'once', 'text': 'Good morning', 'send_at': soon(3600)}
    path = f'conversations/{later.id}/scheduled-messages'
    first, again = [(await later.api.post(path, asked)).ok(201) for _ in range(2)]
    assert first['id'] == again['id']
    assert (await later.api.post(path, {**asked, 'text': 'Good evening'})).code == 'conflict'
    assert len(await later.scheduled()) == 1


async def test_what_is_changed_or_cancelled_does_not_go_out_as_it_was(later: Later, hub: Hub) -> None:
    peer = await later.watcher()
    one, two, three = [await later.schedule(f'Text {n}', 1) for n in range(3)]
    wish = {'text': 'Better', 'html': '<p>Better<script>alert(1)</script></p>'}
    assert (await later.api.patch(f'scheduled-messages/{one["id"]}', wish)).ok()['html'] == '<p>Better</p>'
    assert (await later.api.patch(f'scheduled-messages/{one["id"]}', {'text': 'Better', 'html': None})).ok()
    (await later.api.patch(f'scheduled-messages/{two["id"]}', {'send_at': soon(3600)})).ok()
    (await later.api.delete(f'scheduled-messages/{three["id"]}')).ok(204)
    async with working(hub, pace=QUICK):
        await peer.hear('message', lambda message: message['content_text'] == 'Better')
        await later.schedule('Last', 1)
        await peer.hear('message', lambda message: message['content_text'] == 'Last')
    assert await later.texts() == ['Hello', 'Better', 'Last']
    assert [each['id'] for each in await later.scheduled()] == [two['id']]
    assert (await later.api.patch(f'scheduled-messages/{one["id"]}', {'text': 'Too late'})).status == 404


async def test_a_colleague_may_cancel_but_not_put_words_into_anybodys_mouth(later: Later) -> None:
    colleague, made = await later.desk.shop.hire(), await later.schedule()
    wrong = await colleague.api.patch(f'scheduled-messages/{made["id"]}', {'text': 'Something else'})
    assert (wrong.status, wrong.code) == (403, 'forbidden')
    (await colleague.api.delete(f'scheduled-messages/{made["id"]}')).ok(204)
    assert await later.scheduled() == []


async def test_the_author_hears_that_the_customer_wrote_and_it_still_goes_out(later: Later, hub: Hub) -> None:
    peer = await later.watcher()
    await later.schedule(seconds=2)
    await later.visitor.say('Any news?', later.id)
    async with working(hub, pace=QUICK):
        notice = await peer.hear('notification')
        assert (notice['kind'], notice['conversation_id']) == ('scheduled', later.id)
        assert 'still goes out' in notice['text']
        await peer.hear('message', lambda message: message['content_text'] == 'Good morning')
    assert await later.texts() == ['Hello', 'Any news?', 'Good morning']


async def test_one_that_was_to_stop_stays_when_the_customer_writes_and_can_be_sent_after_all(
    later: Later, hub: Hub
) -> None:
    peer = await later.watcher()
    made = await later.schedule(seconds=1, stop_on_reply=True)
    await later.visitor.say('Solved it', later.id)
    [stopped] = await later.scheduled()
    assert (stopped['state'], stopped['stopped_by']) == ('stopped', 'reply')
    async with working(hub, pace=QUICK):
        assert 'was not sent' in (await peer.hear('notification'))['text']
        await later.schedule('Another', 1)
        await peer.hear('message', lambda message: message['content_text'] == 'Another')
        assert await later.texts() == ['Hello', 'Solved it', 'Another']
        (await later.api.patch(f'scheduled-messages/{made["id"]}', {'send_at': soon(0.5)})).ok()
        await peer.hear('message', lambda message: message['content_text'] == 'Good morning')
    assert await later.scheduled() == []


async def _leave(later: Later, author: Any) -> None:
    (await later.api.patch(f'users/{author.user.id}', {'is_active': False})).ok()


async def _close(later: Later, _: Any) -> None:
    (await later.api.patch(f'conversations/{later.id}', {'status': 'closed'})).ok()


async def _lose_sight(later: Later, author: Any) -> None:
    await _become(later, author, 'conversations.read_own', 'conversations.write')


async def _only_read(later: Later, author: Any) -> None:
    await _become(later, author, 'conversations.read')


async def _become(later: Later, author: Any, *permissions: str) -> None:
    role = (await later.api.post('roles', {'name': uuid4().hex, 'permissions': list(permissions)})).ok(201)
    (await later.api.patch(f'users/{author.user.id}', {'custom_role_id': role['id']})).ok()


@pytest.mark.parametrize(
    ('against', 'why'),
    [(_leave, 'no_access'), (_close, 'closed'), (_lose_sight, 'no_access'), (_only_read, 'no_access')],
)
async def test_it_stays_with_its_reason_where_it_may_not_go(
    later: Later, hub: Hub, against: Callable[[Later, Any], Any], why: str
) -> None:
    author, peer = await later.desk.shop.hire(), await later.watcher()
    asked = {'client_id': 'mine', 'text': 'Good morning', 'send_at': soon()}
    (await author.api.post(f'conversations/{later.id}/scheduled-messages', asked)).ok(201)
    await peer.hear('scheduled-messages.changed')
    await against(later, author)
    peer.heard.clear()
    async with working(hub, pace=QUICK):
        await peer.hear('scheduled-messages.changed', is_news)
    [stopped] = await later.scheduled()
    assert (stopped['state'], stopped['stopped_by']) == ('stopped', why)
    assert await later.texts() == ['Hello']


async def test_a_worker_that_dies_after_sending_leaves_one_message(
    later: Later, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The point between the message and the end of its job, as far as one process can play it."""
    peer = await later.watcher()
    died: list[str] = []

    def crash(point: str) -> None:
        if point == 'sent_later' and not died:
            died.append(point)
            raise Unavailable

    monkeypatch.setattr(sending_later, 'crash', crash)
    await later.schedule(seconds=0.5)
    async with working(hub, pace=QUICK):
        await peer.hear('message', lambda message: message['content_text'] == 'Good morning')
        [held] = await later.scheduled()
        refused = await later.api.delete(f'scheduled-messages/{held["id"]}')
        assert (held['state'], refused.code) == ('sending', 'conflict')
        peer.heard.clear()
        await peer.hear('scheduled-messages.changed', is_news)
    assert died
    assert await later.texts() == ['Hello', 'Good morning']
    assert await later.scheduled() == []


async def test_its_files_wait_with_it(later: Later, hub: Hub) -> None:
    peer = await later.watcher()
    file = (await later.api.call('POST', 'files?name=a.txt', None, b'Offer', Content_Type='text/plain')).ok(201)
    await later.schedule('', 1, attachments=[file['id']])
    [seen] = await later.scheduled()
    assert [each['file_name'] for each in seen['attachments']] == ['a.txt']
    async with hub.database.tenant(later.desk.shop.tenant.id) as session:
        await session._connection.execute("UPDATE attachments SET created_at = now() - interval '3 days'")
    await file_sweep.sweep(hub.database, hub.blobs)
    async with working(hub, pace=QUICK):
        said = await peer.hear('message', lambda message: message.get('attachments') != [])
    assert [each['file_name'] for each in said['attachments']] == ['a.txt']


async def test_one_that_is_refused_says_why_by_a_code(later: Later, hub: Hub) -> None:
    peer = await later.watcher()
    file = (await later.api.call('POST', 'files?name=a.txt', None, b'Offer', Content_Type='text/plain')).ok(201)
    made = await later.schedule('The offer', 1, attachments=[file['id']])
    taken = {'text': 'Here it is', 'attachments': [file['id']]}
    (await later.api.post(f'conversations/{later.id}/messages', taken)).ok(201)
    peer.heard.clear()
    async with working(hub, pace=QUICK):
        await peer.hear('scheduled-messages.changed', is_news)
    [stopped] = await later.scheduled()
    assert (stopped['stopped_by'], stopped['failure']) == ('refused', {'cause': 'file_taken', 'detail': None})
    assert stopped['detail'] == 'One of its files is on another message already.'
    changed = {'send_at': soon(60)}
    again = (await later.api.patch(f'scheduled-messages/{made["id"]}', changed)).ok()
    assert (again['state'], again['failure'], again['detail']) == ('waiting', None, None)


async def test_what_cannot_be_scheduled_is_refused(later: Later) -> None:
    path = f'conversations/{later.id}/scheduled-messages'
    for wrong in (
        {'text': ''},
        {'send_at': soon(-60)},
        {'send_at': soon(400 * 86_400)},
        {'attachments': [str(uuid4())]},
    ):
        asked = {'client_id': uuid4().hex, 'text': 'Good morning', 'send_at': soon(60), **wrong}
        answer = await later.api.post(path, asked)
        assert (answer.status, answer.code) == (422, 'invalid'), wrong
    viewer = await later.desk.shop.hire(UserRole.AGENT)
    assert (await viewer.api.get(f'conversations/{uuid4()}/scheduled-messages')).status == 404
    assert await later.scheduled() == []
