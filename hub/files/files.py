"""Files: taken in from people, checked, kept, and handed out again.

The row is written before the blob: whatever dies in between leaves a row that nobody was told of, and the sweep
finds it. Until a file is on a message nobody sees it but who uploaded it.
"""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from hub.context import Hub
from hub.files.file_links import check, present
from hub.files.file_names import normalised
from hub.files.file_types import content_type
from hub.files.pictures import THUMBNAIL_TYPE, Picture
from hub.limits import Limit, count
from hub.model.access import Actor, UserActor
from hub.model.blobs import Blob
from hub.model.errors import Conflict, HubError, NotFound
from hub.model.ids import new_id
from hub.model.message import Attachment
from storage import conversations, files
from storage.blob_keys import new_key
from storage.files import AttachmentRow, Uploader, Variant
from storage.spool import Spool

__all__ = ['FILE_BYTES', 'Served', 'Variant', 'fetch', 'keep', 'opened', 'present', 'upload']

FILE_BYTES = 25 * 1024 * 1024
UNSENT_BYTES = 8 * FILE_BYTES
"""What one uploader may have lying about unsent."""
UPLOADS_PER_ADDRESS = Limit('uploads:address', 120, 600)
UPLOADS_PER_PERSON = Limit('uploads:person', 60, 600)
_GONE = 'There is no such file, or it is not yours.'


@dataclass(frozen=True)
class Served:
    """A file on its way to a browser: `inline` only for pictures that a decoder of ours has read."""

    name: str
    content_type: str
    inline: bool
    seconds: int
    blob: Blob


async def upload(hub: Hub, actor: Actor, name: str, parts: AsyncIterator[bytes]) -> Attachment:
    """Take in a file that its actor means to send. Raises TooLarge, Conflict, Unavailable."""
    uploader_id = actor.user_id if isinstance(actor, UserActor) else actor.visitor_id
    await count(hub, (UPLOADS_PER_PERSON, str(uploader_id)))
    async with hub.database.tenant(actor.tenant_id) as session:
        if await files.unsent_bytes(session, uploader_id) > UNSENT_BYTES:
            raise Conflict('You have uploaded much and sent none of it. Send or wait a day, then go on.')
    async with Spool(FILE_BYTES) as spool:
        async for part in parts:
            await spool.write(part)
        row = await keep(hub, actor.tenant_id, actor.kind, uploader_id, name, spool)
    return present(hub, [row])[0]


async def keep(
    hub: Hub, tenant_id: UUID, kind: Uploader, uploader_id: UUID | None, name: str, spool: Spool
) -> AttachmentRow:
    """Store what was spooled as a file on no message yet. Raises Unavailable."""
    found_type = content_type(await spool.head())
    picture = await hub.pictures.read(spool.file, found_type)
    row = AttachmentRow(
        id=new_id(),
        tenant_id=tenant_id,
        uploader_kind=kind,
        uploader_id=uploader_id,
        blob_key=new_key(tenant_id),
        file_name=normalised(name),
        content_type=found_type,
        size=spool.size,
        width=picture and picture.width,
        height=picture and picture.height,
        thumbnail_key=new_key(tenant_id) if picture else None,
        created_at=datetime.now(UTC),
    )
    async with hub.database.tenant(tenant_id) as session:
        await files.add(session, row)
    await _write(hub, row, spool, picture)
    return row


async def _write(hub: Hub, row: AttachmentRow, spool: Spool, picture: Picture | None) -> None:
    try:
        await hub.blobs.write(row.blob_key, spool.file, spool.size)
        if picture and row.thumbnail_key:
            await hub.blobs.write(row.thumbnail_key, io.BytesIO(picture.thumbnail), len(picture.thumbnail))
    except HubError:
        async with hub.database.tenant(row.tenant_id) as session:
            await files.remove(session, [row.id])
        raise


async def fetch(hub: Hub, actor: Actor, file_id: UUID) -> Attachment:
    """A file's description with fresh addresses. Raises NotFound."""
    async with hub.database.tenant(actor.tenant_id) as session:
        if isinstance(actor, UserActor):
            row = await files.find(session, file_id)
            if row and row.message_id is None and row.uploader_id != actor.user_id:
                row = None
            if row and row.conversation_id and await conversations.marks(session, row.conversation_id) is None:
                row = None
        else:
            row = await files.readable_by_visitor(session, file_id, actor.visitor_id)
    if row is None:
        raise NotFound(_GONE)
    return present(hub, [row])[0]


@asynccontextmanager
async def opened(hub: Hub, file_id: UUID, signature: str, variant: Variant) -> AsyncIterator[Served]:
    """What a signed address points to. Raises Forbidden, NotFound, Unavailable."""
    seconds = check(hub, file_id, signature, variant)
    async with hub.database.lobby() as lobby:
        tenant_id = await files.tenant_of(lobby, file_id)
    if tenant_id is None:
        raise NotFound('This file is gone.')
    async with hub.database.tenant(tenant_id) as session:
        row = await files.find(session, file_id)
    key = row and row.key_of(variant)
    if row is None or not key:
        raise NotFound('This file is gone.')
    shown_type = THUMBNAIL_TYPE if variant == 'thumbnail' else row.content_type
    async with hub.blobs.read(key) as blob:
        yield Served(row.file_name, shown_type, row.thumbnail_key is not None, seconds, blob)
