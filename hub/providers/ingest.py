"""The way in from a provider: `accept` keeps what came and answers, `take` makes messages and receipts of it.

`accept` looks at the signature and nothing else; the provider hears 2xx only after COMMIT, and the same again for what
comes twice. `take` follows at once in the same process; what a crash leaves between the two, `sweep` finds, and makes a
job of it. What cannot be parsed becomes a dead letter: nothing is dropped.
"""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from hub import dead_letters, metrics
from hub.contacts import senders
from hub.contacts.senders import Known
from hub.context import Hub
from hub.ending import end
from hub.jobs import Lease, Work
from hub.limits import Limit, count
from hub.live import updates
from hub.model.base import Value
from hub.model.channel import (
    Account,
    CanonicalMessage,
    Channel,
    Forged,
    Found,
    Hostile,
    Raw,
    Receipt,
    Rejected,
    Retry,
    Unparsable,
)
from hub.model.crash import crash
from hub.model.errors import Forbidden, HubError, Invalid, NotFound, TooLarge
from hub.model.failure import Cause
from hub.model.ids import new_id
from hub.model.message import Channel as ChannelName
from hub.people.auto_assign import give_new
from hub.providers import channel_accounts, media, outbound, thread_keys
from hub.providers.parsing import parsed
from hub.writing.richtext import clean
from storage import contacts, inbound, jobs
from storage.db import Session
from storage.inbound import InboundMessage

log = structlog.get_logger(__name__)

FORGERIES = Limit('forgeries:address', 300, 60)
"""Requests with a wrong signature, an address; genuine ones are not counted."""
TAKERS = 2
LEFT_SECONDS = 10.0
SWEEP_SECONDS = 5.0
SWEPT = 500
KEY_LENGTH = 500


class Taking(Value):
    """The order to take a payload that was left behind."""

    raw_id: UUID


@dataclass(frozen=True, slots=True)
class Request:
    """What the edge knows of a webhook's request."""

    channel: ChannelName
    account_id: UUID
    hook: str
    query: str
    headers: dict[str, str]
    body: bytes
    address: Callable[[], str]
    """Who sent it, for counting forgeries; genuine requests are not asked."""


async def accept(hub: Hub, asked: Request) -> tuple[str, bytes]:
    """Check and keep a provider's request; what to answer. Raises NotFound, Forbidden, RateLimited, Unavailable."""
    channel = hub.channels.get(asked.channel)
    if channel is None or asked.hook not in channel.hooks:
        raise NotFound('There is no such webhook.')
    account = await channel_accounts.called(hub, asked.channel, asked.account_id)
    raw = Raw.model_construct(
        id=new_id(),
        channel=asked.channel,
        account_id=account.id,
        hook=asked.hook,
        url=account.hooks[asked.hook] + (f'?{asked.query}' if asked.query else ''),
        headers=asked.headers,
        body=asked.body,
    )
    try:
        channel.verify(raw, account)
    except Forged as forged:
        metrics.WEBHOOKS.labels(asked.channel, 'forged').inc()
        await count(hub, (FORGERIES, asked.address()))
        raise Forbidden('The signature is missing or wrong.') from forged
    fresh = await hub.intake.keep(account.tenant_id, raw, key_of(channel, raw))
    crash('raw_kept')
    if fresh:
        hub.intake.wait(account, raw)
    metrics.WEBHOOKS.labels(asked.channel, 'new' if fresh else 'again').inc()
    return channel.answer(raw)


def key_of(channel: Channel, raw: Raw) -> str:
    """What tells this delivery from every other of the account."""
    of_provider = channel.key(raw)
    if of_provider and len(of_provider) <= KEY_LENGTH:
        return f'{raw.hook}:{of_provider}'.replace('\0', '')
    return hashlib.sha256(b'%b\0%b\0%b' % (raw.hook.encode(), raw.url.encode(), raw.body)).hexdigest()


