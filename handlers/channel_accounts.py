"""Accounts at providers, for admins."""

from handlers.edge import One, Slice
from hub.context import Hub
from hub.model.access import Client, UserActor
from hub.model.page import Page
from hub.providers import channel_accounts
from hub.providers.channel_accounts import ChannelAccount, ChannelAccountChange


async def list_accounts(hub: Hub, actor: UserActor, query: Slice) -> Page[ChannelAccount]:
    """List mailboxes and numbers, with the webhook addresses to enter at their providers."""
    return await channel_accounts.page(hub, actor, cursor=query.cursor, limit=query.limit)


async def get(hub: Hub, actor: UserActor, path: One) -> ChannelAccount:
    """Get an account with its webhook addresses."""
    return await channel_accounts.find(hub, actor, account_id=path.id)


async def change(hub: Hub, actor: UserActor, client: Client, path: One, body: ChannelAccountChange) -> ChannelAccount:
    """Give an account's new conversations to a team."""
    return await channel_accounts.change(hub, actor, client, account_id=path.id, asked=body)
