"""Pigeon post from end to end: threads and their proofs, pictures, what agents see, letters that died."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import pytest

from handlers.keys import HUB
from hub.app import create_app
from hub.config import Settings
from hub.model.errors import Unavailable
from hub.model.ids import new_id
from hub.model.message import MessageStatus
from hub.model.people import UserRole
from hub.providers import channel_accounts, outbound
from hub.secrets import Keys
from hub.worker import working
from storage.embedded.home import free_port
from tests.api.world import PNG
from tests.channels.conftest import QUICK, Office, number, stand_of
from tests.channels.pigeon.stand import Loft, deliver
from tests.channels.stand import Stand
from tests.conftest import serving
from tests.live.peers import Peer


@pytest.fixture
def stand() -> Stand:
    """Pigeons."""
    return stand_of('pigeon')


def letter(sender: str, text: str = 'Hello', **more: object) -> dict[str, object]:
    """What a customer writes."""
    return {'type': 'message', 'id': f'M{uuid4().hex}', 'sender': sender, 'name': 'Cleo', 'text': text, **more}


async def threads(office: Office) -> list[list[str]]:
    """The texts of each conversation, the oldest first."""
    rows = await office.shop.rows(
        """SELECT array_agg(m.content_text ORDER BY m.seq)
             FROM messages m JOIN conversations c ON c.id = m.conversation_id
            GROUP BY c.id, c.created_at ORDER BY c.created_at"""
    )
    return [row[0] for row in rows]


async def taken(office: Office) -> None:
    """Wait until nothing waits."""
    await office.until("SELECT count(*) FROM hub.raw_inbound WHERE state = 'received'", 0)


async def test_one_address_is_one_conversation_until_it_is_resolved(office: Office) -> None:
    sender = number()
    for text in ('One', 'Two'):
        await office.deliver(deliver(letter(sender, text)))
        await taken(office)
    (conversation,) = (await office.shop.owner.api.get('conversations')).ok()['items']
    assert conversation['display_name'] == 'Cleo'
    assert conversation['channel'] == 'whatsapp'
    (await office.shop.owner.api.patch(f'conversations/{conversation["id"]}', {'status': 'resolved'})).ok()
    await office.deliver(deliver(letter(sender, 'Three')))
    await office.deliver(deliver(letter(number(), 'Somebody else')))
    await taken(office)
    assert await threads(office) == [['One', 'Two'], ['Three'], ['Somebody else']]


async def test_what_a_blocked_contact_sends_is_kept_and_told_to_nobody(office: Office) -> None:
    sender = number()
    await office.deliver(deliver(letter(sender, 'One')))
    await taken(office)
    ((contact_id,),) = await office.shop.rows('SELECT id FROM contacts')
    (await office.shop.owner.api.post(f'contacts/{contact_id}/block', {})).ok()
    assert (await office.deliver(deliver(letter(sender, 'Two')))).status == 200
    await office.deliver(deliver(letter(number(), 'Somebody else')))
    await taken(office)
    assert await threads(office) == [['One'], ['Somebody else']]
    assert len(await office.shop.rows('SELECT FROM hub.raw_inbound')) == 3
    (await office.shop.owner.api.delete(f'contacts/{contact_id}/block')).ok()
    await office.deliver(deliver(letter(sender, 'Three')))
    await taken(office)
    assert await threads(office) == [['One', 'Three'], ['Somebody else']]


async def test_a_number_that_hides_names_nobody(office: Office) -> None:
    for text in ('One', 'Two'):
        await office.deliver(deliver(letter('anonymous', text)))
        await taken(office)
    assert await threads(office) == [['One'], ['Two']]
    assert not await office.shop.rows('SELECT FROM contacts')


async def test_a_token_brings_an_answer_back_and_only_from_whom_it_was_sent_to(office: Office) -> None:
    assert isinstance(office.postbox, Loft)
    sender = number()
    await office.deliver(deliver(letter(sender, 'One')))
    await taken(office)
    conversation_id = str((await office.messages())[0]['conversation_id'])
    await office.reply(conversation_id, 'Two')
    async with office.at_work():
        await office.until("SELECT count(*) FROM messages WHERE status = 'sent'", 1)
    token = next(iter(office.postbox.provider.letters.values()))['token']
    (await office.shop.owner.api.patch(f'conversations/{conversation_id}', {'status': 'resolved'})).ok()
    await office.deliver(deliver(letter(sender, 'Three', token=token)))
    await taken(office)
    await office.deliver(deliver(letter(number(), 'I found this', token=token)))
    await taken(office)
    await office.deliver(
        deliver(letter(sender, 'Forged', thread='T', token=f'{token[:-1]}{"0" if token[-1] != "0" else "1"}'))
    )
    await taken(office)
    assert await threads(office) == [['One', 'Two', 'Three'], ['I found this'], ['Forged']]


async def test_an_answer_to_a_message_joins_only_if_its_sender_is_in_it(office: Office) -> None:
    sender, first = number(), f'M{uuid4().hex}'
    await office.deliver(deliver({**letter(sender, 'One'), 'id': first}))
    await taken(office)
    conversation_id = (await office.messages())[0]['conversation_id']
    (await office.shop.owner.api.patch(f'conversations/{conversation_id}', {'status': 'resolved'})).ok()
    await office.deliver(deliver(letter(number(), 'A stranger', answers=first)))
    await taken(office)
    await office.deliver(deliver(letter(sender, 'Two', answers=first)))
    await taken(office)
    (await office.shop.owner.api.patch(f'conversations/{conversation_id}', {'status': 'closed'})).ok()
    await office.deliver(deliver(letter(sender, 'Three', answers=first)))
    await taken(office)
    assert await threads(office) == [['One', 'Two'], ['A stranger'], ['Three']]


async def test_an_answer_to_a_moved_conversation_still_joins_it(office: Office) -> None:
    sender, first = number(), f'M{uuid4().hex}'
    await office.deliver(deliver({**letter(sender, 'One'), 'id': first}))
    await taken(office)
    conversation_id = (await office.messages())[0]['conversation_id']
    other = (await office.shop.owner.api.post('contacts', {'name': 'Berg'})).ok(201)
    (await office.shop.owner.api.post(f'conversations/{conversation_id}/move', {'contact_id': other['id']})).ok()
    (await office.shop.owner.api.patch(f'conversations/{conversation_id}', {'status': 'resolved'})).ok()
    await office.deliver(deliver(letter(sender, 'Two', answers=first)))
    await taken(office)
    await office.deliver(deliver(letter(number(), 'A stranger', answers=first)))
    await taken(office)
    assert await threads(office) == [['One', 'Two'], ['A stranger']]


async def wrote(office: Office, event: dict[str, object]) -> str:
    """In which conversation a letter lands."""
    await office.deliver(deliver(event))
    await taken(office)
    (row,) = [row for row in await office.messages() if row['provider_id'] == event['id']]
    return str(row['conversation_id'])


async def sent(office: Office, conversation_id: str, text: str) -> dict[str, str]:
    """An agent's reply, as the provider got it."""
    assert isinstance(office.postbox, Loft)
    said = await office.reply(conversation_id, text)
    async with office.at_work():
        await office.becomes(said, MessageStatus.SENT)
    (letter,) = [letter for letter in office.postbox.provider.letters.values() if letter['ref'] == said]
    return letter


