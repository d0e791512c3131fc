"""Macros: each user keeps their own; what all share is changed by who may. Applying them is in applying.py."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from hub.access import check
from hub.audit import record
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import Client, Permission, UserActor
from hub.model.base import ChangeInput, Input, Line, Text
from hub.model.errors import Invalid, NotFound
from hub.model.ids import new_id
from hub.model.macro import Action, Actions, AddTag, Assign, AssignTeam, Macro, RemoveTag, SetStatus
from hub.model.page import Page, by_name, name_slice, page_of
from hub.model.variables import named_in
from hub.versions import check_version, hold
from hub.writing.sending import TEXT_LENGTH
from storage import conversations, custom_statuses, tags
from storage import macros as stored
from storage.db import Session


class MacroInput(Input):
    """What it writes, what it does, or both; `is_shared` makes it everybody's."""

    name: Line
    text: Text | None = Field(None, max_length=TEXT_LENGTH)
    private: bool = False
    """It writes a note, not a reply."""
    actions: Actions = []
    is_shared: bool = False


class MacroChange(ChangeInput):
    """What may be changed."""

    may_be_empty: ClassVar[frozenset[str]] = frozenset({'text'})

    name: Line | None = None
    text: Text | None = Field(None, max_length=TEXT_LENGTH)
    private: bool | None = None
    actions: Actions | None = None
    is_shared: bool | None = None


async def page(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[Macro]:
    """Everybody's and the user's own, by name. Raises Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, actor.user_id, name_slice(cursor, limit))
    return page_of([_judged(macro) for macro in found], limit, by_name)


async def create(hub: Hub, actor: UserActor, client: Client, asked: MacroInput) -> Macro:
    """A new one. Raises Conflict where the name is taken, Forbidden, Invalid."""
    now = datetime.now(UTC)
    macro = _whole(Macro(id=new_id(), created_at=now, updated_at=now, **dict(asked)))
    _check(actor, shared=macro.is_shared)
    async with hub.database.tenant(actor.tenant_id) as session:
        await _check_targets(session, macro.actions)
        await stored.add(session, actor.user_id, macro)
        made = await find(session, actor, macro.id)
        await record(session, actor, client, 'macro.created', of='macro', id=made.id, name=made.name)
    await list_changed(hub, actor.tenant_id, 'macros')
    return made


async def change(hub: Hub, actor: UserActor, client: Client, id: UUID, asked: MacroChange) -> Macro:
    """Other words or actions, another name, shared or not. Raises NotFound, Conflict, Forbidden, Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await hold(session, id)
        before = await find(session, actor, id)
        check_version(client, before)
        update = {name: getattr(asked, name) for name in asked.model_fields_set}
        after = _whole(before.model_copy(update=update))
        _check(actor, shared=before.is_shared or after.is_shared)
        # what has gone meanwhile need not be taken out before anything else is changed
        await _check_targets(session, [action for action in after.actions if action not in before.actions])
        await stored.change(session, actor.user_id, after)
        changed = await find(session, actor, id)
        await record(session, actor, client, 'macro.changed', of='macro', id=id, name=changed.name)
    await list_changed(hub, actor.tenant_id, 'macros')
    return changed


async def remove(hub: Hub, actor: UserActor, client: Client, id: UUID) -> None:
    """Throw one away. Raises NotFound, Forbidden."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await find(session, actor, id)
        _check(actor, shared=found.is_shared)
        await stored.remove(session, actor.user_id, id)
        await record(session, actor, client, 'macro.removed', of='macro', id=id, name=found.name)
    await list_changed(hub, actor.tenant_id, 'macros')


async def find(session: Session, actor: UserActor, id: UUID) -> Macro:
    """One that this user may use. Raises NotFound."""
    found = await stored.find(session, actor.user_id, id)
    if found is None:
        raise NotFound('There is no such macro.')
    return _judged(found)


async def is_there(session: Session, action: Action) -> bool:
    """Whether the person, team, tag or custom status that it names is still there."""
    match action:
        case Assign():
            return await conversations.can_assign(session, action.user_id)
        case AssignTeam():
            return await conversations.has_team(session, action.team_id)
        case AddTag() | RemoveTag():
            return await tags.are_all_there(session, {action.tag_id})
        case SetStatus(custom_status_id=UUID() as own):
            return (await custom_statuses.existing(session, {own})).get(own) is action.status
        case _:
            return True


def _check(actor: UserActor, *, shared: bool) -> None:
    if shared:
        check(actor, Permission.CANNED_REPLIES_MANAGE)


def _whole(macro: Macro) -> Macro:
    text = macro.text if macro.text and macro.text.strip() else None
    if text is None and not macro.actions:
        raise Invalid('A macro needs words or an action.')
    return macro.model_copy(update={'text': text})


async def _check_targets(session: Session, actions: Sequence[Action]) -> None:
    for action in actions:
        if not await is_there(session, action):
            raise Invalid(f'What the action "{action.type}" names is not there (any more).')


def _judged(macro: Macro) -> Macro:
    variables, unknown = named_in(macro.text or '')
    return macro.model_copy(update={'variables': variables, 'unknown_variables': unknown})
