"""What every channel promises. These run on each that has a folder here, and each that is registered has one."""

import asyncio
import json
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from channels import build
from hub.model.channel import Channel, Outside, Raw, Unparsable
from hub.model.failure import Cause
from hub.model.message import MessageStatus
from hub.providers.ingest import sweep_once
from hub.providers.parsing import parsed
from storage import outbound
from storage.blob_folder import FolderBlobs
from storage.egress import WebEgress
from tests.channels.conftest import Office, number, open_office, stand_of, stands
from tests.channels.stand import Delivery, Stand, payloads
from tests.tenants import Tenants

PAYLOADS = [(name, path) for name in stands() for path in payloads(stand_of(name))]


def test_every_registered_channel_has_a_folder(tmp_path: Path) -> None:
    names = {channel.name for channel in build(_outside(tmp_path))}
    standing = {channel.name for name in stands() for channel in _channels(stand_of(name), tmp_path)}
    assert names <= standing


def _channels(stand: Stand, folder: Path) -> list[Channel]:
    return list(stand.build(_outside(folder)))


def _outside(folder: Path) -> Outside:
    return Outside(blobs=FolderBlobs(folder), egress=WebEgress())


@pytest.mark.parametrize(('name', 'path'), PAYLOADS, ids=lambda value: getattr(value, 'stem', value))
def test_a_recorded_payload_becomes_what_it_means(name: str, path: Path, tmp_path: Path) -> None:
    stand = stand_of(name)
    recorded = json.loads(path.read_text())
    (channel,) = _channels(stand, tmp_path)
    raw = Raw(
        id=uuid4(),
        channel=channel.name,
        account_id=uuid4(),
        hook=recorded['hook'],
        url='https://hub.test/',
        headers=recorded['headers'],
        body=recorded['body'].encode(),
    )
    if recorded.get('unparsable'):
        with pytest.raises(Unparsable):
            parsed(channel, raw)
        return
    for _ in range(2):  # pure: the same again
        found = parsed(channel, raw)
        said = [each.model_dump(mode='json', exclude_defaults=True, exclude_none=True) for each in found]
        assert said == recorded['expect']


async def test_what_is_not_signed_is_refused_and_leaves_nothing(office: Office, stand: Stand) -> None:
    delivery = stand.message('Let me in', number(), 'M1')
    genuine = stand.sign(office.shop.hub.settings.base_url + office.url(), delivery, stand.secret)
    spoilt = Delivery(delivery.hook, delivery.body.replace(b'Let', b'Get'), delivery.headers)
    plain = office.shop.owner.api.as_('')
    for headers, body in (
        (dict(delivery.headers), delivery.body),  # none
        (dict(stand.sign('https://elsewhere.test/', delivery, stand.secret)), delivery.body),
        (dict(stand.sign(office.shop.hub.settings.base_url + office.url(), delivery, 'guess')), delivery.body),
        (dict(genuine), spoilt.body),
        (dict.fromkeys(genuine, ''), delivery.body),
    ):
        answer = await plain.call('POST', office.url(delivery.hook), None, body, **headers)
        assert (answer.status, answer.code) == (403, 'forbidden')
    assert not await office.shop.rows('SELECT FROM hub.raw_inbound')
    assert (await office.deliver(delivery)).status == 200


async def test_an_account_without_a_secret_is_closed(office: Office, stand: Stand) -> None:
    bare = await stand.account(office.shop.hub, office.shop.tenant.id, office.postbox, None)
    delivery = stand.message('Let me in', number(), 'M1')
    for secret in ('', 'None', stand.secret):
        assert (await office.deliver(delivery, secret=secret, account_id=bare)).status == 403


async def test_another_tenants_secret_opens_nothing(office: Office, stand: Stand, tenants: Tenants) -> None:
    other = await tenants.make()
    theirs = await stand.account(office.shop.hub, other.tenant.id, office.postbox, 'their-own-secret')
    delivery = stand.message('Let me in', number(), 'M1')
    assert (await office.deliver(delivery, secret='their-own-secret')).status == 403
    assert (await office.deliver(delivery, account_id=theirs)).status == 403
    assert (await office.deliver(delivery, account_id=uuid4())).status == 404


