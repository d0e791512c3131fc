"""Visitors: browsers on tenants' sites, their visits and the pages they look at."""

from typing import Any
from uuid import UUID

from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('visitors')


class WidgetFound(Value):
    """The widget behind a public key."""

    tenant_id: UUID
    widget_id: UUID
    is_enabled: bool
    allowed_domains: list[str]


class VisitorFound(Value):
    """The visitor behind a token."""

    id: UUID
    contact_id: UUID | None
    name: str | None
    is_blocked: bool


async def find_widget(session: Session, key: str) -> WidgetFound | None:
    """Before a tenant is known."""
    return await session.one(WidgetFound, _QUERIES['find_widget'], key=key)


async def by_token(session: Session, widget_id: UUID, token_hash: bytes) -> VisitorFound | None:
    """Who holds this token."""
    return await session.one(VisitorFound, _QUERIES['by_token'], widget=widget_id, token_hash=token_hash)


async def add(
    session: Session,
    visitor_id: UUID,
    widget_id: UUID,
    token_hash: bytes,
    *,
    user_agent: str,
    address: str | None,
    locale: str | None,
) -> None:
    """Somebody new."""
    await session.run(
        _QUERIES['add'],
        id=visitor_id,
        widget=widget_id,
        token_hash=token_hash,
        user_agent=user_agent,
        address=address,
        locale=locale,
    )


async def begin_session(
    session: Session, session_id: UUID, visitor_id: UUID, *, user_agent: str, address: str | None
) -> None:
    """A visit begins."""
    await session.run(
        _QUERIES['begin_session'], id=session_id, visitor=visitor_id, user_agent=user_agent, address=address
    )


async def end_session(session: Session, session_id: UUID) -> None:
    """The visit is over."""
    await session.run(_QUERIES['end_session'], id=session_id)


async def claim(
    session: Session,
    visitor_id: UUID,
    *,
    name: str | None,
    email: str | None,
    phone: str | None,
    attributes: dict[str, Any],
) -> str | None:
    """Note what they say of themselves; the name they go by now."""
    said: str | None = await session.value(
        _QUERIES['claim'], id=visitor_id, name=name, email=email, phone=phone, attributes=attributes
    )
    return said


async def view(
    session: Session, visitor_id: UUID, session_id: UUID | None, url: str, title: str | None, referrer: str | None
) -> None:
    """A page was looked at."""
    await session.run(_QUERIES['view'], visitor=visitor_id, session=session_id, url=url, title=title, referrer=referrer)
