"""Who is here: presence of users and who looks at which conversation, over all web processes.

Each process tells its own part on every change and every ten seconds; a part not heard of for half a minute is
forgotten. None of it is stored: it is true only as long as somebody is connected.
"""

import time
from dataclasses import dataclass, field
from uuid import UUID

from hub.live.realtime import AgentOutlet
from hub.model.people import Presence
from hub.model.signal import Roster as RosterSignal
from hub.model.signal import Watcher

FORGET_SECONDS = 30
_RANK = {Presence.ONLINE: 0, Presence.AWAY: 1, Presence.OFFLINE: 2}


@dataclass
class _Here:
    """One tenant's part of this process."""

    sockets: dict[AgentOutlet, Presence] = field(default_factory=dict)
    """Online, or away while nobody has touched it for a while."""
    chosen: dict[UUID, Presence] = field(default_factory=dict)
    """What users said themselves: it counts for all their sockets."""
    watching: dict[UUID, dict[AgentOutlet, bool]] = field(default_factory=dict)


class Roster:
    """Everybody's whereabouts."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self._here: dict[UUID, _Here] = {}
        self._elsewhere: dict[UUID, dict[str, tuple[float, RosterSignal]]] = {}

    def tenants(self) -> list[UUID]:
        """Tenants with users here."""
        return list(self._here)

    def enter(self, outlet: AgentOutlet, presence: Presence = Presence.ONLINE) -> None:
        """A socket is connected, or its user touched it, or has not for a while."""
        self._here.setdefault(outlet.actor.tenant_id, _Here()).sockets[outlet] = presence

    def choose(self, tenant_id: UUID, user_id: UUID, presence: Presence) -> None:
        """A user says how present they are; `online` leaves it to their sockets again."""
        here = self._here.get(tenant_id)
        if here is None:
            return
        here.chosen.pop(user_id, None)
        if presence is not Presence.ONLINE:
            here.chosen[user_id] = presence

    def leave(self, outlet: AgentOutlet) -> list[UUID]:
        """A socket is gone. The conversations it looked at."""
        here = self._here.get(outlet.actor.tenant_id)
        if here is None:
            return []
        here.sockets.pop(outlet, None)
        if not any(other.actor.user_id == outlet.actor.user_id for other in here.sockets):
            here.chosen.pop(outlet.actor.user_id, None)
        watched = [conversation for conversation, outlets in here.watching.items() if outlet in outlets]
        for conversation_id in watched:
            self.unwatch(outlet, conversation_id)
        if not here.sockets:
            del self._here[outlet.actor.tenant_id]
        return watched

    def watch(self, outlet: AgentOutlet, conversation_id: UUID, *, typing: bool = False) -> None:
        """A socket has a conversation open, writing in it or not."""
        here = self._here.setdefault(outlet.actor.tenant_id, _Here())
        here.watching.setdefault(conversation_id, {})[outlet] = typing

    def unwatch(self, outlet: AgentOutlet, conversation_id: UUID) -> None:
        """Not any more."""
        here = self._here.get(outlet.actor.tenant_id)
        if here and (outlets := here.watching.get(conversation_id)):
            outlets.pop(outlet, None)
            if not outlets:
                del here.watching[conversation_id]

    def presence(self, tenant_id: UUID) -> dict[UUID, Presence]:
        """Users who are not offline; the most present of a user's sockets counts."""
        found: dict[UUID, Presence] = {}
        for users in [self._users_here(tenant_id), *(part.users for part in self._parts(tenant_id))]:
            for user_id, presence in users.items():
                if user_id not in found or _RANK[presence] < _RANK[found[user_id]]:
                    found[user_id] = presence
        return {user_id: presence for user_id, presence in found.items() if presence is not Presence.OFFLINE}

    def is_online(self, tenant_id: UUID) -> bool:
        """Whether anybody could answer now."""
        return Presence.ONLINE in self.presence(tenant_id).values()

    def is_online_here(self, tenant_id: UUID) -> bool:
        """The same of this process alone."""
        return Presence.ONLINE in self._users_here(tenant_id).values()

    def watchers(self, tenant_id: UUID, conversation_id: UUID) -> list[Watcher]:
        """Who looks at a conversation, each user once."""
        found: dict[UUID, Watcher] = {}
        here = self._here.get(tenant_id)
        lists = [_named(here.watching.get(conversation_id, {}) if here else {})]
        lists += [part.watching.get(conversation_id, []) for part in self._parts(tenant_id)]
        for watcher in (watcher for part in lists for watcher in part):
            if watcher.id not in found or watcher.typing:
                found[watcher.id] = watcher
        return sorted(found.values(), key=lambda watcher: watcher.name)

    def said(self, tenant_id: UUID) -> RosterSignal:
        """This process's part, for the others."""
        return RosterSignal(
            origin=self.origin, users=self._users_here(tenant_id), watching=self._watching_here(tenant_id)
        )

    def hear(self, tenant_id: UUID, part: RosterSignal) -> set[UUID]:
        """Another process's part. The conversations whose watchers may be others now."""
        parts = self._elsewhere.setdefault(tenant_id, {})
        before = parts.get(part.origin)
        parts[part.origin] = (time.monotonic(), part)
        known = before[1].watching if before else {}
        return {c for c in {*known, *part.watching} if known.get(c) != part.watching.get(c)}

    def _parts(self, tenant_id: UUID) -> list[RosterSignal]:
        oldest = time.monotonic() - FORGET_SECONDS
        return [part for heard, part in self._elsewhere.get(tenant_id, {}).values() if heard > oldest]

    def _users_here(self, tenant_id: UUID) -> dict[UUID, Presence]:
        found: dict[UUID, Presence] = {}
        here = self._here.get(tenant_id)
        for outlet, presence in (here.sockets if here else {}).items():
            user_id = outlet.actor.user_id
            if user_id not in found or _RANK[presence] < _RANK[found[user_id]]:
                found[user_id] = presence
        return {**found, **(here.chosen if here else {})}

    def _watching_here(self, tenant_id: UUID) -> dict[UUID, list[Watcher]]:
        here = self._here.get(tenant_id)
        return {
            conversation_id: _named(outlets) for conversation_id, outlets in (here.watching if here else {}).items()
        }


def _named(outlets: dict[AgentOutlet, bool]) -> list[Watcher]:
    return [
        Watcher(id=outlet.actor.user_id, name=outlet.actor.name, typing=typing) for outlet, typing in outlets.items()
    ]
