"""`hub backup` and `hub restore`: what was acknowledged before a backup began is there again, once; else nothing is."""

import asyncio
import os
import shutil
import signal
import stat
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlsplit
from uuid import uuid4

import asyncpg
import pytest
from aiohttp import ClientError

from hub.secrets import Keys
from storage import archive, migrate
from storage.archive import Applied, Manifest
from tests.api_client import Api
from tests.cli.conftest import PATIENCE, Start, demo_words, run
from tests.kills.crowd import pages
from tests.run_stores import Running, at
from tests.sql.servers import Server, binaries
from tests.sql.servers import running as server_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3 * PATIENCE), pytest.mark.xdist_group('backup')]

KEY = 'a-key-of-a-backup-of-at-least-32-characters'
ACKED_BEFORE, SENDERS = 40, 3
CATALOG = """
    SELECT 'policy ' || schemaname || '.' || tablename || ' ' || policyname || ' ' || roles::text || ' ' || cmd || ' '
           || coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies
    UNION ALL
    SELECT 'table ' || c.oid::regclass::text || ' ' || c.relrowsecurity || ' ' || c.relforcerowsecurity || ' '
           || coalesce((SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(c.relacl) a), '')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('public', 'hub') AND c.relkind IN ('r', 'p', 'v', 'S')
    UNION ALL
    SELECT 'routine ' || p.oid::regprocedure::text || ' ' || p.prosecdef || ' ' || md5(p.prosrc) || ' '
           || coalesce((SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(p.proacl) a), '')
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname IN ('public', 'hub')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT 'trigger ' || tgrelid::regclass::text || ' ' || tgname FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname IN ('public', 'hub')
    ORDER BY 1
"""


