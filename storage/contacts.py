"""Contacts and the addresses they are found by."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import ConfigDict

from hub.model.base import Value
from hub.model.page import TimePlace
from hub.model.people import Contact, Identifier, IdentifierType
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('contacts')

SURE = 1.0
TYPED = 0.3
"""Confidence in an address that a visitor typed: it may be anybody's."""


class _Owned(Identifier):
    contact_id: UUID


class Holder(Value):
    """Whose an address is. `is_sure`: proven, or entered by somebody who works here."""

    model_config = ConfigDict(frozen=True, extra='ignore')

    contact_id: UUID
    contact_name: str
    is_verified: bool
    confidence: float
    is_blocked: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether more than a visitor's word stands for it."""
        return self.is_verified or self.confidence >= SURE


async def page(session: Session, before: TimePlace, limit: int) -> list[Contact]:
    """Newest first."""
    before_at, before_id = before
    found = await session.all(
        Contact,
        _QUERIES['page'],
        before_at=before_at,
        before_id=before_id,
        limit=limit,
    )
    return await addressed(session, found)


async def find(session: Session, contact_id: UUID) -> Contact | None:
    """One contact."""
    found = await session.all(Contact, _QUERIES['find'], id=contact_id)
    return next(iter(await addressed(session, found)), None)


async def lock(session: Session, contact_id: UUID) -> Contact | None:
    """One contact, held until the transaction ends."""
    found = await session.all(Contact, _QUERIES['lock'], id=contact_id)
    return next(iter(await addressed(session, found)), None)


async def add(
    session: Session,
    contact_id: UUID,
    *,
    name: str,
    company: str | None = None,
    attributes: dict[str, Any] | None = None,
    notes: str | None = None,
) -> None:
    """Somebody new."""
    await session.run(
        _QUERIES['add'], id=contact_id, name=name, company=company, attributes=attributes or {}, notes=notes
    )


async def change(session: Session, contact: Contact) -> None:
    """Write what agents may change, addresses aside."""
    await session.run(
        _QUERIES['change'], **contact.model_dump(include={'id', 'name', 'company', 'attributes', 'notes'})
    )


async def block(session: Session, contact_id: UUID, *, on: bool) -> bool:
    """Whether it was otherwise before."""
    return bool(await session.run(_QUERIES['block' if on else 'unblock'], id=contact_id))


async def take_turns(session: Session, subject: str) -> None:
    """Wait until nobody else is about this person or address; until the transaction ends."""
    await session.value(_QUERIES['take_turns'], subject=subject)


async def holder(session: Session, kind: IdentifierType, value: str) -> Holder | None:
    """Whose address this is; held until the transaction ends."""
    return await session.one(Holder, _QUERIES['holder'], type=kind, value=value)


async def add_identifier(
    session: Session,
    contact_id: UUID,
    kind: IdentifierType,
    value: str,
    *,
    verified: bool = False,
    confidence: float = SURE,
) -> bool:
    """Give a contact an address; False where somebody has it already."""
    touched = await session.run(
        _QUERIES['add_identifier'],
        contact=contact_id,
        type=kind,
        value=value,
        verified=verified,
        confidence=confidence,
    )
    return touched > 0


async def count_identifiers(session: Session, contact_id: UUID) -> int:
    """How many addresses a contact has."""
    found: int = await session.value(_QUERIES['count_identifiers'], contact=contact_id)
    return found


async def keep_identifiers(session: Session, contact_id: UUID, kept: Sequence[Identifier]) -> None:
    """Take every address away but these."""
    await session.run(
        _QUERIES['drop_identifiers'],
        contact=contact_id,
        types=[each.type for each in kept],
        values=[each.value for each in kept],
    )


async def settle_primaries(session: Session, contact_id: UUID) -> None:
    """See to it that each kind of address has a first choice."""
    await session.run(_QUERIES['settle_primaries'], contact=contact_id)


async def put_first(session: Session, contact_id: UUID, firsts: Sequence[Identifier]) -> None:
    """These are the first choice of their kinds."""
    named = {'types': [each.type for each in firsts], 'values': [each.value for each in firsts]}
    await session.run(_QUERIES['step_down'], contact=contact_id, **named)
    await session.run(_QUERIES['put_first'], contact=contact_id, **named)


async def prove_identifier(session: Session, contact_id: UUID, kind: IdentifierType, value: str) -> None:
    """It is proven to be this contact's; somebody who only typed it loses it."""
    await session.run(_QUERIES['prove_identifier'], contact=contact_id, type=kind, value=value)
    await settle_primaries(session, contact_id)


async def addressed(session: Session, found: list[Contact]) -> list[Contact]:
    """The same contacts with their addresses."""
    if not found:
        return []
    owned = await session.all(_Owned, _QUERIES['identifiers'], contacts=[contact.id for contact in found])
    by_contact: dict[UUID, list[Identifier]] = {}
    for each in owned:
        identifier = Identifier(type=each.type, value=each.value, verified=each.verified)
        by_contact.setdefault(each.contact_id, []).append(identifier)
    return [contact.model_copy(update={'identifiers': by_contact.get(contact.id, [])}) for contact in found]
