"""The way out to a provider: a queued message, its job, one try at a time, and what became of it.

A message goes queued -> sending -> sent | failed | unknown. That bytes may leave is committed before they do, under an
id of the try; whoever finds a message in `sending` knows that somebody died in the middle, and sends nothing. What
nobody knows is `unknown`: asked of the provider where that is possible, else shown to the agent, who may resend it.
"""

import asyncio
from uuid import UUID

import structlog

from hub import dead_letters, metrics
from hub.context import Hub
from hub.conversations.threads import readable, render
from hub.files.file_links import present
from hub.jobs import Lease, LeaseLost, Work
from hub.live import updates
from hub.live.list_news import list_changed
from hub.model.access import UserActor
from hub.model.base import Value
from hub.model.channel import Account, Draft, DraftFile, Receipt, Reconciles, Rejected, Retry, Sends, Unknown
from hub.model.crash import crash
from hub.model.errors import Conflict, NotFound
from hub.model.failure import Cause, Failure
from hub.model.ids import new_id
from hub.model.job import LetterState
from hub.model.message import Channel as ChannelName
from hub.model.message import Direction, MessageStatus, SequencedMessage
from hub.providers import channel_accounts, thread_tokens
from storage import contacts, files, jobs
from storage import outbound as stored
from storage import updates as read_anew
from storage.db import Session
from storage.outbound import Order, Outcome, Sent

log = structlog.get_logger(__name__)

SEND_SECONDS = 25.0
"""For one try, whatever the channel does."""
RECONCILE_SECONDS = (10.0, 60.0, 600.0, 3600.0)
"""When the provider is asked what became of a message; after the last one it stays unconfirmed."""
DIED = Failure(cause=Cause.WORKER_DIED)


class Sending(Value):
    """The order to send a message."""

    message_id: UUID


class Asking(Value):
    """The order to ask the provider what became of a message."""

    message_id: UUID
    attempt_id: UUID
    times: int = 0


async def send(lease: Lease, order: Sending) -> None:
    """The job: hand a message to its provider, at most once."""
    prepared = await _begin(lease, order.message_id)
    if prepared is None:
        return
    channel, draft, account = prepared
    crash('send_noted')
    try:
        provider_id = await _hand_over(lease, channel, draft, account)
        crash('send_handed')
    except Retry as asked:
        waiting = Failure(cause=Cause.POSTPONED, detail=str(asked))
        await _record(lease, draft, account, 'retry', MessageStatus.QUEUED, failure=waiting)
        raise
    except Rejected as refused:
        code, why = refused.code, refused.failure
        await _record(lease, draft, account, 'refused', MessageStatus.FAILED, code=code, failure=why)
    except Unknown as lost:
        await _record(lease, draft, account, 'unknown', MessageStatus.UNKNOWN, failure=lost.failure)
    else:
        await _record(lease, draft, account, 'sent', MessageStatus.SENT, provider_id=provider_id)


async def _begin(lease: Lease, message_id: UUID) -> tuple[Sends, Draft, Account] | None:
    """Note that bytes may leave from now on; None where nothing is to be sent."""
    hub, tenant_id, attempt_id = lease.hub, lease.claim.tenant_id, new_id()
    async with lease.writing() as session:
        order = await stored.order(session, message_id)
        if order is None or order.status not in (MessageStatus.QUEUED, MessageStatus.SENDING):
            await lease.finish(session)
            return None
        if order.status is MessageStatus.QUEUED:
            account = await channel_accounts.opened(hub, session, order.account_id) if order.account_id else None
            channel: object = hub.channels.get(order.channel)
            if isinstance(channel, Sends) and account and account.is_enabled and order.address:
                await stored.begin(session, message_id, attempt_id)
                return channel, await _draft(hub, session, tenant_id, order, attempt_id), account
            gone = Failure(cause=Cause.ACCOUNT_GONE)
            await stored.move(session, message_id, MessageStatus.FAILED, failure=gone)
        else:
            await _now_unknown(hub, session, order, DIED)
        await lease.finish(session)
    await updates.tell(hub, tenant_id, changed=[message_id])
    return None


