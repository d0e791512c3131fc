"""All conversations that filters ask for changed in one request, marks of one's own on many, and what takes it back."""

from typing import Any
from uuid import UUID

from hub.conversations import matching
from hub.model.people import UserRole
from tests.browser.past import Past, write_past
from tests.conversations.test_lists import change, names, tag
from tests.live.conftest import Desk
from tests.tenants import Shop, Tenants

PEOPLE = [f'Customer {n}' for n in range(7)]


async def write(shop: Shop) -> dict[str, str]:
    """Seven conversations, the first the newest."""
    return dict(zip(PEOPLE, map(str, await write_past(shop, [Past(name) for name in PEOPLE])), strict=True))


async def ask(member: Any, **asked: Any) -> Any:
    """One request."""
    return await member.api.post('conversations/matching', asked)


async def test_all_that_match_are_changed_batch_by_batch_and_taken_back(tenants: Tenants) -> None:
    shop = await tenants.make()
    api, ids, late = shop.owner.api, await write(shop), await tag(shop, 'Late')
    await change(shop, ids, PEOPLE[2], priority='high')
    await change(shop, ids, PEOPLE[4], status='closed')
    asked = {'filters': {'not_status': ['closed']}, 'change': {'priority': 'low', 'add_tags': [late]}}
    assert (await api.get('conversations/matching?not_status=closed')).ok() == {
        'count': 6,
        'more': False,
        'reached': None,
    }
    most, matching.BATCH = matching.BATCH, 2
    try:
        done = (await ask(shop.owner, **asked)).ok()
    finally:
        matching.BATCH = most
    assert (done['matched'], done['changed'], done['next_cursor']) == (6, 6, None)
    assert len(done['undo']) == 3
    changed = [name for name in PEOPLE if name != PEOPLE[4]]
    assert await names(api, f'priority=low&tag_ids={late}') == changed
    again = (await ask(shop.owner, **asked)).ok()
    assert (again['matched'], again['changed'], again['undo']) == (6, 0, [])

    await change(shop, ids, PEOPLE[0], priority='urgent')
    for part in done['undo']:
        (await api.post('conversations/bulk', {'changes': part})).ok()
    assert await names(api, 'priority=high') == [PEOPLE[2]]
    assert await names(api, 'priority=low') == []
    assert await names(api, f'tag_ids={late}') == [PEOPLE[0]], 'what somebody changed since stays'


async def test_a_request_ends_at_its_limit_and_says_where_to_go_on(tenants: Tenants) -> None:
    """Also where what is changed leaves the list that it was found in."""
    shop = await tenants.make()
    await write(shop)
    asked = {'filters': {'status': 'open'}, 'change': {'status': 'resolved'}, 'limit': 3}
    matched, cursor = [], None
    while True:
        done = (await ask(shop.owner, **asked, cursor=cursor)).ok()
        matched.append(done['matched'])
        cursor = done['next_cursor']
        if cursor is None:
            break
    assert matched == [3, 3, 1]
    assert await names(shop.owner.api, 'status=open') == []
    assert (await ask(shop.owner, **asked)).ok() == {
        'matched': 0, 'changed': 0, 'undo': [], 'undo_marks': [], 'written': 0, 'left_out': 0, 'skipped': [],
        'next_cursor': None,
    }  # fmt: skip


async def test_a_macro_that_writes_nothing_does_its_deeds_in_all_that_match(tenants: Tenants) -> None:
    shop = await tenants.make()
    api, ids = shop.owner.api, await write(shop)
    late, gone = await tag(shop, 'Late'), await tag(shop, 'Gone')
    actions = [
        {'type': 'set_priority', 'priority': 'high'},
        {'type': 'add_tag', 'tag_id': late},
        {'type': 'add_tag', 'tag_id': gone},
        {'type': 'star'},
    ]
    made = (await api.post('macros', {'name': 'Hurry', 'actions': actions})).ok(201)['id']
    (await api.delete(f'tags/{gone}')).ok(204)
    await change(shop, ids, PEOPLE[2], status='closed')
    most, matching.BATCH = matching.BATCH, 2
    try:
        done = (await ask(shop.owner, filters={'status': 'open'}, macro_id=made)).ok()
    finally:
        matching.BATCH = most
    assert (done['matched'], done['changed'], done['skipped']) == (6, 6, [actions[2]])
    others = [name for name in PEOPLE if name != PEOPLE[2]]
    assert await names(api, f'priority=high&starred=true&tag_ids={late}') == others
    for part in done['undo']:
        (await api.post('conversations/bulk', {'changes': part})).ok()
    for part in done['undo_marks']:
        (await api.post('conversations/marks', {'marks': part})).ok()
    assert [await names(api, query) for query in ('priority=high', 'starred=true', f'tag_ids={late}')] == [[], [], []]
    assert (await ask(shop.owner, filters={}, macro_id=made, client_id='x', text='Hello')).code == 'invalid'
    assert (await ask(shop.owner, filters={}, macro_id=late)).code == 'not_found'
    theirs = await shop.hire()
    assert (await ask(theirs, filters={}, macro_id=made)).code == 'not_found', "it is its owner's alone"
    assert (await ask(shop.owner, filters={}, macro_id=made, mark={'starred': True})).code == 'invalid'


