"""Drafts: what an agent has begun to write follows them to every tab and device.

Who saves names the version they saw. A draft that became another meanwhile is not overwritten: the writer is told, and
chooses. The same words again are no conflict, so that a save whose answer was lost can simply be repeated.
"""

from datetime import UTC, datetime
from uuid import UUID

from pydantic import Field

from hub.context import Hub
from hub.conversations.threads import readable
from hub.live.notices import tell_user
from hub.model.access import UserActor
from hub.model.base import Id, Input, Text
from hub.model.draft import Draft
from hub.model.errors import Conflict
from hub.model.ids import new_id
from hub.model.page import Page, page_of, time_and_id
from hub.writing.sending import TEXT_LENGTH
from storage import drafts as stored
from storage.db import Session


class DraftInput(Input):
    """What is to be kept. No words at all: the draft was sent or thrown away."""

    text: Text = Field('', max_length=TEXT_LENGTH)
    note: Text = Field('', max_length=TEXT_LENGTH)
    private: bool = False
    version: Id | None = None
    """Of the draft that this one takes the place of; none: there was none."""


async def page(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[Draft]:
    """The user's own drafts, last touched first. Raises Invalid for a foreign cursor."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, actor.user_id, time_and_id(cursor), limit + 1)
    return page_of(found, limit, lambda draft: (draft.updated_at, draft.conversation_id))


async def get(hub: Hub, actor: UserActor, conversation_id: UUID) -> Draft:
    """The user's own draft in a conversation; an empty one where nothing is kept. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await readable(session, actor, conversation_id)
        found = await stored.find(session, actor.user_id, conversation_id)
        return found or await _empty(session, conversation_id)


async def keep(hub: Hub, actor: UserActor, conversation_id: UUID, asked: DraftInput) -> Draft:
    """Keep a draft, or end it where it has no words. Raises NotFound; Conflict where another was kept meanwhile."""
    wanted = Draft(
        conversation_id=conversation_id,
        text=asked.text,
        note=asked.note,
        private=asked.private,
        version=new_id(),
        updated_at=datetime.now(UTC),  # the database says its own
    )
    async with hub.database.tenant(actor.tenant_id) as session:
        await readable(session, actor, conversation_id)
        kept = await _kept(session, actor.user_id, wanted, asked.version)
    await tell_user(hub, actor.tenant_id, actor.user_id, 'draft.updated', kept)
    return kept


async def _kept(session: Session, user_id: UUID, wanted: Draft, seen: UUID | None) -> Draft:
    if not wanted.is_empty:
        kept = await stored.keep(session, user_id, wanted, seen)
        if kept:
            return kept
    elif seen:
        await stored.remove(session, user_id, wanted.conversation_id, seen)
    there = await stored.find(session, user_id, wanted.conversation_id)
    if there is None and wanted.is_empty:
        return await _empty(session, wanted.conversation_id)
    if there and there.says_the_same(wanted):
        return there
    raise Conflict('This draft was changed elsewhere. Look at it before you replace it.')


async def _empty(session: Session, conversation_id: UUID) -> Draft:
    return Draft(conversation_id=conversation_id, updated_at=await stored.now(session))
