"""Widgets: their settings, and what of a tenant a widget tells its visitors."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import ConfigDict

from hub.model.base import Value
from hub.model.page import TimePlace
from hub.model.widget import Behaviour, PreChat, Texts, Theme, WidgetAgent
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('widgets')
_TIMES = ('created_at', 'updated_at')


class WidgetPlace(Value):
    """Where a public key belongs."""

    tenant_id: UUID
    widget_id: UUID


class WidgetRow(Value):
    """A widget as it is stored; the secret is sealed."""

    model_config = ConfigDict(frozen=True, extra='ignore')

    id: UUID
    tenant_id: UUID
    public_key: str
    name: str
    is_enabled: bool
    allowed_domains: list[str]
    theme: Theme
    texts: dict[str, Texts]
    pre_chat: PreChat
    behaviour: Behaviour
    locale: str | None
    identity_secret: bytes | None
    enforce_identity: bool
    team_id: UUID | None
    created_at: datetime
    updated_at: datetime


async def of_key(session: Session, key: str) -> WidgetPlace | None:
    """Whose widget has this key; for a session that is bound to no tenant yet."""
    return await session.one(WidgetPlace, _QUERIES['of_key'], key=key)


async def find(session: Session, widget_id: UUID) -> WidgetRow | None:
    """One widget."""
    return await session.one(WidgetRow, _QUERIES['find'], id=widget_id)


async def lock(session: Session, widget_id: UUID) -> WidgetRow | None:
    """One widget, held until the transaction ends."""
    return await session.one(WidgetRow, _QUERIES['lock'], id=widget_id)


async def page(session: Session, after: TimePlace, limit: int) -> list[WidgetRow]:
    """The oldest first, those that follow `after`."""
    after_at, after_id = after
    return await session.all(WidgetRow, _QUERIES['page'], after_at=after_at, after_id=after_id, limit=limit)


async def count(session: Session) -> int:
    """How many there are."""
    found: int = await session.value(_QUERIES['count'])
    return found


async def add(session: Session, row: WidgetRow) -> WidgetRow | None:
    """A new widget, as stored."""
    settings = row.model_dump(exclude={'tenant_id', 'is_enabled', 'identity_secret', 'enforce_identity', *_TIMES})
    return await session.one(WidgetRow, _QUERIES['add'], **settings)


async def change(session: Session, row: WidgetRow) -> WidgetRow | None:
    """Write its settings, all but the secret."""
    settings = row.model_dump(exclude={'tenant_id', 'public_key', 'identity_secret', *_TIMES})
    return await session.one(WidgetRow, _QUERIES['change'], **settings)


async def keep_secret(session: Session, widget_id: UUID, sealed: bytes) -> None:
    """A new identity secret."""
    await session.one(WidgetRow, _QUERIES['keep_secret'], id=widget_id, secret=sealed)


async def agents(session: Session, online: Sequence[UUID], limit: int) -> list[WidgetAgent]:
    """People who answer."""
    return await session.all(WidgetAgent, _QUERIES['agents'], online=list(online), limit=limit)


async def reply_seconds(session: Session, widget_id: UUID, least: int) -> int | None:
    """How long a first answer usually takes, if there were at least so many."""
    found: int | None = await session.value(_QUERIES['reply_seconds'], widget_id=widget_id, least=least)
    return found
