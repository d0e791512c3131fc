"""Teams: groups of users that conversations are given to."""

from collections.abc import Sequence
from uuid import UUID

from hub.audit import record
from hub.context import Hub
from hub.conversations.sight import team_changed
from hub.conversations.stirring import tell_later
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.auth import Team, TeamChange, TeamRequest
from hub.model.errors import FieldError, Invalid, NotFound
from hub.model.ids import new_id
from hub.model.page import Page, by_name, name_slice, page_of
from hub.versions import check_version, hold
from storage import teams as stored
from storage.db import Session


async def page(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[Team]:
    """The tenant's teams by name. Raises Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, name_slice(cursor, limit))
    return page_of(found, limit, by_name)


async def create(hub: Hub, actor: UserActor, client: Client, asked: TeamRequest) -> Team:
    """A new team. Raises Conflict where the name is taken, Invalid for members who do not work here."""
    team_id = new_id()
    async with hub.database.tenant(actor.tenant_id) as session:
        await _check(session, asked.members)
        await stored.add(session, team_id, asked)
        await record(session, actor, client, 'team.created', of='team', id=team_id, name=asked.name)
        made = await _found(session, team_id)
    await _changed(hub, actor.tenant_id)
    return made


async def change(hub: Hub, actor: UserActor, client: Client, team_id: UUID, asked: TeamChange) -> Team:
    """Another name, other members, another way of giving out. Raises NotFound, Conflict, Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await hold(session, team_id)
        check_version(client, await _found(session, team_id))
        await _check(session, asked.members or ())
        if not await stored.change(session, team_id, asked):
            raise NotFound
        await record(session, actor, client, 'team.changed', of='team', id=team_id)
        changed = await _found(session, team_id)
    await _changed(hub, actor.tenant_id)
    return changed


async def remove(hub: Hub, actor: UserActor, client: Client, *, team_id: UUID) -> None:
    """End a team. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await tell_later(session, 'team', team_id)
        if not await stored.remove(session, team_id):
            raise NotFound
        await record(session, actor, client, 'team.removed', of='team', id=team_id)
    hub.bell.work()
    await _changed(hub, actor.tenant_id)


async def _changed(hub: Hub, tenant_id: UUID) -> None:
    await list_changed(hub, tenant_id, 'teams')
    await team_changed(hub, tenant_id)


async def _check(session: Session, members: Sequence[UUID]) -> None:
    if members and not await stored.are_users(session, members):
        raise Invalid(fields=(FieldError(where='body.members', what='names somebody who does not work here'),))


async def _found(session: Session, team_id: UUID) -> Team:
    team = await stored.find(session, team_id)
    if team is None:
        raise NotFound
    return team
