"""PostgreSQL: the pool, and the session that is bound to one tenant.

Every connection runs as the role hub_app, which owns nothing and cannot bypass row-level security. A tenant's
rows are reached through `Database.tenant()` alone: it opens a transaction and tells the server the tenant, so that
a query which forgot its tenant still sees no foreign row.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import asyncpg
import orjson
from pydantic import BaseModel

from hub.model.access import Sight, Viewer
from hub.model.crash import crash
from hub.model.errors import Conflict, Unavailable
from hub.model.signal import KeptList
from storage.sql import Query

if TYPE_CHECKING:
    from asyncpg import Record
    from asyncpg.pool import PoolConnectionProxy

    Connection = asyncpg.Connection[Record] | PoolConnectionProxy[Record]

Row = TypeVar('Row', bound=BaseModel)

STATEMENT_SECONDS = 15
ACQUIRE_SECONDS = 10
LINES = 2
"""Connections for statements that stand alone: to lend one and take it back, the pool needs as long as they do."""
_GONE = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ObjectNotInPrerequisiteStateError,  # a database that takes nobody in, a lock that was waited for in vain
    asyncpg.InternalClientError,  # asyncpg lost count over a connection that was torn in the middle of an answer
    ConnectionError,
    TimeoutError,
)
"""What PostgreSQL's absence, shutdown, exhaustion or a full disk look like from here: it may be well in a moment."""


THE_HUB = Viewer(None, Sight.ALL)
_viewer: ContextVar[Viewer] = ContextVar('viewer', default=THE_HUB)


@contextmanager
def seen_by(viewer: Viewer) -> Iterator[None]:
    """Within this block what this viewer may not see is not there, wherever a statement says `{{seen}}`."""
    token = _viewer.set(viewer)
    try:
        yield
    finally:
        _viewer.reset(token)


@contextmanager
def taken(words: str) -> Iterator[None]:
    """What is written here must be unique; where it is not, raises Conflict with these words."""
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        raise Conflict(words) from error


class Session:
    """One transaction. Bound to a tenant it fills `:tenant` in, and who asks; no caller ever passes one."""

    def __init__(
        self,
        connection: 'Connection',
        tenant_id: UUID | None,
        viewer: Viewer = THE_HUB,
        news: set[KeptList] | None = None,
    ) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        self._viewer = viewer
        self.news: set[KeptList] = set() if news is None else news
        """Lists that this transaction changes whoever caused it: told once it is committed."""

    @property
    def is_short_sighted(self) -> bool:
        """Whether there are conversations that whoever asks may not see."""
        return self._viewer.sight is not Sight.ALL

    def asked_by(self, viewer: Viewer = THE_HUB) -> 'Session':
        """The same transaction, asked by somebody else; by the hub itself it sees every conversation."""
        return Session(self._connection, self._tenant_id, viewer, self.news)

    @property
    def connection(self) -> 'Connection':
        """What it speaks through, for the one statement that the live path shares."""
        return self._connection

    @property
    def tenant_id(self) -> UUID:
        """The tenant whose rows this session sees."""
        if self._tenant_id is None:
            raise TypeError('this session is bound to no tenant')
        return self._tenant_id

    async def one(self, model: type[Row], query: Query, **given: object) -> Row | None:
        """The first row, if there is one."""
        row = await self._connection.fetchrow(*self._asked(query, given))
        return model.model_validate(dict(row)) if row else None

    async def all(self, model: type[Row], query: Query, **given: object) -> list[Row]:
        """Every row."""
        rows = await self._connection.fetch(*self._asked(query, given))
        return [model.model_validate(dict(row)) for row in rows]

    async def value(self, query: Query, **given: object) -> Any:
        """The first column of the first row, or None."""
        return await self._connection.fetchval(*self._asked(query, given))

    async def values(self, query: Query, **given: object) -> list[Any]:
        """The first column of every row."""
        rows = await self._connection.fetch(*self._asked(query, given))
        return [row[0] for row in rows]

    async def run(self, query: Query, **given: object) -> int:
        """Execute; how many rows it touched."""
        tag: str = await self._connection.execute(*self._asked(query, given))
        return int(tag.rpartition(' ')[2])

    def _asked(self, query: Query, given: dict[str, object]) -> tuple[Any, ...]:
        """The statement and its arguments."""
        if query.for_all and self.is_short_sighted:
            given = {**given, 'viewer': self._viewer.user_id, 'sight': self._viewer.sight}
        elif query.for_all:
            query = query.for_all
        if 'tenant' in query.parameters:
            given = {**given, 'tenant': self.tenant_id}
        return query.sql, *query.arguments(given)


Deed = Callable[[Session], Awaitable[None]]
_before_commit: ContextVar[Deed | None] = ContextVar('before_commit', default=None)


@contextmanager
def before_commit(deed: Deed) -> Iterator[None]:
    """Within this block every transaction of a tenant does this last: what has to be true together with its effect."""
    token = _before_commit.set(deed)
    try:
        yield
    finally:
        _before_commit.reset(token)


@contextmanager
def _reached() -> Iterator[None]:
    """Raises Unavailable where PostgreSQL goes away within this block, or is gone."""
    try:
        yield
    except _GONE as gone:
        raise Unavailable('The database cannot be reached right now. Try again in a moment.') from gone
    except asyncpg.InterfaceError as gone:
        if 'closed' not in str(gone):
            raise
        raise Unavailable('The database cannot be reached right now. Try again in a moment.') from gone


