"""Jobs: enqueued in the transaction of a fact, claimed across tenants, written for under the token of the claim."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from hub.model.base import Value
from hub.model.job import Claim, Job
from storage.db import Session
from storage.sql import Queries

if TYPE_CHECKING:
    import asyncpg

    Connection = asyncpg.Connection[asyncpg.Record]

_QUERIES = Queries('jobs')


async def enqueue(
    session: Session, kind: str, key: str, payload: Value, *, line: str | None = None, seconds: float = 0.0
) -> bool:
    """A job, unless there is one of this kind and key already; then False."""
    added = await session.run(
        _QUERIES['enqueue'],
        kind=kind,
        key=key,
        line=line,
        payload=payload.model_dump(mode='json', exclude_none=True),
        seconds=seconds,
    )
    return added > 0


async def find(session: Session, claim: Claim) -> Job | None:
    """What a claimed job says; None: it is done."""
    return await session.one(Job, _QUERIES['find'], id=claim.id)


async def hold(session: Session, claim: Claim) -> bool:
    """Whether the claim is still in force; if so, until the transaction ends."""
    return bool(await session.value(_QUERIES['hold'], id=claim.id, token=claim.token))


async def finish(session: Session, claim: Claim) -> None:
    """It is done."""
    await session.run(_QUERIES['finish'], id=claim.id, token=claim.token)


async def put_back(session: Session, claim: Claim, seconds: float, error: str) -> bool:
    """Once more, in so many seconds; False where the claim is not in force any more."""
    return bool(await session.run(_QUERIES['put_back'], id=claim.id, token=claim.token, seconds=seconds, error=error))


async def claim(
    connection: 'Connection',
    worker: str,
    kinds: Sequence[str],
    *,
    most: int,
    after: UUID,
    cap: int,
    lease: float,
    tenants: int,
) -> list[Claim]:
    """Jobs for a worker, fairly over all tenants, at most `cap` under way for each of them.

    On a connection of its own and outside a transaction: what it locks is locked for one statement, even if this
    process stops in the middle. Raises what asyncpg raises when the server is gone.
    """
    query = _QUERIES['claim']
    given = {'worker': worker, 'kinds': list(kinds), 'most': most, 'after': after}
    rows = await connection.fetch(
        query.sql, *query.arguments({**given, 'cap': cap, 'lease': lease, 'tenants': tenants})
    )
    return [Claim(**row) for row in rows]


async def renew(connection: 'Connection', claims: Sequence[Claim], lease: float) -> set[UUID]:
    """Which of these claims are in force, for another lease from now."""
    query = _QUERIES['renew']
    given = {
        'tenants': [claim.tenant_id for claim in claims],
        'ids': [claim.id for claim in claims],
        'tokens': [claim.token for claim in claims],
        'lease': lease,
    }
    return set(await connection.fetchval(query.sql, *query.arguments(given)))
