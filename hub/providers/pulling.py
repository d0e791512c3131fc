"""Pulling: providers that do not call are asked, each enabled account again and again, by one worker at a time.

Each account has one job, `pull`. What it finds, the cursor behind it, the jobs that take it and the next pull are
committed together, under the lease: killed anywhere, a worker has kept all of it or nothing, and the next one asks from
where the cursor stands. What comes twice all the same is known by its key.
"""

import asyncio
import random
from uuid import UUID

import structlog

from hub.context import Hub
from hub.jobs import LONGEST_PAUSE_SECONDS, Lease, Work
from hub.model.base import Value
from hub.model.channel import Account, Pulls, Raw, Rejected, Retry
from hub.model.crash import crash
from hub.model.errors import HubError
from hub.providers import channel_accounts, ingest
from storage import inbound, jobs, pulls
from storage.db import Session

log = structlog.get_logger(__name__)

EVERY_SECONDS = 30.0
"""Between two pulls of an account that had nothing new, give or take a fifth."""
PULL_SECONDS = 120.0
LOOK_SECONDS = 10.0
"""Until somebody begins with an account that was added or enabled."""
MOST = 500


class Pulling(Value):
    """The order to ask for what is new on an account."""

    account_id: UUID


async def pull(lease: Lease, order: Pulling) -> None:
    """The job: one pull. Raises Retry: the provider is to be left alone for now."""
    hub = lease.hub
    async with hub.database.tenant(lease.claim.tenant_id) as session:
        account = await _enabled(hub, session, order.account_id)
        cursor = await pulls.cursor(session, order.account_id)
    channel: object = hub.channels.get(account.channel) if account else None
    if account is None or not isinstance(channel, Pulls):
        async with lease.writing() as session:
            await lease.finish(session)
        return
    found, behind = await _asked(channel, account, cursor)
    crash('pulled')
    has_work = await _keep(lease, account, found, cursor, behind)
    crash('pull_kept')
    if has_work:
        hub.bell.work()


async def _enabled(hub: Hub, session: Session, account_id: UUID) -> Account | None:
    account = await channel_accounts.opened(hub, session, account_id)
    return account if account and account.is_enabled else None


async def _asked(channel: Pulls, account: Account, cursor: str | None) -> tuple[list[Raw], str | None]:
    try:
        async with asyncio.timeout(PULL_SECONDS):
            found, behind = await channel.pull(account, cursor)
    except TimeoutError as late:
        raise Retry(reason='The provider did not answer in time.') from late
    except Rejected as refused:  # a password that does not count any more: the account is still to be read
        raise Retry(LONGEST_PAUSE_SECONDS, str(refused)) from refused
    ours = {'account_id': account.id, 'channel': account.channel}
    return [raw.model_copy(update=ours) for raw in found], behind


async def _keep(lease: Lease, account: Account, found: list[Raw], before: str | None, behind: str | None) -> bool:
    """All of it in one transaction; whether something is to be done at once."""
    hub, channel = lease.hub, lease.hub.channels[account.channel]
    batch = [(raw, ingest.key_of(channel, raw)) for raw in found]
    async with lease.writing() as session:
        await lease.finish(session)
        if await _enabled(hub, session, account.id) is None:  # switched off meanwhile: as if it had never been asked
            return False
        fresh = await inbound.keep(session, batch) if batch else set()
        for raw_id in (raw.id for raw in found if raw.id in fresh):  # in their order: who came first is taken first
            await jobs.enqueue(session, ingest.TAKE.kind, str(raw_id), ingest.Taking(raw_id=raw_id))
        await pulls.move(session, account.id, behind)
        has_more = bool(found) and behind != before
        seconds = 0.0 if has_more else EVERY_SECONDS * random.uniform(0.8, 1.2)  # noqa: S311 - a spread, no secret
        await jobs.enqueue(session, PULL.kind, str(account.id), Pulling(account_id=account.id), seconds=seconds)
        crash('before_pull_kept')
    return bool(fresh) or has_more


PULL = Work('pull', Pulling, pull)


async def look(hub: Hub) -> None:
    """Begin with accounts that were added or enabled, of all tenants, until cancelled."""
    while True:
        try:
            await look_once(hub)
        except HubError as error:
            log.warning('pulling.look_failed', error=error.code)
        await asyncio.sleep(LOOK_SECONDS)


async def look_once(hub: Hub) -> int:
    """Order what nobody reads to be read; how many accounts."""
    channels = [name for name, channel in hub.channels.items() if isinstance(channel, Pulls)]
    if not channels:
        return 0
    async with hub.database.lobby() as lobby:
        due = await pulls.due(lobby, channels, MOST)
    for place in due:
        async with hub.database.tenant(place.tenant_id) as session:
            await jobs.enqueue(session, PULL.kind, str(place.id), Pulling(account_id=place.id))
    if due:
        hub.bell.work()
    return len(due)