@dataclass
class Load:
    """Programs that post without end; what was acked, by its client_id."""

    place: str
    token: str
    conversation: str
    acked: dict[str, str] = field(default_factory=dict)
    _tasks: list['asyncio.Task[None]'] = field(default_factory=list)

    def start(self) -> None:
        """Begin."""
        self._tasks = [asyncio.create_task(self._post(f's{number}')) for number in range(SENDERS)]

    async def stop(self) -> None:
        """Enough."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def until(self, acked: int) -> None:
        """Wait for so many acks."""
        async with asyncio.timeout(PATIENCE):
            while len(self.acked) < acked:  # noqa: ASYNC110 - the senders ring no bell
                await asyncio.sleep(0.02)

    async def _post(self, sender: str) -> None:
        async with Api.open(self.place) as anonymous:
            for number in count():
                key = f'{sender}/{number}'
                with suppress(ClientError, OSError):
                    self.acked[key] = (await say(anonymous.as_(self.token), self.conversation, key)).ok(201)['id']


async def say(api: Api, conversation: str, key: str, text: str = 'Hello') -> Any:
    """A message under a client_id."""
    return await api.post(f'conversations/{conversation}/messages', {'text': f'{key} {text}', 'client_id': key})


async def test_what_was_acked_before_the_backup_is_there_once_after_everything_is_gone(
    tmp_path: Path, start: Start
) -> None:
    folder, file = tmp_path / 'data', tmp_path / 'hub.backup'
    demo = start(*demo_words(folder), RATE_LIMITS='off')
    ready = await asyncio.to_thread(demo.ready)
    async with Api.open(ready['url']) as anonymous:
        api = anonymous.as_(ready['token'])
        conversation = (await api.get('conversations')).ok()['items'][0]['id']
        uploaded = (await api.call('POST', f'files?name={quote("kept.txt")}', None, b'words to keep')).ok(201)
        sent = {'text': 'With a file', 'attachments': [uploaded['id']]}
        (await api.post(f'conversations/{conversation}/messages', sent)).ok(201)
    load = Load(ready['url'], ready['token'], conversation)
    load.start()
    await load.until(ACKED_BEFORE)
    before = dict(load.acked)
    made = await asyncio.to_thread(run, 'backup', str(file), '--data', str(folder))
    assert made.returncode == 0, made.stderr
    await load.until(len(load.acked) + SENDERS)  # it went on all the while
    await load.stop()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (folder / 'secret_keys').read_text().strip().encode() not in file.read_bytes()

    demo.tell(signal.SIGTERM)
    await asyncio.to_thread(demo.end)
    for gone in ('stores', 'files'):
        shutil.rmtree(folder / gone)
    back = await asyncio.to_thread(run, 'restore', str(file), '--data', str(folder))
    assert back.returncode == 0, back.stderr
    assert 'with 1 files' in back.stderr

    again = start(*demo_words(folder))
    ready = await asyncio.to_thread(again.ready)
    (thread,) = await pages(ready['url'], ready['token'], [conversation])
    assert len(thread.ids) == len(set(thread.ids))
    assert set(before.values()) <= set(thread.ids)
    async with Api.open(ready['url']) as anonymous:
        api = anonymous.as_(ready['token'])
        key, id = next(iter(before.items()))
        assert (await say(api, conversation, key)).json['id'] == id
        assert (await say(api, conversation, key, 'Something else')).status == 409
        address = (await api.get(f'files/{uploaded["id"]}')).ok()['url']
    files, path = urlsplit(address)[:2], urlsplit(address).path
    async with Api.open('://'.join(files)) as anonymous:  # of an origin of their own
        content = await anonymous.get(path)
        assert (content.status, content.body) == (200, b'words to keep')
    (thread_again,) = await pages(ready['url'], ready['token'], [conversation])
    assert thread_again.ids == thread.ids
    assert_refused(run('restore', str(file), '--replace', '--data', str(folder)), 'already runs')


# ── over databases of one's own ──────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Place:
    """A database, and the settings that a command needs to work on it."""

    url: str
    redis_url: str
    folder: Path

    def run(self, *words: str, **more: str) -> Any:
        """A command."""
        return run(
            *words,
            **{
                'DATABASE_URL': self.url,
                'REDIS_URL': self.redis_url,
                'SECRET_KEYS': KEY,
                'DATA_DIR': str(self.folder),
                **more,
            },
        )

    async def rows(self, statement: str) -> list[Any]:
        """As superuser."""
        connection = await asyncpg.connect(self.url)
        try:
            return [row[0] for row in await connection.fetch(statement)]
        finally:
            await connection.close()

    async def do(self, *statements: str) -> None:
        """As superuser."""
        connection = await asyncpg.connect(self.url)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


class MakePlace(Protocol):
    """Makes a database: an empty one, or with the schema."""

    async def __call__(self, *, migrated: bool = False) -> Place: ...


@pytest.fixture
async def make_place(running: Running, database_url: str, tmp_path: Path) -> AsyncIterator[MakePlace]:
    """Makes databases; they are gone afterwards."""
    async with making_places(running, database_url, tmp_path) as make:
        yield make


@asynccontextmanager
async def making_places(running: Running, database_url: str, folder: Path) -> AsyncIterator[MakePlace]:
    """For fixtures of every scope. The schema is cloned, as the tests of its migrations are elsewhere."""
    names: list[str] = []
    server = Place(database_url, running.redis_url, folder)

    async def make(*, migrated: bool = False) -> Place:
        names.append(f'backup_{uuid4().hex[:12]}')
        await server.do(f'CREATE DATABASE {names[-1]}' + (f' TEMPLATE {running.template}' if migrated else ''))
        return Place(at(database_url, names[-1]), running.redis_url, folder / names[-1])

    yield make
    for name in names:
        await server.do(f'DROP DATABASE {name} WITH (FORCE)')


@pytest.fixture(scope='module')
def kept(running: Running, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of a database with one tenant; nobody changes it."""

    async def keep() -> Path:
        async with making_places(running, database_url, tmp_path_factory.mktemp('kept')) as make:
            return await archived(await make(migrated=True))

    return asyncio.run(keep())


async def archived(place: Place) -> Path:
    """Used and backed up."""
    await place.do("INSERT INTO tenants (name) VALUES ('Birkfell')")
    place.folder.mkdir(parents=True, exist_ok=True)
    file = place.folder / 'hub.backup'
    made = await asyncio.to_thread(place.run, 'backup', str(file))
    assert made.returncode == 0, made.stderr
    return file


def assert_refused(done: Any, why: str) -> None:
    """One line, no traceback."""
    assert done.returncode == 1, done.stderr
    assert why in done.stderr
    assert 'Traceback' not in done.stderr


