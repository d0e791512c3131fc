"""Changing all conversations that filters ask for, however many: batch by batch, each a transaction of its own."""

from collections.abc import Sequence
from typing import NamedTuple, Self
from uuid import UUID

from pydantic import Field, model_validator

from hub.context import Hub
from hub.conversations import changing, marking
from hub.conversations.changing import (
    MOST_AT_ONCE,
    CarriedOut,
    ConversationChange,
    ManyChanges,
    Step,
    UndoStep,
)
from hub.conversations.conversations import cursor_of, place_of
from hub.conversations.marking import ManyMarks, Mark, Marked, MarkStep, UndoMark
from hub.conversations.views import check_attributes
from hub.model.access import UserActor
from hub.model.base import ClientId, Id, Input, Text, Value
from hub.model.macro import Action, Reached
from hub.model.view import Filters, Sort, ViewFilters
from hub.writing import applying, to_many
from hub.writing.sending import TEXT_LENGTH
from hub.writing.to_many import Letter
from storage import conversations as stored
from storage import listing
from storage.db import Session
from storage.listing import Place

BATCH = MOST_AT_ONCE
MOST_MATCHING = 10_000
"""What one request changes at most, and how far is counted."""


class ChangeMatching(Input):
    """A change, a mark of one's own or a macro, for all that match.

    `cursor` goes on where an earlier request ended. What a macro writes comes with its variables in it, which are
    filled in for each conversation, and with one `client_id` for all requests of the same run: under it nothing is
    written twice in a conversation.
    """

    filters: ViewFilters
    change: ConversationChange | None = None
    mark: Mark | None = None
    macro_id: Id | None = None
    client_id: ClientId | None = None
    text: Text | None = Field(None, max_length=TEXT_LENGTH)
    html: Text | None = Field(None, max_length=4 * TEXT_LENGTH)
    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(MOST_MATCHING, ge=1, le=MOST_MATCHING)

    @model_validator(mode='after')
    def _one(self) -> Self:
        if sum(named is not None for named in (self.change, self.mark, self.macro_id)) != 1:
            raise ValueError('name a change, a mark or a macro')
        if self.macro_id is None and (self.text or self.html or self.client_id):
            raise ValueError('only a macro writes')
        return self


class ChangedMatching(Value):
    """How many matched and how many of them are other now, or were written to.

    Each of `undo` and `undo_marks` is one request that takes a part of it back: as `changes` to
    `/conversations/bulk`, as `marks` to `/conversations/marks`.
    """

    matched: int = 0
    changed: int = 0
    undo: list[list[UndoStep]] = []
    undo_marks: list[list[UndoMark]] = []
    written: int = 0
    """Conversations in which the macro wrote. Words stay: nothing takes them back."""
    left_out: int = 0
    """In which it wrote nothing and did nothing: closed, without a value for what its words name, or done before under
    the same `client_id`."""
    skipped: list[Action] = []
    """What of the macro could not be done, because what it names has gone."""
    next_cursor: str | None = None
    """There are more that match."""


class MatchCount(Value):
    """How many match, no further than 10,000."""

    count: int
    more: bool
    """There are more than are counted."""
    reached: Reached | None = None
    """Of those that are counted, for a macro."""


async def count(hub: Hub, actor: UserActor, filters: Filters, macro_id: UUID | None = None) -> MatchCount:
    """How many conversations the filters ask for, and in how many a macro would write. Raises NotFound, Forbidden."""
    async with hub.database.tenant(actor.tenant_id) as session:
        macro = await applying.usable(session, actor, macro_id) if macro_id else None
        found = await listing.page(session, actor.user_id, filters, Sort.NEWEST, Place(), MOST_MATCHING + 1)
        places, more = found[:MOST_MATCHING], len(found) > MOST_MATCHING
        reached = await to_many.reached(session, macro, places) if macro else None
    return MatchCount(count=len(places), more=more, reached=reached)


