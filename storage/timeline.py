"""What was done about contacts, beside what was said with them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hub.model.base import Value
from hub.model.ids import new_id
from hub.model.page import TimePlace
from hub.model.people import UserBrief
from hub.model.timeline import FieldChange, TimelineItem, TimelineKind
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('timeline')


class Note(Value):
    """A note, and whom it is about."""

    id: UUID
    contact_id: UUID
    kind: TimelineKind
    actor_id: UUID | None
    actor_name: str | None
    text: str
    created_at: datetime

    @property
    def item(self) -> TimelineItem:
        """As the timeline shows it."""
        actor = UserBrief(id=self.actor_id, name=self.actor_name or '') if self.actor_id else None
        return TimelineItem(id=self.id, kind=self.kind, actor=actor, text=self.text, created_at=self.created_at)


async def add(
    session: Session,
    contact_id: UUID,
    kind: TimelineKind,
    actor_id: UUID | None,
    *,
    text: str | None = None,
    changes: Sequence[FieldChange] = (),
    conversation_id: UUID | None = None,
    id: UUID | None = None,
) -> UUID:
    """One line of a contact's timeline, in the transaction of the deed; its id, a new one unless it has one."""
    id = id or new_id()
    await session.run(
        _QUERIES['add'],
        id=id,
        contact=contact_id,
        kind=kind,
        actor=actor_id,
        text=text,
        changes=[change.model_dump() for change in changes],
        conversation=conversation_id,
    )
    return id


async def page(
    session: Session, contact_id: UUID, kind: TimelineKind | None, before: TimePlace, limit: int
) -> list[TimelineItem]:
    """Newest first."""
    before_at, before_id = before
    return await session.all(
        TimelineItem,
        _QUERIES['page'],
        contact=contact_id,
        kind=kind,
        before_at=before_at,
        before_id=before_id,
        limit=limit,
    )


async def note(session: Session, id: UUID) -> Note | None:
    """One note."""
    return await session.one(Note, _QUERIES['note'], id=id)


async def remove_note(session: Session, id: UUID) -> None:
    """Throw a note away."""
    await session.run(_QUERIES['remove_note'], id=id)
