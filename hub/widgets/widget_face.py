"""The face of a widget: what its visitors' browsers get to know, and whether somebody is there right now.

Every page of a tenant's site asks for it, so what takes a query is kept for some seconds.
"""

import time
from datetime import UTC, datetime

from hub.context import Hub
from hub.files.files import FILE_BYTES
from hub.model.widget import WidgetConfig, WidgetUploads
from hub.people import hours
from hub.widgets.sites import Face
from hub.writing.sending import ATTACHMENTS
from storage import hours as stored_hours
from storage import widgets as stored
from storage.widgets import WidgetRow

FRESH_SECONDS = 10.0
_AGENTS_SHOWN = 3
_REPLIES_TO_TELL = 5


async def config(hub: Hub, row: WidgetRow) -> WidgetConfig:
    """What a visitor's browser may know of a widget."""
    face, now = await _face(hub, row), datetime.now(UTC)
    is_online = hub.roster.is_online(row.tenant_id) or face.is_online_elsewhere
    return WidgetConfig(
        name=row.name,
        locale=row.locale,
        theme=row.theme,
        texts=row.texts,
        pre_chat=row.pre_chat,
        is_online=is_online,
        back_at=None if is_online or hours.is_open(face.hours, now) else hours.opens(face.hours, now),
        reply_seconds=face.reply_seconds if row.behaviour.show_reply_time else None,
        agents=face.agents if row.behaviour.show_agents else [],
        uploads=WidgetUploads(enabled=row.behaviour.uploads, max_size=FILE_BYTES, max_count=ATTACHMENTS),
        sound=row.behaviour.sound,
        ask_rating=row.behaviour.ask_rating,
    )


async def _face(hub: Hub, row: WidgetRow) -> Face:
    face = hub.sites.faces.get(row.id)
    if face is None or face.until < time.monotonic():
        async with hub.database.tenant(row.tenant_id) as session:
            face = Face(
                until=time.monotonic() + FRESH_SECONDS,
                agents=await stored.agents(session, list(hub.roster.presence(row.tenant_id)), _AGENTS_SHOWN),
                reply_seconds=await stored.reply_seconds(session, row.id, _REPLIES_TO_TELL),
                hours=await stored_hours.find(session),
                is_online_elsewhere=await hub.redis.is_online_elsewhere(row.tenant_id, hub.bell.origin),
            )
        hub.sites.keep_face(row.id, face)
    return face
