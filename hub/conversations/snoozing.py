"""Waking what was snoozed until a time: a job of its own, so that lists learn of it without being asked.

A message of the customer wakes a conversation at once, in the transaction that stores it; its job then finds nothing to
do. So does the job of a time that somebody changed.
"""

from datetime import UTC, datetime
from uuid import UUID

from hub.conversations.conversations import announce
from hub.jobs import Lease, Work
from hub.live.notices import Notification, notify
from hub.model.base import Value
from hub.model.channel import Retry
from storage import conversations as stored
from storage import jobs
from storage.db import Session


class Waking(Value):
    """The order to wake a conversation."""

    conversation_id: UUID
    until: datetime


async def wake_later(session: Session, conversation_id: UUID, until: datetime) -> None:
    """In the transaction that snoozes it: wake it at that time, unless it is told otherwise before."""
    order = Waking(conversation_id=conversation_id, until=until)
    seconds = max(0.0, (until - datetime.now(UTC)).total_seconds())
    await jobs.enqueue(session, WAKE.kind, f'{conversation_id} {until.isoformat()}', order, seconds=seconds)


async def wake(lease: Lease, order: Waking) -> None:
    """The job: its time has come."""
    early = (order.until - datetime.now(UTC)).total_seconds()
    if early > 0:  # this machine's clock is not the one of who snoozed it
        raise Retry(after=early)
    hub, tenant_id = lease.hub, lease.claim.tenant_id
    async with lease.writing() as session:
        asleep = await stored.lock(session, order.conversation_id)
        is_due = asleep is not None and asleep.snoozed_until == order.until
        said = None
        if asleep and is_due:
            await stored.change(session, asleep.model_copy(update={'snoozed_until': None}))
            if asleep.assignee_id:
                said = await stored.find(session, asleep.id, asleep.assignee_id)
        await lease.finish(session)
    if is_due:
        announce(hub, tenant_id, order.conversation_id)
    if said and said.assignee:
        told = Notification(kind='woken', conversation_id=said.id, text=f'{said.display_name} is back')
        await notify(hub, tenant_id, said.assignee.id, told)


WAKE = Work('wake', Waking, wake)
