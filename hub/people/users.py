"""Users: who works here, and who may change that."""

from uuid import UUID

from hub.access import check, covers
from hub.audit import record
from hub.auth.revoking import revoke
from hub.context import Hub
from hub.conversations.conversations import announce
from hub.model.access import Client, Permission, UserActor
from hub.model.auth import Me, UserChange
from hub.model.errors import Conflict, Forbidden, NotFound
from hub.model.page import Page, by_name, name_slice, page_of
from hub.model.people import User, UserRole
from hub.people.auto_assign import look_round
from hub.people.people_news import people_changed
from hub.people.roles import rights_of
from storage import conversations, features, roles, sessions, tenants
from storage import users as stored
from storage.db import Session


async def me(hub: Hub, actor: UserActor) -> Me:
    """The actor, their tenant and what they may do."""
    async with hub.database.tenant(actor.tenant_id) as session:
        user = await stored.find(session, actor.user_id)
        if user is None:
            raise NotFound
        return Me(
            user=_as_present(hub, actor, [user])[0],
            tenant=await tenants.own(session),
            custom_role=user.custom_role_id and await roles.name_of(session, user.custom_role_id),
            permissions=sorted(actor.permissions),
            features=await features.enabled(session),
        )


async def page(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[User]:
    """By name, the switched-off ones included, and who of them is at the desk now. Raises Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, name_slice(cursor, limit))
    return page_of(_as_present(hub, actor, found), limit, by_name)


def _as_present(hub: Hub, actor: UserActor, found: list[User]) -> list[User]:
    """Each with how present they are now."""
    here = hub.roster.presence(actor.tenant_id)
    return [user.model_copy(update={'presence': here.get(user.id, user.presence)}) for user in found]


async def find(hub: Hub, actor: UserActor, *, user_id: UUID) -> User:
    """One user. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        user = await stored.find(session, user_id)
    if user is None:
        raise NotFound
    return _as_present(hub, actor, [user])[0]


async def change(hub: Hub, actor: UserActor, client: Client, *, user_id: UUID, change: UserChange) -> User:
    """Change a user; who is switched off has nothing left to do. Raises NotFound, Forbidden, Conflict."""
    async with hub.database.tenant(actor.tenant_id) as session:
        owners = await stored.lock_owners(session)
        before = await stored.lock(session, user_id)
        if before is None:
            raise NotFound
        given = {name: value for name, value in change.model_dump().items() if value is not None}
        if given.get('custom_role_id'):
            given['role'] = UserRole.AGENT
        elif change.role and before.custom_role_id:
            given['custom_role_id'] = None
        await _check(session, actor, before, change)
        after = before.model_copy(update=given)
        if _is_owner(before) and not _is_owner(after) and owners == 1:
            raise Conflict('A team needs an owner: make somebody else one first.')
        await stored.change(session, after)
        given_back = await _switched_off(session, user_id) if not after.is_active else []
        if after != before:
            was, now = (user.model_dump(mode='json', include=set(given)) for user in (before, after))
            more = {'conversations_given_back': len(given_back)} if given_back else {}
            await record(session, actor, client, 'user.changed', of='user', id=user_id, was=was, now=now, **more)
    if (after.role, after.custom_role_id, after.is_active) != (before.role, before.custom_role_id, before.is_active):
        await revoke(hub, actor.tenant_id, user_id)
    if after != before:
        await people_changed(hub, actor.tenant_id)
    if given_back:
        announce(hub, actor.tenant_id, *given_back)
        hub.errands.run('auto_assign', look_round(hub, actor.tenant_id))
    return after


async def _switched_off(session: Session, user_id: UUID) -> list[UUID]:
    """They are signed out; what they have not done yet goes back to its teams, or to nobody, and is the answer."""
    await sessions.end_all(session, user_id)
    await stored.sign_out(session, user_id)
    return await conversations.give_back(session.asked_by(), user_id)


async def _check(session: Session, actor: UserActor, before: User, change: UserChange) -> None:
    """One's own name and language are one's own; the rest needs the right, and never reaches further than one's own."""
    is_own = actor.user_id == before.id
    if change.role is None and change.custom_role_id is None and change.is_active is None and is_own:
        return
    check(actor, Permission.USERS_MANAGE)
    if is_own:
        raise Forbidden('Somebody else has to change your own role, or switch you off.')
    if not covers(actor, await rights_of(session, before.role, before.custom_role_id)):
        raise Forbidden(f'You cannot change {before.name}: they may do more than you.')
    wanted = await rights_of(session, change.role or UserRole.AGENT, change.custom_role_id)
    if (change.role or change.custom_role_id) and not covers(actor, wanted):
        raise Forbidden('You cannot give somebody a role that may do more than you.')


def _is_owner(user: User) -> bool:
    return user.role is UserRole.OWNER and user.is_active