async def said_to(shop: Shop, ids: dict[str, str]) -> dict[str, list[tuple[str, str | None]]]:
    """What we said in each conversation, as text and HTML."""
    said = {}
    for name, id in ids.items():
        page = (await shop.owner.api.get(f'conversations/{id}/messages')).ok()['items']
        said[name] = [(each['content_text'], each['content_html']) for each in page if each['direction'] == 'outbound']
    return said


async def test_a_macro_writes_once_to_each_that_matches_in_their_own_words(desk: Desk) -> None:
    shop, colleague = desk.shop, await desk.shop.hire()
    api, ids = shop.owner.api, await write(shop)
    nameless, shut = PEOPLE[5], PEOPLE[2]
    await change(shop, ids, shut, status='closed')
    hostile = PEOPLE[1]
    rename = 'UPDATE contacts SET name = $3 WHERE tenant_id = $1 AND id = $2'
    await shop.rows(rename, shop.tenant.id, UUID(ids[nameless]), '')
    await shop.rows(rename, shop.tenant.id, UUID(ids[hostile]), '<b>{{tenant.name}}')
    written = 'Dear {{contact.name}}, {{ agent.first_name }} and {{nobody}}'
    actions = [{'type': 'set_status', 'status': 'pending'}]
    made = (await api.post('macros', {'name': 'Thanks', 'text': written, 'actions': actions})).ok(201)['id']
    counted = (await api.get(f'conversations/matching?macro_id={made}')).ok()
    assert counted['count'] == 7
    assert counted['reached'] == {'conversations': 5, 'customers': 5, 'closed': 1, 'unfilled': 1}
    screen = await desk.agent(colleague)
    await screen.hear('session')
    await screen.call('watch', {'conversation_id': ids[PEOPLE[0]]})

    asked = {
        'filters': {'not_priority': ['urgent']},
        'macro_id': made,
        'client_id': 'run',
        'text': written,
        'html': '<p>Dear <strong>{{contact.name}}</strong></p>',
        'limit': 4,
    }
    assert (await ask(shop.owner, **asked | {'client_id': None})).code == 'invalid'
    assert (await ask(shop.owner, **asked | {'text': None})).code == 'invalid'
    most, matching.BATCH = matching.BATCH, 2
    try:
        first = (await ask(shop.owner, **asked)).ok()
        again = (await ask(shop.owner, **asked)).ok()
        rest = (await ask(shop.owner, **asked, cursor=first['next_cursor'])).ok()
    finally:
        matching.BATCH = most
    assert (first['matched'], first['written'], first['changed'], first['left_out']) == (4, 3, 3, 1)
    assert (again['written'], again['changed'], again['undo']) == (0, 0, []), 'the same run writes to nobody twice'
    assert (rest['matched'], rest['written'], rest['left_out'], rest['next_cursor']) == (3, 2, 1, None)
    me = shop.owner.user.name.split()[0]
    heard = await screen.hear('message', lambda message: message['content_text'].startswith('Dear'))
    assert heard['content_text'] == f'Dear {PEOPLE[0]}, {me} and {{{{nobody}}}}'
    said = await said_to(shop, ids)
    [(text, html)] = said[hostile]
    assert text == f'Dear <b>{{{{tenant.name}}}}, {me} and {{{{nobody}}}}', 'a value is not read again'
    assert html == '<p>Dear <strong>&lt;b&gt;{{tenant.name}}</strong></p>', 'and is no markup'
    assert [len(said[name]) for name in PEOPLE] == [1, 1, 0, 1, 1, 0, 1]
    left = (await api.get('conversations?status=open')).ok()['items']
    assert [each['id'] for each in left] == [ids[nameless]]
    for part in [*first['undo'], *rest['undo']]:
        (await api.post('conversations/bulk', {'changes': part})).ok()
    assert len(await names(api, 'status=open')) == 6
    note = (await api.post('macros', {'name': 'Note', 'text': 'Look', 'private': True})).ok(201)['id']
    done = (await ask(shop.owner, filters={}, macro_id=note, client_id='note', text='Look')).ok()
    assert (done['written'], done['left_out']) == (7, 0), 'a note goes to those that are closed, too'


