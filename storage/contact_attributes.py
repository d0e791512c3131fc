"""Which custom attributes a tenant keeps of its contacts."""

from collections.abc import Collection
from uuid import UUID

from hub.model.contact_attribute import AttributeType, ContactAttribute
from hub.model.page import NameSlice
from storage.db import Session, taken
from storage.sql import Queries

_QUERIES = Queries('contact_attributes')
_TAKEN = 'There is an attribute of this name already.'


async def page(session: Session, wanted: NameSlice) -> list[ContactAttribute]:
    """These, by name."""
    return await session.all(ContactAttribute, _QUERIES['page'], **dict(wanted))


async def of_keys(session: Session, keys: Collection[str]) -> dict[str, ContactAttribute]:
    """Those of these keys that somebody described."""
    found = await session.all(ContactAttribute, _QUERIES['of_keys'], keys=list(keys))
    return {attribute.key: attribute for attribute in found}


async def find(session: Session, id: UUID) -> ContactAttribute | None:
    """One of them."""
    return await session.one(ContactAttribute, _QUERIES['find'], id=id)


async def add(session: Session, *, id: UUID, key: str, name: str, kind: AttributeType, options: list[str]) -> None:
    """A new one. Raises Conflict where the name or the key is taken."""
    with taken(_TAKEN):
        await session.run(_QUERIES['add'], id=id, key=key, name=name, type=kind, options=options)


async def change(session: Session, id: UUID, *, name: str, options: list[str]) -> None:
    """Another name, other options. Raises Conflict where the name is taken."""
    with taken(_TAKEN):
        await session.run(_QUERIES['change'], id=id, name=name, options=options)


async def remove(session: Session, id: UUID) -> bool:
    """Whether there was one."""
    return bool(await session.run(_QUERIES['remove'], id=id))