def cut_in_half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def cut_before_its_list(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: content.index(b'manifest.json')])


def changed_in_the_dump(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def changed_in_its_list(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content.replace(b'"made_at":"20', b'"made_at":"19', 1))


def no_archive(file: Path) -> None:
    file.write_bytes(b'PGDMP' * 1000)


@pytest.mark.parametrize(
    'spoil', [cut_in_half, cut_before_its_list, changed_in_the_dump, changed_in_its_list, no_archive]
)
async def test_a_torn_or_tampered_archive_is_refused_and_changes_nothing(
    kept: Path, make_place: MakePlace, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    file, target = Path(shutil.copy(kept, tmp_path)), await make_place()
    spoil(file)
    assert_refused(await asyncio.to_thread(target.run, 'restore', str(file)), 'cannot be restored')
    assert (
        await target.rows("SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'") == []
    )


async def test_an_archive_under_other_keys_is_refused(kept: Path, make_place: MakePlace) -> None:
    target = await make_place()
    done = await asyncio.to_thread(
        target.run, 'restore', str(kept), SECRET_KEYS='another-key-of-at-least-32-characters'
    )
    assert_refused(done, 'SECRET_KEYS')


async def test_what_is_there_stays_unless_it_is_to_be_replaced(kept: Path, make_place: MakePlace) -> None:
    target = await make_place(migrated=True)
    await target.do("INSERT INTO tenants (name) VALUES ('Elsewhere')")
    assert_refused(await asyncio.to_thread(target.run, 'restore', str(kept)), 'not empty')
    assert await target.rows('SELECT name FROM tenants') == ['Elsewhere']
    done = await asyncio.to_thread(target.run, 'restore', str(kept), '--replace')
    assert done.returncode == 0, done.stderr
    assert await target.rows('SELECT name FROM tenants') == ['Birkfell']
    assert_refused(await asyncio.to_thread(target.run, 'backup', str(kept)), 'there already')


async def test_what_waited_to_be_sent_is_not_sent_again_by_itself(make_place: MakePlace) -> None:
    source, target = await make_place(migrated=True), await make_place()
    await source.do(
        """WITH tenant AS (INSERT INTO tenants (name) VALUES ('Birkfell') RETURNING id),
                thread AS (INSERT INTO conversations (tenant_id, channel) SELECT id, 'email' FROM tenant
                           RETURNING id, tenant_id)
           INSERT INTO messages (tenant_id, conversation_id, direction, role, content_text, status)
           SELECT tenant_id, id, 'outbound', 'agent', status, status
             FROM thread CROSS JOIN unnest(ARRAY['queued', 'sent', 'failed']) status"""
    )
    source.folder.mkdir(parents=True, exist_ok=True)
    file = source.folder / 'hub.backup'
    for place, command in ((source, 'backup'), (target, 'restore')):
        done = await asyncio.to_thread(place.run, command, str(file))
        assert done.returncode == 0, done.stderr
    became = await target.rows("SELECT content_text || ' ' || status FROM messages ORDER BY seq")
    assert became == ['queued sending', 'sent sent', 'failed failed']
    assert await target.rows("SELECT count(*) FROM hub.jobs WHERE kind = 'send'") == [1]


async def test_a_restore_that_fails_leaves_the_database_as_it_was(kept: Path, make_place: MakePlace) -> None:
    target = await make_place(migrated=True)
    # something of ours in a schema of theirs: PostgreSQL refuses the last steps, or the first
    await target.do(
        "INSERT INTO tenants (name) VALUES ('Elsewhere')",
        "CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no policies today'; END $$",
        'CREATE SCHEMA theirs',
        'ALTER FUNCTION refuse() SET SCHEMA theirs',
        "CREATE EVENT TRIGGER late ON ddl_command_end WHEN TAG IN ('CREATE POLICY') EXECUTE FUNCTION theirs.refuse()",
    )
    done = await asyncio.to_thread(target.run, 'restore', str(kept), '--replace')
    assert_refused(done, 'undone')
    assert await target.rows('SELECT name FROM tenants') == ['Elsewhere']


async def test_an_archive_of_a_newer_hub_is_refused(kept: Path, make_place: MakePlace, tmp_path: Path) -> None:
    target = await make_place()
    newer = rewritten(kept, tmp_path / 'newer', Applied(name='migrations/9999_later.sql', checksum='0' * 64))
    assert_refused(await asyncio.to_thread(target.run, 'restore', str(newer)), 'newer version of the hub')


def rewritten(file: Path, to: Path, more: Applied) -> Path:
    """The same archive with one more migration, signed anew."""
    keys, dump = Keys([KEY]), to.with_suffix('.dump')
    manifest: Manifest = archive.read(file, lambda said, by: keys.verify('backup', said, by))
    with dump.open('wb') as out:
        archive.extract(file, archive.DATABASE, out)
    manifest = manifest.model_copy(update={'migrations': [*manifest.migrations, more]})
    archive.write(to, manifest, dump, (), lambda said: keys.sign('backup', said))
    return to


async def test_a_user_who_sees_only_a_part_makes_no_backup(make_place: MakePlace, tmp_path: Path) -> None:
    place = await make_place(migrated=True)
    name = f'short_{uuid4().hex[:8]}'
    await place.do(f"CREATE ROLE {name} LOGIN PASSWORD 'x'", f'GRANT USAGE ON SCHEMA hub TO {name}',
                   f'GRANT SELECT ON hub.migrations TO {name}')  # fmt: skip
    try:
        head, _, rest = place.url.partition('//')
        shorter = Place(f'{head}//{name}:x@{rest.rpartition("@")[2]}', place.redis_url, place.folder)
        assert_refused(await asyncio.to_thread(shorter.run, 'backup', str(tmp_path / 'no')), 'row-level security')
        assert not (tmp_path / 'no').exists()
    finally:
        await place.do(f'DROP OWNED BY {name}', f'DROP ROLE {name}')


async def test_a_bucket_is_named_and_not_copied(make_place: MakePlace, tmp_path: Path) -> None:
    place = await make_place(migrated=True)
    given = {'BLOB_URL': 's3://shop/files', 'AWS_ACCESS_KEY_ID': 'x', 'AWS_SECRET_ACCESS_KEY': 'y'}
    made = await asyncio.to_thread(place.run, 'backup', str(tmp_path / 'hub.backup'), **given)
    assert made.returncode == 0, made.stderr
    assert 's3://shop/files are not in it' in made.stderr
    back = await asyncio.to_thread((await make_place()).run, 'restore', str(tmp_path / 'hub.backup'))
    assert back.returncode == 0, back.stderr
    assert 's3://shop/files' in back.stderr


@pytest.fixture(scope='module')
def servers() -> Iterator[dict[str, Server]]:
    """One of each version at hand."""
    with ExitStack() as stack:
        yield {version: stack.enter_context(server_of(version)) for version in binaries()}


@pytest.mark.parametrize('of', ['15', '18'])
async def test_the_schema_with_its_walls_is_the_same_on_every_version(
    servers: dict[str, Server], tmp_path: Path, redis_url: str, of: str
) -> None:
    if servers.keys() < {'15', '18'}:
        pytest.skip('PostgreSQL 15 is not installed')

    async def place(version: str) -> Place:
        name = f'db_{uuid4().hex[:8]}'
        await Place(servers[version].dsn(), redis_url, tmp_path).do(f'CREATE DATABASE {name}')
        return Place(servers[version].dsn(name), redis_url, tmp_path / name)

    source = await place(of)
    await migrate.apply(source.url)
    file = await archived(source)
    vectors = "SELECT extname FROM pg_extension WHERE extname = 'vector'"
    for to in ('15', '18'):
        target, fresh = await place(to), source
        if to != of:
            fresh = await place(to)
            await migrate.apply(fresh.url)
        done = await asyncio.to_thread(target.run, 'restore', str(file))
        if await source.rows(vectors) and not await fresh.rows(vectors):
            assert_refused(done, 'vector')  # that is PostgreSQL's rule: what a server lacks it cannot hold
            assert await target.rows("SELECT tablename FROM pg_tables WHERE schemaname IN ('public', 'hub')") == []
            continue
        assert done.returncode == 0, done.stderr
        assert await target.rows(CATALOG) == await fresh.rows(CATALOG)
        assert await target.rows('SELECT name FROM tenants') == ['Birkfell']
