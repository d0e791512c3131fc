"""The tenant itself."""

from hub.model.people import Tenant
from storage.db import Session
from storage.sql import Queries

QUERIES = Queries('tenants')


async def own(session: Session) -> Tenant:
    """The session's tenant. Raises LookupError if it is gone."""
    found = await session.one(Tenant, QUERIES['own'])
    if found is None:
        raise LookupError(f'tenant {session.tenant_id} does not exist')
    return found


async def features(session: Session) -> list[str]:
    """Keys of the features that are on."""
    return await session.values(QUERIES['features'])