async def test_a_delivery_that_comes_again_is_kept_once_and_answered_alike(office: Office, stand: Stand) -> None:
    delivery = stand.message('Hello', number(), 'M1')
    first, *others = [await office.deliver(delivery) for _ in range(3)]
    assert all((each.status, each.body) == (200, first.body) for each in others)
    await office.until("SELECT count(*) FROM hub.raw_inbound WHERE state = 'taken'", 1)
    assert [row['content_text'] for row in await office.messages()] == ['Hello']


async def test_ten_at_once_are_one(office: Office, stand: Stand) -> None:
    delivery = stand.message('Hello', number(), 'M1')
    answers = await asyncio.gather(*(office.deliver(delivery) for _ in range(10)))
    assert {(each.status, each.body) for each in answers} == {(200, answers[0].body)}
    await office.until("SELECT count(*) FROM hub.raw_inbound WHERE state = 'taken'", 1)
    assert len(await office.messages()) == 1


async def test_a_message_that_comes_in_two_deliveries_is_stored_once(office: Office, stand: Stand) -> None:
    sender = number()
    await asyncio.gather(*(office.write('Hello', sender, 'M1') for _ in range(5)))
    await office.until("SELECT count(*) FROM hub.raw_inbound WHERE state = 'received'", 0)
    assert len(await office.messages()) == 1


async def test_first_messages_at_once_make_one_contact_and_one_conversation(office: Office) -> None:
    sender = number()
    await asyncio.gather(*(office.write(f'Message {n}', sender) for n in range(8)))
    await office.until('SELECT count(*) FROM messages', 8)
    assert [row['seq'] for row in await office.messages()] == list(range(1, 9))
    assert len(await office.shop.rows('SELECT FROM conversations')) == 1
    assert len(await office.shop.rows('SELECT FROM contacts')) == 1


async def test_what_cannot_be_read_is_a_dead_letter_with_its_reason(office: Office, stand: Stand) -> None:
    assert (await office.deliver(stand.nonsense())).status == 200
    await office.until('SELECT count(*) FROM hub.dead_letters', 1)
    (letter,) = (await office.shop.owner.api.get('dead-letters')).ok()['items']
    assert letter['reason']
    assert letter['account_id'] == str(office.account_id)
    opened = (await office.shop.owner.api.get(f'dead-letters/{letter["id"]}')).ok()
    assert opened['preview'].encode() == stand.nonsense().body


async def test_a_crash_between_keeping_and_taking_loses_nothing(office: Office, stand: Stand) -> None:
    hub = office.shop.hub
    waiting = hub.intake.wait
    hub.intake.wait = lambda *_: None  # type: ignore[method-assign] # what a crash does
    try:
        assert (await office.write('Hello', number())).status == 200
    finally:
        hub.intake.wait = waiting  # type: ignore[method-assign]
    assert not await office.messages()
    assert await sweep_once(hub, seconds=0.0) >= 1
    assert await sweep_once(hub, seconds=0.0) == 0
    async with office.at_work():
        await office.until('SELECT count(*) FROM messages', 1)
        await office.until('SELECT count(*) FROM hub.jobs', 0)


async def test_a_reply_goes_out_once_and_its_receipts_move_it_forward_only(office: Office, stand: Stand) -> None:
    message_id = await office.reply(await office.conversation())
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.SENT)
    provider_id = office.postbox.provider_id(message_id)
    for status, stands_at in (
        (MessageStatus.DELIVERED, 'delivered'),
        (MessageStatus.SENT, 'delivered'),
        (MessageStatus.READ, 'read'),
        (MessageStatus.DELIVERED, 'read'),
        (MessageStatus.FAILED, 'read'),
    ):
        assert (await office.deliver(stand.receipt(status, provider_id))).status == 200
        await office.until("SELECT count(*) FROM hub.raw_inbound WHERE state = 'received'", 0)
        (row,) = await office.messages(id=_uuid(message_id))
        assert row['status'] == stands_at
    assert office.postbox.accepted() == {message_id: 1}


async def test_what_has_arrived_is_not_sent_again_though_the_provider_says_later_that_it_is_busy(
    office: Office, stand: Stand
) -> None:
    message_id = await office.reply(await office.conversation())
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.SENT)
    async with office.shop.hub.database.tenant(office.shop.tenant.id) as session:
        assert not await outbound.move(session, _uuid(message_id), MessageStatus.QUEUED, back=True)
    await office.becomes(message_id, MessageStatus.SENT)


