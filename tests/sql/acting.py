"""How tests speak to the database: in somebody's place, and expecting to be refused."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from uuid import UUID

import asyncpg
import pytest

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]
else:
    Connection = asyncpg.Connection


@asynccontextmanager
async def acting(db: Connection, tenant: UUID | None, role: str = 'hub_app') -> AsyncIterator[None]:
    """As the hub at run time, bound to a tenant, or to none at all."""
    await db.execute(f'SET LOCAL ROLE {role}')
    if tenant:
        await db.execute("SELECT set_config('app.tenant_id', $1, true)", str(tenant))
    yield
    await db.execute('RESET ROLE; RESET app.tenant_id')


@asynccontextmanager
async def refused(db: Connection, *errors: type[asyncpg.PostgresError]) -> AsyncIterator[None]:
    """The block must be refused; what was done before it stays."""
    with pytest.raises(errors):
        async with db.transaction():
            yield


async def converse(db: Connection, tenant: UUID, channel: str = 'widget') -> UUID:
    """A fresh conversation."""
    made: UUID = await db.fetchval(
        'INSERT INTO conversations (tenant_id, channel) VALUES ($1, $2) RETURNING id', tenant, channel
    )
    return made


async def say(
    db: Connection,
    tenant: UUID,
    conversation: UUID,
    text: str = 'Hello',
    *,
    role: str = 'user',
    private: bool = False,
) -> int:
    """A message in plain SQL; the seq it got. What users say comes in, the rest goes out."""
    seq: int = await db.fetchval(
        """INSERT INTO messages (tenant_id, conversation_id, direction, role, content_text, private)
           VALUES ($1, $2, $3, $4, $5, $6) RETURNING seq""",
        tenant,
        conversation,
        'inbound' if role == 'user' else 'outbound',
        role,
        text,
        private,
    )
    return seq
