"""One's own marks on many conversations, stars and what is unread, and what takes them back."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, Self
from uuid import UUID

from pydantic import Field, model_validator

from hub.context import Hub
from hub.conversations.changing import MOST_AT_ONCE
from hub.live.notices import tell_own_screens
from hub.live.presence import tell_own_read
from hub.model.access import UserActor
from hub.model.base import Id, Input, Seq, Value
from hub.model.conversation import Conversation
from hub.model.errors import NotFound
from storage import conversations as stored
from storage import messages
from storage.db import Session


class Mark(Input):
    """What only this user has of a conversation; exactly one of these."""

    starred: bool | None = None
    unread: Literal[True] | None = None
    """The customer's last message, and what followed it, counts as not read."""
    read_seq: Seq | None = None
    """Read up to this message; what takes back that it was marked unread."""

    @model_validator(mode='after')
    def _one(self) -> Self:
        if sum(value is not None for value in (self.starred, self.unread, self.read_seq)) != 1:
            raise ValueError('name exactly one of starred, unread and read_seq')
        return self


class MarkStep(Input):
    """The same mark on some conversations."""

    ids: list[Id] = Field(min_length=1, max_length=MOST_AT_ONCE)
    mark: Mark


class ManyMarks(Input):
    """Marks on many conversations, all of them or none; each conversation is named once."""

    marks: list[MarkStep] = Field(min_length=1, max_length=MOST_AT_ONCE)

    @model_validator(mode='after')
    def _each_once(self) -> Self:
        ids = [id for step in self.marks for id in step.ids]
        if len(ids) > MOST_AT_ONCE:
            raise ValueError(f'name at most {MOST_AT_ONCE} conversations')
        if len(ids) != len(set(ids)):
            raise ValueError('name each conversation once')
        return self


class UndoMark(Value):
    """What takes a mark back, in the words of a mark."""

    ids: list[UUID]
    mark: Mark


class ManyMarked(Value):
    """The conversations as they are now. `undo` sent as `marks` takes it all back; empty where nothing changed."""

    conversations: list[Conversation]
    undo: list[UndoMark]


class Marked(NamedTuple):
    """How all that were named are now, and the way back of those that were other before."""

    conversations: list[Conversation]
    undo: list[UndoMark]


async def mark_many(hub: Hub, actor: UserActor, asked: ManyMarks) -> ManyMarked:
    """All of these marks, or none. Raises NotFound where one of the conversations is not there."""
    async with hub.database.tenant(actor.tenant_id) as session:
        marked = await carry_out(actor, session, asked)
    return await tell(hub, actor, marked)


async def carry_out(actor: UserActor, session: Session, asked: ManyMarks) -> Marked:
    """The same, as a part of this transaction; whoever commits it then has to `tell`."""
    wanted = {id: step.mark for step in asked.marks for id in step.ids}
    if len(await stored.lock_some(session, list(wanted))) < len(wanted):
        raise NotFound('There is no such conversation.')
    before = {each.id: each for each in await stored.some(session, actor.user_id, list(wanted))}
    back = [(id, await _put(session, actor.user_id, before[id], mark)) for id, mark in wanted.items()]
    after = {each.id: each for each in await stored.some(session, actor.user_id, list(wanted))}
    return Marked([after[id] for id in wanted], _together(back))


async def tell(hub: Hub, actor: UserActor, marked: Marked) -> ManyMarked:
    """After the commit: this user's screens, nobody else's."""
    back = {id: step.mark for step in marked.undo for id in step.ids}
    for said in marked.conversations:
        if (mark := back.get(said.id)) is None:
            continue
        if mark.read_seq is None:
            await tell_own_screens(hub, actor.tenant_id, actor.user_id, said)
        else:
            await tell_own_read(hub, actor, said.id, said.read_seq)
    return ManyMarked(conversations=marked.conversations, undo=marked.undo)


async def _put(session: Session, user_id: UUID, before: Conversation, mark: Mark) -> Mark | None:
    """What takes it back; nothing where it was so already."""
    if mark.starred is not None:
        put = stored.star if mark.starred else stored.unstar
        if not await put(session, before.id, user_id):
            return None
        await stored.stir(session, before.id)
        return Mark(starred=not mark.starred)
    seq = mark.read_seq
    if seq is None:
        last = await messages.last_inbound(session, before.id)
        # without a customer's message there is nothing to read
        if last is None or before.read_seq < last:
            return None
        seq = last - 1
    seq = min(seq, before.last_seq)
    if seq == before.read_seq:
        return None
    inbound = await messages.inbound_until(session, before.id, seq)
    await stored.user_read(session, before.id, user_id, seq, inbound)
    return Mark(read_seq=before.read_seq)


def _together(back: Sequence[tuple[UUID, Mark | None]]) -> list[UndoMark]:
    """Conversations that go the same way back together."""
    ways: dict[str, UndoMark] = {}
    for id, mark in back:
        if mark:
            known = ways.get(way := mark.model_dump_json())
            ways[way] = UndoMark(ids=[*known.ids, id] if known else [id], mark=mark)
    return list(ways.values())
