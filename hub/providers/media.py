"""Media of inbound messages: kept at once where they came along, fetched by a job where the provider keeps them.

A message is shown before its pictures are there: a provider that is slow with one does not hold back the words.
"""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from hub.context import Hub
from hub.files.files import FILE_BYTES
from hub.files.files import keep as keep_file
from hub.jobs import Lease, Work
from hub.live import updates
from hub.model.base import Value
from hub.model.channel import Account, Fetches, InboundFile, Rejected
from hub.model.errors import TooLarge
from hub.model.failure import Cause
from hub.providers import channel_accounts
from storage import inbound, jobs
from storage.db import Session
from storage.spool import Spool


class Fetching(Value):
    """The order to fetch one file of a message."""

    message_id: UUID
    account_id: UUID
    url: str
    file_name: str
    inline: bool = False
    content_id: str | None = None


async def keep(hub: Hub, tenant_id: UUID, name: str, content: bytes) -> UUID:
    """Store a file that came along; it is on no message yet. Raises TooLarge, Unavailable."""
    async with Spool(FILE_BYTES) as spool:
        await spool.write(content)
        row = await keep_file(hub, tenant_id, 'channel', None, name or 'file', spool)
    return row.id


async def order(session: Session, account: Account, message_id: UUID, files: Sequence[InboundFile]) -> bool:
    """Enqueue what has to be fetched; whether there is any."""
    asked = [(n, each, each.url) for n, each in enumerate(files) if each.content is None and each.url]
    for n, each, url in asked:
        order = Fetching(
            message_id=message_id,
            account_id=account.id,
            url=url,
            file_name=each.file_name,
            inline=each.inline,
            content_id=each.content_id,
        )
        await jobs.enqueue(session, FETCH.kind, f'{message_id}:{n}', order)
    return bool(asked)


async def fetch(lease: Lease, order: Fetching) -> None:
    """The job: fetch, store, put it on its message."""
    hub, tenant_id = lease.hub, lease.claim.tenant_id
    async with hub.database.tenant(tenant_id) as session:
        account = await channel_accounts.opened(hub, session, order.account_id)
    channel: object = hub.channels.get(account.channel) if account else None
    if account is None or not isinstance(channel, Fetches):
        raise Rejected(cause=Cause.ACCOUNT_GONE)
    async with channel.fetch(order.url, account) as fetched, Spool(FILE_BYTES) as spool:
        await _fill(spool, fetched.parts)
        name = order.file_name or fetched.file_name or 'file'
        row = await keep_file(hub, tenant_id, 'channel', None, name, spool)
    async with lease.writing() as session:
        await inbound.note_files(session, order.message_id)
        await inbound.attach(session, row.id, order.message_id, inline=order.inline, content_id=order.content_id)
        await lease.finish(session)
    await updates.tell(hub, tenant_id, changed=[order.message_id])


async def _fill(spool: Spool, parts: AsyncIterator[bytes]) -> None:
    try:
        async for part in parts:
            await spool.write(part)
    except TooLarge as large:
        raise Rejected(large.detail, cause=Cause.TOO_LARGE) from large


FETCH = Work('fetch', Fetching, fetch)
