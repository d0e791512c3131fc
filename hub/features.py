"""Features: the parts of the product, switched on and off by a tenant. What a part has stored stays while it is off."""

from hub.audit import record
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.errors import Conflict, FeatureOff
from hub.model.feature import Feature, FeatureChange, TenantFeature
from hub.model.page import Page
from storage import features as stored


async def page(hub: Hub, actor: UserActor) -> Page[TenantFeature]:
    """All of them, and whether each is on."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return Page(items=await stored.page(session))


async def change(hub: Hub, actor: UserActor, client: Client, asked: FeatureChange) -> Page[TenantFeature]:
    """Switch some, for everybody and at once. Raises Conflict for the one that all others stand on."""
    if asked.features.get(Feature.CONVERSATION) is False:
        raise Conflict('Conversations are the core that all other features stand on: they cannot be turned off.')
    async with hub.database.tenant(actor.tenant_id) as session:
        for feature, is_enabled in asked.features.items():
            if await stored.switch(session, feature, is_enabled=is_enabled):
                deed = 'feature.enabled' if is_enabled else 'feature.disabled'
                await record(session, actor, client, deed, feature=feature)
        found = await stored.page(session)
    await list_changed(hub, actor.tenant_id, 'features')
    return Page(items=found)


async def check(hub: Hub, actor: UserActor, feature: Feature) -> None:
    """Raises FeatureOff unless the actor's tenant uses it."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if not await stored.is_enabled(session, feature):
            raise FeatureOff(f'The feature "{feature}" is off. An admin can turn it on in Settings, Features.')
