"""What keeps one caller from taking all sockets: how many are open, how often one connects, how fast one speaks.

Open sockets are counted by this process alone: it is this process's memory that they take. `RATE_LIMITS=off` lifts
all of it.
"""

import asyncio
from collections import Counter
from typing import Any
from uuid import UUID
from weakref import WeakValueDictionary

from handlers.client_address import client_address
from hub import metrics
from hub.context import Hub
from hub.limits import Limit, count, neighbourhood
from hub.model.errors import RateLimited
from hub.pace import Pace

PER_ADDRESS = 1_000
"""An office of some hundred people with their tabs, or a mobile network behind one address."""
PER_TENANT = 20_000
CONNECTS_PER_ADDRESS = Limit('sockets:address', 2_000, 60)
"""Enough for all of an address to come back at once, and once more."""
EVENTS_A_SECOND, EVENTS_AT_ONCE = 10.0, 60.0
CONNECT_COST = 1.0
"""What it takes off the caller's pace to connect."""


class SocketLimits:
    """The sockets of this process, by address and tenant, and the pace of each visitor, user and API key."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._addresses: dict[str, str] = {}
        """Of each Engine.IO session."""
        self._of_address: Counter[str] = Counter()
        self._of_tenant: Counter[UUID] = Counter()
        self._paces: WeakValueDictionary[UUID, Pace] = WeakValueDictionary()

    @property
    def are_on(self) -> bool:
        """Whether anything is limited."""
        return self._hub.settings.rate_limits == 'on'

    def has_room(self, environ: dict[str, Any]) -> bool:
        """Whether this address may open one more session."""
        return self._has_room(self._of_address[self._address(environ)], PER_ADDRESS, 'sockets:open:address')

    def opened(self, eio_sid: str, environ: dict[str, Any]) -> None:
        """A session is open."""
        address = self._addresses[eio_sid] = self._address(environ)
        self._of_address[address] += 1

    def closed(self, eio_sid: str) -> None:
        """It is over."""
        if (address := self._addresses.pop(eio_sid, None)) is not None:
            _subtract(self._of_address, address)

    async def knocks(self, eio_sid: str) -> None:
        """A session says who it is, rightly or not. Raises RateLimited."""
        await count(self._hub, (CONNECTS_PER_ADDRESS, self._addresses.get(eio_sid, 'unknown')))

    def enter(self, tenant_id: UUID, pace: Pace) -> None:
        """A session is known to be this tenant's. Raises RateLimited; then nothing was counted."""
        if not self._has_room(self._of_tenant[tenant_id], PER_TENANT, 'sockets:open:tenant'):
            raise RateLimited('Too many are connected here at the moment. Try again in a while.')
        if self.are_on and not pace.take(CONNECT_COST):
            raise RateLimited('You connect too often. Wait a moment, then try again.')
        self._of_tenant[tenant_id] += 1

    def leave(self, tenant_id: UUID, pace: Pace) -> None:
        """It has gone."""
        _subtract(self._of_tenant, tenant_id)
        # kept until it is full again: nobody gets a new one by hanging up
        asyncio.get_running_loop().call_later(EVENTS_AT_ONCE / EVENTS_A_SECOND, pace.take, 0)

    def pace(self, caller: UUID) -> Pace:
        """The one allowance of all sockets of a visitor, a user or an API key."""
        pace = self._paces.get(caller)
        if pace is None:
            pace = self._paces[caller] = Pace(EVENTS_A_SECOND, EVENTS_AT_ONCE)
        return pace

    def _has_room(self, open_now: int, most: int, name: str) -> bool:
        if not self.are_on or open_now < most:
            return True
        metrics.LIMITED.labels(name).inc()
        return False

    def _address(self, environ: dict[str, Any]) -> str:
        request = environ['aiohttp.request']
        return neighbourhood(client_address(request, self._hub.settings.trusted_proxies))


def _subtract(counter: Counter[Any], key: object) -> None:
    counter[key] -= 1
    if counter[key] <= 0:
        del counter[key]
