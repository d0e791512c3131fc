"""What agents hear who may not see everything."""

from tests.auth.test_roles import given, made
from tests.live.conftest import Desk


async def test_other_rights_of_a_role_count_at_once_for_whoever_has_it(desk: Desk) -> None:
    shop, agent = desk.shop, await desk.shop.hire()
    role = await made(shop, 'conversations.read_own')
    await given(shop, agent, role)
    peer = await desk.agent(agent)
    (await shop.owner.api.patch(f'roles/{role}', {'permissions': ['conversations.read', 'contacts.read']})).ok()
    await peer.hear('closing', lambda said: said['reason'] == 'signed_out')
    assert (await agent.api.get('contacts')).status == 200


async def test_what_is_not_mine_is_not_told_to_me_and_what_was_mine_is_gone_at_once(desk: Desk) -> None:
    shop, agent = desk.shop, await desk.shop.hire()
    await given(shop, agent, await made(shop, 'conversations.read_own', 'conversations.reply'))
    peer, visitor = await desk.agent(agent), await desk.visitor()
    conversation = (await visitor.say('Unheard'))['message']['conversation_id']
    path = f'conversations/{conversation}'
    assert (await peer.call('watch', {'conversation_id': conversation}))['error']['code'] == 'not_found'
    await visitor.call('typing', {'conversation_id': conversation, 'on': True})
    (await shop.owner.api.patch(path, {'assignee_id': str(agent.user.id)})).ok()
    await peer.hear('conversation.updated', lambda row: row['id'] == conversation)
    assert (await peer.call('watch', {'conversation_id': conversation}))['ok']
    await visitor.say('Heard', conversation)
    await peer.hear('message', lambda message: message['content_text'] == 'Heard')

    (await shop.owner.api.patch(path, {'assignee_id': None})).ok()
    await peer.hear('conversation.gone', lambda gone: gone['conversation_id'] == conversation)
    await visitor.say('Too late', conversation)
    assert (await agent.api.get(path)).status == 404
    told = (await peer.call('feed', {'cursor': '0'}))['reset']
    assert told is True
    assert peer.texts() == ['Heard']
    assert not [name for name, _ in peer.heard if name == 'typing']


async def test_a_note_that_names_me_lets_me_see_its_conversation(desk: Desk) -> None:
    shop, agent = desk.shop, await desk.shop.hire()
    await given(shop, agent, await made(shop, 'conversations.read_own'))
    conversation = (await (await desk.visitor()).say('Hello'))['message']['conversation_id']
    note = {'text': 'Look', 'private': True, 'mentions': [str(agent.user.id)]}
    (await shop.owner.api.post(f'conversations/{conversation}/messages', note)).ok(201)
    assert (await agent.api.get(f'conversations/{conversation}')).ok()['mentioned'] is True


async def test_whoever_leaves_a_team_hears_its_conversations_no_more(desk: Desk) -> None:
    shop, agent = desk.shop, await desk.shop.hire()
    await given(shop, agent, await made(shop, 'conversations.read_team'))
    team = (await shop.owner.api.post('teams', {'name': 'Night', 'members': [str(agent.user.id)]})).ok(201)['id']
    peer, visitor = await desk.agent(agent), await desk.visitor()
    conversation = (await visitor.say('Hello'))['message']['conversation_id']
    (await shop.owner.api.patch(f'conversations/{conversation}', {'team_id': team})).ok()
    assert (await peer.call('watch', {'conversation_id': conversation}))['ok']
    (await shop.owner.api.patch(f'teams/{team}', {'members': []})).ok()
    await peer.hear('conversation.gone')
    await visitor.say('Too late', conversation)
    assert (await peer.call('presence', {'state': 'online'}))['ok']  # whatever was on its way has arrived
    assert peer.texts() == []
