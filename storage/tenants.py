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


async def lock(session: Session) -> Tenant:
    """The session's tenant, held until the transaction ends. Raises LookupError if it is gone."""
    await session.value(QUERIES['lock'])
    return await own(session)


async def change(session: Session, tenant: Tenant) -> None:
    """Write its name and language."""
    await session.run(QUERIES['rename'], name=tenant.name)
    await session.run(QUERIES['speak'], locale=tenant.locale)
