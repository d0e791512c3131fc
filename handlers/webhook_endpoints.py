"""Outgoing webhooks, for admins: where programs listen, and what they were told."""

from pydantic import Field

from handlers.edge import One, Query, Slice
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.page import Page
from hub.model.webhook import DeliveryState, NewWebhookEndpoint, OpenedDelivery, WebhookDelivery, WebhookEndpoint
from hub.webhooks import webhook_deliveries, webhook_endpoints
from hub.webhooks.webhook_deliveries import Replayed, ReplayInput
from hub.webhooks.webhook_endpoints import WebhookEndpointChange, WebhookEndpointInput


class DeliveryList(Query):
    """Which deliveries."""

    state: DeliveryState | None = None
    cursor: str | None = Field(None, max_length=200)
    limit: int = Field(30, ge=1, le=100)


async def list_endpoints(hub: Hub, actor: UserActor, query: Slice) -> Page[WebhookEndpoint]:
    """List webhooks, the oldest first."""
    return await webhook_endpoints.page(hub, actor, query.cursor, query.limit)


async def create(hub: Hub, actor: UserActor, client: Client, body: WebhookEndpointInput) -> NewWebhookEndpoint:
    """Make a webhook.

    This answer shows its secret (`whsec_…`), with which your program checks who calls it.
    """
    return await webhook_endpoints.create(hub, actor, client, body)


async def get(hub: Hub, actor: UserActor, path: One) -> WebhookEndpoint:
    """Get a webhook."""
    return await webhook_endpoints.find(hub, actor, path.id)


async def change(hub: Hub, actor: UserActor, client: Client, path: One, body: WebhookEndpointChange) -> WebhookEndpoint:
    """Change a webhook, or switch it on or off. While it is off, what happens is not kept for it."""
    return await webhook_endpoints.change(hub, actor, client, path.id, body)


async def remove(hub: Hub, actor: UserActor, client: Client, path: One) -> None:
    """Remove a webhook, and the log of what it was told."""
    await webhook_endpoints.remove(hub, actor, client, path.id)


async def make_secret(hub: Hub, actor: UserActor, client: Client, path: One) -> NewWebhookEndpoint:
    """Make a new secret.

    This is the only answer that shows it. For a day everything is signed with the one before as well.
    """
    return await webhook_endpoints.rotate(hub, actor, client, path.id)


async def test(hub: Hub, actor: UserActor, client: Client, path: One) -> WebhookDelivery:
    """Send a `ping` now, and answer what the receiver said to it. It is not tried again."""
    return await webhook_deliveries.test(hub, actor, client, path.id)


async def list_deliveries(hub: Hub, actor: UserActor, path: One, query: DeliveryList) -> Page[WebhookDelivery]:
    """List what a webhook was told in the last 30 days, newest first."""
    return await webhook_deliveries.page(
        hub, actor, path.id, state=query.state, cursor=query.cursor, limit=query.limit
    )  # fmt: skip


async def replay_failed(hub: Hub, actor: UserActor, client: Client, path: One, body: ReplayInput) -> Replayed:
    """Deliver everything once more that failed since then."""
    return await webhook_deliveries.replay_failed(hub, actor, client, path.id, body)


async def get_delivery(hub: Hub, actor: UserActor, path: One) -> OpenedDelivery:
    """Get a delivery with what was told."""
    return await webhook_deliveries.find(hub, actor, path.id)


async def replay(hub: Hub, actor: UserActor, client: Client, path: One) -> OpenedDelivery:
    """Deliver it once more, under the same `webhook-id`."""
    return await webhook_deliveries.replay(hub, actor, client, path.id)
