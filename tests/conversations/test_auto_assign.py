"""A team that gives its conversations out by itself: by turns, to members who are online and have room."""

from collections import Counter

from hub.context import Hub
from hub.people.auto_assign import look_round
from tests.live.conftest import Desk
from tests.live.peers import eventually
from tests.tenants import Member, Tenants


async def team_of(desk: Desk, *members: Member, **wish: object) -> str:
    """A team that gives out; its id."""
    asked = {'name': 'Workshop', 'members': [str(one.user.id) for one in members], 'auto_assign': True, **wish}
    return str((await desk.shop.owner.api.post('teams', asked)).ok(201)['id'])


async def begin(desk: Desk, count: int) -> list[str]:
    """So many conversations; the first has waited longest."""
    return [(await (await desk.visitor()).say('Hello'))['message']['conversation_id'] for _ in range(count)]


async def give(desk: Desk, conversation: str, team: str) -> str | None:
    """To the team; who got it."""
    row = (await desk.shop.owner.api.patch(f'conversations/{conversation}', {'team_id': team})).ok()
    return str(row['assignee']['name']) if row['assignee'] else None


async def come(desk: Desk, hub: Hub, *members: Member) -> None:
    """To the desk, and be known to be there."""
    for member in members:
        await (await desk.agent(member)).hear('session')
    wanted = {member.user.id for member in members}
    await eventually(lambda: wanted <= hub.roster.presence(desk.shop.tenant.id).keys())


async def test_members_who_are_online_get_them_by_turns(desk: Desk, hub: Hub) -> None:
    anna, bela, away = [await desk.shop.hire(name=name) for name in ('Anna', 'Bela', 'Away')]
    team = await team_of(desk, anna, bela, away)
    await come(desk, hub, anna, bela)
    got = [await give(desk, conversation, team) for conversation in await begin(desk, 4)]
    assert Counter(got) == {'Anna': 2, 'Bela': 2}
    assert got[:2] == got[2:]


async def test_whoever_gets_one_hears_of_it_and_undo_takes_it_back(desk: Desk, hub: Hub) -> None:
    anna = await desk.shop.hire(name='Anna')
    team = await team_of(desk, anna)
    peer = await desk.agent(anna)
    await come(desk, hub, anna)
    (conversation,) = await begin(desk, 1)
    asked = {'changes': [{'ids': [conversation], 'change': {'team_id': team}}]}
    done = (await desk.shop.owner.api.post('conversations/bulk', asked)).ok()
    notice = await peer.hear('notification', lambda notice: notice['kind'] == 'assigned')
    assert notice['conversation_id'] == conversation
    undone = (await desk.shop.owner.api.post('conversations/bulk', {'changes': done['undo']})).ok()
    assert (undone['conversations'][0]['assignee'], undone['conversations'][0]['team_id']) == (None, None)


async def test_nobody_gets_more_than_the_team_allows_and_the_rest_follows(desk: Desk, hub: Hub) -> None:
    anna, api = await desk.shop.hire(name='Anna'), desk.shop.owner.api
    team = await team_of(desk, anna, capacity=1)
    await come(desk, hub, anna)
    first, second, third = await begin(desk, 3)
    assert [await give(desk, one, team) for one in (third, second, first)] == ['Anna', None, None]
    await look_round(hub, desk.shop.tenant.id)
    assert (await api.get(f'conversations/{first}')).ok()['assignee'] is None
    (await api.patch(f'conversations/{third}', {'status': 'resolved'})).ok()
    await look_round(hub, desk.shop.tenant.id)
    owners = [(await api.get(f'conversations/{one}')).ok()['assignee'] for one in (first, second)]
    assert [owner and owner['name'] for owner in owners] == ['Anna', None], 'who has waited longest comes first'


async def test_many_at_once_keep_to_the_turns_and_the_bound(desk: Desk, hub: Hub) -> None:
    anna, bela = [await desk.shop.hire(name=name) for name in ('Anna', 'Bela')]
    team = await team_of(desk, anna, bela, capacity=2)
    await come(desk, hub, anna, bela)
    asked = {'changes': [{'ids': await begin(desk, 5), 'change': {'team_id': team}}]}
    done = (await desk.shop.owner.api.post('conversations/bulk', asked)).ok()
    got = Counter(row['assignee'] and row['assignee']['name'] for row in done['conversations'])
    assert got == {'Anna': 2, 'Bela': 2, None: 1}