async def _draft(hub: Hub, session: Session, tenant_id: UUID, order: Order, attempt_id: UUID) -> Draft:
    rows = await files.of_messages(session, [order.id]) if order.has_attachments else []
    address = order.address or ''
    return Draft(
        message_id=order.id,
        attempt_id=attempt_id,
        conversation_id=order.conversation_id,
        to=address,
        subject=order.subject,
        author_name=order.author_name,
        text=order.text,
        html=order.html,
        files=tuple(
            DraftFile(
                file_name=row.file_name,
                content_type=row.content_type,
                size=row.size,
                url=said.url,
                blob_key=row.blob_key,
            )
            for row, said in zip(rows, present(hub, rows), strict=True)
        ),
        reply_to=order.reply_to,
        token=thread_tokens.make(hub, tenant_id, order.conversation_id, address),
    )


async def _hand_over(lease: Lease, channel: Sends, draft: Draft, account: Account) -> str:
    """The provider's id. Raises Retry, Rejected, Unknown, and LeaseLost while nothing has left."""
    if not lease.is_in_force:
        raise LeaseLost
    try:
        async with asyncio.timeout(SEND_SECONDS):
            return await channel.send(draft, account)
    except (Retry, Rejected, Unknown):
        raise
    except TimeoutError as late:
        raise Unknown('The provider did not answer in time.') from late
    except Exception as failed:  # bytes may have left before it went wrong: never again by itself
        log.exception('outbound.send_failed', message=str(draft.message_id))
        raise Unknown(f'{type(failed).__name__}: {failed}'[:500]) from failed


async def _record(
    lease: Lease,
    draft: Draft,
    account: Account,
    outcome: Outcome,
    status: MessageStatus,
    *,
    provider_id: str | None = None,
    code: str | None = None,
    failure: Failure | None = None,
) -> None:
    """What became of the try, and of receipts that came before it was known. Raises LeaseLost."""
    message_id = draft.message_id
    async with lease.writing() as session:
        if provider_id:
            await contacts.take_turns(session, subject(account.channel, provider_id))
        await stored.end_attempt(session, message_id, outcome, failure.text if failure else None)
        await stored.move(
            session,
            message_id,
            status,
            provider_id=provider_id,
            code=code,
            failure=failure,
            back=status is MessageStatus.QUEUED,
        )
        await _catch_up(session, account.channel, message_id, provider_id)
        if status is MessageStatus.UNKNOWN:
            await _ask_later(lease.hub, session, account.channel, message_id, draft.attempt_id)
        if status is not MessageStatus.QUEUED:
            await lease.finish(session)
    crash('send_recorded')
    metrics.SENT.labels(account.channel, outcome).inc()
    await updates.tell(lease.hub, lease.claim.tenant_id, changed=[message_id])


async def _now_unknown(hub: Hub, session: Session, order: Order, why: Failure) -> None:
    attempt_id = await stored.last_attempt(session, order.id)
    await stored.end_attempt(session, order.id, 'unknown', why.text)
    await stored.move(session, order.id, MessageStatus.UNKNOWN, failure=why)
    metrics.SENT.labels(order.channel, 'unknown').inc()
    if attempt_id:
        await _ask_later(hub, session, order.channel, order.id, attempt_id)


async def _ask_later(
    hub: Hub, session: Session, channel: ChannelName, message_id: UUID, attempt_id: UUID, times: int = 0
) -> None:
    if isinstance(hub.channels.get(channel), Reconciles) and times < len(RECONCILE_SECONDS):
        await jobs.enqueue(
            session,
            RECONCILE.kind,
            f'{message_id}:{attempt_id}:{times}',
            Asking(message_id=message_id, attempt_id=attempt_id, times=times),
            seconds=RECONCILE_SECONDS[times],
        )


async def ask(lease: Lease, asking: Asking) -> None:
    """The job: ask the provider what became of a message that nobody knows of."""
    hub, tenant_id = lease.hub, lease.claim.tenant_id
    async with hub.database.tenant(tenant_id) as session:
        order = await stored.order(session, asking.message_id)
        is_still = order is not None and order.status is MessageStatus.UNKNOWN
        latest = await stored.last_attempt(session, asking.message_id)
        account = None
        if order and order.account_id and is_still and latest == asking.attempt_id:
            account = await channel_accounts.opened(hub, session, order.account_id)
            draft = await _draft(hub, session, tenant_id, order, asking.attempt_id)
    channel: object = hub.channels.get(account.channel) if account else None
    found = await channel.reconcile(draft, account) if account and isinstance(channel, Reconciles) else None
    async with lease.writing() as session:
        if account and found and found.provider_id:
            await contacts.take_turns(session, subject(account.channel, found.provider_id))
        moved = found is not None and await _apply(session, asking.message_id, found)
        if account and found:
            await _catch_up(session, account.channel, asking.message_id, found.provider_id)
        if account and found is None:
            times = asking.times + 1
            await _ask_later(hub, session, account.channel, asking.message_id, asking.attempt_id, times)
        await lease.finish(session)
    if moved:
        await updates.tell(hub, tenant_id, changed=[asking.message_id])


