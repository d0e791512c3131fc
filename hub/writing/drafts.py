"""Drafts: what an agent has begun to write follows them to every tab and device, and to colleagues where it is shared.

Who saves names the version they saw. A draft that became another meanwhile is not overwritten: the writer is told, and
chooses. The same words again are no conflict, so that a save whose answer was lost can simply be repeated.
Who takes over what a colleague shares gets it as a draft of their own, once; the colleague has it no more.
"""

from datetime import UTC, datetime
from uuid import UUID

from pydantic import Field

from hub.context import Hub
from hub.conversations.threads import readable
from hub.live.notices import tell_user
from hub.live.saying import say
from hub.model.access import UserActor
from hub.model.base import Id, Input, Text
from hub.model.draft import Draft, SharedDraft
from hub.model.errors import Conflict, NotFound
from hub.model.ids import new_id
from hub.model.page import Page, page_of, time_and_id
from hub.writing.sending import TEXT_LENGTH
from storage import drafts as stored
from storage.db import Session

_BEGUN = 'You have begun a reply here yourself. Look at it before you replace it.'


class DraftInput(Input):
    """What is to be kept. No words at all: the draft was sent or thrown away."""

    text: Text = Field('', max_length=TEXT_LENGTH)
    note: Text = Field('', max_length=TEXT_LENGTH)
    private: bool = False
    version: Id | None = None
    """Of the draft that this one takes the place of; none: there was none."""
    shared: bool | None = None
    """Whether colleagues read the reply and may take it over; none: as it was. Without a reply nothing is shared."""

    @property
    def will_share(self) -> bool | None:
        """What the reply leaves of the wish."""
        return self.shared if self.text.strip() else False


class Taking(Input):
    """Whose shared reply becomes one's own."""

    user_id: Id
    version: Id | None = None
    """Of one's own draft, where it has a reply that is given up for it; none: there is none to give up."""


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
        shared=asked.will_share or False,
        version=new_id(),
        updated_at=datetime.now(UTC),  # the database says its own
    )
    async with hub.database.tenant(actor.tenant_id) as session:
        await readable(session, actor, conversation_id)
        before = await stored.find(session, actor.user_id, conversation_id)
        kept = await _kept(session, actor.user_id, wanted, asked)
    await tell_user(hub, actor.tenant_id, actor.user_id, 'draft.updated', kept)
    if kept.shared or (before and before.shared):
        await _tell_shared(hub, actor.tenant_id, actor.user_id, kept)
    return kept


async def _kept(session: Session, user_id: UUID, wanted: Draft, asked: DraftInput) -> Draft:
    if not wanted.is_empty:
        kept = await stored.keep(session, user_id, wanted, asked.version, shared=asked.will_share)
        if kept:
            return kept
    elif asked.version:
        await stored.remove(session, user_id, wanted.conversation_id, asked.version)
    there = await stored.find(session, user_id, wanted.conversation_id)
    if there is None and wanted.is_empty:
        return await _empty(session, wanted.conversation_id)
    if there and there.says_the_same(wanted) and asked.will_share in (None, there.shared):
        return there
    raise Conflict('This draft was changed elsewhere. Look at it before you replace it.')


async def _empty(session: Session, conversation_id: UUID) -> Draft:
    return Draft(conversation_id=conversation_id, updated_at=await stored.now(session))


async def page_of_shared(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[SharedDraft]:
    """What is shared in what the user may see, last touched first. Raises Invalid for a foreign cursor."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page_of_shared(session, time_and_id(cursor), limit + 1)
    return page_of(found, limit, lambda draft: (draft.updated_at, draft.version or draft.user_id))


async def take(hub: Hub, actor: UserActor, conversation_id: UUID, asked: Taking) -> Draft:
    """Make a colleague's shared reply one's own draft, shared by nobody; a note of either stays theirs.

    Raises NotFound for the conversation, or where nothing is shared any more; Conflict where one's own draft has a
    reply other than the one that was seen.
    """
    async with hub.database.tenant(actor.tenant_id) as session:
        await readable(session, actor, conversation_id)
        drafts = await stored.lock(session, conversation_id, [actor.user_id, asked.user_id])
        theirs, own = drafts.get(asked.user_id), drafts.get(actor.user_id)
        if theirs is None or not theirs.shared or asked.user_id == actor.user_id:
            raise NotFound('This draft is not shared any more.')
        if asked.version != (own.version if own else None) and (asked.version or _would_lose(own, theirs)):
            raise Conflict(_BEGUN)
        taken = await _give(session, actor.user_id, own, theirs)
        left = await _without_reply(session, asked.user_id, theirs)
    await tell_user(hub, actor.tenant_id, asked.user_id, 'draft.updated', left)
    await tell_user(hub, actor.tenant_id, actor.user_id, 'draft.updated', taken)
    await _tell_shared(hub, actor.tenant_id, asked.user_id, left, taken_by=actor.user_id)
    if own and own.shared:
        await _tell_shared(hub, actor.tenant_id, actor.user_id, taken)
    return taken


def _would_lose(own: Draft | None, theirs: Draft) -> bool:
    return own is not None and own.text.strip() not in ('', theirs.text.strip())


async def _give(session: Session, user_id: UUID, own: Draft | None, theirs: Draft) -> Draft:
    wanted = Draft(
        conversation_id=theirs.conversation_id,
        text=theirs.text,
        note=own.note if own else '',
        version=new_id(),
        updated_at=theirs.updated_at,  # the database says its own
    )
    kept = await stored.keep(session, user_id, wanted, own.version if own else None, shared=False)
    if kept is None:
        raise Conflict(_BEGUN)
    return kept


async def _without_reply(session: Session, user_id: UUID, draft: Draft) -> Draft:
    if not draft.version:
        raise AssertionError('a stored draft has a version')
    if not draft.note.strip():
        await stored.remove(session, user_id, draft.conversation_id, draft.version)
        return await _empty(session, draft.conversation_id)
    left = draft.model_copy(update={'text': '', 'version': new_id()})
    kept = await stored.keep(session, user_id, left, draft.version, shared=False)
    return kept or left


async def _tell_shared(hub: Hub, tenant_id: UUID, user_id: UUID, draft: Draft, *, taken_by: UUID | None = None) -> None:
    """Tell whoever may see the conversation what this user shares of it now."""
    said = SharedDraft(
        conversation_id=draft.conversation_id,
        user_id=user_id,
        text=draft.text if draft.shared else '',
        version=draft.version if draft.shared else None,
        updated_at=draft.updated_at,
        taken_by=taken_by,
    )
    await say(hub, tenant_id, 'draft.shared', said, to_all_agents=True)
