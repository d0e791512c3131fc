"""Merging a conversation into another of the same contact: it is closed, and both threads say where the rest is.

No message is copied or numbered anew, so nothing can be lost, and an undo has nothing to sort out. What the customer
writes in the merged one opens it again by itself, as it does with any; mail goes where it was merged into.
"""

from typing import Literal
from uuid import UUID

from hub.audit import record
from hub.context import Hub
from hub.conversations.conversations import announce, found
from hub.live.notices import tell_visitor
from hub.live.updates import tell
from hub.model.access import Client, UserActor
from hub.model.base import Id, Input
from hub.model.conversation import Conversation, ConversationStatus, LinkBlock
from hub.model.errors import Conflict, Invalid, NotFound
from storage import conversation_merges as stored
from storage import conversations, messages
from storage.conversation_merges import Merge
from storage.conversations import Locked
from storage.db import Session


class MergeIntoRequest(Input):
    """The conversation that stays."""

    into_id: Id


class MergeBlock(LinkBlock):
    """What `content_blocks` of the lines in both threads say: merged `into` or `from` which other conversation."""

    type: Literal['merge'] = 'merge'


async def merge(
    hub: Hub, actor: UserActor, client: Client, conversation_id: UUID, asked: MergeIntoRequest
) -> Conversation:
    """Close it and link both. Raises NotFound, Invalid for another contact's, Conflict where one was merged before."""
    if conversation_id == asked.into_id:
        raise Invalid('Merge it into another conversation.')
    async with hub.database.tenant(actor.tenant_id) as session:
        one, kept = await _both(session, conversation_id, asked.into_id)
        if one.contact_id is None or one.contact_id != kept.contact_id:
            raise Invalid('They are not of the same contact. Move one of them to the contact of the other first.')
        before = await stored.merged(session, [one.id, kept.id])
        if one.id in before:
            raise Conflict('It was merged before. Undo that merge first.')
        if kept.id in before:
            raise Conflict('The other one was itself merged. Merge into the conversation it was merged into.')
        into, taken = _block('into', kept), _block('from', one)
        lines = [
            await messages.say(session, each.id, block.text(), [block.model_dump(mode='json')])
            for each, block in ((one, into), (kept, taken))
        ]
        had = {'status': one.status, 'custom_status_id': one.custom_status_id}
        noted = Merge(kept_id=kept.id, **had, merged_line=lines[0], kept_line=lines[1])
        await stored.add(session, one.id, noted, actor.user_id)
        await conversations.close_unresolved(session, one)
        await record(session, actor, client, 'conversation.merged', of='conversation', id=one.id, into=str(kept.id))
        said = await found(session, actor, one.id)
    await tell(hub, actor.tenant_id, fresh=lines)
    await _announce(hub, actor, one, kept)
    return said


async def undo(hub: Hub, actor: UserActor, client: Client, conversation_id: UUID) -> Conversation:
    """Two again, the merged one with the status it had, unless it was opened since. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        noted = await stored.find(session, conversation_id)
        if noted is None:
            raise NotFound('This conversation was not merged, or it was undone already.')
        one, kept = await _both(session, conversation_id, noted.kept_id)
        if await stored.find(session, conversation_id) != noted:
            raise NotFound('This conversation was not merged, or it was undone already.')
        await stored.remove(session, one.id)
        for each, line, block in (
            (one, noted.merged_line, _block('into', kept, undone=True)),
            (kept, noted.kept_line, _block('from', one, undone=True)),
        ):
            await messages.say_anew(session, each.id, line, block.text(), [block.model_dump(mode='json')])
        had = {'status': noted.status, 'custom_status_id': noted.custom_status_id}
        is_as_left = one.status is ConversationStatus.CLOSED
        await conversations.change(session, one.model_copy(update=had) if is_as_left else one)
        await record(session, actor, client, 'conversation.unmerged', of='conversation', id=one.id, into=str(kept.id))
        said = await found(session, actor, one.id)
    await tell(hub, actor.tenant_id, changed=[noted.merged_line, noted.kept_line])
    await _announce(hub, actor, one, kept)
    return said


async def _both(session: Session, one_id: UUID, kept_id: UUID) -> tuple[Locked, Locked]:
    locked = {each.id: each for each in await conversations.lock_some(session, [one_id, kept_id])}
    if len(locked) < 2:
        raise NotFound('There is no such conversation, or the other one is not there.')
    return locked[one_id], locked[kept_id]


def _block(way: Literal['into', 'from'], other: Locked, *, undone: bool = False) -> MergeBlock:
    return MergeBlock(way=way, conversation_id=other.id, subject=other.subject, channel=other.channel, undone=undone)


async def _announce(hub: Hub, actor: UserActor, one: Locked, kept: Locked) -> None:
    for each in (one, kept):
        announce(hub, actor.tenant_id, each.id)
    if one.visitor_id:
        await tell_visitor(hub, actor.tenant_id, one.visitor_id, one.id)
