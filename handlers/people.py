"""The team: users, invitations, groups and the keys of programs."""

from handlers.edge import One, Slice
from hub.auth import api_keys
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.auth import (
    ApiKey,
    ApiKeyRequest,
    CustomRole,
    Invitation,
    InvitationRequest,
    NewApiKey,
    PermissionTable,
    RoleChange,
    RoleRequest,
    Team,
    TeamChange,
    TeamRequest,
    UserChange,
)
from hub.model.page import Page
from hub.model.people import User
from hub.people import invitations, roles, teams, users


async def list_users(hub: Hub, actor: UserActor, query: Slice) -> Page[User]:
    """Everybody who works here, by name."""
    return await users.page(hub, actor, query.cursor, query.limit)


async def get_user(hub: Hub, actor: UserActor, path: One) -> User:
    """One user."""
    return await users.find(hub, actor, user_id=path.id)


async def change_user(hub: Hub, actor: UserActor, client: Client, path: One, body: UserChange) -> User:
    """Change a name, a language, a role, or switch somebody off, which signs them out everywhere."""
    return await users.change(hub, actor, client, user_id=path.id, change=body)


async def list_invitations(hub: Hub, actor: UserActor, query: Slice) -> Page[Invitation]:
    """Invitations that nobody has answered yet, newest first."""
    return await invitations.waiting(hub, actor, query.cursor, query.limit)


async def invite(hub: Hub, actor: UserActor, client: Client, body: InvitationRequest) -> Invitation:
    """Invite somebody. Where no mail could be sent the answer has the `link`, to be passed on."""
    return await invitations.invite(
        hub, actor, client, email=body.email, role=body.role, custom_role=body.custom_role_id, name=body.name
    )


async def take_back_invitation(hub: Hub, actor: UserActor, client: Client, path: One) -> None:
    """Take an invitation back."""
    await invitations.take_back(hub, actor, client, invitation_id=path.id)


async def list_permissions(hub: Hub, actor: UserActor) -> PermissionTable:
    """Every right there is, and what the roles may do that every tenant has."""
    return roles.table()


async def list_roles(hub: Hub, actor: UserActor, query: Slice) -> Page[CustomRole]:
    """The roles that the tenant made itself, by name."""
    return await roles.page(hub, actor, query.cursor, query.limit)


async def create_role(hub: Hub, actor: UserActor, client: Client, body: RoleRequest) -> CustomRole:
    """Make a role of rights that you have yourself."""
    return await roles.create(hub, actor, client, body)


async def change_role(hub: Hub, actor: UserActor, client: Client, path: One, body: RoleChange) -> CustomRole:
    """Rename a role, or replace its rights: they count at once for everybody who has it."""
    return await roles.change(hub, actor, client, path.id, body)


async def remove_role(hub: Hub, actor: UserActor, client: Client, path: One) -> None:
    """End a role that nobody has."""
    await roles.remove(hub, actor, client, path.id)


async def list_api_keys(hub: Hub, actor: UserActor, query: Slice) -> Page[ApiKey]:
    """The keys of programs, newest first."""
    return await api_keys.page(hub, actor, query.cursor, query.limit)


async def create_api_key(hub: Hub, actor: UserActor, client: Client, body: ApiKeyRequest) -> NewApiKey:
    """Make a key. This is the only answer that shows it."""
    return await api_keys.create(hub, actor, client, name=body.name, scopes=body.scopes, expires_at=body.expires_at)


async def revoke_api_key(hub: Hub, actor: UserActor, client: Client, path: One) -> None:
    """End a key."""
    await api_keys.revoke(hub, actor, client, key_id=path.id)


async def list_teams(hub: Hub, actor: UserActor, query: Slice) -> Page[Team]:
    """Teams by name."""
    return await teams.page(hub, actor, query.cursor, query.limit)


async def create_team(hub: Hub, actor: UserActor, client: Client, body: TeamRequest) -> Team:
    """Make a team."""
    return await teams.create(hub, actor, client, body)


async def change_team(hub: Hub, actor: UserActor, client: Client, path: One, body: TeamChange) -> Team:
    """Rename a team, or replace its members."""
    return await teams.change(hub, actor, client, path.id, body)


async def remove_team(hub: Hub, actor: UserActor, client: Client, path: One) -> None:
    """End a team; its conversations stay."""
    await teams.remove(hub, actor, client, team_id=path.id)
