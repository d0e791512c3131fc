"""Conversations that are about one thing: one is closed and both say where the rest is; no message moves."""

from typing import Any
from uuid import UUID

from tests.contacts.test_contacts import make
from tests.live.conftest import Desk
from tests.tenants import Shop, Tenants


async def two(shop: Shop, channel: str = 'email', other: str = 'email') -> list[str]:
    """Two conversations of one contact."""
    contact = (await make(shop.owner, 'Anna'))['id']
    query = 'INSERT INTO conversations (tenant_id, channel, contact_id, subject) VALUES ($1, $2, $3, $4) RETURNING id'
    return [
        str((await shop.rows(query, shop.tenant.id, each, contact, subject))[0]['id'])
        for each, subject in ((channel, 'One'), (other, 'Two'))
    ]


async def lines(shop: Shop, conversation: str) -> list[tuple[str, str, str, bool]]:
    """What the thread says of merges."""
    thread = (await shop.owner.api.get(f'conversations/{conversation}/messages')).ok()['items']
    blocks: list[Any] = [block for message in thread for block in message['content_blocks'] or []]
    return [(block['way'], block['conversation_id'], block['subject'], block['undone']) for block in blocks]


async def test_a_merged_conversation_is_closed_and_both_say_so_until_it_is_undone(desk: Desk) -> None:
    api, agent = desk.shop.owner.api, await desk.agent()
    merged, kept = await two(desk.shop)
    (await api.patch(f'conversations/{merged}', {'status': 'pending'})).ok()
    row = (await api.post(f'conversations/{merged}/merge', {'into_id': kept})).ok()
    assert (row['status'], row['merged_into'], row['last_seq']) == ('closed', kept, 1)
    await agent.hear('conversation.updated', lambda heard: heard['merged_into'] == kept)
    assert await lines(desk.shop, merged) == [('into', kept, 'Two', False)]
    assert await lines(desk.shop, kept) == [('from', merged, 'One', False)]
    row = (await api.delete(f'conversations/{merged}/merge')).ok()
    assert (row['status'], row['merged_into'], row['last_seq']) == ('pending', None, 1)
    assert await lines(desk.shop, merged) == [('into', kept, 'Two', True)]
    assert await lines(desk.shop, kept) == [('from', merged, 'One', True)]
    assert (await api.delete(f'conversations/{merged}/merge')).code == 'not_found'
    for action in ('merged', 'unmerged'):
        (entry,) = (await api.get(f'audit-log?action=conversation.{action}')).ok()['items']
        assert entry['details'] == {'into': kept}


async def test_an_undone_merge_has_its_custom_status_again_or_what_is_left_of_it(tenants: Tenants) -> None:
    shop = await tenants.make()
    api = shop.owner.api
    own = {'name': 'Waiting for parts', 'status': 'pending'}
    parts = (await api.post('custom-statuses', own)).ok(201)['id']
    for has_gone, wanted in ((False, parts), (True, None)):
        merged, kept = await two(shop)
        (await api.patch(f'conversations/{merged}', {'custom_status_id': parts})).ok()
        row = (await api.post(f'conversations/{merged}/merge', {'into_id': kept})).ok()
        assert (row['status'], row['custom_status_id']) == ('closed', None)
        if has_gone:
            (await api.delete(f'custom-statuses/{parts}')).ok(204)
        row = (await api.delete(f'conversations/{merged}/merge')).ok()
        assert (row['status'], row['custom_status_id']) == ('pending', wanted)


async def test_only_what_is_one_contacts_is_merged_and_never_in_circles(tenants: Tenants) -> None:
    shop = await tenants.make('Shop')
    api, (one, other), (strangers, _) = shop.owner.api, await two(shop), await two(shop)
    assert (await api.post(f'conversations/{one}/merge', {'into_id': one})).code == 'invalid'
    refused = await api.post(f'conversations/{one}/merge', {'into_id': strangers})
    assert refused.code == 'invalid'
    assert 'Move' in refused.json['detail']
    (await api.post(f'conversations/{one}/merge', {'into_id': other})).ok()
    assert (await api.post(f'conversations/{other}/merge', {'into_id': one})).code == 'conflict'
    assert (await api.post(f'conversations/{one}/merge', {'into_id': other})).code == 'conflict'


