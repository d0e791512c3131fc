"""Telling what the database knows already: messages that came or changed without a socket that sent them.

Called after the commit. Whoever is not reached now catches up: by `seq`, by `rev`, or by the feed.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from hub.context import Hub
from hub.conversations.threads import render
from hub.live.realtime import LATEST, Stored
from hub.model.crash import crash
from hub.model.message import Message, SequencedMessage
from hub.model.signal import Updated
from storage import updates
from storage.db import Session
from storage.updates import Followed

MISSED = 200
"""Messages of a conversation that a pass of the poll delivers; whoever lacks more sees the gap, and asks."""


async def tell(hub: Hub, tenant_id: UUID, *, fresh: Iterable[UUID] = (), changed: Iterable[UUID] = ()) -> None:
    """Deliver messages that are new, and those that are other than they were."""
    new, others = set(fresh), set(changed)
    if not new | others:
        return
    async with hub.database.tenant(tenant_id) as session:
        ready = await _ready(hub, session, await updates.messages(session, list(new | others)))
    for stored in ready:
        crash('before_telling')
        if stored.message.id in new:
            await hub.realtime.message(stored)
            hub.bell.message(stored)
        else:
            await hub.realtime.updated(stored)
            hub.bell.signal(tenant_id, _passed_on(hub, stored))
        hub.rows.changed(tenant_id, stored.message.conversation_id)


async def missed(hub: Hub, session: Session, seqs: Mapping[UUID, int]) -> list[Stored]:
    """Committed messages after a seq of each conversation, ready to be delivered."""
    return await _ready(hub, session, await updates.missed(session, seqs, MISSED) if seqs else [])


async def changed(hub: Hub, session: Session, revs: Mapping[UUID, int]) -> list[Stored]:
    """What changed after a rev of each conversation, ready to be told again."""
    return await _ready(hub, session, await updates.changed(session, revs, LATEST) if revs else [])


async def _ready(hub: Hub, session: Session, rows: list[Followed]) -> list[Stored]:
    said = await render(hub, session, rows)
    return [_stored(session.tenant_id, row, message) for row, message in zip(rows, said, strict=True)]


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
