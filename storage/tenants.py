"""The tenant itself."""

from uuid import UUID

from hub.model.base import Value
from hub.model.language import SpokenLanguage, spoken
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


class _Languages(Value):
    own: str | None
    everybodys: str | None


async def language(session: Session, user_id: UUID | None = None) -> SpokenLanguage:
    """In which language the hub writes to a user, or to who is none yet: theirs, else the tenant's, else English."""
    found = await session.one(_Languages, QUERIES['languages'], user=user_id)
    return spoken(found.own, found.everybodys) if found else spoken()
