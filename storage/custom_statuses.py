"""Custom statuses: a tenant's own words for the four."""

from collections.abc import Collection
from uuid import UUID

from hub.model.conversation import ConversationStatus
from hub.model.custom_status import CustomStatus
from hub.model.tag import TagColour
from storage.db import Session, taken
from storage.sql import Queries

_QUERIES = Queries('custom_statuses')
_TAKEN = 'There is a status of this name already.'


async def every(session: Session) -> list[CustomStatus]:
    """All of the tenant's, in the order of menus."""
    return await session.all(CustomStatus, _QUERIES['every'])


async def hold(session: Session) -> set[UUID]:
    """The ids of all of them; none goes or moves until the transaction ends."""
    return {one.id for one in await session.all(CustomStatus, _QUERIES['hold'])}


async def find(session: Session, id: UUID) -> CustomStatus | None:
    """One of them."""
    return await session.one(CustomStatus, _QUERIES['find'], id=id)


async def add(session: Session, *, id: UUID, name: str, status: ConversationStatus, colour: TagColour) -> None:
    """A new one, at the end. Raises Conflict where the name is taken."""
    with taken(_TAKEN):
        await session.run(_QUERIES['add'], id=id, name=name, status=status, colour=colour)


async def change(session: Session, id: UUID, *, name: str | None, colour: TagColour | None) -> bool:
    """Whether there is such a one. Raises Conflict where the name is taken."""
    with taken(_TAKEN):
        return bool(await session.run(_QUERIES['change'], id=id, name=name, colour=colour))


async def put_in_order(session: Session, ids: list[UUID]) -> None:
    """From now on menus have this order."""
    await session.run(_QUERIES['put_in_order'], ids=ids)


async def remove(session: Session, id: UUID) -> bool:
    """Whether there was one; no conversation has it any more."""
    return bool(await session.run(_QUERIES['remove'], id=id))


async def existing(session: Session, ids: Collection[UUID]) -> dict[UUID, ConversationStatus]:
    """Those of these that there are, and what they refine; none of them goes until the transaction ends."""
    found = await session.all(CustomStatus, _QUERIES['existing'], ids=list(ids))
    return {one.id: one.status for one in found}