async def test_what_found_nobody_is_given_out_when_somebody_comes(desk: Desk, hub: Hub) -> None:
    anna = await desk.shop.hire(name='Anna')
    team = await team_of(desk, anna)
    (conversation,) = await begin(desk, 1)
    assert await give(desk, conversation, team) is None
    await come(desk, hub, anna)
    peer = await desk.agent(anna)
    await look_round(hub, desk.shop.tenant.id)
    await peer.hear('conversation.updated', lambda row: bool(row.get('assignee')) and row['id'] == conversation)


async def test_a_team_that_does_not_want_it_and_an_assignee_who_is_named_are_left_alone(desk: Desk, hub: Hub) -> None:
    anna, api = await desk.shop.hire(name='Anna'), desk.shop.owner.api
    team = await team_of(desk, anna, auto_assign=False)
    await come(desk, hub, anna)
    first, second = await begin(desk, 2)
    assert await give(desk, first, team) is None
    changed = (await api.patch(f'teams/{team}', {'auto_assign': True, 'capacity': 3})).ok()
    assert (changed['auto_assign'], changed['capacity']) == (True, 3)
    me = str(desk.shop.owner.user.id)
    row = (await api.patch(f'conversations/{second}', {'team_id': team, 'assignee_id': me})).ok()
    assert row['assignee']['id'] == me
    assert (await api.patch(f'teams/{team}', {'capacity': None})).ok()['capacity'] is None
    assert (await api.patch(f'teams/{team}', {'capacity': 0})).code == 'invalid'


async def lead(desk: Desk, team: str | None) -> None:
    """New conversations of the site's chat to this team, or to nobody."""
    api = desk.shop.owner.api
    (widget,) = (await api.get('widgets')).ok()['items']
    assert (await api.patch(f'widgets/{widget["id"]}', {'team_id': team})).ok()['team_id'] == team


async def test_a_new_chat_comes_to_the_team_of_its_site_and_to_whose_turn_it_is(desk: Desk, hub: Hub) -> None:
    anna = await desk.shop.hire(name='Anna')
    team = await team_of(desk, anna)
    await lead(desk, team)
    peer, visitor = await desk.agent(anna), await desk.visitor()
    await come(desk, hub, anna)
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    row = await peer.hear('conversation.updated', lambda row: row['id'] == conversation and bool(row['assignee']))
    assert (row['assignee']['name'], row['team_id']) == ('Anna', team)
    assert (await peer.hear('notification'))['conversation_id'] == conversation
    moved = {'team_id': None, 'assignee_id': None}
    (await desk.shop.owner.api.patch(f'conversations/{conversation}', moved)).ok()
    await visitor.say('Still there?')
    row = (await desk.shop.owner.api.get(f'conversations/{conversation}')).ok()
    assert (row['assignee'], row['team_id']) == (None, None), 'what goes on stays where it was put'


async def test_a_new_chat_waits_in_the_team_of_its_site_until_somebody_comes(desk: Desk, hub: Hub) -> None:
    anna, api = await desk.shop.hire(name='Anna'), desk.shop.owner.api
    team = await team_of(desk, anna)
    await lead(desk, team)
    owner = await desk.agent()
    (conversation,) = await begin(desk, 1)
    row = await owner.hear('conversation.updated', lambda row: row['id'] == conversation)
    assert (row['assignee'], row['team_id']) == (None, team)
    await come(desk, hub, anna)
    await look_round(hub, desk.shop.tenant.id)
    assert (await api.get(f'conversations/{conversation}')).ok()['assignee']['name'] == 'Anna'


async def test_a_team_that_is_gone_gets_no_new_chats(desk: Desk, tenants: Tenants) -> None:
    api = desk.shop.owner.api
    team = await team_of(desk)
    await lead(desk, team)
    (await api.delete(f'teams/{team}')).ok(204)
    (conversation,) = await begin(desk, 1)
    assert (await api.get(f'conversations/{conversation}')).ok()['team_id'] is None
    (widget,) = (await api.get('widgets')).ok()['items']
    assert widget['team_id'] is None
    elsewhere = (await (await tenants.make()).owner.api.post('teams', {'name': 'Elsewhere'})).ok(201)['id']
    for nowhere in (team, elsewhere):
        assert (await api.patch(f'widgets/{widget["id"]}', {'team_id': nowhere})).code == 'invalid'