async def test_what_failed_stays_failed(office: Office, stand: Stand) -> None:
    message_id = await office.reply(await office.conversation())
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.SENT)
    provider_id = office.postbox.provider_id(message_id)
    for status in (MessageStatus.FAILED, MessageStatus.DELIVERED, MessageStatus.READ):
        await office.deliver(stand.receipt(status, provider_id))
        await office.until("SELECT count(*) FROM hub.raw_inbound WHERE state = 'received'", 0)
        await office.becomes(message_id, MessageStatus.FAILED)


async def test_a_receipt_before_its_message_is_known_is_not_lost(office: Office, stand: Stand) -> None:
    """Status before create: the provider calls back faster than its own answer arrives."""
    conversation_id = await office.conversation()
    office.postbox.will('unknown')
    message_id = await office.reply(conversation_id)
    async with office.at_work():
        await office.until('SELECT status FROM messages ORDER BY seq DESC LIMIT 1', 'sending')
        async with asyncio.timeout(20):
            while message_id not in office.postbox.accepted():  # noqa: ASYNC110 - a server has no event for it
                await asyncio.sleep(0.02)
        provider_id = office.postbox.provider_id(message_id)
        await office.deliver(stand.receipt(MessageStatus.DELIVERED, provider_id))
        await office.becomes(message_id, MessageStatus.UNKNOWN)
    assert (await office.shop.rows('SELECT count(*) FROM hub.early_receipts'))[0][0] == 1


async def test_the_provider_that_is_busy_is_asked_again(office: Office) -> None:
    conversation_id = await office.conversation()
    office.postbox.will('retry', 'retry')
    message_id = await office.reply(conversation_id)
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.SENT, 20)
    assert office.postbox.accepted() == {message_id: 1}
    outcomes = [row[0] for row in await office.shop.rows('SELECT outcome FROM hub.attempts ORDER BY started_at')]
    assert outcomes == ['retry', 'retry', 'sent']


async def test_what_the_provider_refuses_has_failed_with_its_words(office: Office) -> None:
    conversation_id = await office.conversation()
    office.postbox.will('reject')
    message_id = await office.reply(conversation_id)
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.FAILED)
    page = (await office.shop.owner.api.get(f'conversations/{conversation_id}/messages')).ok()
    (failed,) = [each for each in page['items'] if each['id'] == message_id]
    assert failed['failure']['detail'] in failed['error']
    assert failed['failure']['cause'] in set(Cause)
    assert office.postbox.accepted() == {}
    assert not await office.shop.rows('SELECT FROM hub.jobs')


async def test_what_nobody_knows_is_never_sent_again_by_itself(office: Office) -> None:
    conversation_id = await office.conversation()
    office.postbox.will('unknown')
    message_id = await office.reply(conversation_id)
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.UNKNOWN)
        await asyncio.sleep(1.0)
        assert office.postbox.accepted() == {message_id: 1}
        said = (await office.shop.owner.api.post(f'messages/{message_id}/resend')).ok()
        assert said['status'] == 'queued'
        await office.becomes(message_id, MessageStatus.SENT)
    assert office.postbox.accepted() == {message_id: 2}  # by an agent's word, not by ours


async def test_messages_of_a_conversation_leave_in_their_order(office: Office) -> None:
    conversation_id = await office.conversation()
    office.postbox.will('retry')
    ids = [await office.reply(conversation_id, f'Reply {n}') for n in range(6)]
    async with office.at_work():
        for message_id in ids:
            await office.becomes(message_id, MessageStatus.SENT, 20)
    assert list(office.postbox.accepted()) == ids


async def test_an_account_that_is_gone_sends_nothing(office: Office) -> None:
    message_id = await office.reply(await office.conversation())
    await office.shop.rows('UPDATE hub.conversation_routes SET account_id = gen_random_uuid()')
    async with office.at_work():
        await office.becomes(message_id, MessageStatus.FAILED)
    assert office.postbox.accepted() == {}


async def test_the_next_shop_knows_nothing_of_it(office: Office, stand: Stand, tenants: Tenants) -> None:
    await office.write('A secret', number(), 'M1')
    async with AsyncExitStack() as stack:
        other = await open_office(tenants, stand, stack, office.postbox)
        await other.write('Hello', number(), 'M1')
        await other.until('SELECT count(*) FROM messages', 1)
        assert [row['content_text'] for row in await other.messages()] == ['Hello']


def _uuid(text: str) -> UUID:
    return UUID(text)
