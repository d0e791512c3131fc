"""Files of messages: stored rows as readers may see them, at addresses that are signed and expire."""

import time
from collections.abc import Sequence
from urllib.parse import quote

from hub.context import Hub
from hub.model.message import Attachment
from storage.files import AttachmentRow

URL_SECONDS = 24 * 3600


def present(hub: Hub, rows: Sequence[AttachmentRow]) -> list[Attachment]:
    """The files with fresh addresses."""
    return [_present(hub, row) for row in rows]


def _present(hub: Hub, row: AttachmentRow) -> Attachment:
    expires = int(time.time()) + URL_SECONDS
    signature = f'{expires}.{hub.keys.sign("files", f"{row.id}.{expires}")}'
    base = f'{hub.settings.files_base_url}/files/{row.id}/{signature}'
    return Attachment(
        id=row.id,
        file_name=row.file_name,
        content_type=row.content_type,
        size=row.size,
        width=row.width,
        height=row.height,
        url=f'{base}/{quote(row.file_name, safe="")}',
        thumbnail_url=f'{base}/thumbnail' if row.thumbnail_key else None,
    )
