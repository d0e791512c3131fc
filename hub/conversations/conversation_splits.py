"""Splitting a conversation: from one of its messages on it goes on in a new one of the same contact, on the same way.

No message is copied or moved, as in a merge: the customer's chat keeps what it showed, and the new thread begins with a
line under which the part is read that it goes on from. The customer sees the new one once they are answered there.
"""

from typing import Literal
from uuid import UUID

from pydantic import Field

from hub.audit import record
from hub.context import Hub
from hub.conversations.conversations import announce, found
from hub.live.updates import tell
from hub.model.access import Client, UserActor
from hub.model.base import LAST_SEQ, Input, Line
from hub.model.conversation import Conversation, ConversationStatus, LinkBlock
from hub.model.errors import Conflict, Invalid, NotFound
from hub.model.ids import new_id
from storage import conversation_merges as merges
from storage import conversation_splits as stored
from storage import conversations, messages
from storage.conversation_splits import Split
from storage.conversations import Locked
from storage.db import Session


class SplitRequest(Input):
    """Where the part begins that goes on elsewhere. Without a subject the new one has that of the other."""

    from_seq: int = Field(ge=1, le=LAST_SEQ)
    subject: Line | None = None


class SplitBlock(LinkBlock):
    """What `content_blocks` of the lines in both threads say: it goes on `into`, or comes `from`, another one.

    `from_seq` to `until_seq` is the part, in the numbers of the one that was split.
    """

    type: Literal['split'] = 'split'
    from_seq: int
    until_seq: int


async def split(hub: Hub, actor: UserActor, client: Client, conversation_id: UUID, asked: SplitRequest) -> Conversation:
    """The new conversation. Raises NotFound, Invalid for the first message or none, Conflict."""
    new = new_id()
    async with hub.database.tenant(actor.tenant_id) as session:
        source = await conversations.lock(session, conversation_id)
        if source is None:
            raise NotFound('There is no such conversation.')
        await _check(session, source, asked.from_seq)
        await stored.open_beside(session, new, source.id, asked.subject)
        part = asked.from_seq, source.last_seq
        opened = source.model_copy(update={'id': new, 'subject': asked.subject or source.subject})
        lines = [
            await messages.say(session, each.id, block.text(), [block.model_dump(mode='json')])
            for each, block in _blocks(opened, source, part)
        ]
        noted = Split(source_id=source.id, from_seq=part[0], until_seq=part[1], line=lines[0], source_line=lines[1])
        await stored.add(session, new, noted, actor.user_id)
        details = {'into': str(new), 'from_seq': asked.from_seq}
        await record(session, actor, client, 'conversation.split', of='conversation', id=source.id, **details)
        said = await found(session, actor, new)
    await tell(hub, actor.tenant_id, fresh=lines)
    for id in (source.id, new):
        announce(hub, actor.tenant_id, id)
    return said


async def _check(session: Session, source: Locked, seq: int) -> None:
    if source.id in await merges.merged(session, [source.id]):
        raise Conflict('It was merged. Undo the merge first, or split the one it was merged into.')
    if source.status is ConversationStatus.CLOSED:
        raise Conflict('It is closed. Open it again first.')
    around = await stored.around(session, source.id, seq)
    if not around.is_there:
        raise Invalid('There is no such message in this conversation.')
    if not around.is_after_others:
        raise Invalid('That is the first message: nothing would stay in this conversation.')
    if await stored.is_split_from(session, source.id, seq):
        raise Conflict('It was split from this message before.')


async def undo(hub: Hub, actor: UserActor, client: Client, conversation_id: UUID) -> Conversation:
    """One again: the one that was split off is closed. Raises NotFound, Conflict where something was said in it."""
    async with hub.database.tenant(actor.tenant_id) as session:
        # before the lock: it says what else is to be locked, and is never changed, only taken away
        noted = await stored.find(session, conversation_id)
        both = [conversation_id, noted.source_id] if noted else []
        locked = {each.id: each for each in await conversations.lock_some(session, both)}
        if noted is None or len(locked) < 2 or await stored.find(session, conversation_id) is None:
            raise NotFound('This conversation was not split off another, or it was undone already.')
        new, source = locked[conversation_id], locked[noted.source_id]
        said_there = await stored.around(session, new.id, new.last_seq + 1)
        if said_there.is_after_others:
            raise Conflict('Something was said in it since. Merge it into the other one instead.')
        await stored.remove(session, new.id)
        lines = noted.line, noted.source_line
        blocks = _blocks(new, source, (noted.from_seq, noted.until_seq), undone=True)
        for line, (each, block) in zip(lines, blocks, strict=True):
            await messages.say_anew(session, each.id, line, block.text(), [block.model_dump(mode='json')])
        await conversations.close_unresolved(session, new)
        into = str(new.id)
        await record(session, actor, client, 'conversation.unsplit', of='conversation', id=source.id, into=into)
        said = await found(session, actor, new.id)
    await tell(hub, actor.tenant_id, changed=lines)
    for id in both:
        announce(hub, actor.tenant_id, id)
    return said


def _blocks(
    new: Locked, source: Locked, part: tuple[int, int], *, undone: bool = False
) -> list[tuple[Locked, SplitBlock]]:
    """What the line says in each: the other one, and which part."""
    ways: tuple[tuple[Locked, Literal['into', 'from'], Locked], ...] = ((new, 'from', source), (source, 'into', new))
    return [
        (
            each,
            SplitBlock(
                way=way,
                conversation_id=other.id,
                subject=other.subject,
                channel=other.channel,
                from_seq=part[0],
                until_seq=part[1],
                undone=undone,
            ),
        )
        for each, way, other in ways
    ]