async def test_what_belongs_to_a_merged_conversation_lands_where_it_went_on(office: Office) -> None:
    api, anna, other = office.shop.owner.api, number(), number()
    first = letter(anna, 'One', thread='G1')
    merged, kept = await wrote(office, first), await wrote(office, letter(other, 'Uno'))
    token = (await sent(office, merged, 'Two'))['token']
    contact = (await api.get(f'conversations/{merged}')).ok()['contact']['id']
    (await api.post(f'conversations/{kept}/move', {'contact_id': contact})).ok()
    (await api.post(f'conversations/{merged}/merge', {'into_id': kept})).ok()
    for keys in ({'thread': 'G1'}, {'token': token}, {'answers': first['id']}, {}):
        assert await wrote(office, letter(anna, 'More', **keys)) == kept, keys
    assert (await sent(office, kept, 'Here'))['to'] == anna, 'where they wrote from last'
    assert (await api.get(f'conversations/{merged}')).ok()['status'] == 'closed'
    (await api.delete(f'conversations/{merged}/merge')).ok()
    assert await wrote(office, letter(anna, 'Again', token=token)) == merged


async def test_what_is_answered_in_a_split_off_conversation_comes_back_into_it(office: Office) -> None:
    api, anna = office.shop.owner.api, number()
    source = await wrote(office, letter(anna, 'One'))
    second = letter(anna, 'And the invoice?')
    assert await wrote(office, second) == source
    before = await sent(office, source, 'Dry')
    new = (await api.post(f'conversations/{source}/split', {'from_seq': 2})).ok(201)['id']
    reply = await sent(office, new, 'Here it is')
    assert (reply['to'], reply['text']) == (anna, 'Here it is')
    assert await wrote(office, letter(anna, 'Thanks', token=reply['token'])) == new
    assert await wrote(office, letter(anna, 'Is it?', token=before['token'])) == source
    assert await wrote(office, letter(anna, 'As I said', answers=second['id'])) == source
    bela = (await api.post('contacts', {'name': 'Bela'})).ok(201)['id']
    (await api.post(f'conversations/{new}/move', {'contact_id': bela})).ok()
    assert await wrote(office, letter(anna, 'Paid', token=reply['token'])) == new


