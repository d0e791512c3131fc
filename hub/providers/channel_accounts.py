"""Channel accounts: a tenant's mailboxes and numbers, and the addresses that their providers call."""

from datetime import datetime
from uuid import UUID

from pydantic import SecretStr

from hub.audit import record
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.base import ChangeInput, Id, Value
from hub.model.channel import Account
from hub.model.errors import Invalid, NotFound, Unavailable
from hub.model.message import Channel
from hub.model.page import Page, page_of, time_and_id
from storage import channel_accounts as stored
from storage import conversations
from storage.channel_accounts import AccountRow, AccountStatus
from storage.db import Session

_GONE = 'There is no such account.'


class ChannelAccount(Value):
    """An account as admins see it: never its secret."""

    id: UUID
    channel: Channel
    address: str
    name: str
    status: AccountStatus
    last_error: str | None
    enabled: bool
    has_secret: bool
    webhooks: dict[str, str]
    """The addresses to enter at the provider, by what each is for."""
    team_id: UUID | None
    """Whose its new conversations are; none: they wait in Unassigned."""
    created_at: datetime
    updated_at: datetime


class ChannelAccountChange(ChangeInput):
    """What may be changed of an account."""

    may_be_empty = frozenset({'team_id'})

    team_id: Id | None = None
    """Whose new conversations are; null: they wait in Unassigned."""


async def page(hub: Hub, actor: UserActor, *, cursor: str | None, limit: int) -> Page[ChannelAccount]:
    """The oldest first. Raises Invalid for a foreign cursor."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, time_and_id(cursor), limit + 1)
    return page_of([_said(hub, row) for row in found], limit, lambda account: (account.created_at, account.id))


async def find(hub: Hub, actor: UserActor, *, account_id: UUID) -> ChannelAccount:
    """One account. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        row = await stored.find(session, account_id)
    if row is None:
        raise NotFound(_GONE)
    return _said(hub, row)


async def change(
    hub: Hub, actor: UserActor, client: Client, *, account_id: UUID, asked: ChannelAccountChange
) -> ChannelAccount:
    """Give its new conversations to a team, or to nobody; those there are stay. Raises NotFound, Invalid."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if asked.team_id and not await conversations.has_team(session, asked.team_id):
            raise Invalid('There is no such team.')
        before = await stored.find(session, account_id)
        if before is None:
            raise NotFound(_GONE)
        if before.team_id != asked.team_id:
            await stored.give_to_team(session, account_id, asked.team_id)
            deed, team_id = 'channel_account.changed', asked.team_id and str(asked.team_id)
            await record(session, actor, client, deed, of='channel_account', id=account_id, team_id=team_id)
        after = await stored.find(session, account_id)
    if before.team_id != asked.team_id:
        await list_changed(hub, actor.tenant_id, 'channel-accounts')
    return _said(hub, after or before)


async def called(hub: Hub, channel: Channel, account_id: UUID) -> Account:
    """The account that a webhook's address names, its secret opened; kept for some seconds. Raises NotFound."""
    if (kept := hub.accounts.get(account_id)) and kept.channel is channel:
        return kept
    async with hub.database.lobby() as lobby:
        place = await stored.place(lobby, channel, account_id)
    if place is None:
        raise NotFound(_GONE)
    async with hub.database.tenant(place.tenant_id) as session:
        account = await opened(hub, session, account_id)
    if account is None or not account.is_enabled:
        raise NotFound(_GONE)
    hub.accounts.keep(account)
    return account


async def opened(hub: Hub, session: Session, account_id: UUID) -> Account | None:
    """An account of the tenant, its secret opened. Raises Unavailable where no key of ours opens it."""
    row = await stored.find(session, account_id)
    if row is None:
        return None
    try:
        secret = hub.keys.decrypt(row.secret, secret_row(row)) if row.secret else None
    except ValueError as sealed:
        raise Unavailable('SECRET_KEYS lacks the key that the secret of this account was sealed with.') from sealed
    return Account(
        id=row.id,
        tenant_id=row.tenant_id,
        channel=row.channel,
        address=row.address,
        name=row.name,
        is_enabled=row.is_enabled,
        settings=row.settings,
        secret=SecretStr(secret.decode()) if secret else None,
        hooks=hooks(hub, row.channel, row.id),
    )


def secret_row(row: AccountRow) -> str:
    """The place that a sealed secret is bound to."""
    return f'{row.tenant_id}:{row.secret_place}:{row.id}'


def hooks(hub: Hub, channel: Channel, account_id: UUID) -> dict[str, str]:
    """The public addresses of an account's webhooks, by their names; none for a channel that is not there."""
    found = hub.channels.get(channel)
    return {hook: webhook(hub, channel, account_id, hook) for hook in found.hooks} if found else {}


def webhook(hub: Hub, channel: Channel, account_id: UUID, hook: str = '') -> str:
    """One of them. From PUBLIC_URL alone: what a request says of its own address anybody can write."""
    return f'{hub.settings.base_url}/webhooks/{channel}/{account_id}{f"/{hook}" if hook else ""}'


def _said(hub: Hub, row: AccountRow) -> ChannelAccount:
    return ChannelAccount(
        id=row.id,
        channel=row.channel,
        address=row.address,
        name=row.name,
        status=row.status,
        last_error=row.last_error,
        enabled=row.is_enabled,
        has_secret=row.secret is not None,
        webhooks={hook or 'inbound': address for hook, address in hooks(hub, row.channel, row.id).items()},
        team_id=row.team_id,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