async def change_matching(hub: Hub, actor: UserActor, asked: ChangeMatching) -> ChangedMatching:
    """Newest first; what is done stays done where a later batch is refused. Raises Invalid, Forbidden."""
    place, done = place_of(asked.cursor, Sort.NEWEST), ChangedMatching()
    check_attributes(actor, asked.filters)
    filters = asked.filters.of(actor.user_id)
    while done.matched < asked.limit:
        most = min(BATCH, asked.limit - done.matched)
        batch, places, more = await _batch(hub, actor, asked, filters, place, most)
        if not places:
            break
        place = places[-1]
        done = ChangedMatching(
            matched=done.matched + batch.matched,
            changed=done.changed + batch.changed,
            undo=[*done.undo, *batch.undo],
            undo_marks=[*done.undo_marks, *batch.undo_marks],
            written=done.written + batch.written,
            left_out=done.left_out + batch.left_out,
            skipped=batch.skipped or done.skipped,
            next_cursor=cursor_of(place, Sort.NEWEST) if more else None,
        )
        if not more:
            break
    return done


async def _batch(
    hub: Hub, actor: UserActor, asked: ChangeMatching, filters: Filters, after: Place, most: int
) -> tuple[ChangedMatching, list[Place], bool]:
    """One transaction's work, the places that it did, and whether more follow."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await listing.page(session, actor.user_id, filters, Sort.NEWEST, after, most + 1)
        places, more = found[:most], len(found) > most
        ids = await _still_there(session, [place.id for place in places if place.id])
        if not ids:
            return ChangedMatching(), places, more
        deeds = await _deeds(session, actor, asked)
        words = await to_many.begin(session, actor, deeds.letter, ids) if deeds.letter else []
        reached = [message.conversation_id for message in words] if deeds.letter else ids
        carried_out, marked = await _carry_out(hub, actor, session, deeds, reached)
        sent = await to_many.say(session, words) if words else []
    undo = (await changing.tell(hub, actor, carried_out)).undo if carried_out else []
    undo_marks = (await marking.tell(hub, actor, marked)).undo if marked else []
    await to_many.tell(hub, actor, sent)
    moved = {id for step in undo for id in step.ids} | {id for step in undo_marks for id in step.ids}
    done = ChangedMatching(
        matched=len(ids),
        changed=len(moved | {message.conversation_id for message, _ in sent}),
        undo=[undo] if undo else [],
        undo_marks=[undo_marks] if undo_marks else [],
        written=len(sent),
        left_out=len(ids) - len(reached),
        skipped=list(deeds.skipped),
    )
    return done, places, more


async def _carry_out(
    hub: Hub, actor: UserActor, session: Session, deeds: '_Deeds', ids: list[UUID]
) -> tuple[CarriedOut | None, Marked | None]:
    carried_out = marked = None
    if deeds.change and ids:
        steps = ManyChanges(changes=[Step(ids=ids, change=deeds.change)])
        carried_out = await changing.carry_out(hub, actor, session, steps)
    # who gave some away may not see them any more
    seen = await _still_there(session, ids) if deeds.mark and carried_out else ids
    if deeds.mark and seen:
        marks = ManyMarks(marks=[MarkStep(ids=seen, mark=deeds.mark)])
        marked = await marking.carry_out(actor, session, marks)
    return carried_out, marked


class _Deeds(NamedTuple):
    """What is to become of each."""

    change: ConversationChange | None
    mark: Mark | None
    letter: Letter | None = None
    skipped: Sequence[Action] = ()


async def _deeds(session: Session, actor: UserActor, asked: ChangeMatching) -> _Deeds:
    if asked.macro_id is None:
        return _Deeds(asked.change, asked.mark)
    macro = await applying.usable(session, actor, asked.macro_id)
    letter = to_many.letter(macro, asked.client_id, asked.text, asked.html)
    deeds = await applying.deeds_of(session, actor, macro)
    return _Deeds(deeds.change, Mark(starred=True) if deeds.stars else None, letter, deeds.skipped)


async def _still_there(session: Session, ids: list[UUID]) -> list[UUID]:
    """Held until the transaction ends: what has been erased since the list was read is nobody's mistake."""
    held = {row.id for row in await stored.lock_some(session, ids)}
    return [id for id in ids if id in held]