async def test_a_request_sent_again_answers_what_it_answered(tenants: Tenants) -> None:
    shop = await tenants.make()
    await write(shop)
    asked = {'filters': {}, 'change': {'status': 'pending'}}
    first = await shop.owner.api.post('conversations/matching', asked, Idempotency_Key='once')
    second = await shop.owner.api.post('conversations/matching', asked, Idempotency_Key='once')
    assert first.ok()['changed'] == 7
    assert second.ok() == first.ok()


async def test_who_sees_or_may_less_changes_less(tenants: Tenants) -> None:
    shop = await tenants.make()
    ids = await write(shop)
    rights = ['conversations.read_own', 'conversations.change']
    role = (await shop.owner.api.post('roles', {'name': 'Own only', 'permissions': rights})).ok(201)
    agent = await shop.hire(UserRole.AGENT)
    (await shop.owner.api.patch(f'users/{agent.user.id}', {'custom_role_id': role['id']})).ok()
    await change(shop, ids, PEOPLE[3], assignee_id=str(agent.user.id))
    assert (await agent.api.get('conversations/matching')).ok()['count'] == 1
    assert (await ask(agent, filters={}, change={'priority': 'urgent'})).ok()['changed'] == 1
    assert await names(shop.owner.api, 'priority=urgent') == [PEOPLE[3]]
    assert (await ask(agent, filters={}, change={'assignee_id': None})).code == 'forbidden'
    stars = {'marks': [{'ids': [ids[PEOPLE[0]]], 'mark': {'starred': True}}]}
    assert (await agent.api.post('conversations/marks', stars)).code == 'not_found'
    other = await tenants.make()
    assert (await ask(other.owner, filters={}, change={'priority': 'low'})).ok()['matched'] == 0


async def test_what_makes_no_sense_is_refused(tenants: Tenants) -> None:
    owner = (await tenants.make()).owner
    refused: tuple[dict[str, Any], ...] = (
        {'filters': {}},
        {'filters': {}, 'change': {'priority': 'low'}, 'mark': {'starred': True}},
        {'filters': {}, 'change': {'priority': 'low'}, 'limit': 10_001},
        {'filters': {}, 'change': {'priority': 'low'}, 'cursor': 'x'},
        {'filters': {'colour': 'red'}, 'change': {'priority': 'low'}},
        {'filters': {}, 'mark': {'starred': True, 'unread': True}},
        {'filters': {}, 'mark': {'unread': False}},
    )
    for asked in refused:
        assert (await ask(owner, **asked)).code == 'invalid', asked


async def test_stars_and_unread_on_many_are_ones_own_and_taken_back(desk: Desk) -> None:
    shop, colleague = desk.shop, await desk.shop.hire()
    api, ids = shop.owner.api, await write(shop)
    for name in PEOPLE[:4]:
        (await api.post(f'conversations/{ids[name]}/read', {'seq': 1})).ok()
    (await api.post(f'conversations/{ids[PEOPLE[0]]}/star')).ok()
    screen = await desk.agent(shop.owner)
    await screen.hear('session')
    picked = [ids[name] for name in PEOPLE[:5]]

    starred = (await api.post('conversations/marks', {'marks': [{'ids': picked, 'mark': {'starred': True}}]})).ok()
    assert all(row['starred'] for row in starred['conversations'])
    assert await names(api, 'starred=true') == PEOPLE[:5]
    assert await names(colleague.api, 'starred=true') == []
    await screen.hear('conversation.updated', lambda row: row['id'] == picked[4] and row['starred'])
    (await api.post('conversations/marks', {'marks': starred['undo']})).ok()
    assert await names(api, 'starred=true') == PEOPLE[:1]

    assert await names(api, 'unread=true') == PEOPLE[4:]
    unread = (await api.post('conversations/marks', {'marks': [{'ids': picked, 'mark': {'unread': True}}]})).ok()
    assert [row['unread'] for row in unread['conversations']] == [1] * 5
    await screen.hear('read', lambda read: (read['conversation_id'], read['seq']) == (picked[0], 0))
    assert await names(api, 'unread=true') == PEOPLE
    (await api.post('conversations/marks', {'marks': unread['undo']})).ok()
    assert await names(api, 'unread=true') == PEOPLE[4:]


async def test_all_that_match_are_starred_and_taken_back(tenants: Tenants) -> None:
    shop = await tenants.make()
    api = shop.owner.api
    await write(shop)
    done = (await ask(shop.owner, filters={'status': ['open']}, mark={'starred': True})).ok()
    assert done['changed'] == 7
    assert (await api.get('conversations/counts')).ok()['starred'] == 7
    for part in done['undo_marks']:
        (await api.post('conversations/marks', {'marks': part})).ok()
    assert (await api.get('conversations/counts')).ok()['starred'] == 0
