"""Sending what was scheduled: a job a message and time, so that it goes out once whichever worker dies.

First it is marked as going out, which nobody can change any more; then it is sent like any other message, under the
client_id it was given when it was scheduled; then it is forgotten here. Whoever takes up the job of a worker that died
in between sends the same message again, which is stored once.
"""

from datetime import datetime
from uuid import UUID

from hub.access import whole
from hub.auth.auth import actor_of
from hub.context import Hub
from hub.jobs import Lease, LeaseLost, Work
from hub.live.notices import Notification, notify
from hub.model.access import Identity, Permission, UserActor
from hub.model.base import Value
from hub.model.conversation import Conversation, ConversationStatus
from hub.model.crash import crash
from hub.model.errors import Conflict, FileTaken, Invalid, NotFound, OtherWordsSent
from hub.model.failure import Cause, Failure
from hub.model.people import User
from hub.model.scheduled_message import StoppedBy
from hub.writing.scheduled_news import scheduled_changed
from hub.writing.sending import AgentMessage, send_as_agent
from storage import conversations, jobs, sessions, users
from storage import scheduled_messages as stored
from storage.db import Session
from storage.scheduled_messages import ScheduledRow

_WHY = {
    StoppedBy.REPLY: '{name} wrote, so your scheduled reply was not sent',
    StoppedBy.CLOSED: 'Your scheduled reply to {name} was not sent: the conversation is closed',
    StoppedBy.NO_ACCESS: 'Your scheduled reply to {name} was not sent: you may not write there any more',
    StoppedBy.REFUSED: 'Your scheduled reply to {name} could not be sent',
}


class Sending(Value):
    """The order to send one at its time."""

    id: UUID
    send_at: datetime


class Telling(Value):
    """The order to tell an author that the customer wrote meanwhile."""

    id: UUID


async def send_at_its_time(session: Session, id: UUID, send_at: datetime, seconds: float) -> None:
    """In the transaction that schedules it: send it at that time, unless it is changed or called off before."""
    order = Sending(id=id, send_at=send_at)
    await jobs.enqueue(session, SEND_LATER.kind, f'{id} {send_at.isoformat()}', order, seconds=max(0.0, seconds))


async def send_later(lease: Lease, order: Sending) -> None:
    """The job: its time has come."""
    row = await _begun(lease, order)
    if row is None:
        return
    crash('sending_later')
    if not lease.is_in_force:
        raise LeaseLost
    try:
        await send_as_agent(lease.hub, *await _message(lease, row))
    except (Invalid, Conflict) as refused:
        await _stopped(lease, row, StoppedBy.REFUSED, _failure(refused))
        return
    except NotFound:  # the conversation is gone, and this with it
        pass
    crash('sent_later')
    async with lease.writing() as session:
        await stored.remove(session, row.id)
        await lease.finish(session)
    await scheduled_changed(lease.hub, lease.claim.tenant_id, row.conversation_id)


async def _begun(lease: Lease, order: Sending) -> ScheduledRow | None:
    """What is to go out now, which nobody can change from here on; None: nothing, and the job is done."""
    async with lease.writing() as session:
        row = await stored.lock(session, order.id)
        if row is None or row.send_at != order.send_at or row.state == 'stopped':
            await lease.finish(session)
            return None
        why = await _hindrance(session, row)
        if why is None:
            await stored.begin(session, row.id)
    if why:
        await _stopped(lease, row, why)
        return None
    return row


async def _hindrance(session: Session, row: ScheduledRow) -> StoppedBy | None:
    if row.state == 'sending':  # begun by a worker that died: it may be stored already
        return None
    author = await sessions.standing(session, user=row.author_id)
    if author is None or Permission.CONVERSATIONS_REPLY not in actor_of(author).permissions:
        return StoppedBy.NO_ACCESS
    there = await _seen(session, row, author)
    if there is None:
        return StoppedBy.NO_ACCESS
    return StoppedBy.CLOSED if there.status is ConversationStatus.CLOSED else None


async def _seen(session: Session, row: ScheduledRow, author: Identity) -> Conversation | None:
    """Its conversation, if the author may see it."""
    return await conversations.find(session.asked_by(actor_of(author).viewer), row.conversation_id, row.author_id)


async def _message(lease: Lease, row: ScheduledRow) -> tuple[UserActor, AgentMessage]:
    async with lease.hub.database.tenant(lease.claim.tenant_id) as session:
        author = await users.find(session, row.author_id)
    if author is None:
        raise NotFound
    message = AgentMessage(
        client_id=row.client_id,
        conversation_id=row.conversation_id,
        text=row.text,
        html=row.html,
        attachments=tuple(row.attachment_ids),
    )
    return _actor(lease.claim.tenant_id, author), message


def _actor(tenant_id: UUID, author: User) -> UserActor:
    """What they may was asked when it began, and is not asked again: it may be stored already."""
    return UserActor(
        tenant_id=tenant_id,
        user_id=author.id,
        name=author.name,
        role=author.role,
        permissions=whole({Permission.CONVERSATIONS_READ, Permission.CONVERSATIONS_WRITE}),
        expires_at=0.0,
    )


def _failure(refused: Invalid | Conflict) -> Failure:
    match refused:
        case FileTaken():
            return Failure(cause=Cause.FILE_TAKEN)
        case OtherWordsSent():
            return Failure(cause=Cause.SENT_OTHERWISE)
        case _:
            return Failure(cause=Cause.NOT_ACCEPTED, detail=refused.detail)


async def _stopped(lease: Lease, row: ScheduledRow, by: StoppedBy, failure: Failure | None = None) -> None:
    async with lease.writing() as session:
        await stored.stop(session, row.id, by, failure)
        there = await conversations.find(session, row.conversation_id, row.author_id)
        await lease.finish(session)
    await _tell(lease.hub, lease.claim.tenant_id, row, there, _WHY[by])


async def tell_author(lease: Lease, order: Telling) -> None:
    """The job: the customer wrote before the time of a scheduled reply."""
    async with lease.writing() as session:
        row = await stored.find(session, order.id)
        author = await sessions.standing(session, user=row.author_id) if row else None
        there = await _seen(session, row, author) if row and author else None
        await lease.finish(session)
    if row and row.replied_at:
        stays = _WHY[StoppedBy.REPLY] if row.state == 'stopped' else '{name} wrote. Your scheduled reply still goes out'
        await _tell(lease.hub, lease.claim.tenant_id, row, there, stays)


async def _tell(hub: Hub, tenant_id: UUID, row: ScheduledRow, there: Conversation | None, words: str) -> None:
    await scheduled_changed(hub, tenant_id, row.conversation_id)
    if there:
        text = words.format(name=there.display_name)
        told = Notification(kind='scheduled', conversation_id=row.conversation_id, text=text)
        await notify(hub, tenant_id, row.author_id, told)


async def _gave_up(lease: Lease, session: Session, order: Sending, failure: Failure) -> None:
    await stored.stop(session, order.id, StoppedBy.REFUSED, failure)


SEND_LATER = Work('send_later', Sending, send_later, _gave_up)
TELL_AUTHOR = Work('tell_author', Telling, tell_author)
