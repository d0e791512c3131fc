"""Visitors: browsers on tenants' sites, their visits and the pages they look at."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hub.model.base import Value
from hub.model.people import PageView, Visitor
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('visitors')

ATTRIBUTES = 50
TOKENS = 20
PAGES_A_VISIT = 100


class VisitorFound(Value):
    """A visitor as they are recognised. `external_id` is the site's own id of them, once a signed identity said it."""

    id: UUID
    contact_id: UUID | None = None
    contact_name: str | None = None
    name: str | None = None
    external_id: str | None = None
    identified_at: datetime | None = None
    is_blocked: bool = False
    session_id: UUID | None = None


class Claims(Value):
    """What a visitor has said of themselves."""

    id: UUID
    contact_id: UUID | None
    name: str | None
    email: str | None
    phone: str | None
    external_id: str | None
    identified_at: datetime | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of a browser that connects; `session_id` is for its visit, should one begin."""

    widget_id: UUID
    session_id: UUID
    user_agent: str
    address: str | None
    locale: str | None


async def arrive(session: Session, arrival: Arrival, token_hash: bytes) -> VisitorFound | None:
    """Who holds this token; unless they are blocked it is noted that they are here."""
    return await session.one(
        VisitorFound,
        _QUERIES['arrive'],
        widget=arrival.widget_id,
        token_hash=token_hash,
        session=arrival.session_id,
        user_agent=arrival.user_agent,
        address=arrival.address,
        locale=arrival.locale,
    )


async def add(session: Session, arrival: Arrival, visitor_id: UUID, token_hash: bytes) -> None:
    """Somebody new; binds the tenant itself."""
    await session.value(
        _QUERIES['add'],
        id=visitor_id,
        widget=arrival.widget_id,
        token_hash=token_hash,
        session=arrival.session_id,
        user_agent=arrival.user_agent,
        address=arrival.address,
        locale=arrival.locale,
    )


async def visit(session: Session, arrival: Arrival, visitor_id: UUID) -> UUID:
    """Note that a visitor is here who came without a token of theirs; the visit."""
    session_id: UUID = await session.value(
        _QUERIES['visit'],
        visitor=visitor_id,
        session=arrival.session_id,
        user_agent=arrival.user_agent,
        address=arrival.address,
        locale=arrival.locale,
    )
    return session_id


async def holder(session: Session, widget_id: UUID, token_hash: bytes) -> VisitorFound | None:
    """Who holds this token, for a single request."""
    return await session.one(VisitorFound, _QUERIES['holder'], widget=widget_id, token_hash=token_hash)


async def find(session: Session, visitor_id: UUID, pages: int) -> Visitor | None:
    """As agents see them, with their latest pages."""
    found = await session.one(Visitor, _QUERIES['find'], id=visitor_id)
    if found is None:
        return None
    seen = await session.all(PageView, _QUERIES['pages'], visitor=visitor_id, limit=pages)
    return found.model_copy(update={'pages': seen})


async def lock(session: Session, visitor_id: UUID) -> Claims | None:
    """What they have said, held until the transaction ends."""
    return await session.one(Claims, _QUERIES['lock'], id=visitor_id)


async def block(session: Session, visitor_id: UUID, *, on: bool) -> bool:
    """Whether it was otherwise before."""
    return bool(await session.run(_QUERIES['block' if on else 'unblock'], id=visitor_id))


async def of_contact(session: Session, contact_id: UUID) -> list[UUID]:
    """Every browser of a contact."""
    return await session.values(_QUERIES['of_contact'], contact=contact_id)


async def blocked_since(session: Session, seconds: float) -> list[UUID]:
    """Whom somebody blocked within so many seconds."""
    return await session.values(_QUERIES['blocked_since'], seconds=seconds)


async def claim(session: Session, visitor_id: UUID, *, name: str | None, email: str | None, phone: str | None) -> None:
    """Note what they say; what is None stays."""
    await session.run(_QUERIES['claim'], id=visitor_id, name=name, email=email, phone=phone)


async def describe(session: Session, visitor_id: UUID, attributes: dict[str, Any]) -> bool:
    """Merge attributes; False where there would be too many."""
    touched = await session.run(_QUERIES['describe'], id=visitor_id, attributes=attributes, most=ATTRIBUTES)
    return touched > 0


async def belong(session: Session, visitor_id: UUID, contact_id: UUID) -> None:
    """They are this contact."""
    await session.run(_QUERIES['belong'], id=visitor_id, contact=contact_id)


async def view(
    session: Session, visitor_id: UUID, session_id: UUID | None, url: str, title: str | None, referrer: str | None
) -> None:
    """A page was looked at."""
    await session.run(
        _QUERIES['view'],
        visitor=visitor_id,
        session=session_id,
        url=url,
        title=title,
        referrer=referrer,
        most=PAGES_A_VISIT,
    )


async def end_visit(session: Session, session_id: UUID) -> None:
    """The last page was left."""
    await session.run(_QUERIES['end_visit'], session=session_id)


async def give_conversations(session: Session, visitor_id: UUID, contact_id: UUID) -> list[UUID]:
    """The visitor's conversations are the contact's now; those that were not before."""
    return await session.values(_QUERIES['give_conversations'], visitor=visitor_id, contact=contact_id)


async def tell_conversations(
    session: Session, *, visitor_id: UUID | None = None, contact_id: UUID | None = None
) -> list[UUID]:
    """Their latest conversations, which show another name now; each has taken a place in the feed."""
    return await session.values(_QUERIES['tell_conversations'], visitor=visitor_id, contact=contact_id)
