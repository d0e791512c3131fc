"""Who acts, and what one may do: actors and permissions."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple
from uuid import UUID

from pydantic import BeforeValidator, Field

from hub.model.base import Value
from hub.model.people import UserRole


class Permission(StrEnum):
    """One right. API keys carry the same names as their scopes."""

    CONVERSATIONS_READ = 'conversations.read'
    CONVERSATIONS_READ_TEAM = 'conversations.read_team'
    CONVERSATIONS_READ_OWN = 'conversations.read_own'
    CONVERSATIONS_WRITE = 'conversations.write'
    CONVERSATIONS_REPLY = 'conversations.reply'
    CONVERSATIONS_CHANGE = 'conversations.change'
    CONVERSATIONS_ASSIGN = 'conversations.assign'
    CONTACTS_READ = 'contacts.read'
    CONTACTS_WRITE = 'contacts.write'
    CONTACTS_MANAGE = 'contacts.manage'
    CONTACTS_EXPORT = 'contacts.export'
    CONTACTS_ERASE = 'contacts.erase'
    USERS_READ = 'users.read'
    USERS_MANAGE = 'users.manage'
    ROLES_MANAGE = 'roles.manage'
    TEAMS_MANAGE = 'teams.manage'
    CANNED_REPLIES_MANAGE = 'canned_replies.manage'
    WIDGETS_READ = 'widgets.read'
    WIDGETS_MANAGE = 'widgets.manage'
    API_KEYS_MANAGE = 'api_keys.manage'
    WEBHOOKS_MANAGE = 'webhooks.manage'
    AUDIT_READ = 'audit.read'
    CHANNELS_MANAGE = 'channels.manage'
    TAGS_MANAGE = 'tags.manage'
    CUSTOM_STATUSES_MANAGE = 'custom_statuses.manage'
    VIEWS_MANAGE = 'views.manage'
    REPORTS_READ = 'reports.read'
    FEATURES_MANAGE = 'features.manage'
    TENANT_MANAGE = 'tenant.manage'


INCLUDES: dict[Permission, frozenset[Permission]] = {
    Permission.CONVERSATIONS_READ: frozenset({Permission.CONVERSATIONS_READ_TEAM, Permission.CONVERSATIONS_READ_OWN}),
    Permission.CONVERSATIONS_READ_TEAM: frozenset({Permission.CONVERSATIONS_READ_OWN}),
    Permission.CONVERSATIONS_WRITE: frozenset(
        {Permission.CONVERSATIONS_REPLY, Permission.CONVERSATIONS_CHANGE, Permission.CONVERSATIONS_ASSIGN}
    ),
}
"""What comes with a right by itself."""


def known(names: object) -> object:
    """Without the words of a version that is newer, or older, than this one."""
    return [name for name in names if name in set(Permission)] if isinstance(names, list) else names


KnownPermissions = Annotated[frozenset[Permission], BeforeValidator(known)]
"""Rights as a table keeps them."""


class Sight(StrEnum):
    """Whose conversations somebody may see."""

    ALL = 'all'
    TEAM = 'team'
    """Their teams' and their own."""
    OWN = 'own'
    """Those assigned to them, and those where a note names them."""


class Viewer(NamedTuple):
    """Who asks, and whose conversations they may see."""

    user_id: UUID | None
    sight: Sight


class Client(Value):
    """The other end of a connection: what is known of it before anybody signs in."""

    address: str
    """As text, or `unknown`."""
    user_agent: str | None = None
    request_id: str | None = None
    bearer: str = Field('', repr=False)
    """The credential that came along, believed or not."""
    idempotency_key: str | None = None
    """What the caller calls this one deed; it may come again."""
    if_match: str | None = None
    """The version of what they are about to change, as they saw it."""

    @property
    def ip(self) -> str | None:
        """The address where it is one."""
        return None if self.address == 'unknown' else self.address


class Identity(Value):
    """What our tables say about a credential that is in force; nobody else's word counts."""

    tenant_id: UUID
    user_id: UUID
    name: str
    email: str
    role: UserRole
    signed_out_at: datetime | None = None
    """Tokens issued before it are refused."""
    granted: KnownPermissions | None = None
    """By a role that the tenant made: it takes the place of `role`."""
    scopes: KnownPermissions | None = None
    """Of an API key: what it may do at most."""
    session_id: UUID | None = None
    api_key_id: UUID | None = None
    expires_at: datetime | None = None
    """When the session or the key ends."""


class UserActor(Value):
    """A user, by a session of theirs or through an API key; tenant and rights come from our tables only."""

    kind: Literal['user'] = 'user'
    tenant_id: UUID
    user_id: UUID
    name: str
    role: UserRole
    permissions: frozenset[Permission]
    session_id: UUID | None = None
    api_key_id: UUID | None = None
    issued_at: float = 0.0
    expires_at: float
    """When the credential ends, in seconds of the epoch; a socket is closed then."""

    @property
    def sight(self) -> Sight:
        """Whose conversations they may see."""
        if Permission.CONVERSATIONS_READ in self.permissions:
            return Sight.ALL
        return Sight.TEAM if Permission.CONVERSATIONS_READ_TEAM in self.permissions else Sight.OWN

    @property
    def viewer(self) -> Viewer:
        """The actor, as a statement asks for them."""
        return Viewer(self.user_id, self.sight)


class VisitorActor(Value):
    """A browser on a tenant's site, known by its secret token."""

    kind: Literal['visitor'] = 'visitor'
    tenant_id: UUID
    widget_id: UUID
    visitor_id: UUID
    session_id: UUID | None = None
    contact_id: UUID | None = None
    name: str


Actor = UserActor | VisitorActor
