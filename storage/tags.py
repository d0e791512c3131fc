"""Tags, and which conversations carry them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from hub.model.base import Value
from hub.model.page import NameSlice
from hub.model.tag import Tag, TagColour
from storage.db import Session, taken
from storage.sql import Queries

_QUERIES = Queries('tags')
_TAKEN = 'There is a tag of this name already.'


class _Carried(Value):
    conversation_id: UUID
    tag_id: UUID


async def page(session: Session, wanted: NameSlice) -> list[Tag]:
    """These, by name."""
    return await session.all(Tag, _QUERIES['page'], **dict(wanted))


async def find(session: Session, tag_id: UUID) -> Tag | None:
    """One tag."""
    return await session.one(Tag, _QUERIES['find'], id=tag_id)


async def add(session: Session, *, id: UUID, name: str, colour: TagColour) -> None:
    """A new tag. Raises Conflict where the name is taken."""
    with taken(_TAKEN):
        await session.run(_QUERIES['add'], id=id, name=name, colour=colour)


async def change(session: Session, tag_id: UUID, *, name: str | None, colour: TagColour | None) -> bool:
    """Whether there is such a tag. Raises Conflict where the name is taken."""
    with taken(_TAKEN):
        return bool(await session.run(_QUERIES['change'], id=tag_id, name=name, colour=colour))


async def remove(session: Session, tag_id: UUID) -> bool:
    """Whether there was one; no conversation carries it any more."""
    return bool(await session.run(_QUERIES['remove'], id=tag_id))


async def are_all_there(session: Session, ids: Collection[UUID]) -> bool:
    """Whether all of these are tags; none of them goes until the transaction ends."""
    return len(await session.values(_QUERIES['existing'], ids=list(ids))) == len(set(ids))


async def of_conversations(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """What these conversations carry, in the order it was put on; one that carries none is not in the answer."""
    found: dict[UUID, list[UUID]] = {}
    for carried in await session.all(_Carried, _QUERIES['of_conversations'], ids=list(ids)):
        found.setdefault(carried.conversation_id, []).append(carried.tag_id)
    return found


async def put_on(session: Session, conversation_id: UUID, ids: Collection[UUID]) -> None:
    """From now on it carries these too. Its row has to be locked."""
    await session.run(_QUERIES['put_on'], conversation=conversation_id, ids=list(ids))


async def take_off(session: Session, conversation_id: UUID, ids: Collection[UUID]) -> None:
    """From now on it does not carry these. Its row has to be locked."""
    await session.run(_QUERIES['take_off'], conversation=conversation_id, ids=list(ids))
