"""Canned replies: everybody's, and each user's own."""

from uuid import UUID

from hub.model.canned_reply import CannedReply
from hub.model.page import NameSlice
from storage.db import Session, taken
from storage.sql import Queries

_QUERIES = Queries('canned_replies')
_TAKEN = 'There is a canned reply of this name already.'


async def page(session: Session, user_id: UUID, wanted: NameSlice) -> list[CannedReply]:
    """These, by name."""
    return await session.all(CannedReply, _QUERIES['page'], user=user_id, **dict(wanted))


async def find(session: Session, user_id: UUID, id: UUID) -> CannedReply | None:
    """One that this user may use."""
    return await session.one(CannedReply, _QUERIES['find'], user=user_id, id=id)


async def add(session: Session, *, id: UUID, owner_id: UUID | None, name: str, text: str) -> None:
    """A new one. Raises Conflict where the name is taken."""
    with taken(_TAKEN):
        await session.run(_QUERIES['add'], id=id, owner=owner_id, name=name, text=text)


async def change(session: Session, user_id: UUID, *, id: UUID, owner_id: UUID | None, name: str, text: str) -> None:
    """Other words, another name or owner. Raises Conflict where the name is taken."""
    with taken(_TAKEN):
        await session.run(_QUERIES['change'], user=user_id, id=id, owner=owner_id, name=name, text=text)


async def remove(session: Session, user_id: UUID, id: UUID) -> bool:
    """Whether there was one."""
    return bool(await session.run(_QUERIES['remove'], user=user_id, id=id))