async def test_the_providers_own_thread_is_one_conversation(office: Office) -> None:
    for sender in (number(), number()):
        await office.deliver(deliver(letter(sender, 'In the group', thread='G1')))
        await taken(office)
    assert await threads(office) == [['In the group', 'In the group']]


async def test_many_events_in_one_delivery_keep_their_order(office: Office) -> None:
    one, other = number(), number()
    events = [letter(one, 'One'), letter(other, 'Uno'), letter(one, 'Two'), letter(other, 'Due')]
    await office.deliver(deliver(*events, events[0]))
    await taken(office)
    assert sorted(await threads(office)) == [['One', 'Two'], ['Uno', 'Due']]


async def test_formatted_words_are_cleaned_and_nul_is_no_word(office: Office) -> None:
    await office.deliver(deliver(letter(number(), 'Hel\0lo', html='<b>Hello</b><script>alert(1)</script>')))
    await taken(office)
    (row,) = await office.messages()
    assert (row['content_text'], row['content_html']) == ('Hello', '<b>Hello</b>')


async def test_a_picture_is_fetched_after_its_words_are_there(office: Office) -> None:
    assert isinstance(office.postbox, Loft)
    provider = office.postbox.provider
    provider.files['egg.png'] = PNG
    media = [{'url': f'{provider.url}/files/{name}', 'name': name} for name in ('egg.png', 'gone.png')]
    await office.deliver(deliver(letter(number(), 'Look', media=media)))
    await taken(office)
    (row,) = await office.messages()
    assert not row['has_attachments']
    async with office.at_work():
        await office.until('SELECT count(*) FROM attachments WHERE message_id IS NOT NULL', 1)
        await office.until('SELECT count(*) FROM hub.dead_letters', 1)  # the one that is gone
    page = (await office.shop.owner.api.get(f'conversations/{row["conversation_id"]}/messages')).ok()
    (attachment,) = page['items'][0]['attachments']
    assert (attachment['file_name'], attachment['content_type']) == ('egg.png', 'image/png')
    assert page['items'][0]['rev'] > 0


async def test_agents_hear_messages_and_what_becomes_of_replies(office: Office, stand: Stand) -> None:
    conversation_id = await office.conversation()
    base, token = office.shop.hub.settings.base_url, office.shop.owner.token
    sender = (await office.shop.rows('SELECT address FROM hub.conversation_routes'))[0][0]
    async with Peer(base, '/agent', {'token': token}) as agent:
        await agent.call('watch', {'conversation_id': conversation_id})
        await office.deliver(deliver(letter(sender, 'Still there?')))
        heard = await agent.hear('message', lambda m: m['content_text'] == 'Still there?')
        assert (heard['seq'], heard['prev_seq'], heard['author']['name']) == (2, 1, 'Cleo')
        async with office.at_work():
            said = await agent.say('Yes', conversation_id)
            assert said['message']['status'] == 'queued'
            sent = await agent.hear('message.updated', lambda m: m['status'] == 'sent')
        assert (sent['id'], sent['rev'], sent['prev_seq']) == (said['message']['id'], 1, 2)
        await office.deliver(stand.receipt(MessageStatus.READ, office.postbox.provider_id(sent['id'])))
        await agent.hear('message.updated', lambda m: m['status'] == 'read')
        await agent.hear('conversation.updated', lambda c: c['last_message']['status'] == 'read')
        caught = await agent.call('sync', {'conversation_id': conversation_id, 'after_seq': 3, 'after_rev': 1})
        assert [(m['status'], m['rev']) for m in caught['changed']] == [('read', 2)]


