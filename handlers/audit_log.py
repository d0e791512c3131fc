"""The audit log, for admins."""

from typing import Annotated

from aiohttp import web
from pydantic import Field, StringConstraints

from handlers.edge import Query
from hub import audit
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.audit import AuditEntry, AuditKinds, Wanted
from hub.model.base import Id, Moment
from hub.model.page import Page

Action = Annotated[str, StringConstraints(pattern=r'^[a-z_]{1,60}([.][a-z_]{1,60})?$')]


class AuditFilter(Query):
    """Which lines."""

    action: Action | None = None
    actor: Id | None = None
    since: Moment | None = None
    until: Moment | None = None

    def wanted(self) -> Wanted:
        """As the log is asked."""
        return Wanted(action=self.action, actor=self.actor, since=self.since, until=self.until)


class AuditList(AuditFilter):
    """Which part of them."""

    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(50, ge=1, le=200)


async def list_entries(hub: Hub, actor: UserActor, query: AuditList) -> Page[AuditEntry]:
    """List who did what, newest first.

    `action` is one (`tag.created`) or all of a kind of thing (`tag`).
    """
    return await audit.page(hub, actor, query.wanted(), cursor=query.cursor, limit=query.limit)


async def list_kinds(hub: Hub, actor: UserActor) -> AuditKinds:
    """List the kinds of things that the log is about."""
    return await audit.kinds(hub, actor)


async def export(
    hub: Hub, actor: UserActor, client: Client, query: AuditFilter, request: web.Request
) -> web.StreamResponse:
    """The same as CSV, at most 100,000 lines. That it was taken along is in the log."""
    response = web.StreamResponse(
        headers={
            'Content-Type': 'text/csv; charset=utf-8',
            'Content-Disposition': 'attachment; filename="audit-log.csv"',
        }
    )
    await response.prepare(request)
    async for lines in audit.exported(hub, actor, client, query.wanted()):
        await response.write(lines)
    return response
