"""How it was: asked once for each time a conversation is resolved, and read by agents where it was said."""

from typing import Any

import asyncpg
import pytest

from tests.live.conftest import Desk
from tests.live.peers import Peer


async def resolved(desk: Desk) -> tuple[Peer, str]:
    """A visitor whose conversation is done."""
    visitor = await desk.visitor()
    conversation: str = (await visitor.say('Hello'))['message']['conversation_id']
    await set_status(desk, conversation, 'resolved')
    return visitor, conversation


async def set_status(desk: Desk, conversation: str, status: str) -> None:
    (await desk.shop.owner.api.patch(f'conversations/{conversation}', {'status': status})).ok()


async def rate(visitor: Peer, conversation: str, score: int, **more: str) -> None:
    answer = await visitor.call('rate', {'conversation_id': conversation, 'score': score, **more})
    assert answer['ok'] is True, answer


async def lines(desk: Desk, conversation: str) -> list[tuple[int, str, list[Any]]]:
    page = (await desk.shop.owner.api.get(f'conversations/{conversation}/messages')).ok()
    return [
        (one['rev'], one['content_text'], one['content_blocks']) for one in page['items'] if one['role'] == 'system'
    ]


async def test_a_rating_stands_in_the_thread_and_reaches_agents_live(desk: Desk) -> None:
    visitor, conversation = await resolved(desk)
    agent = await desk.agent()
    await agent.call('watch', {'conversation_id': conversation})
    await rate(visitor, conversation, 4, comment='Quick answer')
    heard = await agent.hear('message')
    assert (heard['content_text'], heard['private'], heard['role']) == ('★★★★☆ Quick answer', True, 'system')
    assert heard['content_blocks'] == [{'type': 'rating', 'score': 4, 'comment': 'Quick answer'}]
    row = (await desk.shop.owner.api.get(f'conversations/{conversation}')).ok()
    assert (row['status'], row['last_message']['text']) == ('resolved', '★★★★☆ Quick answer')


async def test_a_second_thought_changes_the_same_line(desk: Desk) -> None:
    visitor, conversation = await resolved(desk)
    agent = await desk.agent()
    await agent.call('watch', {'conversation_id': conversation})
    await rate(visitor, conversation, 2, comment='Slow')
    await rate(visitor, conversation, 5)
    heard = await agent.hear('message.updated')
    assert heard['content_blocks'] == [{'type': 'rating', 'score': 5, 'comment': 'Slow'}]
    assert await lines(desk, conversation) == [(heard['rev'], '★★★★★ Slow', heard['content_blocks'])]
    row = (await desk.shop.owner.api.get(f'conversations/{conversation}')).ok()
    assert row['last_message']['text'] == '★★★★★ Slow'


async def test_a_visitor_who_comes_back_knows_what_they_said_and_nothing_of_the_line(desk: Desk) -> None:
    visitor, conversation = await resolved(desk)
    await rate(visitor, conversation, 3)
    token = (await visitor.hear('session'))['visitor']
    again = await (await desk.visitor(token)).hear('session')
    assert again['conversations'][0]['rating'] == {'score': 3}
    assert again['conversations'][0]['last_seq'] == 1
    synced = await visitor.call('sync', {'conversation_id': conversation, 'after_seq': 0, 'after_rev': 0})
    assert [one['role'] for one in synced['messages']] == ['user']


async def test_each_resolve_has_a_rating_of_its_own(desk: Desk, database_url: str) -> None:
    visitor, conversation = await resolved(desk)
    await rate(visitor, conversation, 1)
    await visitor.say('It broke again', conversation_id=conversation)
    await set_status(desk, conversation, 'resolved')
    await visitor.hear('conversation.updated', lambda said: said['last_seq'] == 3 and said['rating'] is None)
    await rate(visitor, conversation, 5, comment='Now it holds')
    assert [text for _, text, _ in await lines(desk, conversation)] == ['★☆☆☆☆', '★★★★★ Now it holds']
    connection = await asyncpg.connect(database_url)
    kept = await connection.fetch('SELECT resolution, score FROM hub.ratings WHERE conversation_id = $1', conversation)
    await connection.close()
    assert sorted(tuple(row) for row in kept) == [(1, 1), (2, 5)]


@pytest.mark.parametrize('asks', [True, False])
async def test_a_widget_says_whether_it_asks_and_in_which_words(desk: Desk, asks: bool) -> None:
    owner = desk.shop.owner.api
    widget = (await owner.get('widgets')).ok()['items'][0]
    assert widget['behaviour']['ask_rating'] is True
    change = {
        'behaviour': {**widget['behaviour'], 'ask_rating': asks},
        'texts': {'en': {'rating': 'Were we any good?'}},
    }
    (await owner.patch(f'widgets/{widget["id"]}', change)).ok()
    config = (await owner.get(f'widget/config?key={desk.widget_key}')).ok()
    assert (config['ask_rating'], config['texts']['en']['rating']) == (asks, 'Were we any good?')


async def test_resolves_are_kept_and_one_taken_back_at_once_never_was(desk: Desk, database_url: str) -> None:
    visitor, conversation = await resolved(desk)
    connection = await asyncpg.connect(database_url)

    async def kept() -> list[tuple[int, bool, bool]]:
        rows = await connection.fetch(
            """SELECT number, reopened_at IS NULL, is_asked FROM hub.resolutions
                WHERE conversation_id = $1 ORDER BY number""",
            conversation,
        )
        return [tuple(row) for row in rows]

    assert await kept() == [(1, True, True)]
    await set_status(desk, conversation, 'open')
    assert await kept() == []
    await set_status(desk, conversation, 'closed')
    await set_status(desk, conversation, 'resolved')  # closed or resolved: done both times
    assert await kept() == [(1, True, False)]
    await visitor.say('One more thing', conversation_id=conversation)
    assert await kept() == [(1, False, False)]
    await set_status(desk, conversation, 'resolved')
    await rate(visitor, conversation, 5)
    await set_status(desk, conversation, 'open')  # what was rated was resolved
    assert await kept() == [(1, False, False), (2, False, True)]
    await connection.close()
