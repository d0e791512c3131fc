"""The audit log: a deed and its line are one transaction."""

from typing import Any
from uuid import UUID

from hub.model.access import Client, UserActor
from storage import audit as stored
from storage.db import Session


async def record(
    session: Session,
    by: UserActor | UUID | None,
    client: Client | None,
    action: str,
    *,
    of: str | None = None,
    id: UUID | None = None,
    **details: Any,
) -> None:
    """Note who did what: an actor, a user who is just signing in, or nobody (the installation itself)."""
    is_program = isinstance(by, UserActor) and by.api_key_id is not None
    await stored.add(
        session,
        client,
        actor_kind='system' if by is None else 'api_key' if is_program else 'user',
        actor_id=(by.api_key_id or by.user_id) if isinstance(by, UserActor) else by,
        action=action,
        entity_type=of,
        entity_id=id,
        details=details,
    )
