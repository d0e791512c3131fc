"""Who is who: tenants, users, contacts and visitors, and the actor behind a deed."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from hub.model.base import Value


class UserRole(StrEnum):
    """What a user may do in the tenant, from all to the least."""

    OWNER = 'owner'
    ADMIN = 'admin'
    MANAGER = 'manager'
    AGENT = 'agent'


class Presence(StrEnum):
    """Whether a user is at the desk."""

    ONLINE = 'online'
    AWAY = 'away'
    OFFLINE = 'offline'


class IdentifierType(StrEnum):
    """What an address of a contact is."""

    EMAIL = 'email'
    PHONE = 'phone'
    WHATSAPP = 'whatsapp'
    VISITOR_ID = 'visitor_id'


class Tenant(Value):
    """One business on this installation."""

    id: UUID
    name: str
    slug: str
    locale: str | None = None
    """The language that new people begin with; none: their browser's."""
    created_at: datetime


class UserBrief(Value):
    """A user as a list shows them."""

    id: UUID
    name: str


class User(UserBrief):
    """Somebody who works here: agent, manager, admin or owner."""

    email: str
    role: UserRole
    custom_role_id: UUID | None = None
    """A role that the tenant made takes the place of `role`, which is `agent` then."""
    is_active: bool = True
    presence: Presence = Presence.OFFLINE
    locale: str | None = None
    """The language they chose for the inbox; none: their browser's."""
    created_at: datetime


class ContactBrief(Value):
    """A contact as a list shows them."""

    id: UUID
    name: str


class Identifier(Value):
    """One address by which a contact can be found. `verified`: proven, not only typed."""

    type: IdentifierType
    value: str
    verified: bool = False


class Contact(ContactBrief):
    """A person behind conversations."""

    company: str | None = None
    identifiers: list[Identifier] = []
    attributes: dict[str, Any] = {}
    notes: str | None = None
    blocked_at: datetime | None = None
    """Since when nothing they send reaches anybody."""
    created_at: datetime
    updated_at: datetime


class PageView(Value):
    """One page of the site that a visitor looked at."""

    url: str
    title: str | None = None
    referrer: str | None = None
    viewed_at: datetime


class Visitor(Value):
    """A browser on a tenant's site. `name`, `email` and `phone` are claims until a signed token proved them."""

    id: UUID
    contact_id: UUID | None = None
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    attributes: dict[str, Any] = {}
    locale: str | None = None
    identified_at: datetime | None = None
    blocked_at: datetime | None = None
    online: bool = False
    first_seen_at: datetime
    last_seen_at: datetime
    pages: list[PageView] = []
    """The latest pages, newest first."""
