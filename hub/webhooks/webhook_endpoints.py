"""Endpoints of outgoing webhooks: programs of a tenant that are told what happened.

They are called as standardwebhooks.com describes it: three headers, the body signed with a secret that only the hub
and the receiver know (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
"""

import base64
import secrets
from typing import Annotated
from uuid import UUID

from pydantic import Field

from hub.audit import record, touched
from hub.context import Hub
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.base import ChangeInput, Input, Text
from hub.model.egress import NotAllowed
from hub.model.errors import Conflict, FieldError, Invalid, NotFound
from hub.model.ids import new_id
from hub.model.page import Page, page_of, time_and_id
from hub.model.webhook import NewWebhookEndpoint, WebhookEndpoint, WebhookEvent
from hub.versions import check_version
from hub.webhooks.webhook_deliveries import OLD_SECRET, PREFIX, SECRET, opened, ring, secret_row
from storage import webhook_endpoints as stored
from storage.webhook_endpoints import EndpointRow

MOST = 5
"""Each may hold one of the tenant's jobs under way for as long as its receiver is slow; messages need theirs."""
SECRET_BYTES = 32
OLD_SECRET_SECONDS = 24 * 3600.0

Url = Annotated[Text, Field(min_length=1, max_length=2000)]
Description = Annotated[Text, Field(max_length=200)]
Events = Annotated[list[WebhookEvent], Field(min_length=1, max_length=len(WebhookEvent))]


class WebhookEndpointInput(Input):
    """Where a program listens, and to what."""

    url: Url
    description: Description = ''
    events: Events


class WebhookEndpointChange(ChangeInput):
    """What may be changed; a field that is not named stays as it is."""

    url: Url | None = None
    description: Description | None = None
    events: Events | None = None
    enabled: bool | None = None


async def page(hub: Hub, actor: UserActor, cursor: str | None, limit: int) -> Page[WebhookEndpoint]:
    """The oldest first. Raises Invalid for a foreign cursor."""
    async with hub.database.tenant(actor.tenant_id) as session:
        found = await stored.page(session, time_and_id(cursor), limit + 1)
    return page_of([_said(row) for row in found], limit, lambda endpoint: (endpoint.created_at, endpoint.id))


async def create(hub: Hub, actor: UserActor, client: Client, asked: WebhookEndpointInput) -> NewWebhookEndpoint:
    """A new one, with its secret. Raises Invalid for an address that the hub does not call, Conflict."""
    _check(hub, asked.url)
    id, secret = new_id(), secrets.token_bytes(SECRET_BYTES)
    async with hub.database.tenant(actor.tenant_id) as session:
        if await stored.count(session) >= MOST:
            raise Conflict(f'There are {MOST} webhooks already: change or remove one of them.')
        row = _there(
            await stored.add(
                session,
                id,
                url=asked.url,
                description=asked.description,
                events=_in_order(asked.events),
                secret=hub.keys.encrypt(secret, secret_row(actor.tenant_id, id, SECRET)),
            )
        )
        await stored.begin(session, id)
        await record(session, actor, client, 'webhook_endpoint.created', of='webhook_endpoint', id=id, url=asked.url)
    await list_changed(hub, actor.tenant_id, 'webhook-endpoints')
    return NewWebhookEndpoint(**_said(row).model_dump(), secret=_shown(secret))


async def find(hub: Hub, actor: UserActor, id: UUID) -> WebhookEndpoint:
    """One of them. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return _said(_there(await stored.find(session, id)))


async def change(
    hub: Hub, actor: UserActor, client: Client, id: UUID, asked: WebhookEndpointChange
) -> WebhookEndpoint:  # fmt: skip
    """Change it, or switch it on or off; either way it begins anew. Raises NotFound, Invalid."""
    if asked.url is not None:
        _check(hub, asked.url)
    given = {name: getattr(asked, name) for name in asked.model_fields_set}
    if 'enabled' in given:
        given['is_enabled'] = given.pop('enabled')
    if 'events' in given:
        given['events'] = _in_order(given['events'])
    async with hub.database.tenant(actor.tenant_id) as session:
        before = _there(await stored.lock(session, id))
        check_version(client, _said(before))
        after = _there(await stored.change(session, before.model_copy(update=given)))
        if after.is_enabled and not before.is_enabled:
            await stored.begin(session, id)
        if after.is_enabled:
            await ring(session, id)
        what = touched(asked)
        await record(session, actor, client, 'webhook_endpoint.changed', of='webhook_endpoint', id=id, **what)
    await list_changed(hub, actor.tenant_id, 'webhook-endpoints')
    return _said(after)


async def remove(hub: Hub, actor: UserActor, client: Client, id: UUID) -> None:
    """Remove it with what it was told. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        row = _there(await stored.lock(session, id))
        await stored.remove(session, id)
        await record(session, actor, client, 'webhook_endpoint.removed', of='webhook_endpoint', id=id, url=row.url)
    await list_changed(hub, actor.tenant_id, 'webhook-endpoints')


async def rotate(hub: Hub, actor: UserActor, client: Client, id: UUID) -> NewWebhookEndpoint:
    """A new secret; the one before signs as well for a day. Raises NotFound."""
    secret = secrets.token_bytes(SECRET_BYTES)
    async with hub.database.tenant(actor.tenant_id) as session:
        before = _there(await stored.lock(session, id))
        old = opened(hub, before)[0]
        row = _there(
            await stored.rotate(
                session,
                id,
                secret=hub.keys.encrypt(secret, secret_row(actor.tenant_id, id, SECRET)),
                old_secret=hub.keys.encrypt(old, secret_row(actor.tenant_id, id, OLD_SECRET)),
                seconds=OLD_SECRET_SECONDS,
            )
        )
        await record(session, actor, client, 'webhook_endpoint.secret_made', of='webhook_endpoint', id=id)
    await list_changed(hub, actor.tenant_id, 'webhook-endpoints')
    return NewWebhookEndpoint(**_said(row).model_dump(), secret=_shown(secret))


def _check(hub: Hub, url: str) -> None:
    try:
        hub.egress.check(url)
    except NotAllowed as refused:
        raise Invalid(
            str(refused), fields=(FieldError(where='body.url', what=str(refused), code='url_refused'),)
        ) from refused


def _in_order(events: list[WebhookEvent]) -> list[WebhookEvent]:
    return [event for event in WebhookEvent if event in events]


def _shown(secret: bytes) -> str:
    return PREFIX + base64.b64encode(secret).decode()


def _there(row: EndpointRow | None) -> EndpointRow:
    if row is None:
        raise NotFound('There is no such webhook.')
    return row


def _said(row: EndpointRow) -> WebhookEndpoint:
    return WebhookEndpoint(
        id=row.id,
        url=row.url,
        description=row.description,
        events=row.events,
        enabled=row.is_enabled,
        switched_off=row.switched_off,
        failing_since=row.failing_since,
        old_secret_until=row.old_secret_until,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