async def test_nobody_merges_what_they_may_not_see(tenants: Tenants) -> None:
    ours, theirs = await tenants.make('Ours'), await tenants.make('Theirs')
    (one, _), (foreign, _) = await two(ours), await two(theirs)
    assert (await ours.owner.api.post(f'conversations/{one}/merge', {'into_id': foreign})).code == 'not_found'
    assert (await ours.owner.api.post(f'conversations/{foreign}/merge', {'into_id': one})).code == 'not_found'


async def test_what_the_customer_writes_after_a_merge_opens_it_again(desk: Desk) -> None:
    api, visitor = desk.shop.owner.api, await desk.visitor()
    merged = (await visitor.say('Hello'))['message']['conversation_id']
    kept, _ = await two(desk.shop)
    contact = (await api.get(f'conversations/{kept}')).ok()['contact']['id']
    (await api.post(f'conversations/{merged}/move', {'contact_id': contact})).ok()
    (await api.post(f'conversations/{merged}/merge', {'into_id': kept})).ok()
    said = (await visitor.say('Are you there?', conversation_id=merged))['message']
    assert said['conversation_id'] == merged
    row = (await api.get(f'conversations/{merged}')).ok()
    assert (row['status'], row['merged_into'], row['unread']) == ('open', kept, 2)
    row = (await api.delete(f'conversations/{merged}/merge')).ok()
    assert (row['status'], row['merged_into']) == ('open', None)


async def test_nobody_resolved_what_was_merged_away(desk: Desk) -> None:
    shop, visitor = desk.shop, await desk.visitor()
    merged = (await visitor.say('Hello'))['message']['conversation_id']
    kept, _ = await two(shop)
    contact = (await shop.owner.api.get(f'conversations/{kept}')).ok()['contact']['id']
    (await shop.owner.api.post(f'conversations/{merged}/move', {'contact_id': contact})).ok()

    async def resolutions() -> list[tuple[int, bool, bool]]:
        query = 'SELECT number, is_asked, reopened_at IS NOT NULL FROM hub.resolutions WHERE conversation_id = $1'
        return [tuple(row) for row in await shop.rows(f'{query} ORDER BY number', UUID(merged))]

    for _ in range(2):
        (await shop.owner.api.post(f'conversations/{merged}/merge', {'into_id': kept})).ok()
        assert await resolutions() == []
        (await shop.owner.api.delete(f'conversations/{merged}/merge')).ok()
    (await shop.owner.api.patch(f'conversations/{merged}', {'status': 'resolved'})).ok()
    await visitor.say('Not yet', conversation_id=merged)
    (await shop.owner.api.post(f'conversations/{merged}/merge', {'into_id': kept})).ok()
    (await shop.owner.api.delete(f'conversations/{merged}/merge')).ok()
    assert await resolutions() == [(1, True, True)], 'what was resolved before the merge was'
    (await shop.owner.api.post(f'conversations/{merged}/merge', {'into_id': kept})).ok()
    await visitor.say('And this?', conversation_id=merged)
    (await shop.owner.api.patch(f'conversations/{merged}', {'status': 'resolved'})).ok()
    assert await resolutions() == [(1, True, True), (2, True, False)]


async def test_mail_goes_where_its_conversation_was_merged_into_on_the_same_channel(tenants: Tenants) -> None:
    shop = await tenants.make('Shop')
    for other, joins in (('email', 1), ('widget', 0)):
        both = await two(shop, other=other)
        (await shop.owner.api.post(f'conversations/{both[0]}/merge', {'into_id': both[1]})).ok()
        ((found,),) = await shop.rows('SELECT hub.conversation_to_join($1, $2)', shop.tenant.id, both[0])
        assert str(found) == both[joins]
    (await shop.owner.api.patch(f'conversations/{both[1]}', {'status': 'closed'})).ok()
    ((found,),) = await shop.rows('SELECT hub.conversation_to_join($1, $2)', shop.tenant.id, both[1])
    assert found is None