@pytest.mark.parametrize('has_bell', [True, False], ids=['bell', 'poll'])
async def test_a_worker_elsewhere_is_heard_with_and_without_redis(
    office: Office, settings: Settings, stand: Stand, has_bell: bool
) -> None:
    conversation_id = await office.conversation()
    base, token = office.shop.hub.settings.base_url, office.shop.owner.token
    elsewhere = await create_app(settings.model_copy(update={'port': free_port()}), channels=stand.build)
    if not has_bell:
        elsewhere[HUB].bell._put = lambda *_: None  # type: ignore[method-assign] # a bell that is lost
    async with Peer(base, '/agent', {'token': token}) as agent, serving(elsewhere, elsewhere[HUB].settings):
        await agent.call('watch', {'conversation_id': conversation_id})
        await asyncio.sleep(0.5)
        await office.reply(conversation_id)
        async with working(elsewhere[HUB], pace=QUICK):
            await agent.hear('message.updated', lambda m: m['status'] == 'sent')


async def test_an_unknown_outcome_is_asked_of_the_provider(
    office: Office, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbound, 'RECONCILE_SECONDS', (0.2, 0.2))
    conversation_id = await office.conversation()
    office.postbox.will('unknown')
    message_id = await office.reply(conversation_id)
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.UNKNOWN)
        path = f'messages/{message_id}/dismiss'
        assert (await office.shop.owner.api.post(path)).ok()['dismissed']
        assert (await office.shop.owner.api.delete(path)).ok()['dismissed'] is None
        assert (await office.shop.owner.api.post(path)).ok()['status'] == 'unknown'
        await office.deliver(stand.receipt(MessageStatus.DELIVERED, office.postbox.provider_id(message_id)))
        await office.becomes(message_id, MessageStatus.DELIVERED)
    page = (await office.shop.owner.api.get(f'conversations/{conversation_id}/messages')).ok()
    assert page['items'][-1]['dismissed'] is None, 'what became clear is put away no more'
    assert office.postbox.accepted() == {message_id: 1}
    assert not await office.shop.rows('SELECT FROM hub.early_receipts')


async def test_a_known_cause_of_the_provider_has_a_code_and_its_own_words(office: Office) -> None:
    conversation_id = await office.conversation()
    office.postbox.will('reject')
    refused, bounced = await office.reply(conversation_id), await office.reply(conversation_id)
    async with office.at_work():
        await office.becomes(refused, MessageStatus.FAILED)
        await office.becomes(bounced, MessageStatus.SENT)
        receipt: dict[str, object] = {'type': 'status', 'id': office.postbox.provider_id(bounced), 'status': 'failed'}
        await office.deliver(deliver(receipt, hook='status'))
        await office.becomes(bounced, MessageStatus.FAILED)
    page = (await office.shop.owner.api.get(f'conversations/{conversation_id}/messages')).ok()
    said = {each['id']: (each['failure'], each['error']) for each in page['items'] if each['status'] == 'failed'}
    assert said == {
        refused: (
            {'cause': 'bad_address', 'detail': 'No loft at this number.'},
            'There is no such address or number: No loft at this number.',
        ),
        bounced: ({'cause': 'undelivered', 'detail': None}, 'The provider could not deliver it.'),
    }


async def test_a_receipt_that_was_early_keeps_its_cause(office: Office) -> None:
    conversation_id = await office.conversation()
    office.postbox.will('unknown')
    message_id = await office.reply(conversation_id)
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.SENDING)
        async with asyncio.timeout(20):
            while message_id not in office.postbox.accepted():  # noqa: ASYNC110 - a server has no event for it
                await asyncio.sleep(0.02)
        id = office.postbox.provider_id(message_id)
        late: dict[str, object] = {
            'type': 'status',
            'id': id,
            'status': 'failed',
            'kind': 'asleep',
            'why': 'It sleeps.',
        }
        await office.deliver(deliver(late, hook='status'))
        await office.becomes(message_id, MessageStatus.UNKNOWN)
        await office.deliver(deliver({'type': 'status', 'id': id, 'ref': message_id, 'status': 'sent'}, hook='status'))
        await office.becomes(message_id, MessageStatus.FAILED)
    (row,) = await office.messages(status='failed')
    assert (row['cause'], row['error_detail']) == ('window_closed', 'It sleeps.')


