"""Which parts of the product a tenant uses."""

from hub.model.feature import Feature, TenantFeature
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('features')


async def page(session: Session) -> list[TenantFeature]:
    """All of them, in their order."""
    return await session.all(TenantFeature, _QUERIES['page'])


async def enabled(session: Session) -> list[Feature]:
    """Those that are on."""
    return [Feature(key) for key in await session.values(_QUERIES['enabled'])]


async def is_enabled(session: Session, feature: Feature) -> bool:
    """Whether this one is."""
    return bool(await session.value(_QUERIES['is_enabled'], feature=feature))


async def switch(session: Session, feature: Feature, *, is_enabled: bool) -> bool:
    """On or off; whether that changed anything."""
    return bool(await session.run(_QUERIES['switch'], feature=feature, is_enabled=is_enabled))
