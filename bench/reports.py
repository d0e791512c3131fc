"""How long a report takes over a long past: `uv run python -m bench.reports [--size 100000] [--rounds 20]`.

A tenant with that many conversations of four messages over the last 180 days, nine of ten resolved and every third of
those rated. Counts all of them once, then asks for 90 days again and again, as the dashboard does. Milliseconds.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from bench.growth import given
from bench.stores import standing
from hub import reports
from hub.access import PERMISSIONS
from hub.auth.sign_up import create_tenant
from hub.commands.tenants import opened
from hub.config import Settings
from hub.context import Hub
from hub.model.access import UserActor
from hub.model.people import User, UserRole
from hub.model.report import Scope
from storage import migrate

_PAST = """
WITH made AS (
    INSERT INTO conversations (tenant_id, id, channel, status, assignee_id, last_seq, last_public_seq, inbound_count,
                               feed_position, created_at, last_message_at, resolved_at)
    SELECT $1, gen_random_uuid(), (ARRAY['widget', 'email', 'whatsapp'])[1 + n % 3],
           CASE WHEN n % 10 = 0 THEN 'open' ELSE 'resolved' END, $2, 4, 4, 2, n, at, at + interval '2 hours',
           CASE WHEN n % 10 > 0 THEN at + n % 600 * interval '1 minute' END
      FROM generate_series(1, $3) AS n, LATERAL (SELECT now() - interval '180 days' * n / $3 AS at) AS t
    RETURNING id, channel, created_at
)
INSERT INTO messages (tenant_id, conversation_id, seq, direction, role, channel, status, sender_id, content_text,
                      created_at)
SELECT $1, id, seq, CASE WHEN seq % 2 = 1 THEN 'inbound' ELSE 'outbound' END,
       CASE WHEN seq % 2 = 1 THEN 'user' ELSE 'agent' END, channel,
       CASE WHEN seq % 2 = 1 THEN 'received' ELSE 'sent' END, $2, 'Hello', created_at + seq * interval '7 minutes'
  FROM made, generate_series(1, 4) AS seq
"""
_RESOLVED = """
INSERT INTO hub.resolutions (tenant_id, conversation_id, number, channel, assignee_id, opened_at, resolved_at, is_asked)
SELECT tenant_id, id, 1, channel, assignee_id, created_at, resolved_at, channel = 'widget'
  FROM conversations WHERE resolved_at IS NOT NULL
"""
_RATED = """
INSERT INTO hub.ratings (tenant_id, conversation_id, resolution, score)
SELECT tenant_id, conversation_id, number, 1 + abs(hashtext(conversation_id::text)) % 5
  FROM hub.resolutions WHERE is_asked
"""


async def fill(url: str, tenant_id: UUID, user_id: UUID, size: int) -> None:
    """The past, written at once with the triggers off."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute('SET session_replication_role = replica')
        await connection.execute(_PAST, tenant_id, user_id, size)
        await connection.execute(_RESOLVED)
        await connection.execute(_RATED)
        await connection.execute('UPDATE hub.feeds SET position = $1', size)
        await connection.execute('VACUUM ANALYZE')
    finally:
        await connection.close()


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    await work()
    return 1_000 * (time.perf_counter() - began)


async def measure(hub: Hub, actor: UserActor, rounds: int) -> None:
    """One line for each thing that the dashboard asks for."""
    last = datetime.now(UTC).date()
    scope = Scope(first=last - timedelta(days=89), last=last, zone='Europe/Berlin')
    print(f'count everything once: {await timed(lambda: reports.rebuild(hub, actor.tenant_id)):,.0f} ms')
    work: dict[str, Callable[[], Awaitable[object]]] = {
        'right now': lambda: reports.now(hub, actor, scope),
        '90 days and the 90 before': lambda: reports.report(hub, actor, scope),
        'of one agent': lambda: reports.report(hub, actor, scope.model_copy(update={'agent': actor.user_id})),
        'by agent': lambda: reports.breakdown(hub, actor, scope, 'agent'),
        'what visitors said': lambda: reports.ratings(hub, actor, scope, None, 20, score=None, only_comments=False),
    }
    for name, one in work.items():
        figures = [await timed(one) for _ in range(rounds)]
        # on a busy machine the fastest says what the work is
        print(f'{name}: {statistics.median(figures):,.0f} ms, fastest {min(figures):,.0f}')


async def run(settings: Settings, size: int, rounds: int) -> None:
    """Make the past, then measure."""
    assert settings.database_url
    await migrate.apply(settings.database_url.get_secret_value())
    async with opened(settings) as hub:
        tenant, owner = await create_tenant(hub, company='Bench', email='owner@example.com')
        await fill(settings.database_url.get_secret_value(), tenant.id, owner.id, size)
        await measure(hub, actor_of(owner, tenant.id), rounds)


def actor_of(owner: User, tenant_id: UUID) -> UserActor:
    """The owner, signed in."""
    return UserActor(
        tenant_id=tenant_id,
        user_id=owner.id,
        name=owner.name,
        role=UserRole.OWNER,
        permissions=PERMISSIONS[UserRole.OWNER],
        expires_at=time.time() + 3_600,
    )


def main() -> None:
    """Measure on stores of its own."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument('--size', type=int, default=100_000, help='conversations')
    ask.add_argument('--rounds', type=int, default=20, help='how often everything is asked')
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder, standing(Path(folder) / 'stores') as stores:
        env = given(stores.database_url, stores.redis_url, Path(folder))
        settings = Settings.model_validate({name.lower(): value for name, value in env.items()})
        asyncio.run(run(settings, asked.size, asked.rounds))


if __name__ == '__main__':
    main()
