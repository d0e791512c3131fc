"""Telling what the database knows already: messages that came or changed without a socket that sent them.

Called after the commit. Whoever is not reached now catches up: by `seq`, by `rev`, or by the feed.
"""

from collections.abc import Iterable
from uuid import UUID

from hub.context import Hub
from hub.model.crash import crash
from hub.model.message import Message, SequencedMessage
from hub.model.signal import Updated
from hub.realtime import Stored
from hub.threads import render
from storage import updates
from storage.updates import Followed

LATEST = 20
"""Changes told again where nobody knows how many were missed; a client that was away longer asks itself."""


async def tell(hub: Hub, tenant_id: UUID, *, fresh: Iterable[UUID] = (), changed: Iterable[UUID] = ()) -> None:
    """Deliver messages that are new, and those that are other than they were."""
    new, others = set(fresh), set(changed)
    if not new | others:
        return
    async with hub.database.tenant(tenant_id) as session:
        rows = await updates.messages(session, list(new | others))
        said = await render(hub, session, rows)
    for row, message in zip(rows, said, strict=True):
        stored = _stored(tenant_id, row, message)
        crash('before_telling')
        if row.id in new:
            await hub.realtime.message(stored)
            hub.bell.message(stored)
        else:
            await hub.realtime.updated(stored)
            hub.bell.signal(tenant_id, _passed_on(hub, stored))
        hub.rows.changed(tenant_id, row.conversation_id)


async def retell(hub: Hub, tenant_id: UUID, conversation_id: UUID, rev: int) -> None:
    """Tell those here what changed in a conversation up to this rev; a bell was lost."""
    told = hub.realtime.revs.get(conversation_id, rev - LATEST)
    async with hub.database.tenant(tenant_id) as session:
        rows = await updates.changed(session, conversation_id, told, LATEST)
        said = await render(hub, session, rows)
    hub.realtime.revs[conversation_id] = rev
    crash('before_retelling')
    for row, message in zip(rows, said, strict=True):
        await hub.realtime.updated(_stored(tenant_id, row, message))


def _stored(tenant_id: UUID, row: Followed, message: SequencedMessage) -> Stored:
    whole = Message(**message.model_dump(exclude={'prev_seq'}))
    return Stored.of(tenant_id, row.visitor_id, row.prev_public_seq, whole)


def _passed_on(hub: Hub, stored: Stored) -> Updated:
    return Updated(
        origin=hub.bell.origin,
        visitor_id=stored.visitor_id,
        prev_public_seq=stored.prev_public_seq,
        body=stored.json.decode(),
    )
