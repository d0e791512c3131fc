"""Features over HTTP."""

from hub import features
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.feature import FeatureChange, TenantFeature
from hub.model.page import Page


async def list_features(hub: Hub, actor: UserActor) -> Page[TenantFeature]:
    """List the parts of the product, and which of them are on."""
    return await features.page(hub, actor)


async def change(hub: Hub, actor: UserActor, client: Client, body: FeatureChange) -> Page[TenantFeature]:
    """Turn parts of the product on or off, for everybody and at once.

    What a part has stored stays, and is there again when it is turned on. `conversation` cannot be turned off.
    """
    return await features.change(hub, actor, client, body)
