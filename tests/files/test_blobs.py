"""Both blob stores keep one contract; each then has its own ways to fail."""

import io
import os
import socket
import stat
import time
from pathlib import Path

import pytest

from hub.model.blobs import Blobs
from hub.model.errors import NotFound, Unavailable
from hub.model.ids import new_id
from storage.blob_folder import FolderBlobs
from storage.blob_keys import new_key
from storage.blobs import open_blobs


async def read(store: Blobs, key: str) -> tuple[int, bytes]:
    """The whole blob and the size it was announced with."""
    async with store.read(key) as blob:
        return blob.size, b''.join([part async for part in blob.parts])


async def test_what_is_written_is_read_again(blobs: Blobs) -> None:
    content = os.urandom(1_300_000)
    key = new_key(new_id())
    await blobs.write(key, io.BytesIO(content), len(content))
    assert await read(blobs, key) == (len(content), content)


async def test_a_source_is_taken_from_its_start(blobs: Blobs) -> None:
    source, key = io.BytesIO(b'thumbnail was made of this'), new_key(new_id())
    source.read()
    await blobs.write(key, source, 26)
    assert await read(blobs, key) == (26, b'thumbnail was made of this')


async def test_nothing_at_all_can_be_stored(blobs: Blobs) -> None:
    key = new_key(new_id())
    await blobs.write(key, io.BytesIO(), 0)
    assert await read(blobs, key) == (0, b'')


async def test_a_blob_that_is_not_there_is_not_found(blobs: Blobs) -> None:
    with pytest.raises(NotFound):
        await read(blobs, new_key(new_id()))


async def test_a_deleted_blob_is_gone_and_deleting_again_is_no_error(blobs: Blobs) -> None:
    kept, gone = new_key(new_id()), new_key(new_id())
    for key in (kept, gone):
        await blobs.write(key, io.BytesIO(b'x'), 1)
    await blobs.delete([gone])
    await blobs.delete([gone, new_key(new_id())])
    with pytest.raises(NotFound):
        await read(blobs, gone)
    assert await read(blobs, kept) == (1, b'x')


async def test_a_store_that_works_passes_its_check(blobs: Blobs) -> None:
    await blobs.check()


@pytest.mark.parametrize(
    'key', ['../../etc/passwd', '/etc/passwd', 'a//b', 'a/../b', 'a/B', 'a\n', '', '/', 'a/', '..']
)
async def test_a_key_of_another_form_never_reaches_a_store(blobs: Blobs, key: str) -> None:
    with pytest.raises(ValueError, match='no key'):
        await blobs.write(key, io.BytesIO(b'x'), 1)
    with pytest.raises(ValueError, match='no key'):
        await read(blobs, key)


def test_keys_are_random_and_begin_with_the_tenant() -> None:
    tenant = new_id()
    keys = {new_key(tenant) for _ in range(1000)}
    assert len(keys) == 1000
    assert all(key.startswith(f'{tenant}/') and len(key.rpartition('/')[2]) == 32 for key in keys)


async def test_files_belong_to_the_hubs_user_alone(tmp_path: Path) -> None:
    key = new_key(new_id())
    await FolderBlobs(tmp_path / 'blobs').write(key, io.BytesIO(b'x'), 1)
    path = tmp_path / 'blobs' / key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    while path.parent != tmp_path:
        path = path.parent
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


async def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        await FolderBlobs(tmp_path).write(new_key(new_id()), io.BytesIO(b'three'), 4)
    assert not [path for path in tmp_path.rglob('*') if path.is_file()]


async def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / 'blobs').write_text('a file in the way')
    store = FolderBlobs(tmp_path / 'blobs')
    with pytest.raises(Unavailable, match='cannot be written'):
        await store.check()
    with pytest.raises(Unavailable):
        await store.write(new_key(new_id()), io.BytesIO(b'x'), 1)


@pytest.mark.usefixtures('aws')
async def test_without_s3_every_call_is_unavailable_and_none_hangs(tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(('127.0.0.1', 0))
        store = await open_blobs('s3://attachments', tmp_path, f'http://127.0.0.1:{nobody.getsockname()[1]}')
        started = time.monotonic()
        for call in (
            store.write(new_key(new_id()), io.BytesIO(b'x'), 1),
            read(store, new_key(new_id())),
            store.delete([new_key(new_id())]),
            store.check(),
        ):
            with pytest.raises(Unavailable):
                await call
        await store.close()
    assert time.monotonic() - started < 20


@pytest.mark.usefixtures('aws')
async def test_a_bucket_that_does_not_exist_is_unavailable_not_a_missing_file(tmp_path: Path, s3_endpoint: str) -> None:
    store = await open_blobs('s3://no-such-bucket', tmp_path, s3_endpoint)
    with pytest.raises(Unavailable):
        await store.check()
    with pytest.raises(Unavailable):
        await read(store, new_key(new_id()))
    await store.close()


@pytest.mark.parametrize('url', ['ftp://x', 's3://', 'file://', 'file:///', 'file://host/path', 'nonsense'])
async def test_an_address_that_names_no_store_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match='BLOB_URL'):
        await open_blobs(url, tmp_path, None)
