"""The sweep of files: uploads that nobody sent within a day are forgotten, their bytes first."""

from datetime import UTC, datetime, timedelta

import structlog

from hub.model.blobs import Blobs
from hub.model.errors import Unavailable
from storage import files
from storage.db import Database

log = structlog.get_logger(__name__)

AFTER = timedelta(days=1)


async def sweep(database: Database, blobs: Blobs, *, limit: int = 500) -> int:
    """How many were forgotten; a full `limit` means there may be more. Raises Unavailable."""
    before, swept = datetime.now(UTC) - AFTER, 0
    async with database.lobby() as lobby:
        tenants = await files.tenants_with_unsent(lobby, before, limit)
    for tenant_id in tenants:
        async with database.tenant(tenant_id) as session:
            rows = await files.give_up(session, before, limit)
        try:
            await blobs.delete([key for row in rows for key in row.keys])
        except Unavailable:  # the rows stay, and the next sweep comes back to them
            log.warning('files.sweep_waits', tenant_id=str(tenant_id))
            continue
        async with database.tenant(tenant_id) as session:
            swept += await files.remove(session, [row.id for row in rows])
    return swept
