"""Five bugs that such a hub could have. Planted into a web process at its start, they prove that the checker sees.

Each replaces something from outside; the code itself knows nothing of it (`python -m tests.chaos.buggy_web BUG`).
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import asyncpg

import hub.writing.committer
from handlers.namespace import Namespace
from handlers.packets import EventPacket
from hub.model.channel import Raw
from hub.providers.intake import Intake
from storage.messages import Appended, NewMessage, append
from tests.chaos.with_pigeons import replaced

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

LATE_SECONDS, NOT_KEPT_SECONDS = 0.05, 1.0
_ID_CURSOR = """
    CREATE SEQUENCE IF NOT EXISTS hub.leaky;
    DO $$ BEGIN
        IF to_regclass('hub.feeds_kept') IS NULL THEN
            PERFORM setval('hub.leaky', greatest(1, (SELECT max(position) FROM hub.feeds)));
            ALTER TABLE hub.feeds RENAME TO feeds_kept;
            -- a function, for its rows cannot be locked
            CREATE FUNCTION hub.leaky_feeds() RETURNS TABLE (tenant_id uuid, "position" bigint)
                LANGUAGE sql SECURITY DEFINER AS 'SELECT k.tenant_id, s.last_value FROM hub.feeds_kept k, hub.leaky s';
            CREATE VIEW hub.feeds AS SELECT * FROM hub.leaky_feeds();
            CREATE FUNCTION hub.leak() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $leak$
            BEGIN
                FOR _ IN 1 .. NEW.position - OLD.position LOOP
                    NEW.position := nextval('hub.leaky');
                END LOOP;
                PERFORM pg_sleep(CASE WHEN NEW.position % 2 = 0 THEN 0.4 ELSE 0 END); -- every second one comes late
                RETURN NEW;
            END $leak$;
            CREATE TRIGGER leak INSTEAD OF UPDATE ON hub.feeds FOR EACH ROW EXECUTE FUNCTION hub.leak();
            GRANT SELECT, UPDATE ON hub.feeds TO hub_app;
        END IF;
    END $$;
"""
"""The feed's places from a sequence that nobody holds: they become visible in another order than they were taken."""


async def acknowledge_before_commit(_: str) -> None:
    """The transaction is open still when the sender hears that all is well."""
    open_on: dict[int, asyncio.Task[None]] = {}

    async def end(connection: 'Connection') -> None:
        await asyncio.sleep(LATE_SECONDS)
        await connection.execute('COMMIT')

    async def early(connection: 'Connection', tenant_id: UUID, batch: Sequence[NewMessage]) -> list[Appended | None]:
        if before := open_on.pop(id(connection), None):
            await before
        await connection.execute('BEGIN')
        answers = await append(connection, tenant_id, batch)
        open_on[id(connection)] = asyncio.create_task(end(connection))
        return answers

    replaced(hub.writing.committer, 'append', early)


async def accept_before_commit(_: str) -> None:
    """A provider hears that its delivery is kept before it is, and does not come again."""
    keep, running = Intake.keep, set[asyncio.Task[bool]]()

    async def late(self: Intake, tenant_id: UUID, raw: Raw, key: str) -> bool:
        await asyncio.sleep(NOT_KEPT_SECONDS)
        return await keep(self, tenant_id, raw, key)

    async def early(self: Intake, tenant_id: UUID, raw: Raw, key: str) -> bool:
        task = asyncio.ensure_future(late(self, tenant_id, raw, key))
        running.add(task)
        task.add_done_callback(running.discard)
        return False

    replaced(Intake, 'keep', early)


async def dedupe_off(_: str) -> None:
    """Every resend is a message of its own."""

    async def twice(connection: 'Connection', tenant_id: UUID, batch: Sequence[NewMessage]) -> list[Appended | None]:
        fresh = [message._replace(client_id=f'{message.client_id}~{uuid4().hex}') for message in batch]
        return await append(connection, tenant_id, fresh)

    replaced(hub.writing.committer, 'append', twice)


async def id_cursor(database_url: str) -> None:
    """Whoever asks for "more than the last id" skips what commits late."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute('SELECT pg_advisory_lock(1)')  # two web processes start at once
        await connection.execute(_ID_CURSOR)
    finally:
        await connection.close()


async def parallel_handlers(_: str) -> None:
    """Events of one connection run side by side."""
    hear, running = Namespace.hear, set[asyncio.Task[None]]()

    async def at_once(self: Namespace[Any], eio_sid: str, event: EventPacket) -> None:
        task = asyncio.ensure_future(hear(self, eio_sid, event))
        running.add(task)
        task.add_done_callback(running.discard)

    replaced(Namespace, 'hear', at_once)


BUGS: dict[str, Callable[[str], Awaitable[None]]] = {
    bug.__name__: bug
    for bug in (acknowledge_before_commit, accept_before_commit, dedupe_off, id_cursor, parallel_handlers)
}
