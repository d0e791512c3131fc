"""Macros: everybody's, and each user's own; and which were applied."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hub.model.base import Value
from hub.model.macro import Macro, Reached
from hub.model.page import NameSlice
from storage.db import Session, taken
from storage.sql import Queries

_QUERIES = Queries('macros')
_TAKEN = 'There is a macro of this name already.'


class _Row(Value):
    """Actions come as JSON has them."""

    id: UUID
    name: str
    text: str | None
    private: bool
    actions: list[object]
    is_shared: bool
    created_at: datetime
    updated_at: datetime

    def macro(self) -> Macro:
        return Macro.model_validate(dict(self), strict=False)


async def page(session: Session, user_id: UUID, wanted: NameSlice) -> list[Macro]:
    """These, by name."""
    return [row.macro() for row in await session.all(_Row, _QUERIES['page'], user=user_id, **dict(wanted))]


async def find(session: Session, user_id: UUID, id: UUID) -> Macro | None:
    """One that this user may use."""
    row = await session.one(_Row, _QUERIES['find'], user=user_id, id=id)
    return row.macro() if row else None


async def add(session: Session, user_id: UUID, macro: Macro) -> None:
    """A new one; one that is not shared is this user's. Raises Conflict where the name is taken."""
    await _write(session, 'add', user_id, macro)


async def change(session: Session, user_id: UUID, macro: Macro) -> None:
    """Write it as it is to be. Raises Conflict where the name is taken."""
    await _write(session, 'change', user_id, macro)


async def remove(session: Session, user_id: UUID, id: UUID) -> None:
    """It is no more."""
    await session.run(_QUERIES['remove'], user=user_id, id=id)


async def begin(session: Session, user_id: UUID, client_id: str, *, conversation_id: UUID, macro_id: UUID) -> bool:
    """Note that it is applied; whether it was not before."""
    given = {'client_id': client_id, 'conversation_id': conversation_id, 'macro_id': macro_id}
    return bool(await session.run(_QUERIES['begin'], user=user_id, **given))


async def reached(
    session: Session, ids: Sequence[UUID], *, sends: bool, names_contact: bool, names_subject: bool
) -> Reached:
    """Of these conversations, by whether words are sent to the customer and what they name."""
    given = {'sends': sends, 'names_contact': names_contact, 'names_subject': names_subject}
    found = await session.one(Reached, _QUERIES['reached'], ids=list(ids), **given)
    if found is None:
        raise LookupError('a count without a row')
    return found


async def _write(session: Session, query: str, user_id: UUID, macro: Macro) -> None:
    given = macro.model_dump(mode='json', include={'name', 'text', 'private', 'actions'})
    with taken(_TAKEN):
        await session.run(_QUERIES[query], id=macro.id, owner=None if macro.is_shared else user_id, **given)