class Database:
    """The pool. Raises Unavailable where PostgreSQL cannot be reached; nothing was changed then."""

    def __init__(self, pool: 'asyncpg.Pool[Record]', dsn: str) -> None:
        self._pool = pool
        self._dsn = dsn
        self._lines = [Line(self) for _ in range(LINES)]
        self.teller: Callable[[UUID, KeptList], None] | None = None
        """Whom a committed transaction tells what it changed; it must not wait."""

    @classmethod
    async def open(cls, dsn: str, *, role: str = 'hub_app', size: int = 10) -> 'Database':
        """Connect. Raises Unavailable when there is no server."""
        try:
            pool = await asyncpg.create_pool(
                dsn, min_size=2, max_size=size, **_options(role), init=prepare, reset=_reset
            )
        except (*_GONE, OSError) as gone:
            raise Unavailable(f'PostgreSQL cannot be reached: {gone}') from gone
        return cls(pool, dsn)

    async def close(self) -> None:
        """Hand every connection back to the server."""
        for line in self._lines:
            await line.close()
        try:
            await asyncio.wait_for(self._pool.close(), 5)
        except TimeoutError:
            self._pool.terminate()

    @asynccontextmanager
    async def tenant(self, tenant_id: UUID) -> AsyncIterator[Session]:
        """A transaction that sees this tenant's rows and no others."""
        # one round trip; a UUID cannot carry SQL
        opening = f"BEGIN; SELECT set_config('app.tenant_id', '{UUID(str(tenant_id))}', true)"
        async with self._transaction(opening) as connection:
            session = Session(connection, tenant_id, _viewer.get())
            yield session
            if last := _before_commit.get():
                await last(session)
        if self.teller:
            for noun in session.news:
                self.teller(tenant_id, noun)

    @asynccontextmanager
    async def lobby(self) -> AsyncIterator[Session]:
        """A transaction before a tenant is known: it sees no tenant's rows, only the look-up functions of `hub`."""
        async with self._transaction("BEGIN; SELECT set_config('app.tenant_id', '', true)") as connection:
            yield Session(connection, None)

    @asynccontextmanager
    async def alone(self, tenant_id: UUID) -> AsyncIterator[Session]:
        """For a single statement, committed by itself in one round trip. It calls a function of `hub` that binds the
        tenant for as long as it runs; any other statement sees no tenant's rows."""
        if _viewer.get().sight is not Sight.ALL:  # what they may see is asked beside it
            async with self.tenant(tenant_id) as session:
                yield session
        elif not self._lines:
            async with self._acquired() as connection:
                yield Session(connection, tenant_id)
        else:
            line = self._lines.pop()
            try:
                with _reached():
                    yield Session(await line.connected(), tenant_id)
            finally:
                self._lines.append(line)
        crash('committed_alone')

    @asynccontextmanager
    async def _transaction(self, opening: str) -> AsyncIterator['Connection']:
        async with self._acquired() as connection:
            try:
                await connection.execute(opening)
                yield connection
            except BaseException:
                if not connection.is_closed():
                    await connection.execute('ROLLBACK')
                raise
            crash('before_commit')
            await connection.execute('COMMIT')
            crash('committed')

    @asynccontextmanager
    async def _acquired(self) -> AsyncIterator['Connection']:
        with _reached():
            async with self._pool.acquire(timeout=ACQUIRE_SECONDS) as connection:
                yield connection

    async def connection(self) -> 'asyncpg.Connection[Record]':
        """A connection outside the pool."""
        try:
            connection: asyncpg.Connection[Record] = await asyncpg.connect(self._dsn, **_options('hub_app'))
        except (*_GONE, OSError) as gone:
            raise Unavailable('The database cannot be reached right now.') from gone
        await prepare(connection)
        return connection


class Line:
    """A connection of one's own, opened when it is needed. The group committer has some."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: asyncpg.Connection[Record] | None = None

    async def connected(self) -> 'asyncpg.Connection[Record]':
        """The connection; a new one where the old is gone. Raises Unavailable."""
        if self._connection is None or self._connection.is_closed():
            self._connection = await self._database.connection()
        return self._connection

    async def close(self) -> None:
        """Let it go."""
        if self._connection is not None:
            with suppress(Exception):
                await self._connection.close(timeout=2)


async def prepare(connection: 'asyncpg.Connection[Record]') -> None:
    """jsonb in and out as Python values."""
    await connection.set_type_codec(
        'jsonb', schema='pg_catalog', encoder=lambda value: orjson.dumps(value).decode(), decoder=orjson.loads
    )


async def _reset(connection: 'Connection') -> None:
    """Back in the pool. Whatever is set here is set until its transaction ends, so there is nothing else to undo, and
    asyncpg's own way costs a round trip."""
    if connection.is_in_transaction():
        await connection.execute('ROLLBACK')


def _options(role: str) -> dict[str, Any]:
    return {
        'command_timeout': STATEMENT_SECONDS + 5,
        'timeout': ACQUIRE_SECONDS,
        'server_settings': {
            'role': role,
            'application_name': 'custarea-hub',
            'search_path': 'public',
            'statement_timeout': f'{STATEMENT_SECONDS}s',
            'lock_timeout': '10s',
            'idle_in_transaction_session_timeout': '30s',
            'jit': 'off',
        },
    }
