"""The audit log: a deed and its line are one transaction."""

import csv
import io
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import orjson

from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.audit import AuditEntry, AuditKinds, Wanted
from hub.model.base import Input
from hub.model.page import Page, page_of, time_and_id
from storage import audit as stored
from storage.db import Session

MOST_EXPORTED = 100_000
_AT_ONCE = 1000
_FORMULAS = ('=', '+', '-', '@', '\t', '\r', '\n', '\N{FULLWIDTH EQUALS SIGN}', '\N{FULLWIDTH PLUS SIGN}',
             '\N{FULLWIDTH HYPHEN-MINUS}', '\N{FULLWIDTH COMMERCIAL AT}')  # fmt: skip
_HEADS = ('when', 'who', 'kind', 'what', 'of', 'id', 'details', 'address', 'browser', 'request')


async def record(
    session: Session,
    by: UserActor | UUID | None,
    client: Client | None,
    action: str,
    *,
    of: str | None = None,
    id: UUID | None = None,
    **details: Any,
) -> None:
    """Note who did what: an actor, a user who is just signing in, or nobody (the installation itself)."""
    is_program = isinstance(by, UserActor) and by.api_key_id is not None
    session.news.add('audit-log')
    await stored.add(
        session,
        client,
        actor_kind='system' if by is None else 'api_key' if is_program else 'user',
        actor_id=(by.api_key_id or by.user_id) if isinstance(by, UserActor) else by,
        action=action,
        entity_type=of,
        entity_id=id,
        details=details,
    )


def touched(asked: Input) -> dict[str, Any]:
    """What to note of a change to settings: which were touched, and whether something was switched on or off."""
    given = asked.model_dump(include=asked.model_fields_set)
    switched = {'enabled': given.pop('enabled')} if 'enabled' in given else {}
    return {**({'fields': sorted(given)} if given else {}), **switched}


async def page(hub: Hub, actor: UserActor, wanted: Wanted, *, cursor: str | None, limit: int) -> Page[AuditEntry]:
    """Newest first. Raises Invalid for a foreign cursor."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, wanted, time_and_id(cursor), limit + 1)
    return page_of(found, limit, lambda entry: (entry.created_at, entry.id))


async def kinds(hub: Hub, actor: UserActor) -> AuditKinds:
    """What there is to choose from: taken from the log itself, it never lags behind what is noted."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return AuditKinds(kinds=await stored.kinds(session))


async def exported(hub: Hub, actor: UserActor, client: Client, wanted: Wanted) -> AsyncIterator[bytes]:
    """The same as lines of CSV, at most 100,000; that somebody took them along is a line itself."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await record(session, actor, client, 'audit_log.exported')
    cursor, count = None, 0
    yield _lines([_HEADS])
    while count < MOST_EXPORTED:
        found = await page(hub, actor, wanted, cursor=cursor, limit=_AT_ONCE)
        yield _lines([_cells(entry) for entry in found.items])
        cursor, count = found.next_cursor, count + len(found.items)
        if cursor is None:
            break


def _cells(entry: AuditEntry) -> tuple[str, ...]:
    said = (
        entry.created_at.isoformat(),
        entry.actor_name or str(entry.actor_id or ''),
        entry.actor_kind,
        entry.action,
        entry.entity_type or '',
        str(entry.entity_id or ''),
        orjson.dumps(entry.details).decode() if entry.details else '',
        entry.ip or '',
        entry.user_agent or '',
        entry.request_id or '',
    )
    return tuple(_harmless(cell) for cell in said)


def _harmless(cell: str) -> str:
    """No spreadsheet takes it for a formula: a name is whatever somebody typed."""
    return f"'{cell}" if cell.lstrip(' "').startswith(_FORMULAS) else cell


def _lines(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
