"""A shop whose past is written as a story, at times of its own."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from tests.api_client import Api
from tests.tenants import Shop, Tenants

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
"""A Wednesday."""


@dataclass
class Past:
    """Conversations at times that tests choose."""

    shop: Shop
    connection: 'asyncpg.Connection[asyncpg.Record]'

    @property
    def api(self) -> Api:
        """The owner's."""
        return self.shop.owner.api

    async def begin(self, at: datetime = NOON, channel: str = 'email', **more: Any) -> UUID:
        """A conversation; what the customer says is a line of its own."""
        columns = ''.join(f', {name}' for name in more)
        values = ''.join(f', ${number}' for number in range(4, 4 + len(more)))
        id: UUID = await self.connection.fetchval(
            f'INSERT INTO conversations (tenant_id, channel, created_at{columns}) '  # noqa: S608 - our own names
            f'VALUES ($1, $2, $3{values}) RETURNING id',
            self.shop.tenant.id,
            channel,
            at,
            *more.values(),
        )
        return id

    async def asks(self, conversation: UUID, at: datetime = NOON) -> None:
        """The customer writes."""
        await self._line(conversation, at, 'inbound', 'user')

    async def answers(
        self,
        conversation: UUID,
        at: datetime,
        by: UUID | None = None,
        *,
        role: str = 'agent',
        private: bool = False,
        status: str = 'sent',
    ) -> None:
        """One of ours writes; the owner if nobody is named."""
        await self._line(conversation, at, 'outbound', role, by or self.shop.owner.user.id, private, status)

    async def resolve(self, conversation: UUID, at: datetime, by: UUID | None = None) -> None:
        """It is done, and whose it is then."""
        await self.connection.execute(
            "UPDATE conversations SET status = 'resolved', resolved_at = $2, assignee_id = $3 WHERE id = $1",
            conversation,
            at,
            by or self.shop.owner.user.id,
        )
        await self._moves(conversation)

    async def rates(self, conversation: UUID, score: int, comment: str | None = None, time: int = 1) -> None:
        """The visitor says how it was."""
        await self.connection.execute(
            """INSERT INTO hub.ratings (tenant_id, conversation_id, resolution, score, comment)
               VALUES ($1, $2, $3, $4, $5)""",
            self.shop.tenant.id,
            conversation,
            time,
            score,
            comment,
        )

    async def report(self, first: str = '2026-03-02', last: str = '2026-03-08', **more: Any) -> dict[str, Any]:
        """A range; the week of the story if nothing else is said."""
        found: dict[str, Any] = (await self.ask('conversations', first, last, **more)).ok()
        return found

    async def breakdown(self, by: str, **more: Any) -> list[dict[str, Any]]:
        """The week of the story by agent, team or channel."""
        parts: list[dict[str, Any]] = (await self.ask('breakdown', by=by, **more)).ok()['parts']
        return parts

    async def ask(self, what: str, first: str = '2026-03-02', last: str = '2026-03-08', **more: Any) -> Any:
        """A report's answer as it comes."""
        given = {'first': first, 'last': last, 'time_zone': 'UTC', **more}
        return await self.api.get(f'reports/{what}?' + '&'.join(f'{name}={value}' for name, value in given.items()))

    async def _line(self, conversation: UUID, at: datetime, direction: str, role: str, *more: Any) -> None:
        sender, private, status = more or (None, False, 'received')
        await self.connection.execute(
            """INSERT INTO messages
                   (tenant_id, conversation_id, direction, role, sender_id, private, status, created_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
            self.shop.tenant.id,
            conversation,
            direction,
            role,
            sender,
            private,
            status,
            at,
        )

    async def _moves(self, conversation: UUID) -> None:
        await self.connection.execute(
            'UPDATE conversations SET feed_position = hub.take_feed_positions($1, 1) WHERE id = $2',
            self.shop.tenant.id,
            conversation,
        )


def after(**time: float) -> datetime:
    """So long after the story begins."""
    return NOON + timedelta(**time)


@pytest.fixture
async def past(tenants: Tenants, api: Api, database_url: str) -> AsyncIterator[Past]:
    """A shop of this test's own, without a past yet."""
    connection = await asyncpg.connect(database_url)
    shop = await tenants.make()
    await shop.uses('reports')
    yield Past(shop, connection)
    await connection.close()
