"""Telling endpoints: signed, one after the other for each conversation, again for a day while it is not taken.

One job an endpoint goes through what is due, some conversations at a time. A receiver that is slow or gone so holds up
nobody but itself: it has one of the tenant's places among the jobs, and none while it rests.
"""

import asyncio
import base64
import hashlib
import hmac
import random
import time
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from hub import metrics
from hub.audit import record
from hub.context import Hub
from hub.jobs import Lease, Work
from hub.live.list_news import list_changed
from hub.model.access import Client, UserActor
from hub.model.base import Input, Moment, Value
from hub.model.crash import crash
from hub.model.egress import Call, NoAnswer, NotAllowed
from hub.model.errors import Conflict, NotFound, Unavailable
from hub.model.ids import new_id
from hub.model.page import Page, page_of, time_and_id
from hub.model.webhook import AboutEndpoint, DeliveryState, OpenedDelivery, Told, WebhookDelivery
from storage import webhook_deliveries as stored
from storage import webhook_endpoints as endpoints
from storage.db import Session
from storage.webhook_deliveries import Due, NewDelivery, Outcome
from storage.webhook_endpoints import EndpointRow

PREFIX = 'whsec_'
SECRET, OLD_SECRET = 'secret', 'old_secret'
PING = 'ping'
AT_ONCE = 8
ANSWER_SECONDS = 10.0
ANSWER_BYTES = 1024
STAY_SECONDS = 15.0
"""After that the job lets others have its place."""
FIRST_PAUSE_SECONDS, PAUSES_GROW, LONGEST_PAUSE_SECONDS = 5.0, 4.0, 4 * 3600.0
LONGEST_REST_SECONDS = 300.0
DELIVERY_SECONDS = 24 * 3600.0
ENDPOINT_SECONDS = 5 * 24 * 3600.0
"""Who took nothing for so long is switched off."""
_GONE, _TOO_MANY, _TOO_SLOW, _SERVERS_FAULT = 410, 429, 408, 500


class Delivering(Value):
    """The order to tell an endpoint what is due."""

    endpoint_id: UUID


class ReplayInput(Input):
    """Since when what failed is delivered once more."""

    since: Moment


class Replayed(Value):
    """How many are delivered once more."""

    count: int


async def page(
    hub: Hub, actor: UserActor, endpoint_id: UUID, *, state: DeliveryState | None, cursor: str | None, limit: int
) -> Page[WebhookDelivery]:
    """What an endpoint was told, newest first. Raises NotFound, Invalid for a foreign cursor."""
    async with hub.database.tenant(actor.tenant_id) as session:
        _there(await endpoints.find(session, endpoint_id))
        found = await stored.page(session, endpoint_id, state, time_and_id(cursor), limit + 1)
    return page_of(found, limit, lambda delivery: (delivery.created_at, delivery.id))


