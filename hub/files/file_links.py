"""Addresses of stored files: signed, dated, and good for whoever holds them until they expire.

A picture in a thread is fetched by the browser itself, which carries no token of ours: the address is the permission.
It ends after half a day at most; whoever may still see the file asks for it again.
"""

import re
import time
from collections.abc import Sequence
from urllib.parse import quote
from uuid import UUID

from hub.context import Hub
from hub.model.errors import Forbidden
from hub.model.message import Attachment
from storage.files import AttachmentRow, Variant

PURPOSE = 'files'
STEP_SECONDS = 3600
"""Addresses change once an hour, so that browsers need not fetch a picture again with every page of messages."""
STEPS = 11
_SIGNATURE = re.compile(r'([0-9]{10})\.([0-9a-f]{32})')


def present(hub: Hub, rows: Sequence[AttachmentRow]) -> list[Attachment]:
    """Files as messages show them, with fresh addresses; in the order given."""
    return [_presented(hub, row) for row in rows]


def check(hub: Hub, file_id: UUID, signature: str, variant: Variant) -> int:
    """Seconds for which this address is still good. Raises Forbidden."""
    found = _SIGNATURE.fullmatch(signature)
    if not found or not hub.keys.verify(PURPOSE, _signed(file_id, found[1], variant), found[2]):
        raise Forbidden('This address of a file is not one of ours.')
    left = int(found[1]) - int(time.time())
    if left <= 0:
        raise Forbidden('This address has expired. Open the conversation again for a fresh one.')
    return left


def _presented(hub: Hub, row: AttachmentRow) -> Attachment:
    expires = str((int(time.time()) // STEP_SECONDS + 1 + STEPS) * STEP_SECONDS)
    return Attachment(
        id=row.id,
        file_name=row.file_name,
        content_type=row.content_type,
        size=row.size,
        width=row.width,
        height=row.height,
        url=_address(hub, row, expires, 'file'),
        thumbnail_url=_address(hub, row, expires, 'thumbnail') if row.thumbnail_key else None,
    )


def _address(hub: Hub, row: AttachmentRow, expires: str, variant: Variant) -> str:
    signature = hub.keys.sign(PURPOSE, _signed(row.id, expires, variant))
    place = f'{hub.settings.files_base_url}/files/{row.id}/{expires}.{signature}'
    name = quote(row.file_name, safe='')
    return f'{place}/{name}' if variant == 'file' else f'{place}/thumbnail/{name}'


def _signed(file_id: UUID, expires: str, variant: Variant) -> str:
    return f'{variant}:{file_id}:{expires}'