async def take_waiting(hub: Hub) -> None:
    """Take what this process accepted, until cancelled."""
    takers = [asyncio.create_task(_take_for_ever(hub), name='taker') for _ in range(TAKERS)]
    try:
        await asyncio.wait(takers, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await end(takers)


async def _take_for_ever(hub: Hub) -> None:
    while True:
        account, raw = await hub.intake.next()
        if not isinstance(hub.channels[raw.channel], Hostile):
            await _take_now(hub, account, raw)
        elif hub.readers.has_room(account.tenant_id):  # else the sweep finds it, for a worker
            hub.errands.run('take', _take_now(hub, account, raw))


async def _take_now(hub: Hub, account: Account, raw: Raw) -> None:
    try:
        await take(hub, account, raw)
    except Exception as error:  # the sweep comes back to it, with patience
        log.warning('ingest.left', raw=str(raw.id), error=f'{type(error).__name__}: {error}')


async def take_left(lease: Lease, order: Taking) -> None:
    """The job: take a payload that was left behind."""
    hub, tenant_id = lease.hub, lease.claim.tenant_id
    async with hub.database.tenant(tenant_id) as session:
        raw = await inbound.raw(session, order.raw_id)
        account = await channel_accounts.opened(hub, session, raw.account_id) if raw else None
    if raw:
        if account is None or raw.channel not in hub.channels:
            raise Rejected(cause=Cause.ACCOUNT_GONE)
        await take(hub, account, raw)
        async with hub.database.tenant(tenant_id) as session:
            if await inbound.is_waiting(session, raw.id):
                raise Retry(LEFT_SECONDS, 'Somebody else was at it')
    async with lease.writing() as session:
        await lease.finish(session)


TAKE = Work('take', Taking, take_left)


async def sweep(hub: Hub) -> None:
    """Make jobs of payloads that a crash left behind, for all tenants, until cancelled."""
    while True:
        try:
            await sweep_once(hub)
        except HubError as error:
            log.warning('ingest.sweep_failed', error=error.code)
        await asyncio.sleep(SWEEP_SECONDS)


async def sweep_once(hub: Hub, seconds: float = LEFT_SECONDS) -> int:
    """One sweep; how many it found."""
    async with hub.database.lobby() as lobby:
        left = await inbound.left_behind(lobby, seconds, SWEPT)
    by_tenant: dict[UUID, list[UUID]] = {}
    for place in left:
        by_tenant.setdefault(place.tenant_id, []).append(place.id)
    for tenant_id, raw_ids in by_tenant.items():
        async with hub.database.tenant(tenant_id) as session:
            for raw_id in raw_ids:
                await jobs.enqueue(session, TAKE.kind, str(raw_id), Taking(raw_id=raw_id))
    if left:
        hub.bell.work()
    return len(left)


@dataclass(slots=True)
class _Outcome:
    """What a payload led to, to be told after the commit."""

    fresh: list[UUID] = field(default_factory=list)
    changed: list[UUID] = field(default_factory=list)
    has_work: bool = False


@dataclass(slots=True)
class _Arrival:
    """A message on its way into its conversation."""

    id: UUID
    message: CanonicalMessage
    html: str | None
    files: list[tuple[UUID, bool, str | None]]
    """Stored already: id, inline, content id."""
    sender: Known | None = None
    conversation_id: UUID | None = None
    team_id: UUID | None = None
    """Of a conversation that it opened in its account's team."""


async def take(hub: Hub, account: Account, raw: Raw) -> None:
    """Make messages and receipts of a payload, all of it in one transaction, once. Raises Unavailable."""
    try:
        found = await _read(hub, account, raw)
        arrivals = [await _prepared(hub, account, each) for each in found if isinstance(each, CanonicalMessage)]
    except Unparsable as wrong:
        metrics.WEBHOOKS.labels(raw.channel, 'dead').inc()
        await dead_letters.bury_raw(hub, account.tenant_id, raw, wrong.failure)
        return
    receipts = [each for each in found if isinstance(each, Receipt)]
    outcome = _Outcome()
    async with hub.database.tenant(account.tenant_id) as session:
        if not await inbound.hold(session, raw.id):
            return
        await _take_turns(session, account, arrivals, receipts)
        known = {each.id: await _known_in(session, account, each) for each in arrivals}
        about = {conversation_id for conversation_id in known.values() if conversation_id}
        arrivals = [each for each in arrivals if not known[each.id]]
        for arrival in arrivals:
            await _find_place(hub, session, account, arrival)
        about |= {id for each in arrivals if each.sender for id in (each.sender.contact_id, each.conversation_id) if id}
        # what the blocked send stays a payload: kept as long as others, and nobody hears of it
        arrivals = [each for each in arrivals if not (each.sender and each.sender.is_blocked)]
        sent = [(receipt, await outbound.about(session, account.channel, receipt)) for receipt in receipts]
        about |= {message.conversation_id for _, message in sent if message}
        await inbound.lock(
            session,
            [each.conversation_id for each in arrivals if each.conversation_id]
            + [message.conversation_id for _, message in sent if message],
        )
        for arrival in arrivals:
            await _append(session, account, arrival, outcome)
        for receipt, message in sent:
            if await outbound.note(session, account.channel, receipt, message) and message:
                outcome.changed.append(message.id)
        await inbound.settle(session, raw.id, 'taken', about)
        crash('before_taken')
    crash('taken')
    await updates.tell(hub, account.tenant_id, fresh=outcome.fresh, changed=outcome.changed)
    for each in arrivals:
        if each.team_id and each.conversation_id:
            hub.errands.run('auto_assign', give_new(hub, account.tenant_id, each.team_id, each.conversation_id))
    if outcome.has_work:
        hub.bell.work()


async def _read(hub: Hub, account: Account, raw: Raw) -> Found:
    """What is in a payload. Raises Unparsable, Unavailable."""
    channel = hub.channels[raw.channel]
    if isinstance(channel, Hostile):
        return await hub.readers.parse(channel, raw, account.tenant_id)
    return parsed(channel, raw)


async def _prepared(hub: Hub, account: Account, message: CanonicalMessage) -> _Arrival:
    """What takes time or room, before a lock is held. What a retry makes anew, the sweep of unsent files clears."""
    try:
        html = await clean(message.html) if message.html else None
    except Invalid as wrong:
        if not message.text:
            raise Unparsable(wrong.detail) from wrong
        html = None
    files = []
    for each in message.files:
        if each.content is not None:
            try:
                kept = await media.keep(hub, account.tenant_id, each.file_name, each.content)
            except TooLarge as large:
                raise Unparsable(large.detail, Cause.TOO_LARGE) from large
            files.append((kept, each.inline, each.content_id))
    return _Arrival(new_id(), message, html, files)


async def _take_turns(
    session: Session, account: Account, arrivals: Sequence[_Arrival], receipts: Sequence[Receipt]
) -> None:
    """One at a time for each sender and each message of the provider; in one order always."""
    subjects = {f'sender:{account.id}:{senders.address_of(each.message.sender)}' for each in arrivals}
    subjects |= {outbound.subject(account.channel, each.message.provider_id) for each in arrivals}
    subjects |= {outbound.subject(account.channel, each.provider_id) for each in receipts if each.provider_id}
    for subject in sorted(subjects):
        await contacts.take_turns(session, subject)


async def _known_in(session: Session, account: Account, arrival: _Arrival) -> UUID | None:
    return await inbound.known_in(session, account.channel, arrival.message.provider_id)


async def _find_place(hub: Hub, session: Session, account: Account, arrival: _Arrival) -> None:
    """Who wrote it and which conversation it belongs to; a new one where no key of it counts. Of the blocked: none."""
    message = arrival.message
    sender = arrival.sender = await senders.known(session, message.sender)
    if sender.is_blocked:
        metrics.WEBHOOKS.labels(account.channel, 'blocked').inc()
        return
    found = await thread_keys.find(hub, session, account, message, sender)
    if found is None:
        found = new_id()
        arrival.team_id = await inbound.open_conversation(
            session,
            found,
            channel=account.channel,
            account_id=account.id,
            contact_id=sender.contact_id,
            subject=message.subject,
        )
    arrival.conversation_id = found
    await inbound.route(session, found, account.channel, account.id, sender.address)
    await thread_keys.remember(session, account, message, found)


async def _append(session: Session, account: Account, arrival: _Arrival, outcome: _Outcome) -> None:
    message, sender = arrival.message, arrival.sender
    if sender is None or arrival.conversation_id is None:
        raise TypeError('a message without a place')
    if await _known_in(session, account, arrival):  # twice in one payload
        return
    await inbound.append(
        session,
        InboundMessage(
            id=arrival.id,
            conversation_id=arrival.conversation_id,
            channel=account.channel,
            sender_id=sender.contact_id,
            author_name=sender.name,
            provider_id=message.provider_id,
            text=message.text,
            html=arrival.html,
            blocks=list(message.blocks) or None,
            has_files=bool(arrival.files),
            metadata=message.metadata or None,
        ),
    )
    for file_id, inline, content_id in arrival.files:
        await inbound.attach(session, file_id, arrival.id, inline=inline, content_id=content_id)
    outcome.fresh.append(arrival.id)
    outcome.has_work |= await media.order(session, account, arrival.id, message.files)
