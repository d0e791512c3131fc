"""Stored files: their rows. The bytes are in the blob store, under `blob_key`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import ConfigDict

from hub.model.base import Value
from storage.db import Session
from storage.sql import Queries

_QUERIES = Queries('files')

Uploader = Literal['user', 'visitor', 'channel']
Variant = Literal['file', 'thumbnail']


class AttachmentRow(Value):
    """A stored file. Without a message it was uploaded and not sent yet."""

    model_config = ConfigDict(frozen=True, extra='ignore')

    id: UUID
    tenant_id: UUID
    message_id: UUID | None = None
    conversation_id: UUID | None = None
    uploader_kind: Uploader
    uploader_id: UUID | None
    blob_key: str
    file_name: str
    content_type: str
    size: int
    width: int | None = None
    height: int | None = None
    thumbnail_key: str | None = None
    created_at: datetime

    def key_of(self, variant: Variant) -> str | None:
        """Where the bytes of a variant are, if there is one."""
        return self.blob_key if variant == 'file' else self.thumbnail_key

    @property
    def keys(self) -> list[str]:
        """Its blobs."""
        return [self.blob_key, *([self.thumbnail_key] if self.thumbnail_key else [])]


async def tenant_of(session: Session, file_id: UUID) -> UUID | None:
    """Whose file this is; for a session that is bound to no tenant yet."""
    found: UUID | None = await session.value(_QUERIES['tenant'], id=file_id)
    return found


async def add(session: Session, row: AttachmentRow) -> None:
    """A fresh upload."""
    columns = row.model_dump(exclude={'tenant_id', 'message_id', 'conversation_id', 'created_at'})
    await session.run(_QUERIES['add'], **columns)


async def find(session: Session, file_id: UUID) -> AttachmentRow | None:
    """One file of the tenant."""
    return await session.one(AttachmentRow, _QUERIES['find'], id=file_id)


async def readable_by_visitor(session: Session, file_id: UUID, visitor_id: UUID) -> AttachmentRow | None:
    """One file, if this visitor may see it."""
    return await session.one(AttachmentRow, _QUERIES['readable_by_visitor'], id=file_id, visitor_id=visitor_id)


async def of_messages(session: Session, message_ids: Sequence[UUID]) -> list[AttachmentRow]:
    """The files of some messages."""
    return await session.all(AttachmentRow, _QUERIES['of_messages'], message_ids=list(message_ids))


async def some(session: Session, file_ids: Sequence[UUID]) -> list[AttachmentRow]:
    """Some files of the tenant."""
    return await session.all(AttachmentRow, _QUERIES['some'], ids=list(file_ids))


async def unsent(session: Session, uploader_id: UUID, file_ids: Sequence[UUID]) -> list[AttachmentRow]:
    """Those of them that this user uploaded and did not send yet."""
    return await session.all(AttachmentRow, _QUERIES['unsent'], uploader_id=uploader_id, ids=list(file_ids))


async def unsent_bytes(session: Session, uploader_id: UUID) -> int:
    """How much of somebody's uploads waits to be sent."""
    total: int = await session.value(_QUERIES['unsent_bytes'], uploader_id=uploader_id)
    return total


async def tenants_with_unsent(session: Session, before: datetime, limit: int) -> list[UUID]:
    """Tenants with such files, at most `limit`; for a session that is bound to none."""
    found: list[UUID] = await session.value(_QUERIES['tenants_with_unsent'], before=before, limit=limit)
    return found


async def give_up(session: Session, before: datetime, limit: int) -> list[AttachmentRow]:
    """Uploads from before that time that nobody sent; from now on nobody can."""
    return await session.all(AttachmentRow, _QUERIES['give_up'], before=before, limit=limit)


async def remove(session: Session, ids: Sequence[UUID]) -> int:
    """Forget unsent files."""
    return await session.run(_QUERIES['remove'], ids=list(ids))