async def test_who_is_switched_off_gives_back_what_is_not_done(desk: Desk, hub: Hub) -> None:
    anna, bela, api = await desk.shop.hire(name='Anna'), await desk.shop.hire(name='Bela'), desk.shop.owner.api
    team = await team_of(desk, anna, bela)
    owner, peer = await desk.agent(), await desk.agent(bela)
    await come(desk, hub, bela)
    of_team, asleep, pending, done, others = await begin(desk, 5)
    for conversation, wish in (
        (of_team, {'team_id': team}),
        (asleep, {'snoozed_until': 'reply'}),
        (pending, {'status': 'pending', 'team_id': team}),
        (done, {'status': 'resolved'}),
    ):
        mine = {**wish, 'assignee_id': str(anna.user.id)}
        (await api.patch(f'conversations/{conversation}', mine)).ok()
    (await api.patch(f'conversations/{others}', {'assignee_id': str(bela.user.id)})).ok()
    (await api.patch(f'users/{anna.user.id}', {'is_active': False})).ok()
    await owner.hear('conversation.updated', lambda row: row['id'] == asleep and row['assignee'] is None)
    given = await peer.hear('notification', lambda notice: notice['conversation_id'] == of_team)
    assert given['kind'] == 'assigned'
    rows = [(await api.get(f'conversations/{one}')).ok() for one in (of_team, asleep, pending, done, others)]
    assert [row['assignee'] and row['assignee']['name'] for row in rows] == ['Bela', None, None, 'Anna', 'Bela']
    assert [row['team_id'] for row in rows] == [team, None, team, None, None]
    assert rows[1]['snoozed_until'], 'it sleeps on'
    (line,) = (await api.get('audit-log?action=user.changed')).ok()['items']
    assert line['details']['conversations_given_back'] == 3


async def seen(desk: Desk, member: Member, *, minutes_ago: int) -> None:
    """As if they had last been online then."""
    update = "UPDATE users SET online_at = now() - $1 * interval '1 minute' WHERE id = $2 RETURNING id"
    assert await desk.shop.rows(update, minutes_ago, member.user.id)


async def owners(desk: Desk, *conversations: str) -> list[str | None]:
    """Whose they are."""
    api = desk.shop.owner.api
    found = [(await api.get(f'conversations/{one}')).ok()['assignee'] for one in conversations]
    return [owner and owner['name'] for owner in found]


async def test_what_waits_for_a_member_who_is_away_goes_to_somebody_else(desk: Desk, hub: Hub) -> None:
    anna, bela = [await desk.shop.hire(name=name) for name in ('Anna', 'Bela')]
    team = await team_of(desk, anna, bela, give_back_minutes=5)
    peer = await desk.agent(anna)
    await come(desk, hub, anna)
    waits, answered = await begin(desk, 2)
    assert [await give(desk, one, team) for one in (waits, answered)] == ['Anna', 'Anna']
    said = {'client_id': 'answer-1', 'text': 'Good day'}
    (await anna.api.post(f'conversations/{answered}/messages', said)).ok(201)
    await come(desk, hub, bela)

    await seen(desk, anna, minutes_ago=6)
    await look_round(hub, desk.shop.tenant.id)
    assert await owners(desk, waits) == ['Anna'], 'who is online keeps it, and is noted'

    assert (await peer.call('presence', {'state': 'away'}))['ok']
    await look_round(hub, desk.shop.tenant.id)
    assert await owners(desk, waits) == ['Anna'], 'nobody is away for so long yet'

    await seen(desk, anna, minutes_ago=6)
    await look_round(hub, desk.shop.tenant.id)
    assert await owners(desk, waits, answered) == ['Bela', 'Anna']
    to_bela = str(bela.user.id)
    await peer.hear('conversation.updated', lambda row: row['id'] == waits and to_bela in str(row['assignee']))


async def test_a_team_that_takes_nothing_back_leaves_it_with_who_is_away(desk: Desk, hub: Hub) -> None:
    anna, bela = [await desk.shop.hire(name=name) for name in ('Anna', 'Bela')]
    team, api = await team_of(desk, anna, bela), desk.shop.owner.api
    await come(desk, hub, anna)
    (conversation,) = await begin(desk, 1)
    assert await give(desk, conversation, team) == 'Anna'
    (await (await desk.agent(anna)).call('presence', {'state': 'away'}))
    await come(desk, hub, bela)
    await seen(desk, anna, minutes_ago=60)
    await look_round(hub, desk.shop.tenant.id)
    assert await owners(desk, conversation) == ['Anna']
    assert (await api.patch(f'teams/{team}', {'give_back_minutes': 5})).ok()['give_back_minutes'] == 5
    await look_round(hub, desk.shop.tenant.id)
    assert await owners(desk, conversation) == ['Anna'], 'it counts from when the team wanted it'
    await seen(desk, anna, minutes_ago=6)
    await look_round(hub, desk.shop.tenant.id)
    assert await owners(desk, conversation) == ['Bela']
    assert (await api.patch(f'teams/{team}', {'give_back_minutes': None})).ok()['give_back_minutes'] is None
    assert (await api.patch(f'teams/{team}', {'give_back_minutes': 0})).code == 'invalid'
