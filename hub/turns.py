"""Turns at something scarce, fairly over tenants: who wants it often waits for who wants it once."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID


class Turns:
    """`most` may be at it at a time, `of_one` of them for the same tenant."""

    def __init__(self, most: int, of_one: int) -> None:
        self._free = most
        self._of_one = of_one
        self._at_it: Counter[UUID] = Counter()
        self._waiting: dict[UUID, deque[asyncio.Future[None]]] = {}
        """The tenant whose turn is next comes first."""

    def waiting(self, tenant_id: UUID) -> tuple[int, int]:
        """How many wait: all of them, and this tenant's."""
        return sum(map(len, self._waiting.values())), len(self._waiting.get(tenant_id, ()))

    @asynccontextmanager
    async def of(self, tenant_id: UUID) -> AsyncIterator[None]:
        """A turn, once it has come."""
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(tenant_id, deque()).append(turn)
        self._give()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it had come in that very moment
                self._return(tenant_id)
            else:
                self._forget(tenant_id, turn)
            raise
        try:
            yield
        finally:
            self._return(tenant_id)

    def _give(self) -> None:
        while self._free and (tenant_id := self._next()):
            turns = self._waiting.pop(tenant_id)
            turns.popleft().set_result(None)
            if turns:
                self._waiting[tenant_id] = turns  # behind the others
            self._free -= 1
            self._at_it[tenant_id] += 1

    def _next(self) -> UUID | None:
        return next((tenant_id for tenant_id in self._waiting if self._at_it[tenant_id] < self._of_one), None)

    def _return(self, tenant_id: UUID) -> None:
        self._free += 1
        self._at_it[tenant_id] -= 1
        if not self._at_it[tenant_id]:
            del self._at_it[tenant_id]
        self._give()

    def _forget(self, tenant_id: UUID, turn: 'asyncio.Future[None]') -> None:
        turns = self._waiting[tenant_id]
        turns.remove(turn)
        if not turns:
            del self._waiting[tenant_id]
