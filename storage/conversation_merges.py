"""Which conversation was merged into which."""

from collections.abc import Sequence
from uuid import UUID

from hub.model.base import Value
from hub.model.conversation import ConversationStatus
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('conversation_merges')


class Merge(Value):
    """Where it went, the status it had, and the lines that say so in both."""

    kept_id: UUID
    status: ConversationStatus
    custom_status_id: UUID | None
    merged_line: UUID
    kept_line: UUID


async def find(session: Session, conversation_id: UUID) -> Merge | None:
    """The merge of this conversation into another."""
    return await session.one(Merge, _QUERIES['find'], id=conversation_id)


async def merged(session: Session, ids: Sequence[UUID]) -> set[UUID]:
    """Those of them that were merged into another."""
    return set(await session.values(_QUERIES['merged'], ids=list(ids)))


async def add(session: Session, conversation_id: UUID, merge: Merge, user_id: UUID) -> None:
    """Note a merge. Both conversations have to be locked."""
    await session.run(
        _QUERIES['add'],
        id=conversation_id,
        kept_id=merge.kept_id,
        status=merge.status,
        custom_status_id=merge.custom_status_id,
        merged_line=merge.merged_line,
        kept_line=merge.kept_line,
        user=user_id,
    )


async def remove(session: Session, conversation_id: UUID) -> None:
    """It is merged no more. Both conversations have to be locked."""
    await session.run(_QUERIES['remove'], id=conversation_id)
