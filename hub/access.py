"""Who may do what: one table, one check."""

from collections.abc import Collection

from hub.model.access import INCLUDES, Permission, UserActor
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
    Permission.CONTACTS_EXPORT,
    Permission.CONTACTS_ERASE,
    Permission.USERS_MANAGE,
    Permission.ROLES_MANAGE,
    Permission.WIDGETS_MANAGE,
    Permission.API_KEYS_MANAGE,
    Permission.WEBHOOKS_MANAGE,
    Permission.AUDIT_READ,
    Permission.CHANNELS_MANAGE,
    Permission.FEATURES_MANAGE,
    Permission.CUSTOM_STATUSES_MANAGE,
}


def whole(permissions: Collection[Permission]) -> frozenset[Permission]:
    """These rights, and what comes with them; whoever may do all there is to writing may write."""
    held = set(permissions)
    for right, parts in INCLUDES.items():
        if right in held:
            held |= parts
    if held >= INCLUDES[Permission.CONVERSATIONS_WRITE]:
        held.add(Permission.CONVERSATIONS_WRITE)
    return frozenset(held)


PERMISSIONS: dict[UserRole, frozenset[Permission]] = {
    UserRole.AGENT: whole(_AGENT),
    UserRole.MANAGER: whole(_MANAGER),
    UserRole.ADMIN: whole(_ADMIN),
    UserRole.OWNER: frozenset(Permission),
}
"""What the roles may do that every tenant has; others it makes itself (hub/people/roles.py)."""


def check(actor: UserActor, permission: Permission | None, *, by_people: bool = False) -> None:
    """Raises Forbidden unless the actor has that right, and is a person where only people may."""
    if by_people and actor.api_key_id:
        raise Forbidden('This is for people: an API key cannot do it.')
    if permission and permission not in actor.permissions:
        raise Forbidden(f'This needs the right "{permission}", which you do not have. Ask an admin of your team.')


def covers(actor: UserActor, permissions: Collection[Permission]) -> bool:
    """Whether the actor may give, take or hold these: nobody reaches further than they do themselves."""
    return whole(permissions) <= actor.permissions
