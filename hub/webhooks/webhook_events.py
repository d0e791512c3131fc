"""Follows tenants' feeds for their webhooks, a moment after what happened: nobody who writes waits for it.

What is to be told is a difference of states: how a conversation stands, and what was told of it before. A process that
dies tells again what it had not committed, and nothing twice; what changed twice in between is told once, as it is now.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import structlog

from hub.context import Hub
from hub.conversations.threads import render
from hub.model.conversation import ConversationRow
from hub.model.crash import crash
from hub.model.errors import HubError
from hub.model.ids import new_id
from hub.model.message import Message
from hub.model.webhook import AboutContact, AboutConversation, Told, WebhookEvent
from hub.webhooks.webhook_deliveries import rest_of, ring
from storage import contacts, conversations, messages
from storage import webhook_deliveries as stored
from storage import webhook_endpoints as endpoints
from storage.db import Session
from storage.messages import MessageRow
from storage.webhook_deliveries import ContactFact, Known, Mark, NewDelivery

log = structlog.get_logger(__name__)

PAUSE_SECONDS = 1.0
TENANTS, CONVERSATIONS, MESSAGES, CONTACTS = 500, 50, 200, 200
_FACE = {
    'subject', 'status', 'priority', 'ai_mode', 'contact', 'display_name', 'assignee', 'team_id', 'snoozed_until',
    'tag_ids',
}  # fmt: skip
"""What conversation.updated is about; that somebody wrote or read is told otherwise, or not at all."""

Happened = tuple[WebhookEvent, UUID, AboutConversation | AboutContact]


async def follow_for_ever(hub: Hub) -> None:
    """Tell what is new, for all tenants that have webhooks, until cancelled."""
    while True:
        try:
            await follow_once(hub)
        except HubError as error:
            log.warning('webhooks.following_failed', reason=error.detail)
        except Exception:  # the next try may do better, and nobody else would make it
            log.exception('webhooks.following_failed')
        await asyncio.sleep(PAUSE_SECONDS)


async def follow_once(hub: Hub) -> None:
    """Follow every feed that went on to its end, the tenants by turns."""
    async with hub.database.lobby() as lobby:
        waiting = await stored.behind(lobby, TENANTS)
    while waiting:
        for tenant_id in tuple(waiting):
            try:
                is_done = await _follow(hub, tenant_id)
            except HubError:
                raise
            except Exception:  # the others are to be told all the same
                log.exception('webhooks.following_failed', tenant_id=str(tenant_id))
                is_done = True
            if is_done:
                waiting.remove(tenant_id)
        hub.bell.work()


async def _follow(hub: Hub, tenant_id: UUID) -> bool:
    """Some way along the feed of a tenant; whether that is all for now."""
    async with hub.database.tenant(tenant_id) as session:
        mark = await stored.hold(session)
        if mark is None or await endpoints.end_unheard(session):
            return True
        facts = await stored.take_contacts(session, CONTACTS)
        moved = await conversations.moved(session, mark.position, CONVERSATIONS)
        happened = await _to_contacts(session, facts)
        happened += await _to_conversations(hub, session, mark, [each.id for each in moved])
        if moved:
            await stored.move(session, moved[-1].feed_position)
        await _enqueue(session, happened)
        crash('before_webhooks_kept')
    crash('webhooks_kept')
    return len(moved) < CONVERSATIONS and len(facts) < CONTACTS


async def _enqueue(session: Session, happened: Sequence[Happened]) -> None:
    if not happened:
        return
    listening, new = await endpoints.listening(session), list[NewDelivery]()
    for event, subject_id, data in happened:
        told = Told(type=event, timestamp=datetime.now(UTC), data=data).model_dump_json(exclude_none=True)
        new += [NewDelivery(new_id(), row.id, event, subject_id, told) for row in listening if event in row.events]
    await stored.add(session, new)
    told_to = {each.endpoint_id for each in new}
    for row in listening:
        if row.id in told_to:
            await ring(session, row.id, seconds=rest_of(row))


async def _to_contacts(session: Session, facts: Sequence[ContactFact]) -> list[Happened]:
    happened = list[Happened]()
    for fact in facts:
        contact = await contacts.find(session, fact.contact_id)
        if contact or fact.event is WebhookEvent.CONTACT_DELETED:
            happened.append((fact.event, fact.contact_id, AboutContact(id=fact.contact_id, contact=contact)))
    return happened


async def _to_conversations(hub: Hub, session: Session, mark: Mark, ids: list[UUID]) -> list[Happened]:
    before = await stored.known(session, ids, mark.began_at)
    rows = {row.id: row for _, row in await conversations.rows(session, ids)}
    happened, told = list[Happened](), list[Known]()
    for id in ids:
        if id in rows and id in before:
            told.append(await _to_conversation(hub, session, rows[id], before[id], happened))
    await stored.keep(session, told)
    return happened


async def _to_conversation(
    hub: Hub, session: Session, row: ConversationRow, before: Known, happened: list[Happened]
) -> Known:
    """What happened to one since it was told of, in the order to tell it; and what is told of it then."""
    face = _face(row)
    if not before.is_told and before.is_new:
        happened.append((WebhookEvent.CONVERSATION_CREATED, row.id, AboutConversation(conversation=row)))
    elif before.face != face:
        happened.append((WebhookEvent.CONVERSATION_UPDATED, row.id, AboutConversation(conversation=row)))
    changed = await messages.changed(session, row.id, before.rev, before.seq, 10_000, private=True)
    happened += await _messages(hub, session, row, WebhookEvent.MESSAGE_UPDATED, changed)
    seq, rev = before.seq, max([before.rev, *(message.rev for message in changed)])
    while new := await messages.after(session, row.id, seq, MESSAGES, private=True):
        happened += await _messages(hub, session, row, WebhookEvent.MESSAGE_CREATED, new)
        seq, rev = new[-1].seq, max([rev, *(message.rev for message in new)])
    return before.model_copy(update={'seq': seq, 'rev': rev, 'face': face})


async def _messages(
    hub: Hub, session: Session, row: ConversationRow, event: WebhookEvent, found: Sequence[MessageRow]
) -> list[Happened]:
    said = [Message(**each.model_dump(exclude={'prev_seq'})) for each in await render(hub, session, found)]
    return [(event, row.id, AboutConversation(conversation=row, message=message)) for message in said]


def _face(row: ConversationRow) -> str:
    # one without a custom status looks as it did before there were any: an upgrade is no news
    face = _FACE | {'custom_status_id'} if row.custom_status_id else _FACE
    return hashlib.sha256(row.model_dump_json(include=face).encode()).hexdigest()[:32]
