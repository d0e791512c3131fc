"""Canned replies: each user keeps their own; what all share is changed by who may."""

from uuid import UUID

from pydantic import Field

from hub.access import check
from hub.audit import record
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import Client, Permission, UserActor
from hub.model.base import ChangeInput, Input, Line, Text
from hub.model.canned_reply import CannedReply
from hub.model.errors import Invalid, NotFound
from hub.model.ids import new_id
from hub.model.page import Page, by_name, name_slice, page_of
from hub.model.variables import named_in
from hub.versions import check_version, hold
from hub.writing.sending import TEXT_LENGTH
from storage import canned_replies as stored
from storage.db import Session


class CannedReplyInput(Input):
    """A prepared reply; `is_shared` makes it everybody's."""

    name: Line
    text: Text = Field(min_length=1, max_length=TEXT_LENGTH)
    is_shared: bool = False


class CannedReplyChange(ChangeInput):
    """What may be changed."""

    name: Line | None = None
    text: Text | None = Field(None, min_length=1, max_length=TEXT_LENGTH)
    is_shared: bool | None = None


async def page(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[CannedReply]:
    """Everybody's and the user's own, by name. Raises Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, actor.user_id, name_slice(cursor, limit))
    return page_of([_judged(reply) for reply in found], limit, by_name)


async def create(hub: Hub, actor: UserActor, client: Client, asked: CannedReplyInput) -> CannedReply:
    """A new one. Raises Conflict where the name is taken, Forbidden, Invalid."""
    _check(actor, shared=asked.is_shared)
    _not_blank(asked.text)
    id = new_id()
    async with hub.database.tenant(actor.tenant_id) as session:
        owner = None if asked.is_shared else actor.user_id
        await stored.add(session, id=id, owner_id=owner, name=asked.name, text=asked.text)
        made = await _found(session, actor, id)
        await record(session, actor, client, 'canned_reply.created', of='canned_reply', id=id, name=made.name)
    await list_changed(hub, actor.tenant_id, 'canned-replies')
    return made


async def change(hub: Hub, actor: UserActor, client: Client, id: UUID, asked: CannedReplyChange) -> CannedReply:
    """Other words, another name, shared or not. Raises NotFound, Conflict, Forbidden, Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await hold(session, id)
        before = await _found(session, actor, id)
        check_version(client, before)
        after = before.model_copy(update={name: getattr(asked, name) for name in asked.model_fields_set})
        _check(actor, shared=before.is_shared or after.is_shared)
        _not_blank(after.text)
        owner = None if after.is_shared else actor.user_id
        await stored.change(session, actor.user_id, id=id, owner_id=owner, name=after.name, text=after.text)
        changed = await _found(session, actor, id)
        await record(session, actor, client, 'canned_reply.changed', of='canned_reply', id=id, name=changed.name)
    await list_changed(hub, actor.tenant_id, 'canned-replies')
    return changed


async def remove(hub: Hub, actor: UserActor, client: Client, id: UUID) -> None:
    """Throw one away. Raises NotFound, Forbidden."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await _found(session, actor, id)
        _check(actor, shared=found.is_shared)
        await stored.remove(session, actor.user_id, id)
        await record(session, actor, client, 'canned_reply.removed', of='canned_reply', id=id, name=found.name)
    await list_changed(hub, actor.tenant_id, 'canned-replies')


def _check(actor: UserActor, *, shared: bool) -> None:
    if shared:
        check(actor, Permission.CANNED_REPLIES_MANAGE)


def _not_blank(text: str) -> None:
    if not text.strip():
        raise Invalid('A canned reply needs words.')


async def _found(session: Session, actor: UserActor, id: UUID) -> CannedReply:
    found = await stored.find(session, actor.user_id, id)
    if found is None:
        raise NotFound('There is no such canned reply.')
    return _judged(found)


def _judged(reply: CannedReply) -> CannedReply:
    variables, unknown = named_in(reply.text)
    return reply.model_copy(update={'variables': variables, 'unknown_variables': unknown})
