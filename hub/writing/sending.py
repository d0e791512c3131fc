"""Sending a live message: from an agent or a visitor to everybody who follows the conversation.

Stored once whatever is resent, announced only after COMMIT, first to the sockets of this process.
"""

from uuid import UUID

from pydantic import Field

from hub import metrics
from hub.context import Hub
from hub.conversations.threads import author, readable
from hub.files.files import present
from hub.live.realtime import Outlet, Stored
from hub.model.access import Actor, Sight, UserActor, VisitorActor
from hub.model.base import ClientId, Id, Input, Text
from hub.model.crash import crash
from hub.model.errors import HubError, Invalid, NotFound, OtherWordsSent, Unauthenticated
from hub.model.ids import new_id
from hub.model.message import Attachment, Direction, Message, MessageStatus, Role
from hub.writing.mentions import check_mentions, mention
from hub.writing.richtext import clean
from storage import files
from storage.messages import Appended, NewMessage

TEXT_LENGTH = 20_000
_ACKED = {role: metrics.MESSAGES_ACKED.labels(role) for role in Role}
ATTACHMENTS = 10
MENTIONS = 20


class VisitorMessage(Input):
    """What a visitor sends. Without a conversation it goes to their open one, or opens one."""

    client_id: ClientId
    text: Text = Field('', max_length=TEXT_LENGTH)
    attachments: tuple[Id, ...] = Field((), max_length=ATTACHMENTS)
    conversation_id: Id | None = None


class AgentMessage(Input):
    """What an agent sends; `private` is a note that the customer never sees."""

    client_id: ClientId
    conversation_id: Id
    text: Text = Field('', max_length=TEXT_LENGTH)
    html: Text | None = Field(None, max_length=4 * TEXT_LENGTH)
    attachments: tuple[Id, ...] = Field((), max_length=ATTACHMENTS)
    private: bool = False
    mentions: list[Id] = Field([], max_length=MENTIONS)
    """Users whom a private note names."""


def is_queued_at_once(actor: Actor, sent: VisitorMessage | AgentMessage) -> bool:
    """Whether sending it waits for nothing before it has its place in the committer's queue."""
    if isinstance(actor, UserActor) and actor.sight is not Sight.ALL:
        return False
    return sent.conversation_id is not None if isinstance(sent, VisitorMessage) else not (sent.html or sent.mentions)


async def send_as_visitor(hub: Hub, actor: VisitorActor, sent: VisitorMessage, outlet: Outlet | None = None) -> Stored:
    """Store and announce a visitor's message. Raises Invalid, NotFound, Conflict, Unavailable."""
    check_not_empty(sent.text, sent.attachments)
    message = NewMessage(
        id=new_id(),
        conversation_id=sent.conversation_id or new_id(),
        visitor_id=actor.visitor_id,
        sender_id=actor.visitor_id,
        client_id=sent.client_id,
        role=Role.USER,
        author_name=actor.name,
        text=sent.text,
        attachment_ids=sent.attachments,
        opens=sent.conversation_id is None,
    )
    return await _send(hub, actor, message, outlet)


async def send_as_agent(hub: Hub, actor: UserActor, sent: AgentMessage, outlet: Outlet | None = None) -> Stored:
    """Store and announce an agent's message or note. Raises Invalid, NotFound, Conflict, Unavailable."""
    check_not_empty(sent.text, sent.attachments)
    await _may_see(hub, actor, sent.conversation_id)
    mentions = list(dict.fromkeys(sent.mentions))
    await check_mentions(hub, actor, mentions, private=sent.private)
    message = NewMessage(
        id=new_id(),
        conversation_id=sent.conversation_id,
        visitor_id=None,
        sender_id=actor.user_id,
        client_id=sent.client_id,
        role=Role.AGENT,
        author_name=actor.name,
        text=sent.text,
        html=await clean(sent.html) if sent.html else None,
        private=sent.private,
        attachment_ids=sent.attachments,
    )
    stored = await _send(hub, actor, message, outlet)
    await mention(hub, actor, stored.message, mentions, fresh=stored.message.id == message.id)
    return stored


