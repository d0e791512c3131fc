"""Where on the site a message was written: noted for each of a visitor's, and never in the way of the message."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from hub.context import Hub
from hub.widgets import widget_metadata
from storage import widget_metadata as stored
from tests.live.peers import Peer, eventually
from tests.widgets.conftest import Site

HOME, TENTS = 'https://shop.example/', 'https://shop.example/tents?colour=red'


async def look(visitor: Peer, url: str, title: str | None = None) -> None:
    """Open a page."""
    page = {'url': url, 'title': title, 'referrer': 'https://search.example/'}
    assert (await visitor.call('page', page))['ok']


async def noted(site: Site, *messages: dict[str, Any]) -> list[Any]:
    """What is noted of some messages, in their order."""
    await site.hub.widget_metadata.finish()
    ids = [UUID(said['message']['id']) for said in messages]
    return await site.shop.rows(
        """SELECT w.*, s.visitor_id FROM message_widget_metadata w
             LEFT JOIN widget_sessions s ON s.tenant_id = w.tenant_id AND s.id = w.session_id
            WHERE w.message_id = ANY ($1) ORDER BY array_position($1, w.message_id)""",
        ids,
    )


async def test_a_message_keeps_the_page_it_was_written_on(site: Site) -> None:
    visitor = await site.peer()
    await look(visitor, HOME, 'Home')
    first = await visitor.say('Which tent is red?')
    await look(visitor, TENTS, 'Tents')
    second = await visitor.say('Found it', first['message']['conversation_id'])
    one, two = await noted(site, first, second)
    assert (one['page_url'], one['page_title'], one['referrer']) == (HOME, 'Home', 'https://search.example/')
    assert (two['page_url'], two['page_title']) == (TENTS, 'Tents')
    assert one['session_id'] == two['session_id']
    assert (str(one['ip']), one['user_agent'] is not None) == ('127.0.0.1', True)
    assert one['visitor_id'] is not None


async def test_it_is_noted_by_itself_a_moment_later(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widget_metadata, 'GATHER_SECONDS', 0.05)
    visitor = await site.peer()
    await look(visitor, HOME)
    said = await visitor.say('Hello')
    for _ in range(100):
        if found := await site.shop.rows('SELECT page_url FROM message_widget_metadata'):
            break
        await asyncio.sleep(0.05)
    assert [row['page_url'] for row in found] == [HOME]
    assert said['ok']


async def test_who_named_no_page_has_a_visit_all_the_same(site: Site) -> None:
    visitor = await site.peer()
    (row,) = await noted(site, await visitor.say('Hello'))
    assert row['page_url'] is None
    assert row['session_id'] is not None


async def test_a_visit_that_begins_on_the_page_of_the_last_one_has_that_page(site: Site) -> None:
    visitor = await site.peer()
    token = (await visitor.hear('session'))['visitor']
    await look(visitor, HOME, 'Home')
    await visitor.__aexit__()
    earlier = "UPDATE widget_sessions SET last_seen_at = now() - interval '31 minutes', ended_at = now()"
    await eventually(lambda: not site.hub.realtime.visitors)
    await site.shop.rows(earlier)
    again = await site.peer(token)
    before = await again.say('I have just come back')
    await look(again, HOME, 'Home')
    after = await again.say('Same page', before['message']['conversation_id'])
    unknown, known = await noted(site, before, after)
    assert known['page_url'] == HOME
    assert unknown['session_id'] == known['session_id']


async def test_a_resend_is_noted_once(site: Site) -> None:
    visitor = await site.peer()
    await look(visitor, HOME)
    first = await visitor.say('Hello', client_id='c-1')
    await noted(site, first)
    await look(visitor, TENTS)
    again = await visitor.say('Hello', client_id='c-1')
    assert again['message']['id'] == first['message']['id']
    (row,) = await noted(site, again)
    assert row['page_url'] == HOME


async def test_agents_messages_have_no_page(site: Site) -> None:
    visitor = await site.peer()
    await look(visitor, HOME, 'Home')
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    path = f'conversations/{conversation}/messages'
    (await site.shop.owner.api.post(path, {'text': 'Hi'})).ok(201)
    await site.hub.widget_metadata.finish()
    items = (await site.shop.owner.api.get(path)).ok()['items']
    assert [item['page'] for item in items] == [{'url': HOME, 'title': 'Home'}, None]


async def test_a_note_that_cannot_be_written_costs_no_message(
    site: Site, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError('no room')

    visitor = await site.peer()
    with monkeypatch.context() as broken:
        broken.setattr(stored, 'keep', fail)
        lost = await visitor.say('Hello')
        await hub.widget_metadata.finish()
    kept = await visitor.say('Still there?', lost['message']['conversation_id'])
    assert (lost['ok'], kept['ok']) == (True, True)
    assert [row['message_id'] for row in await noted(site, lost, kept)] == [UUID(kept['message']['id'])]


async def test_what_waits_is_bounded(site: Site, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widget_metadata, 'WAITING', 1)
    visitor = await site.peer()
    first = await visitor.say('One')
    second = await visitor.say('Two', first['message']['conversation_id'])
    assert second['ok']
    assert len(await noted(site, first, second)) == 1


async def test_many_are_noted_in_several_statements(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widget_metadata, 'BATCH', 2)
    visitor = await site.peer()
    said = [await visitor.say('0')]
    for n in range(1, 5):
        said.append(await visitor.say(str(n), said[0]['message']['conversation_id']))
    assert len(await noted(site, *said)) == 5
