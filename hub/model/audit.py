"""The audit log as admins read it."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from hub.model.base import Value


class AuditEntry(Value):
    """Who did what, when and from where."""

    id: UUID
    actor_kind: Literal['user', 'api_key', 'visitor', 'system']
    actor_id: UUID | None
    actor_name: str | None
    """The user's or key's, if there still is one."""
    action: str
    """What was done to what: `tag.created`."""
    entity_type: str | None
    entity_id: UUID | None
    details: dict[str, Any]
    ip: str | None
    user_agent: str | None
    request_id: str | None
    created_at: datetime


class Wanted(Value):
    """Which lines of the log."""

    action: str | None = None
    actor: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


class AuditKinds(Value):
    """The kinds of things that a tenant's log is about, as `action` of its list takes them: `tag`, `user`."""

    kinds: list[str]