async def find(hub: Hub, actor: UserActor, delivery_id: UUID) -> OpenedDelivery:
    """One, with what was told. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        return _found(await stored.find(session, delivery_id))


async def replay(hub: Hub, actor: UserActor, client: Client, delivery_id: UUID) -> OpenedDelivery:
    """Deliver it once more, under the same id. Raises NotFound, Conflict while the webhook is switched off."""
    async with hub.database.tenant(actor.tenant_id) as session:
        before = _found(await stored.find(session, delivery_id))
        await _begin_anew(session, before.endpoint_id)
        await stored.replay(session, delivery_id)
        await record(session, actor, client, 'webhook_delivery.replayed', of='webhook_delivery', id=delivery_id)
        after = _found(await stored.find(session, delivery_id))
    hub.bell.work()
    return after


async def replay_failed(hub: Hub, actor: UserActor, client: Client, endpoint_id: UUID, asked: ReplayInput) -> Replayed:
    """Deliver everything once more that failed since then. Raises NotFound, Conflict while it is switched off."""
    async with hub.database.tenant(actor.tenant_id) as session:
        await _begin_anew(session, endpoint_id)
        count = await stored.replay_failed(session, endpoint_id, asked.since)
        action = 'webhook_endpoint.replayed'
        await record(session, actor, client, action, of='webhook_endpoint', id=endpoint_id, count=count)
    hub.bell.work()
    return Replayed(count=count)


async def test(hub: Hub, actor: UserActor, client: Client, endpoint_id: UUID) -> WebhookDelivery:
    """Tell it `ping` at once, once, and see what it says. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        row = _there(await endpoints.find(session, endpoint_id))
    body = Told(type=PING, timestamp=datetime.now(UTC), data=AboutEndpoint(endpoint_id=row.id))
    made = NewDelivery(new_id(), row.id, PING, row.id, body.model_dump_json(exclude_none=True))
    outcome = await _try(hub, row, made.id, made.body)
    async with hub.database.tenant(actor.tenant_id) as session:
        _there(await endpoints.lock(session, endpoint_id))
        await stored.add_done(session, made, outcome)
        if outcome.is_taken:
            await endpoints.went_well(session, endpoint_id)
            await ring(session, endpoint_id)
        await record(session, actor, client, 'webhook_endpoint.tested', of='webhook_endpoint', id=endpoint_id)
        after = _found(await stored.find(session, made.id))
    hub.bell.work()
    return WebhookDelivery.model_validate(after.model_dump(exclude={'body'}))


async def ring(session: Session, endpoint_id: UUID, *, seconds: float = 0.0) -> None:
    """There is something to tell an endpoint; whoever says so holds it."""
    await stored.ring(session, endpoint_id, Delivering(endpoint_id=endpoint_id), seconds)


def rest_of(row: EndpointRow) -> float:
    """Seconds until an endpoint is tried again that did not answer."""
    return max(0.0, (row.rest_until - datetime.now(UTC)).total_seconds()) if row.rest_until else 0.0


async def deliver(lease: Lease, order: Delivering) -> None:
    """The job: tell an endpoint what is due, for a while."""
    until = time.monotonic() + STAY_SECONDS
    while time.monotonic() < until:
        async with lease.writing() as session:
            row = await endpoints.find(session, order.endpoint_id)
            is_ready = row is not None and row.is_enabled and not rest_of(row)
            due = await stored.due(session, order.endpoint_id, AT_ONCE) if is_ready else []
        if row is None or not due or not lease.is_in_force:
            break
        outcomes = await asyncio.gather(*(_try(lease.hub, row, each.id, each.body) for each in due))
        await _note(lease, row, dict(zip(due, outcomes, strict=True)))
    await _put_down(lease, order)


async def _put_down(lease: Lease, order: Delivering) -> None:
    """Done, until something is due. The endpoint is held: who has something new waits, and rings after this."""
    async with lease.writing(first=partial(endpoints.lock, endpoint_id=order.endpoint_id)) as session:
        row = await endpoints.find(session, order.endpoint_id)
        seconds = await stored.next_due(session, order.endpoint_id) if row else None
        await lease.finish(session)
        if seconds is not None:
            await ring(session, order.endpoint_id, seconds=seconds)


async def _note(lease: Lease, row: EndpointRow, outcomes: dict[Due, Outcome]) -> None:
    is_off, failed = False, row.failing_since is not None
    fails = failed
    async with lease.writing(first=partial(endpoints.lock, endpoint_id=row.id)) as session:
        for due, outcome in outcomes.items():
            seconds = pause(due.attempts + 1)
            await stored.note(session, due.id, outcome, seconds=seconds, patience=DELIVERY_SECONDS)
            metrics.TOLD.labels('taken' if outcome.is_taken else 'refused' if outcome.status else 'no answer').inc()
        if any(outcome.status == _GONE for outcome in outcomes.values()):
            await endpoints.gone(session, row.id)
            is_off = True
        elif any(outcome.is_taken for outcome in outcomes.values()):
            await endpoints.went_well(session, row.id)
            fails = False
        elif all(_is_unwell(outcome) for outcome in outcomes.values()):
            seconds = min(LONGEST_REST_SECONDS, pause(row.failures + 1))
            is_off = await endpoints.went_badly(session, row.id, seconds=seconds, patience=ENDPOINT_SECONDS)
            fails = True
        if is_off:
            await record(session, None, None, 'webhook_endpoint.switched_off', of='webhook_endpoint', id=row.id)
    if is_off or fails != failed:
        await list_changed(lease.hub, lease.claim.tenant_id, 'webhook-endpoints')


