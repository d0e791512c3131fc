"""Changing all conversations that filters ask for, however many: batch by batch, each a transaction of its own."""

from typing import Self
from uuid import UUID

from pydantic import Field, model_validator

from hub.context import Hub
from hub.conversations import changing, marking
from hub.conversations.changing import MOST_AT_ONCE, ConversationChange, ManyChanges, Step, UndoStep
from hub.conversations.conversations import cursor_of, place_of
from hub.conversations.marking import ManyMarks, Mark, MarkStep, UndoMark
from hub.conversations.views import check_attributes
from hub.model.access import UserActor
from hub.model.base import Input, Value
from hub.model.view import Filters, Sort, ViewFilters
from storage import conversations as stored
from storage import listing
from storage.db import Session
from storage.listing import Place

BATCH = MOST_AT_ONCE
MOST_MATCHING = 10_000
"""What one request changes at most, and how far is counted."""


class ChangeMatching(Input):
    """A change, or a mark of one's own, of all that match; `cursor` goes on where an earlier request ended."""

    filters: ViewFilters
    change: ConversationChange | None = None
    mark: Mark | None = None
    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(MOST_MATCHING, ge=1, le=MOST_MATCHING)

    @model_validator(mode='after')
    def _one(self) -> Self:
        if (self.change is None) == (self.mark is None):
            raise ValueError('name a change or a mark')
        return self


class ChangedMatching(Value):
    """How many matched and how many of them are other now. Each of `undo` and `undo_marks` is one request that takes
    a part of it back: as `changes` to `/conversations/bulk`, as `marks` to `/conversations/marks`."""

    matched: int = 0
    changed: int = 0
    undo: list[list[UndoStep]] = []
    undo_marks: list[list[UndoMark]] = []
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
        if asked.mark:
            marked = await marking.carry_out(actor, session, ManyMarks(marks=[MarkStep(ids=ids, mark=asked.mark)]))
        elif asked.change:
            changes = ManyChanges(changes=[Step(ids=ids, change=asked.change)])
            carried_out = await changing.carry_out(hub, actor, session, changes)
    if asked.mark:
        undo_marks = (await marking.tell(hub, actor, marked)).undo
        changed = sum(len(step.ids) for step in undo_marks)
        kept = [undo_marks] if undo_marks else []
        return ChangedMatching(matched=len(ids), changed=changed, undo_marks=kept), places, more
    undo = (await changing.tell(hub, actor, carried_out)).undo
    changed = sum(len(step.ids) for step in undo)
    return ChangedMatching(matched=len(ids), changed=changed, undo=[undo] if undo else []), places, more


async def _still_there(session: Session, places: list[Place]) -> list[UUID]:
    """Held until the transaction ends: what has been erased since the list was read is nobody's mistake."""
    ids = [place.id for place in places if place.id]
    held = {row.id for row in await stored.lock_some(session, ids)}
    return [id for id in ids if id in held]