async def test_a_resend_is_for_what_has_not_arrived(office: Office) -> None:
    conversation_id = await office.conversation()
    message_id = await office.reply(conversation_id)
    api = office.shop.owner.api
    assert (await api.post(f'messages/{message_id}/resend')).ok()['status'] == 'queued'  # on its way already
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.SENT)
    inbound = (await office.messages(direction='inbound'))[0]['id']
    note = (await api.post(f'conversations/{conversation_id}/messages', {'text': 'Note', 'private': True})).ok(201)
    for id in (message_id, inbound, note['id']):
        assert (await api.post(f'messages/{id}/resend')).status == 409
    assert (await api.post(f'messages/{new_id()}/resend')).status == 404
    assert office.postbox.accepted() == {message_id: 1}


async def test_a_dead_letter_is_replayed_when_its_cause_is_gone(
    office: Office, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = next(iter(office.shop.hub.channels.values()))

    def broken(_: object) -> list[object]:
        raise RuntimeError('a mistake of ours')

    api = office.shop.owner.api
    with monkeypatch.context() as patch:
        patch.setattr(type(channel), 'parse', lambda self, raw: broken(raw))
        await office.deliver(deliver(letter(number(), 'Hello')))
        await taken(office)
    await office.deliver(stand.nonsense())
    await taken(office)
    assert not await office.messages()
    first = (await api.get('dead-letters?limit=1')).ok()
    assert first['items'][0]['reason'].startswith('It cannot be read: id: Field required')
    assert first['items'][0]['failure'] == {'cause': 'unparsable', 'detail': 'id: Field required'}
    second = (await api.get(f'dead-letters?limit=1&cursor={first["next_cursor"]}')).ok()
    (mine,) = second['items']
    assert mine['failure'] == {'cause': 'crashed', 'detail': 'RuntimeError: a mistake of ours'}
    assert mine['reason'] == 'The hub made a mistake: RuntimeError: a mistake of ours'
    async with office.at_work():
        (await api.post(f'dead-letters/{mine["id"]}/replay')).ok()
        assert (await api.post(f'dead-letters/{mine["id"]}/replay')).status == 409
        await office.until('SELECT count(*) FROM messages', 1)
        hopeless = first['items'][0]['id']
        (await api.post(f'dead-letters/{hopeless}/replay')).ok()
        await office.until("SELECT count(*) FROM hub.dead_letters WHERE state = 'open'", 1)
    (again,) = (await api.get('dead-letters')).ok()['items']
    assert again['id'] != hopeless
    assert (await api.post(f'dead-letters/{again["id"]}/discard')).ok()['state'] == 'discarded'
    assert not (await api.get('dead-letters')).ok()['items']
    assert len((await api.get('dead-letters?state=replayed')).ok()['items']) == 2


async def test_all_dead_letters_of_a_cause_are_discarded_at_once(
    office: Office, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    api, base = office.shop.owner.api, office.shop.hub.settings.base_url
    channel = next(iter(office.shop.hub.channels.values()))
    for _ in range(2):
        await office.deliver(stand.nonsense())
    await office.until('SELECT count(*) FROM hub.dead_letters', 2)
    with monkeypatch.context() as patch:
        patch.setattr(type(channel), 'parse', lambda self, raw: 1 // 0)
        await office.deliver(deliver(letter(number(), 'Hello')))
        await office.until('SELECT count(*) FROM hub.dead_letters', 3)
    assert len((await api.get('dead-letters?cause=crashed')).ok()['items']) == 1
    assert not (await api.get('dead-letters?channel=email')).ok()['items']
    async with Peer(base, '/agent', {'token': office.shop.owner.token}) as screen:
        assert (await api.post('dead-letters/discard', {'cause': 'unparsable'})).ok() == {'count': 2}
        await screen.hear('dead-letters.changed')
    (left,) = (await api.get('dead-letters')).ok()['items']
    assert left['failure']['cause'] == 'crashed'
    assert (await api.post('dead-letters/discard', {'channel': 'email'})).ok() == {'count': 0}
    assert (await api.post('dead-letters/discard', {})).ok() == {'count': 1}
    assert len((await api.get('dead-letters?state=discarded')).ok()['items']) == 3
    whole, part = (await api.get('audit-log?action=dead_letter.all_discarded')).ok()['items']
    assert (whole['details'], part['details']) == ({'count': 1}, {'count': 2, 'cause': 'unparsable'})


async def test_a_message_that_failed_is_dismissed_on_every_screen_and_that_can_be_taken_back(office: Office) -> None:
    conversation_id = await office.conversation()
    office.postbox.will('retry')
    message_id = await office.reply(conversation_id)
    await office.shop.rows("UPDATE hub.jobs SET created_at = now() - interval '25 hours'")
    owner, colleague = office.shop.owner, await office.shop.hire(UserRole.AGENT)
    path = f'messages/{message_id}/dismiss'
    assert (await owner.api.post(path)).status == 409  # it has not failed
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.FAILED)
    assert len((await owner.api.get('dead-letters')).ok()['items']) == 1
    async with Peer(office.shop.hub.settings.base_url, '/agent', {'token': owner.token}) as screen:
        await screen.call('watch', {'conversation_id': conversation_id})
        said = (await colleague.api.post(path)).ok()
        assert said['status'] == 'failed'
        assert said['dismissed']['by'] == {'id': str(colleague.user.id), 'name': colleague.user.name}
        assert await screen.hear('message.updated', lambda m: 'dismissed' in m)
        assert await screen.hear('conversation.updated', lambda row: row['last_message']['dismissed'])
        await screen.hear('dead-letters.changed')
        assert (await colleague.api.post(path)).ok()['dismissed'] == said['dismissed']  # once
        assert not (await owner.api.get('dead-letters')).ok()['items']

        assert (await colleague.api.delete(path)).ok()['dismissed'] is None
        assert await screen.hear('message.updated', lambda m: 'dismissed' not in m)
        assert await screen.hear('conversation.updated', lambda row: not row['last_message']['dismissed'])
    (await owner.api.post(path)).ok()
    assert (await owner.api.post(f'messages/{message_id}/resend')).ok()['dismissed'] is None
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.SENT)
    assert (await owner.api.delete(path)).ok()['status'] == 'sent'  # nothing to take back
    listed = (await owner.api.get('audit-log?action=message')).ok()['items']
    assert [(each['action'], each['entity_id']) for each in listed] == [
        ('message.dismissed', message_id),
        ('message.undismissed', message_id),
        ('message.dismissed', message_id),
    ]


async def test_a_message_that_was_given_up_can_be_replayed(office: Office) -> None:
    conversation_id = await office.conversation()
    office.postbox.will('retry')
    message_id = await office.reply(conversation_id)
    await office.shop.rows("UPDATE hub.jobs SET created_at = now() - interval '25 hours'")
    api = office.shop.owner.api
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.FAILED)
        (dead,) = (await api.get('dead-letters')).ok()['items']
        assert (dead['job'], dead['tries']) == ('send', 1)
        assert dead['failure'] == {'cause': 'given_up', 'detail': 'The provider said 429'}
        (await api.post(f'dead-letters/{dead["id"]}/replay')).ok()
        await office.becomes(message_id, MessageStatus.SENT)
    assert office.postbox.accepted() == {message_id: 1}


