"""Dead letters: what the hub could not do, shown to admins, replayed or discarded by them. Nothing is dropped."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import orjson
import structlog

from hub import metrics
from hub.audit import record
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.base import Value
from hub.model.channel import Raw
from hub.model.errors import Conflict, NotFound
from hub.model.failure import Failure
from hub.model.job import Job, LetterState, WantedLetters
from hub.model.message import Channel, MessageStatus
from hub.model.page import Page, page_of, time_and_id
from storage import dead_letters as stored
from storage import inbound, outbound
from storage.db import Session
from storage.dead_letters import BuriedJob, LetterRow

log = structlog.get_logger(__name__)

PREVIEW_BYTES = 16 * 1024
_TAKE, _SEND = 'take', 'send'


class DeadLetter(Value):
    """Something that was not done, and why."""

    id: UUID
    kind: Literal['inbound', 'job']
    """A payload that nobody could read, or a job that was given up."""
    channel: Channel | None
    account_id: UUID | None
    job: str | None
    """Which kind of job."""
    tries: int | None
    """How often the job was begun."""
    reason: str
    """Why, in English."""
    failure: Failure | None
    """Why, as a code and what only this letter says; letters of older versions have none."""
    state: LetterState
    created_at: datetime
    resolved_at: datetime | None


class OpenedLetter(DeadLetter):
    """A dead letter with what is in it."""

    preview: str
    """The beginning of the payload, as text."""
    size: int
    """Bytes of the whole."""


async def bury_raw(hub: Hub, tenant_id: UUID, raw: Raw, failure: Failure) -> None:
    """A payload that cannot be parsed: kept, with its reason. Raises Unavailable."""
    async with hub.database.tenant(tenant_id) as session:
        if not await inbound.hold(session, raw.id):
            return
        await stored.bury_raw(session, raw, failure)
        await inbound.settle(session, raw.id, 'dead')
    metrics.DEAD_LETTERS.labels('inbound').inc()
    log.warning('dead_letter', raw=str(raw.id), channel=raw.channel, cause=failure.cause, reason=failure.text)
    await list_changed(hub, tenant_id, 'dead-letters')


async def bury_job(session: Session, job: Job, failure: Failure) -> None:
    """A job that is given up, in the transaction that ends it. A payload's letter is the payload's, not the job's."""
    raw_id = job.payload.get('raw_id') if job.kind == _TAKE else None
    raw = await inbound.raw(session, UUID(str(raw_id))) if raw_id else None
    if raw and await inbound.hold(session, raw.id):
        await stored.bury_raw(session, raw, failure)
        await inbound.settle(session, raw.id, 'dead')
    elif raw is None:
        await stored.bury_job(session, job, failure)
    metrics.DEAD_LETTERS.labels('job').inc()


async def page(
    hub: Hub, actor: UserActor, *, state: LetterState, wanted: WantedLetters, cursor: str | None, limit: int
) -> Page[DeadLetter]:
    """Newest first. Raises Invalid for a foreign cursor."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, state, wanted, time_and_id(cursor), limit + 1)
    return page_of([_said(row) for row in found], limit, lambda letter: (letter.created_at, letter.id))


async def find(hub: Hub, actor: UserActor, *, letter_id: UUID) -> OpenedLetter:
    """One letter with what is in it. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        row = await stored.find(session, letter_id)
        if row is None:
            raise NotFound('There is no such dead letter.')
        content = await _content(session, row)
    preview = content[:PREVIEW_BYTES].decode(errors='replace').replace('\0', '\N{REPLACEMENT CHARACTER}')
    return OpenedLetter(**dict(_said(row)), preview=preview, size=len(content))


async def replay(hub: Hub, actor: UserActor, client: Client, *, letter_id: UUID) -> DeadLetter:
    """Try again what is in it. What fails again is a new letter. Raises NotFound, Conflict."""
    async with hub.database.tenant(actor.tenant_id) as session:
        row = await _locked(session, letter_id)
        if row.state != 'open':
            raise Conflict(f'This letter was {row.state} already.')
        await stored.resolve(session, letter_id, 'replayed', actor.user_id)
        if row.raw_id:
            await inbound.settle(session, row.raw_id, 'received')
            again = BuriedJob(kind=_TAKE, key=str(row.raw_id), line=None, payload={'raw_id': str(row.raw_id)})
        else:
            again = await _job(session, row)
        await stored.enqueue(session, again)
        await record(session, actor, client, 'dead_letter.replayed', of='dead_letter', id=letter_id)
        after = await stored.find(session, letter_id)
    hub.bell.work()
    await list_changed(hub, actor.tenant_id, 'dead-letters')
    return _said(after or row)


async def discard(hub: Hub, actor: UserActor, client: Client, *, letter_id: UUID) -> DeadLetter:
    """It is not wanted. It stays on record; one that was decided about stays as it is. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        row = await _locked(session, letter_id)
        if row.state == 'open':
            await stored.resolve(session, letter_id, 'discarded', actor.user_id)
            await record(session, actor, client, 'dead_letter.discarded', of='dead_letter', id=letter_id)
        after = await stored.find(session, letter_id)
    if row.state == 'open':
        await list_changed(hub, actor.tenant_id, 'dead-letters')
    return _said(after or row)


async def discard_all(hub: Hub, actor: UserActor, client: Client, wanted: WantedLetters) -> int:
    """None of those that are open is wanted; how many there were. They stay on record."""
    async with hub.database.tenant(actor.tenant_id) as session:
        count = await stored.discard_all(session, wanted, actor.user_id)
        if count:
            said = wanted.model_dump(mode='json', exclude_none=True)
            await record(session, actor, client, 'dead_letter.all_discarded', of='dead_letter', count=count, **said)
    if count:
        await list_changed(hub, actor.tenant_id, 'dead-letters')
    return count


async def settle_job(session: Session, actor: UserActor, kind: str, key: str, state: LetterState) -> int:
    """A job was decided about where it shows, not by its letters: these follow. How many were open."""
    return await stored.resolve_job(session, kind, key, state, actor.user_id)


async def _locked(session: Session, letter_id: UUID) -> LetterRow:
    row = await stored.lock(session, letter_id)
    if row is None:
        raise NotFound('There is no such dead letter.')
    return row


async def _job(session: Session, row: LetterRow) -> BuriedJob:
    buried = await stored.job(session, row.id)
    if buried is None:
        raise NotFound('There is nothing in this letter.')
    if buried.kind == _SEND:
        message = await outbound.standing(session, UUID(buried.key))
        if message is None or message.status is not MessageStatus.FAILED:
            raise Conflict('This message has been sent since, or is gone.')
        await outbound.move(session, message.id, MessageStatus.QUEUED, back=True)
    return buried


async def _content(session: Session, row: LetterRow) -> bytes:
    if row.raw_id:
        raw = await inbound.raw(session, row.raw_id)
        return raw.body if raw else b''
    buried = await stored.job(session, row.id)
    return orjson.dumps(buried.payload, option=orjson.OPT_INDENT_2) if buried else b''


def _said(row: LetterRow) -> DeadLetter:
    return DeadLetter(
        id=row.id,
        kind=row.kind,
        channel=row.channel,
        account_id=row.account_id,
        job=row.job_kind,
        tries=row.tries,
        reason=row.reason,
        failure=Failure(cause=row.cause, detail=row.detail) if row.cause else None,
        state=row.state,
        created_at=row.created_at,
        resolved_at=row.resolved_at,
    )
