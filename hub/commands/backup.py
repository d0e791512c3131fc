"""`hub backup` and `hub restore`: an installation in one file, and the same installation again from it."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from hub.commands import Refused
from hub.commands.installation import dsn, migrated, provided, reached, refuse_second
from hub.commands.running import say
from hub.config import Settings
from hub.model.blobs import Blobs
from hub.secrets import Keys
from storage import archive, dump, migrate
from storage.archive import Applied, Damaged, Manifest
from storage.blob_folder import FolderBlobs
from storage.blobs import open_blobs

_PURPOSE = 'backup'
_MEBIBYTE = 1024 * 1024


async def backup(settings: Settings, file: Path) -> None:
    """Write the archive, while the hub runs or not. Raises Refused, Unavailable."""
    if await asyncio.to_thread(file.exists):
        raise Refused(f'{file} is there already; name another file')
    async with reached(settings) as found:
        state, applied = await dump.state(dsn(found))
        if not applied:
            raise Refused('this database has no schema of the hub; there is nothing to back up')
        if not state.sees_all:
            raise Refused(
                "the database's user does not read past row-level security, so that a dump would be incomplete; for"
                ' this command name one in DATABASE_URL that does (a superuser, or ALTER ROLE … BYPASSRLS)'
            )
        manifest = Manifest(
            made_at=datetime.now(UTC),
            server=state.server,
            migrations=applied,
            bucket=found.blob_url if found.blob_url.startswith('s3:') else None,
        )
        async with _blobs(found) as blobs:
            whole = await _written(found, file, manifest, state.major, blobs)
    size = sum(part.size for part in whole.parts.values()) / _MEBIBYTE
    say(
        f'{file}: the database and {len(whole.files)} files as of {whole.made_at:%Y-%m-%d %H:%M:%S} UTC, {size:.1f} MiB'
    )
    if whole.bucket:
        say(f'The files in {whole.bucket} are not in it: copy the bucket by its own means, after this.')
    say('SECRET_KEYS are not in it: keep them apart; nothing can be restored without them.')


async def restore(settings: Settings, file: Path, *, replace: bool) -> None:
    """Put the archive's installation here. Raises Refused, Unavailable, MigrationRefused."""
    refuse_second(settings.data_dir)
    async with provided(settings) as found:
        keys = _keys(found)
        try:
            manifest = await asyncio.to_thread(archive.read, file, lambda said, by: keys.verify(_PURPOSE, said, by))
            _refuse_newer(manifest.migrations)
            state, _ = await dump.state(dsn(found))
            _refuse_unready(state, replace=replace)
            await _restored(found, file, manifest, dump.tools(state.major), replace=replace)
        except (Damaged, OSError) as wrong:
            raise Refused(f'{file} cannot be restored: {wrong}') from None
        except dump.Impossible as wrong:
            raise Refused(f'{wrong}; the database is as it was') from None
        later = await migrated(found)
    say(f'Restored as of {manifest.made_at:%Y-%m-%d %H:%M:%S} UTC, with {len(manifest.files)} files.')
    if later:
        say(f'{len(later)} newer migrations applied.')
    if manifest.bucket:
        say(f'The files are in {manifest.bucket}: set BLOB_URL to it, or to where its copy is.')


async def _written(settings: Settings, file: Path, manifest: Manifest, major: int, blobs: Blobs) -> Manifest:
    """The database first: whatever file it knows is in the folder by then."""
    keys = _keys(settings)
    try:
        with tempfile.TemporaryDirectory(prefix='.hub-backup-', dir=file.parent) as beside:
            place = Path(beside) / archive.DATABASE
            await dump.dump(dsn(settings), place, dump.tools(major))
            files = blobs.kept() if isinstance(blobs, FolderBlobs) else iter(())
            return await asyncio.to_thread(
                archive.write, file, manifest, place, files, lambda said: keys.sign(_PURPOSE, said)
            )
    except dump.Impossible as wrong:
        raise Refused(str(wrong)) from None
    except OSError as failed:
        raise Refused(f'{file} cannot be written: {failed.strerror}') from None


async def _restored(settings: Settings, file: Path, manifest: Manifest, tools: dump.Tools, *, replace: bool) -> None:
    """The files first: until the database knows them they are nobody's."""
    with tempfile.TemporaryDirectory(prefix='hub-restore-') as folder:
        place = Path(folder) / archive.DATABASE
        with place.open('wb') as to:
            await asyncio.to_thread(archive.extract, file, archive.DATABASE, to)
        async with _blobs(settings) as blobs:
            for key, size, content in _files(file, manifest):
                await blobs.write(key, content, size)
        await dump.restore(dsn(settings), place, tools, replace=replace)


def _files(file: Path, manifest: Manifest) -> Iterator[archive.File]:
    return archive.each_file(file) if manifest.files else iter(())


def _refuse_newer(of_archive: list[Applied]) -> None:
    """What a newer hub has written, an older one must not touch."""
    ours = {each.name: each.checksum for each in migrate.migrations()}
    if unknown := [each.name for each in of_archive if each.name not in ours]:
        raise Refused(f'the archive comes from a newer version of the hub, with {unknown[-1]}; update this one first')
    if other := [each.name for each in of_archive if ours[each.name] != each.checksum]:
        raise Refused(f'the archive comes from another version of the hub: its {other[0]} is not the one here')


def _refuse_unready(state: dump.State, *, replace: bool) -> None:
    if state.others:
        raise Refused(f'the hub still uses this database ({state.others} connections); stop its processes first')
    if state.tables and not replace:
        raise Refused(
            f'the database is not empty ({state.tables} tables); name an empty one, or say --replace to delete what is'
            ' in it'
        )


def _keys(settings: Settings) -> Keys:
    return Keys([key.get_secret_value() for key in settings.secret_keys])


@asynccontextmanager
async def _blobs(settings: Settings) -> AsyncIterator[Blobs]:
    blobs = await open_blobs(settings.blob_url, settings.data_dir, settings.aws_endpoint_url)
    try:
        yield blobs
    finally:
        await blobs.close()