async def test_accounts_state_their_webhooks_and_never_their_secrets(office: Office) -> None:
    api, base = office.shop.owner.api, office.shop.hub.settings.base_url
    answer = await api.get('channel-accounts')
    (account,) = answer.ok()['items']
    assert account['webhooks'] == {
        'inbound': f'{base}/webhooks/whatsapp/{office.account_id}',
        'status': f'{base}/webhooks/whatsapp/{office.account_id}/status',
    }
    assert account['has_secret'] is True
    assert office.stand.secret.encode() not in answer.body
    assert (await api.get(f'channel-accounts/{account["id"]}')).ok() == account


async def test_new_conversations_of_an_account_belong_to_its_team_from_their_first_message_on(office: Office) -> None:
    api, anna, known, stranger = office.shop.owner.api, await office.shop.hire(name='Anna'), number(), number()
    path = f'channel-accounts/{office.account_id}'
    asked = {'name': 'Workshop', 'members': [str(anna.user.id)], 'auto_assign': True}
    team = (await api.post('teams', asked)).ok(201)['id']
    await office.write('Before', known)
    await office.until('SELECT count(*) FROM messages', 1)
    assert (await api.get(path)).ok()['team_id'] is None
    async with Peer(office.shop.hub.settings.base_url, '/agent', {'token': anna.token}) as peer:
        await peer.hear('session')
        assert (await api.patch(path, {'team_id': str(new_id())})).code == 'invalid'
        assert (await api.patch(path, {'team_id': team})).ok()['team_id'] == team
        await peer.hear('channel-accounts.changed')
        await office.write('Still there?', known)
        await office.write('Hello', stranger)
        row = await peer.hear('conversation.updated', lambda row: bool(row['assignee']))
        assert (row['last_message']['text'], row['team_id'], row['assignee']['name']) == ('Hello', team, 'Anna')
        assert (await peer.hear('notification'))['conversation_id'] == row['id']
    rows = await office.shop.rows('SELECT team_id::text FROM conversations ORDER BY created_at')
    assert [each[0] for each in rows] == [None, team], 'one that goes on stays where it is'
    (entry,) = (await api.get('audit-log?action=channel_account')).ok()['items']
    assert (entry['entity_id'], entry['details']) == (str(office.account_id), {'team_id': team})
    (await api.delete(f'teams/{team}')).ok(204)
    assert (await api.get(path)).ok()['team_id'] is None
    await office.write('Anybody?', number())
    await office.until('SELECT count(*) FROM conversations WHERE team_id IS NULL', 3)


