"""Changing all conversations that filters ask for, however many: batch by batch, each a transaction of its own."""

from typing import NamedTuple, Self
from uuid import UUID

from pydantic import Field, model_validator

from hub.context import Hub
from hub.conversations import changing, marking
from hub.conversations.changing import MOST_AT_ONCE, ConversationChange, ManyChanges, Step, UndoStep
from hub.conversations.conversations import cursor_of, place_of
from hub.conversations.marking import ManyMarks, Mark, MarkStep, UndoMark
from hub.conversations.views import check_attributes
from hub.model.access import UserActor
from hub.model.base import Id, Input, Value
from hub.model.macro import Action
from hub.model.view import Filters, Sort, ViewFilters
from hub.writing import applying
from storage import conversations as stored
from storage import listing
from storage.db import Session
from storage.listing import Place

BATCH = MOST_AT_ONCE
MOST_MATCHING = 10_000
"""What one request changes at most, and how far is counted."""


class ChangeMatching(Input):
    """A change, a mark of one's own or a macro that writes nothing, for all that match.

    `cursor` goes on where an earlier request ended.
    """

    filters: ViewFilters
    change: ConversationChange | None = None
    mark: Mark | None = None
    macro_id: Id | None = None
    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(MOST_MATCHING, ge=1, le=MOST_MATCHING)

    @model_validator(mode='after')
    def _one(self) -> Self:
        if sum(named is not None for named in (self.change, self.mark, self.macro_id)) != 1:
            raise ValueError('name a change, a mark or a macro')
        return self


class ChangedMatching(Value):
    """How many matched and how many of them are other now. Each of `undo` and `undo_marks` is one request that takes
    a part of it back: as `changes` to `/conversations/bulk`, as `marks` to `/conversations/marks`."""

    matched: int = 0
    changed: int = 0
    undo: list[list[UndoStep]] = []
    undo_marks: list[list[UndoMark]] = []
    skipped: list[Action] = []
    """What of the macro could not be done, because what it names has gone."""
    next_cursor: str | None = None
    """There are more that match."""


class MatchCount(Value):
    """How many match, no further than 10,000."""

    count: int
    more: bool
    """There are more than are counted."""


async def count(hub: Hub, actor: UserActor, filters: Filters) -> MatchCount:
    """How many conversations the filters ask for."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await listing.page(session, actor.user_id, filters, Sort.NEWEST, Place(), MOST_MATCHING + 1)
    return MatchCount(count=min(len(found), MOST_MATCHING), more=len(found) > MOST_MATCHING)


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
        ids = await _still_there(session, places)
        if not ids:
            return ChangedMatching(), places, more
        deeds = await _deeds(session, actor, asked)
        carried_out = marked = None
        if deeds.change:
            steps = ManyChanges(changes=[Step(ids=ids, change=deeds.change)])
            carried_out = await changing.carry_out(hub, actor, session, steps)
        # who gave some away may not see them any more
        seen = await _still_there(session, places) if deeds.mark and carried_out else ids
        if deeds.mark and seen:
            marks = ManyMarks(marks=[MarkStep(ids=seen, mark=deeds.mark)])
            marked = await marking.carry_out(actor, session, marks)
    undo = (await changing.tell(hub, actor, carried_out)).undo if carried_out else []
    undo_marks = (await marking.tell(hub, actor, marked)).undo if marked else []
    done = ChangedMatching(
        matched=len(ids),
        changed=len({id for step in undo for id in step.ids} | {id for step in undo_marks for id in step.ids}),
        undo=[undo] if undo else [],
        undo_marks=[undo_marks] if undo_marks else [],
        skipped=deeds.skipped,
    )
    return done, places, more


class _Deeds(NamedTuple):
    """What is to become of each."""

    change: ConversationChange | None
    mark: Mark | None
    skipped: list[Action]


async def _deeds(session: Session, actor: UserActor, asked: ChangeMatching) -> _Deeds:
    if asked.macro_id is None:
        return _Deeds(asked.change, asked.mark, [])
    macro = await applying.silent_deeds(session, actor, asked.macro_id)
    return _Deeds(macro.change, Mark(starred=True) if macro.stars else None, macro.skipped)


async def _still_there(session: Session, places: list[Place]) -> list[UUID]:
    """Held until the transaction ends: what has been erased since the list was read is nobody's mistake."""
    ids = [place.id for place in places if place.id]
    held = {row.id for row in await stored.lock_some(session, ids)}
    return [id for id in ids if id in held]
