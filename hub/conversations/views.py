"""Saved views: lists of conversations that have a name, one's own or everybody's."""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from hub.access import check
from hub.audit import record
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import Client, Permission, UserActor
from hub.model.errors import Conflict, Invalid, NotFound
from hub.model.ids import new_id
from hub.model.page import Page, by_name, name_slice, page_of
from hub.model.view import View, ViewChange, ViewFilters, ViewRequest, several
from storage import conversations, custom_statuses, tags
from storage import views as stored
from storage.db import Session

MOST = 50
"""Of one's own, and of everybody's: each is counted again whenever something happens."""


async def page(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[View]:
    """Everybody's views and one's own, by name. Raises Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, actor.user_id, name_slice(cursor, limit))
    return page_of(found, limit, by_name)


async def create(hub: Hub, actor: UserActor, client: Client, asked: ViewRequest) -> View:
    """A new view. Raises Forbidden for sharing without the right, Invalid, Conflict where there are too many."""
    if asked.is_shared:
        check(actor, Permission.VIEWS_MANAGE)
    check_attributes(actor, asked.filters)
    view = View(id=new_id(), created_at=datetime.now(UTC), **dict(asked))
    async with hub.database.tenant(actor.tenant_id) as session:
        await _check(session, asked.filters)
        await _check_room(session, actor, shared=view.is_shared)
        await stored.add(session, actor.user_id, view)
        await _note(session, actor, client, 'view.created', view)
        made = await _found(session, actor, view.id)
    await list_changed(hub, actor.tenant_id, 'views')
    return made


async def change(hub: Hub, actor: UserActor, client: Client, view_id: UUID, asked: ViewChange) -> View:
    """Another name, other filters. Raises NotFound, Forbidden, Invalid, Conflict."""
    async with hub.database.tenant(actor.tenant_id) as session:
        before = await _found(session, actor, view_id)
        after = before.model_copy(update={name: getattr(asked, name) for name in asked.model_fields_set})
        if before.is_shared or after.is_shared:
            check(actor, Permission.VIEWS_MANAGE)
        if asked.filters:
            check_attributes(actor, asked.filters)
            await _check(session, asked.filters, before.filters)
        if after.is_shared != before.is_shared:
            await _check_room(session, actor, shared=after.is_shared)
        await stored.change(session, actor.user_id, after)
        await _note(session, actor, client, 'view.changed', after if after.is_shared else before)
    await list_changed(hub, actor.tenant_id, 'views')
    return after


async def remove(hub: Hub, actor: UserActor, client: Client, view_id: UUID) -> None:
    """It is no more; its conversations stay where they are. Raises NotFound, Forbidden."""
    async with hub.database.tenant(actor.tenant_id) as session:
        view = await _found(session, actor, view_id)
        if view.is_shared:
            check(actor, Permission.VIEWS_MANAGE)
        await stored.remove(session, view_id)
        await _note(session, actor, client, 'view.removed', view)
    await list_changed(hub, actor.tenant_id, 'views')


def check_attributes(actor: UserActor, filters: ViewFilters) -> None:
    """Who may not read contacts may not sort them out either. Raises Forbidden."""
    if filters.is_about_contacts:
        check(actor, Permission.CONTACTS_READ)


async def _check(session: Session, filters: ViewFilters, held: ViewFilters | None = None) -> None:
    """Whether what they name is there, but for what the view `held` already: that may have gone since."""
    people, teams, own, labels = (
        new - old for new, old in zip(_named(filters), _named(held or ViewFilters()), strict=True)
    )
    for person in people:
        if not await conversations.can_assign(session, person):
            raise Invalid('This person does not work here (any more).')
    for team in teams:
        if not await conversations.has_team(session, team):
            raise Invalid('There is no such team.')
    if own and own - set(await custom_statuses.existing(session, own)):
        raise Invalid('There is no such status (any more).')
    if labels and not await tags.are_all_there(session, labels):
        raise Invalid('There is no such tag (any more).')


def _named(filters: ViewFilters) -> tuple[set[UUID], set[UUID], set[UUID], set[UUID]]:
    """The people, teams, custom statuses and tags that they ask for or exclude."""
    return (
        _ids([*several(filters.assignee), *filters.not_assignee]),
        _ids([*several(filters.team_id), *filters.not_team_id]),
        _ids([*several(filters.custom_status_id), *filters.not_custom_status_id]),
        _ids([*filters.tag_ids, *filters.not_tag_ids]),
    )


def _ids(named: Iterable[object]) -> set[UUID]:
    return {each for each in named if isinstance(each, UUID)}


async def _check_room(session: Session, actor: UserActor, *, shared: bool) -> None:
    if await stored.count(session, actor.user_id, shared=shared) >= MOST:
        raise Conflict(f'There are {MOST} views already. Delete one that nobody needs.')


async def _note(session: Session, actor: UserActor, client: Client, what: str, view: View) -> None:
    """What everybody sees is in the audit log; what somebody keeps for themselves is not."""
    if view.is_shared:
        await record(session, actor, client, what, of='view', id=view.id, name=view.name)


async def _found(session: Session, actor: UserActor, view_id: UUID) -> View:
    view = await stored.find(session, actor.user_id, view_id)
    if view is None:
        raise NotFound
    return view
