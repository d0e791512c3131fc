"""Who acts, and what one may do: actors and permissions."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import Field

from hub.model.base import Value
from hub.model.people import UserRole


class Permission(StrEnum):
    """One right. API keys carry the same names as their scopes."""

    CONVERSATIONS_READ = 'conversations.read'
    CONVERSATIONS_WRITE = 'conversations.write'
    CONTACTS_READ = 'contacts.read'
    CONTACTS_WRITE = 'contacts.write'
    CONTACTS_MANAGE = 'contacts.manage'
    USERS_READ = 'users.read'
    USERS_MANAGE = 'users.manage'
    TEAMS_MANAGE = 'teams.manage'
    CANNED_REPLIES_MANAGE = 'canned_replies.manage'
    WIDGETS_READ = 'widgets.read'
    WIDGETS_MANAGE = 'widgets.manage'
    API_KEYS_MANAGE = 'api_keys.manage'
    WEBHOOKS_MANAGE = 'webhooks.manage'
    AUDIT_READ = 'audit.read'
    CHANNELS_MANAGE = 'channels.manage'
    TAGS_MANAGE = 'tags.manage'
    VIEWS_MANAGE = 'views.manage'
    REPORTS_READ = 'reports.read'
    TENANT_MANAGE = 'tenant.manage'


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
    scopes: frozenset[Permission] | None = None
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
