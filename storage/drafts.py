"""Drafts: one of each user in each conversation."""

from datetime import datetime
from uuid import UUID

from hub.model.draft import Draft, SharedDraft
from hub.model.page import TimePlace
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('drafts')


class _OfUser(Draft):
    user_id: UUID


async def page(session: Session, user_id: UUID, before: TimePlace, limit: int) -> list[Draft]:
    """What this user has begun to write, last touched first."""
    before_at, before_id = before
    return await session.all(
        Draft, _QUERIES['page'], user=user_id, before_at=before_at, before_id=before_id, limit=limit
    )


async def find(session: Session, user_id: UUID, conversation_id: UUID) -> Draft | None:
    """The user's draft in a conversation."""
    return await session.one(Draft, _QUERIES['find'], user=user_id, conversation=conversation_id)


async def keep(
    session: Session, user_id: UUID, draft: Draft, seen: UUID | None, *, shared: bool | None
) -> Draft | None:
    """Write it in the place of the version that was seen; None where another stands there by now.

    `shared` None: as it was.
    """
    given = {
        'user': user_id,
        'conversation': draft.conversation_id,
        'text': draft.text,
        'note': draft.note,
        'private': draft.private,
        'shared': shared,
        'version': draft.version,
    }
    if seen is None:
        return await session.one(Draft, _QUERIES['begin'], **given)
    return await session.one(Draft, _QUERIES['replace'], **given, seen=seen)


async def remove(session: Session, user_id: UUID, conversation_id: UUID, seen: UUID) -> bool:
    """Whether the draft of this version was there to be removed."""
    return bool(await session.run(_QUERIES['remove'], user=user_id, conversation=conversation_id, seen=seen))


async def page_of_shared(session: Session, before: TimePlace, limit: int) -> list[SharedDraft]:
    """What is shared in conversations that whoever asks may see, last touched first."""
    before_at, before_id = before
    return await session.all(SharedDraft, _QUERIES['shared'], before_at=before_at, before_id=before_id, limit=limit)


async def lock(session: Session, conversation_id: UUID, user_ids: list[UUID]) -> dict[UUID, Draft]:
    """The drafts of these users in a conversation, by user; nobody changes them before the end of the transaction."""
    found = await session.all(_OfUser, _QUERIES['lock'], conversation=conversation_id, users=user_ids)
    return {one.user_id: one for one in found}


async def now(session: Session) -> datetime:
    """The clock that all drafts go by."""
    at: datetime = await session.value(_QUERIES['now'])
    return at
