"""Credentials at rest, wherever they stand, so that they can be sealed anew."""

from uuid import UUID

from pydantic import Field

from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('sealed')
_KEEP = {
    'tenant_email_connections:credentials': 'email',
    'tenant_whatsapp_accounts:auth_token': 'whatsapp',
    'tenant_phone_config:auth_token': 'phone',
    'tenant_widget_config:identity_secret': 'widget',
    'hub.webhook_endpoints:secret': 'webhook',
    'hub.webhook_endpoints:old_secret': 'old_webhook',
}


class Sealed(Value):
    """A sealed credential; `place` is its table and column."""

    id: UUID
    place: str
    sealed: bytes = Field(repr=False)

    def row(self, tenant_id: UUID) -> str:
        """What it is bound to."""
        return f'{tenant_id}:{self.place}:{self.id}'


async def tenants(lobby: Session) -> list[UUID]:
    """Whose credentials are kept here."""
    return await lobby.values(_QUERIES['tenants'])


async def every(session: Session) -> list[Sealed]:
    """All of a tenant."""
    return await session.all(Sealed, _QUERIES['all'])


async def keep(session: Session, before: Sealed, after: bytes) -> bool:
    """The same, sealed anew; False where somebody changed it meanwhile."""
    return bool(await session.run(_QUERIES[_KEEP[before.place]], id=before.id, before=before.sealed, after=after))