async def test_what_is_no_webhook_is_not_there(office: Office) -> None:
    plain = office.shop.owner.api.as_('')
    for path in (
        office.url('elsewhere'),
        f'/webhooks/email/{office.account_id}',
        f'/webhooks/fax/{office.account_id}',
        '/webhooks/whatsapp/1',
        f'/webhooks/widget/{office.account_id}',
    ):
        assert (await plain.call('POST', path, None, b'{}')).status == 404, path


async def test_a_body_beyond_measure_is_refused(office: Office) -> None:
    big = deliver(letter(number(), 'x' * (1024 * 1024)))
    assert (await office.deliver(big)).status == 413
    assert not await office.shop.rows('SELECT FROM hub.raw_inbound')


async def test_a_secret_that_no_key_of_ours_opens_is_said_in_words(office: Office) -> None:
    others = replace(office.shop.hub, keys=Keys(['a-key-of-somebody-else-of-32-characters']))
    async with others.database.tenant(office.shop.tenant.id) as session:
        with pytest.raises(Unavailable, match='SECRET_KEYS'):
            await channel_accounts.opened(others, session, office.account_id)


async def test_of_a_person_who_is_erased_no_payload_is_left(office: Office) -> None:
    anna, bela = number(), number()
    for sender, text in ((anna, 'Hello'), (bela, f'Call {anna} for me')):
        await office.deliver(deliver(letter(sender, text)))
    await taken(office)
    await office.until('SELECT count(*) FROM messages', 2)
    found = (await office.shop.owner.api.get(f'contacts?q={anna[1:]}')).ok()['items']
    async with office.at_work():
        (await office.shop.owner.api.delete(f'contacts/{found[0]["id"]}')).ok(204)
        await office.until('SELECT count(*) FROM contacts', 1)
    kept = await office.shop.rows("SELECT convert_from(body, 'UTF8') FROM hub.raw_inbound")
    assert [(bela in row[0], anna in row[0]) for row in kept] == [(True, True)], 'a stranger may name them'
    assert not await office.shop.rows('SELECT FROM hub.conversation_routes WHERE address = $1', anna)
    await office.deliver(deliver(letter(anna, 'Me again')))
    await office.until('SELECT count(*) FROM contacts', 2)
    assert await threads(office) == [[f'Call {anna} for me'], ['Me again']]