async def _try(hub: Hub, row: EndpointRow, delivery_id: UUID, body: str) -> Outcome:
    """One request; a redirect is no success, for nobody knows whether the next one takes what is meant for this."""
    began = time.monotonic()
    status, said, error = None, None, None
    try:
        call = Call(
            url=row.url,
            method='POST',
            headers=headers(opened(hub, row), delivery_id, int(time.time()), body),
            body=body.encode(),
            seconds=ANSWER_SECONDS,
            most_bytes=ANSWER_BYTES,
            is_cut=True,
        )
        crash('before_webhook')
        answer = await hub.egress.call(call)
        crash('webhook_taken')
        status, said = answer.status, answer.body.decode(errors='replace').replace('\0', '\N{REPLACEMENT CHARACTER}')
    except (NotAllowed, NoAnswer) as failed:
        error = str(failed)
    return Outcome(status, said, error, round((time.monotonic() - began) * 1000))


def headers(secrets: list[bytes], delivery_id: UUID, timestamp: int, body: str) -> dict[str, str]:
    """The three headers of Standard Webhooks; one signature for each secret that holds."""
    signed = f'{delivery_id}.{timestamp}.{body}'.encode()
    made = (hmac.new(secret, signed, hashlib.sha256).digest() for secret in secrets)
    return {
        'Content-Type': 'application/json',
        'webhook-id': str(delivery_id),
        'webhook-timestamp': str(timestamp),
        'webhook-signature': ' '.join(f'v1,{base64.b64encode(each).decode()}' for each in made),
    }


def opened(hub: Hub, row: EndpointRow) -> list[bytes]:
    """The secrets that hold, newest first. Raises Unavailable where no key of ours opens one."""
    try:
        found = [hub.keys.decrypt(row.secret, secret_row(row.tenant_id, row.id, SECRET))]
        if row.old_secret and row.old_secret_until and row.old_secret_until > datetime.now(UTC):
            found.append(hub.keys.decrypt(row.old_secret, secret_row(row.tenant_id, row.id, OLD_SECRET)))
    except ValueError as sealed:
        raise Unavailable('SECRET_KEYS lacks the key that the secret of this webhook was sealed with.') from sealed
    return found


def secret_row(tenant_id: UUID, endpoint_id: UUID, column: str) -> str:
    """The place that a sealed secret is bound to."""
    return f'{tenant_id}:hub.webhook_endpoints:{column}:{endpoint_id}'


def pause(attempts: int) -> float:
    """Seconds until the next try: half to all of a bound that grows, about a dozen tries in a day."""
    bound: float = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * PAUSES_GROW ** min(max(attempts - 1, 0), 10))
    return bound * random.uniform(0.5, 1)  # noqa: S311 - a spread, no secret


def _is_unwell(outcome: Outcome) -> bool:
    """Whether it is the receiver as a whole that fails, and not this one thing that it does not like."""
    status = outcome.status
    return status is None or status in (_TOO_MANY, _TOO_SLOW) or status >= _SERVERS_FAULT


async def _begin_anew(session: Session, endpoint_id: UUID) -> None:
    row = _there(await endpoints.lock(session, endpoint_id))
    if not row.is_enabled:
        raise Conflict('This webhook is switched off. Switch it on first.')
    await endpoints.change(session, row)
    await ring(session, endpoint_id)


def _there(row: EndpointRow | None) -> EndpointRow:
    if row is None:
        raise NotFound('There is no such webhook.')
    return row


def _found(delivery: OpenedDelivery | None) -> OpenedDelivery:
    if delivery is None:
        raise NotFound('There is no such delivery.')
    return delivery


DELIVER = Work('webhook', Delivering, deliver)
