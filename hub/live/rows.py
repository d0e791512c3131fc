"""List rows to agents' screens: `conversation.updated`, read fresh from the database and gathered.

A busy conversation changes many times a second, an eye follows a few. The first change is told a moment later, when
its message is out; what comes within a fifth of a second goes together, each conversation once, as it stands then.
"""

import asyncio
from uuid import UUID

import structlog

from hub.ending import end
from hub.live.realtime import Event, Realtime
from hub.model.crash import crash
from hub.model.errors import HubError
from storage import conversations, sight
from storage.db import Database

log = structlog.get_logger(__name__)

MOMENT_SECONDS = 0.02
"""The message goes first: the slowest hundredth of messages paid for reading a row at the same time."""
GATHER_SECONDS = 0.2
ROWS = 20
"""Rows a tenant's agents get per gathering: 100 a second, more than anybody reads."""
REMEMBERED = 50_000


class Rows:
    """One short-lived task per tenant that has changes."""

    def __init__(self, database: Database, realtime: Realtime) -> None:
        self._database = database
        self._realtime = realtime
        self._changed: dict[UUID, dict[UUID, None]] = {}
        self._tasks: dict[UUID, asyncio.Task[None]] = {}
        self._told: dict[UUID, int] = {}

    def changed(self, tenant_id: UUID, conversation_id: UUID) -> None:
        """This conversation's row is other than it was."""
        if tenant_id not in self._realtime.agents:
            return
        self._changed.setdefault(tenant_id, {})[conversation_id] = None
        if tenant_id not in self._tasks:
            self._tasks[tenant_id] = asyncio.create_task(self._tell(tenant_id))

    def polled(self, tenant_id: UUID, conversation_id: UUID, position: int) -> None:
        """The poll found it at this place of the feed: told already, or a change that no bell announced."""
        if self._told.get(conversation_id, 0) < position:
            self.changed(tenant_id, conversation_id)

    async def close(self) -> None:
        """Stop telling."""
        await end(self._tasks.values())

    async def _tell(self, tenant_id: UUID) -> None:
        try:
            await asyncio.sleep(MOMENT_SECONDS)
            while waiting := self._changed.get(tenant_id):
                ids = list(waiting)[:ROWS]
                for conversation_id in ids:
                    del waiting[conversation_id]
                await self._send(tenant_id, ids)
                await asyncio.sleep(GATHER_SECONDS)
        except HubError as error:  # the poll comes back to it
            log.warning('rows.untold', error=error.code)
        finally:
            self._changed.pop(tenant_id, None)
            del self._tasks[tenant_id]

    async def _send(self, tenant_id: UUID, ids: list[UUID]) -> None:
        async with self._database.tenant(tenant_id) as session:
            rows = await conversations.rows(session, ids)
            viewers = self._realtime.short_sighted(tenant_id)
            seen = await sight.seers(session, ids, viewers) if viewers else set()
        crash('rows_read')
        if len(self._told) > REMEMBERED:
            self._told.clear()
        for position, row in rows:
            self._told[row.id] = position
            event = Event('conversation.updated', row.model_dump_json().encode())
            await self._realtime.to_seers(tenant_id, event, {viewer for id, viewer in seen if id == row.id})
