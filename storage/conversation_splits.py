"""Which conversation was split off which."""

from uuid import UUID

from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('conversation_splits')


class Split(Value):
    """The part of the other that it goes on from, and the lines that say so in both."""

    source_id: UUID
    from_seq: int
    until_seq: int
    line: UUID
    source_line: UUID


class Around(Value):
    """Whether people say something at a place of a thread, and before it."""

    is_there: bool
    is_after_others: bool


async def find(session: Session, conversation_id: UUID) -> Split | None:
    """What this conversation was split off."""
    return await session.one(Split, _QUERIES['find'], id=conversation_id)


async def is_split_from(session: Session, source_id: UUID, seq: int) -> bool:
    """Whether one was split off from this message before."""
    return bool(await session.value(_QUERIES['is_split_from'], source_id=source_id, seq=seq))


async def around(session: Session, source_id: UUID, seq: int) -> Around:
    """What stands at this place of a thread."""
    found = await session.one(Around, _QUERIES['around'], source_id=source_id, seq=seq)
    return found or Around(is_there=False, is_after_others=False)


async def open_beside(session: Session, conversation_id: UUID, source_id: UUID, subject: str | None) -> None:
    """A new conversation of the same people, on the same way. The other has to be locked."""
    await session.run(_QUERIES['open'], id=conversation_id, source_id=source_id, subject=subject)


async def add(session: Session, conversation_id: UUID, split: Split, user_id: UUID) -> None:
    """Note a split. The other has to be locked."""
    await session.run(
        _QUERIES['add'],
        id=conversation_id,
        source_id=split.source_id,
        from_seq=split.from_seq,
        until_seq=split.until_seq,
        line=split.line,
        source_line=split.source_line,
        user=user_id,
    )


async def remove(session: Session, conversation_id: UUID) -> None:
    """It is one of its own. Both conversations have to be locked."""
    await session.run(_QUERIES['remove'], id=conversation_id)
