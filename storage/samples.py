"""The demo's sample data, as far as no verb of the hub would make it: what lies in the past, and who is who."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('samples')


class SampleWidget(Value):
    """The demo's widget."""

    id: UUID
    public_key: str


async def is_sown(session: Session) -> bool:
    """Whether the sample data is complete."""
    return bool(await session.value(_QUERIES['is_sown']))


async def mark_sown(session: Session) -> None:
    """It is."""
    await session.run(_QUERIES['mark_sown'])


async def put_widget(session: Session, name: str, domains: Sequence[str]) -> SampleWidget:
    """The demo's widget, allowed to stand on these sites."""
    found = await session.one(SampleWidget, _QUERIES['put_widget'], name=name, domains=list(domains))
    if found is None:
        raise LookupError('the widget was not stored')
    return found


async def user_named(session: Session, email: str) -> UUID | None:
    """A user of this tenant."""
    found: UUID | None = await session.value(_QUERIES['user_named'], email=email)
    return found


async def put_contact(
    session: Session, contact_id: UUID, name: str, attributes: dict[str, Any], since: datetime
) -> None:
    """A contact, once."""
    await session.run(_QUERIES['put_contact'], id=contact_id, name=name, attributes=attributes, since=since)


async def put_identifier(session: Session, contact_id: UUID, kind: str, value: str) -> None:
    """An address of a contact, once."""
    await session.run(_QUERIES['put_identifier'], contact=contact_id, type=kind, value=value)


async def know_visitor(
    session: Session, visitor_id: UUID, contact_id: UUID | None, *, since: datetime, last: datetime
) -> None:
    """The visitor is this contact."""
    await session.run(_QUERIES['know_visitor'], visitor=visitor_id, contact=contact_id, since=since, last=last)


async def know_conversation(session: Session, conversation_id: UUID, contact_id: UUID) -> None:
    """The conversation is with this contact."""
    await session.run(_QUERIES['know_conversation'], conversation=conversation_id, contact=contact_id)


async def put_page(session: Session, visitor_id: UUID, url: str, title: str, at: datetime) -> None:
    """A page the visitor looked at, once."""
    await session.run(_QUERIES['put_page'], visitor=visitor_id, url=url, title=title, at=at)


async def date(session: Session, conversation_id: UUID, times: Sequence[datetime]) -> None:
    """Move a conversation into the past: its messages to these times, itself to what follows from them."""
    await session.run(_QUERIES['date_messages'], conversation=conversation_id, times=list(times))
    await session.run(_QUERIES['date_conversation'], conversation=conversation_id)
    await session.run(_QUERIES['date_resolution'], conversation=conversation_id)
