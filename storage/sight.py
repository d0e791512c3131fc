"""Who of those who may not see everything may see a conversation: for what is told and not asked."""

from collections.abc import Collection
from uuid import UUID

from hub.model.access import Sight, Viewer
from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('sight')


class _Seen(Value):
    conversation_id: UUID
    user_id: UUID
    sight: Sight


async def seers(
    session: Session, conversation_ids: Collection[UUID], viewers: Collection[Viewer]
) -> set[tuple[UUID, Viewer]]:
    """Which of these conversations each of these viewers may see."""
    given = list(viewers)
    found = await session.all(
        _Seen,
        _QUERIES['seers'],
        conversations=list(conversation_ids),
        users=[viewer.user_id for viewer in given],
        sights=[viewer.sight for viewer in given],
    )
    return {(each.conversation_id, Viewer(each.user_id, each.sight)) for each in found}


async def members(session: Session, team_id: UUID, user_ids: Collection[UUID]) -> set[UUID]:
    """Which of these users are in a team."""
    return set(await session.values(_QUERIES['members'], team=team_id, users=list(user_ids)))