def check_not_empty(text: str, attachments: tuple[UUID, ...]) -> None:
    """Raises Invalid for a message without words or files, or with a file twice."""
    if not text.strip() and not attachments:
        raise Invalid('A message needs words or a file.')
    if attachments and len(set(attachments)) < len(attachments):
        raise Invalid('A file is named twice.')


async def _may_see(hub: Hub, actor: UserActor, conversation_id: UUID) -> None:
    """Raises NotFound. The committer knows no sight; most see everything, and are not kept waiting."""
    if actor.sight is not Sight.ALL:
        async with hub.database.tenant(actor.tenant_id) as session:
            await readable(session, actor, conversation_id)


async def _send(hub: Hub, actor: Actor, message: NewMessage, outlet: Outlet | None) -> Stored:
    appended = await hub.committer.append(actor.tenant_id, message)
    if appended is None:
        raise await _refused(message, outlet)
    attachments = await _attachments(hub, actor.tenant_id, appended)
    if not appended.fresh:
        _same(message, appended, attachments)
        metrics.MESSAGES_RESENT.inc()
    said = _said(message, appended, attachments)
    stored = Stored.of(actor.tenant_id, appended.visitor_id, appended.prev_public_seq, said)
    if appended.fresh:
        await _announce(hub, stored, outlet)
    return stored


async def deliver(hub: Hub, tenant_id: UUID, message: NewMessage, appended: Appended) -> Message:
    """After the commit: what was stored as a part of some other deed, to everybody who follows the conversation."""
    said = _said(message, appended, await _attachments(hub, tenant_id, appended))
    await _announce(hub, Stored.of(tenant_id, appended.visitor_id, appended.prev_public_seq, said), None)
    return said


async def _announce(hub: Hub, stored: Stored, outlet: Outlet | None) -> None:
    _ACKED[stored.message.role].inc()
    crash('before_delivery')
    await hub.realtime.message(stored, skip=outlet)
    crash('delivered')
    hub.bell.message(stored)
    if stored.message.status is MessageStatus.QUEUED:
        hub.bell.work()
    hub.rows.changed(stored.tenant_id, stored.message.conversation_id)


async def _refused(message: NewMessage, outlet: Outlet | None) -> HubError:
    if not message.opens:
        return NotFound('There is no such conversation, or it is not yours.')
    if outlet is not None:
        await outlet.close('unknown')  # they come back as somebody new, and send it again
    return Unauthenticated('This visitor is not known any more. Connect again.')


async def _attachments(hub: Hub, tenant_id: UUID, appended: Appended) -> list[Attachment]:
    if not appended.has_attachments:
        return []
    async with hub.database.tenant(tenant_id) as session:
        return present(hub, await files.of_messages(session, [appended.id]))


def _same(message: NewMessage, first: Appended, attachments: list[Attachment]) -> None:
    """A resend has to say what the first one said (reliability G2)."""
    before = (first.content_text, first.content_html, first.private, {attachment.id for attachment in attachments})
    if before != (message.text, message.html, message.private, set(message.attachment_ids)):
        raise OtherWordsSent


def _said(message: NewMessage, appended: Appended, attachments: list[Attachment]) -> Message:
    # validated although every value was checked before: pydantic's core does it in a third of model_construct's time
    direction = Direction(appended.direction)
    return Message(
        id=appended.id,
        conversation_id=appended.conversation_id,
        seq=appended.seq,
        rev=appended.rev,
        client_id=message.client_id,
        direction=direction,
        role=message.role,
        channel=appended.channel,
        content_text=message.text,
        content_html=message.html,
        attachments=attachments,
        status=appended.status,
        author=author(direction, message.sender_id, appended.author_name),
        private=appended.private,
        created_at=appended.created_at,
    )
