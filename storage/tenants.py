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
