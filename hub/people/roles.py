"""Roles that a tenant makes itself, and what each role may do. Nobody gives, takes or touches more than they have."""

from uuid import UUID

from hub.access import PERMISSIONS, covers, whole
from hub.audit import record
from hub.auth.revoking import revoke
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import INCLUDES, Client, Permission, UserActor
from hub.model.auth import BuiltInRole, CustomRole, PermissionInfo, PermissionTable, RoleChange, RoleRequest
from hub.model.errors import Conflict, FieldError, Forbidden, Invalid, NotFound
from hub.model.ids import new_id
from hub.model.page import NameSlice, Page, by_name, name_slice, page_of
from hub.model.people import UserRole
from hub.versions import check_version, hold
from storage import roles as stored
from storage.db import Session

MOST = 100
"""Roles of one tenant: more than anybody tells apart."""


def table() -> PermissionTable:
    """Every right there is, and the roles that every tenant has."""
    return PermissionTable(
        permissions=[PermissionInfo(name=right, includes=sorted(INCLUDES.get(right, ()))) for right in Permission],
        roles=[BuiltInRole(name=role, permissions=sorted(rights)) for role, rights in PERMISSIONS.items()],
    )


async def page(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[CustomRole]:
    """The tenant's own roles by name. Raises Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, name_slice(cursor, limit))
    return page_of(found, limit, by_name)


async def create(hub: Hub, actor: UserActor, client: Client, asked: RoleRequest) -> CustomRole:
    """A new role. Raises Forbidden for rights that its maker lacks, Conflict where the name is taken."""
    _check(actor, asked.permissions)
    role_id = new_id()
    async with hub.database.tenant(actor.tenant_id) as session:
        if len(await stored.page(session, NameSlice(limit=MOST))) == MOST:
            raise Conflict(f'There are {MOST} roles already. Remove one that nobody has.')
        await stored.add(session, role_id, asked.name, _named(asked.permissions))
        made = await _found(session, role_id)
        await record(session, actor, client, 'role.created', of='role', id=role_id, **_noted(made))
    await list_changed(hub, actor.tenant_id, 'roles')
    return made


async def change(hub: Hub, actor: UserActor, client: Client, role_id: UUID, asked: RoleChange) -> CustomRole:
    """Another name, other rights, for everybody who has it, at once. Raises NotFound, Forbidden, Conflict."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await hold(session, role_id)
        before = await _found(session, role_id)
        check_version(client, before)
        _check(actor, before.permissions)
        _check(actor, asked.permissions or ())
        rights = before.permissions if asked.permissions is None else _named(asked.permissions)
        after = before.model_copy(update={'name': asked.name or before.name, 'permissions': rights})
        await stored.change(session, after)
        holders = await stored.holders(session, role_id) if after.permissions != before.permissions else []
        if actor.user_id in holders:
            raise Forbidden('Somebody else has to change a role that is your own.')
        await record(session, actor, client, 'role.changed', of='role', id=role_id, was=_noted(before), **_noted(after))
    for user_id in holders:
        await revoke(hub, actor.tenant_id, user_id)
    await list_changed(hub, actor.tenant_id, 'roles')
    return after


async def remove(hub: Hub, actor: UserActor, client: Client, role_id: UUID) -> None:
    """End a role that nobody has. Raises NotFound, Forbidden, Conflict."""
    async with hub.database.tenant(actor.tenant_id) as session:
        before = await _found(session, role_id)
        _check(actor, before.permissions)
        await stored.remove(session, role_id)
        await record(session, actor, client, 'role.removed', of='role', id=role_id, name=before.name)
    await list_changed(hub, actor.tenant_id, 'roles')


async def rights_of(session: Session, role: UserRole, custom_role_id: UUID | None) -> frozenset[Permission]:
    """What somebody of this role may do. Raises Invalid where there is no such role."""
    if custom_role_id is None:
        return PERMISSIONS[role]
    found = await stored.find(session, custom_role_id)
    if found is None:
        raise Invalid(fields=(FieldError(where='body.custom_role_id', what='names no role of yours'),))
    return whole(found.permissions)


def _check(actor: UserActor, permissions: list[Permission] | tuple[()]) -> None:
    if not covers(actor, permissions):
        lacking = ', '.join(sorted(whole(permissions) - actor.permissions))
        raise Forbidden(f'You cannot give or take rights that you do not have: {lacking}.')


def _named(permissions: list[Permission]) -> list[Permission]:
    return sorted(set(permissions))


def _noted(role: CustomRole) -> dict[str, object]:
    return {'name': role.name, 'permissions': [str(right) for right in role.permissions]}


async def _found(session: Session, role_id: UUID) -> CustomRole:
    role = await stored.find(session, role_id)
    if role is None:
        raise NotFound('There is no such role.')
    return role
