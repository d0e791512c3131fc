"""Sites: widgets by their public key, kept in memory for a moment, because everybody asks for them all the time.

A change through this process is seen at once, one through another within half a minute.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from hub.model.errors import NotFound
from hub.model.hours import Hours
from hub.model.widget import WidgetAgent
from storage import widgets
from storage.db import Database
from storage.widgets import WidgetRow

FRESH_SECONDS = 30.0
_MOST = 10_000
UNKNOWN = 'There is no chat under this key.'


@dataclass(frozen=True, slots=True)
class Face:
    """What was found out of a tenant, and until when that is good enough."""

    until: float
    agents: list[WidgetAgent]
    reply_seconds: int | None
    hours: Hours
    is_online_elsewhere: bool


class Sites:
    """The widgets that were asked for lately; keys that do not exist are remembered too."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, WidgetRow | None]] = {}
        self.faces: dict[UUID, Face] = {}
        self.teams: dict[UUID, UUID | None] = {}
        """Whose the new conversations of a widget were when it was read last."""

    async def find(self, database: Database, key: str) -> WidgetRow:
        """The widget of this key, switched on. Raises NotFound."""
        until, widget = self._known.get(key, (0.0, None))
        if until < time.monotonic():
            widget = await _read(database, key)
            if len(self._known) >= _MOST:
                self._known.clear()
                self.teams.clear()
            self._known[key] = (time.monotonic() + FRESH_SECONDS, widget)
            if widget:
                self.teams[widget.id] = widget.team_id
        if widget is None or not widget.is_enabled:
            raise NotFound(UNKNOWN)
        return widget

    def keep_face(self, widget_id: UUID, face: Face) -> None:
        """Remember what was found out."""
        if len(self.faces) >= _MOST:
            self.faces.clear()
        self.faces[widget_id] = face

    def forget(self, key: str) -> None:
        """It has changed."""
        self._known.pop(key, None)


async def _read(database: Database, key: str) -> WidgetRow | None:
    async with database.lobby() as lobby:
        place = await widgets.of_key(lobby, key)
    if place is None:
        return None
    async with database.tenant(place.tenant_id) as session:
        return await widgets.find(session, place.widget_id)