async def gave_up(lease: Lease, session: Session, order: Sending, failure: Failure) -> None:
    """A message that could not be handed over for a day has failed; one that somebody died in is unknown."""
    found = await stored.order(session, order.message_id)
    if found and found.status is MessageStatus.SENDING:
        await _now_unknown(lease.hub, session, found, DIED)
    else:
        await stored.move(session, order.message_id, MessageStatus.FAILED, failure=failure)


SEND = Work('send', Sending, send, gave_up)
RECONCILE = Work('reconcile', Asking, ask)


def subject(channel: ChannelName, provider_id: str) -> str:
    """The turn that everybody takes who writes of a message by the provider's id."""
    return f'message:{channel}:{provider_id}'


async def about(session: Session, channel: ChannelName, receipt: Receipt) -> Sent | None:
    """The message that a receipt is about; None: not known, or not yet."""
    return await stored.of_receipt(session, channel, receipt)


async def note(session: Session, channel: ChannelName, receipt: Receipt, message: Sent | None) -> bool:
    """Apply a receipt, or keep it until its message is known; whether a message moved."""
    if message:
        moved = await _apply(session, message.id, receipt)
        return await _catch_up(session, channel, message.id, receipt.provider_id) or moved
    if receipt.provider_id and receipt.status in _TELLING:
        await stored.keep_receipt(session, channel, receipt)
    return False


async def _catch_up(session: Session, channel: ChannelName, message_id: UUID, provider_id: str | None) -> bool:
    """The message is known by this id from now on: what came for it before counts now."""
    early = await stored.take_receipts(session, channel, provider_id) if provider_id else []
    return any([await _apply(session, message_id, receipt) for receipt in early])


_TELLING = {MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.READ, MessageStatus.FAILED}


async def _apply(session: Session, message_id: UUID, receipt: Receipt) -> bool:
    """Forward only: receipts come twice, late and in any order (reliability G5)."""
    if receipt.status not in _TELLING:
        return False
    return await stored.move(
        session,
        message_id,
        receipt.status,
        provider_id=receipt.provider_id,
        code=receipt.error_code,
        failure=_why(receipt),
    )


def _why(receipt: Receipt) -> Failure | None:
    if receipt.status is not MessageStatus.FAILED:
        return None
    return Failure(cause=receipt.cause or Cause.UNDELIVERED, detail=receipt.error_detail)


async def resend(hub: Hub, actor: UserActor, *, message_id: UUID) -> SequencedMessage:
    """Send a message again that failed, or that nobody can confirm. Raises NotFound, Conflict."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.standing(session, message_id)
        if found is None:
            raise NotFound('There is no such message.')
        await readable(session, actor, found.conversation_id)
        letters = 0
        on_its_way = found.status in (MessageStatus.QUEUED, MessageStatus.SENDING)
        if not on_its_way:
            if found.direction is Direction.INBOUND or found.private:
                raise Conflict('This message does not go anywhere.')
            if found.status not in (MessageStatus.UNKNOWN, MessageStatus.FAILED):
                raise Conflict('This message has arrived: it is not sent a second time.')
            letters = await settle_letters(session, actor, message_id, 'replayed')
            await requeue(session, found.id, found.conversation_id)
        rows = await read_anew.messages(session, [message_id])
        said = await render(hub, session, rows)
    if not on_its_way:
        hub.bell.work()
        await updates.tell(hub, actor.tenant_id, changed=[message_id])
    if letters:
        await list_changed(hub, actor.tenant_id, 'dead-letters')
    return said[0]


async def settle_letters(session: Session, actor: UserActor, message_id: UUID, state: LetterState) -> int:
    """What was decided in the thread is decided of the message's dead letters; how many were open. Before the
    message is locked: whoever replays a letter locks that first."""
    return await dead_letters.settle_job(session, actor, SEND.kind, str(message_id), state)


async def requeue(session: Session, message_id: UUID, conversation_id: UUID) -> None:
    """Into the queue again, with a job, in the caller's transaction."""
    await stored.move(session, message_id, MessageStatus.QUEUED, back=True)
    await jobs.enqueue(session, SEND.kind, str(message_id), Sending(message_id=message_id), line=str(conversation_id))
