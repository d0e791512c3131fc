"""Who may do what: one table, one check."""

from hub.model.access import Permission, UserActor
from hub.model.errors import Forbidden
from hub.model.people import UserRole

_AGENT = frozenset(
    {
        Permission.CONVERSATIONS_READ,
        Permission.CONVERSATIONS_WRITE,
        Permission.CONTACTS_READ,
        Permission.CONTACTS_WRITE,
        Permission.USERS_READ,
        Permission.WIDGETS_READ,
    }
)
_MANAGER = _AGENT | {
    Permission.CONTACTS_MANAGE,
    Permission.TEAMS_MANAGE,
    Permission.TAGS_MANAGE,
    Permission.VIEWS_MANAGE,
    Permission.CANNED_REPLIES_MANAGE,
    Permission.REPORTS_READ,
}
_ADMIN = _MANAGER | {
    Permission.USERS_MANAGE,
    Permission.WIDGETS_MANAGE,
    Permission.API_KEYS_MANAGE,
    Permission.WEBHOOKS_MANAGE,
    Permission.AUDIT_READ,
    Permission.CHANNELS_MANAGE,
}

PERMISSIONS: dict[UserRole, frozenset[Permission]] = {
    UserRole.AGENT: _AGENT,
    UserRole.MANAGER: _MANAGER,
    UserRole.ADMIN: _ADMIN,
    UserRole.OWNER: frozenset(Permission),
}


def check(actor: UserActor, permission: Permission | None, *, by_people: bool = False) -> None:
    """Raises Forbidden unless the actor has that right, and is a person where only people may."""
    if by_people and actor.api_key_id:
        raise Forbidden('This is for people: an API key cannot do it.')
    if permission and permission not in actor.permissions:
        raise Forbidden(f'This needs the right "{permission}", which you do not have. Ask an admin of your team.')


def outranks(role: UserRole, other: UserRole) -> bool:
    """Whether the first role may give, take or hold what the second has: its own rank and those below."""
    ranks = list(UserRole)
    return ranks.index(role) <= ranks.index(other)
