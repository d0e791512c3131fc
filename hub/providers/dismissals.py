"""Putting away that a message failed, or that nobody can say: it stays as it is in its thread, and asks for nobody's
attention any more.
"""

from datetime import UTC, datetime
from uuid import UUID

from hub.audit import record
from hub.context import Hub
from hub.conversations.threads import readable, render
from hub.live import updates
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.errors import Conflict, NotFound
from hub.model.message import Author, Dismissal, MessageStatus, SequencedMessage
from hub.providers import outbound
from storage import outbound as stored
from storage import updates as read_anew
from storage.db import Session
from storage.outbound import Standing

_OPEN_TO_IT = (MessageStatus.FAILED, MessageStatus.UNKNOWN)


async def dismiss(hub: Hub, actor: UserActor, client: Client, *, message_id: UUID) -> SequencedMessage:
    """Put it away; its dead letter with it. Raises NotFound, Conflict for one whose outcome is another."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if (await _standing(session, actor, message_id)).status not in _OPEN_TO_IT:
            raise Conflict('This message has not failed.')
        by = Dismissal(by=Author(id=actor.user_id, name=actor.name), at=datetime.now(UTC))
        letters = await outbound.settle_letters(session, actor, message_id, 'discarded')
        is_new = await stored.dismiss(session, message_id, by)
        if is_new:
            await record(session, actor, client, 'message.dismissed', of='message', id=message_id)
        said = await _read(hub, session, message_id)
    if is_new:
        await updates.tell(hub, actor.tenant_id, changed=[message_id])
    if letters:
        await list_changed(hub, actor.tenant_id, 'dead-letters')
    return said


async def take_back(hub: Hub, actor: UserActor, client: Client, *, message_id: UUID) -> SequencedMessage:
    """It asks for attention, as before; one that is not dismissed stays as it is. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await _standing(session, actor, message_id)
        is_back = await stored.dismiss(session, message_id, None)
        if is_back:
            await record(session, actor, client, 'message.undismissed', of='message', id=message_id)
        said = await _read(hub, session, message_id)
    if is_back:
        await updates.tell(hub, actor.tenant_id, changed=[message_id])
    return said


async def _standing(session: Session, actor: UserActor, message_id: UUID) -> Standing:
    found = await stored.standing(session, message_id)
    if found is None:
        raise NotFound('There is no such message.')
    await readable(session, actor, found.conversation_id)
    return found


async def _read(hub: Hub, session: Session, message_id: UUID) -> SequencedMessage:
    (said,) = await render(hub, session, await read_anew.messages(session, [message_id]))
    return said
