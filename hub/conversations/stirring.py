"""Telling of conversations that lost a tag, a team or a custom status because it ended.

What ended is gone from them at once, by a foreign key. That each is other than it was is told afterwards, by a job and
in batches: there may be a hundred thousand, and programs that read the feed, screens and webhooks hear of every one.
"""

import asyncio
from uuid import UUID

from hub.conversations.conversations import announce
from hub.jobs import Lease, Work
from hub.model.base import Value
from hub.model.ids import new_id
from storage import jobs, stirring
from storage.db import Session
from storage.stirring import Ending

BATCH = 200
PAUSE_SECONDS = 0.2
"""Between two batches: each conversation is a row sent to every agent, beside what else happens."""


class Stirring(Value):
    """The order to tell of all that are noted."""


async def tell_later(session: Session, noun: Ending, id: UUID) -> None:
    """In the transaction that ends it, before it is deleted: those who have it are told of when that has happened.

    Whoever commits it then has to ring `hub.bell.work()`.
    """
    if await stirring.note(session, noun, id):
        await jobs.enqueue(session, STIR.kind, str(new_id()), Stirring())


async def stir(lease: Lease, _order: Stirring) -> None:
    """The job: batch after batch, each a transaction of its own."""
    while ids := await _batch(lease):
        announce(lease.hub, lease.claim.tenant_id, *ids)
        await asyncio.sleep(PAUSE_SECONDS)


async def _batch(lease: Lease) -> list[UUID]:
    async with lease.writing() as session:
        ids = await stirring.stir(session, BATCH)
        if not ids:
            await lease.finish(session)
    return ids


STIR = Work('stir', Stirring, stir)
