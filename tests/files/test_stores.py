"""Files in S3, S3 away, files on an origin of their own, and what is left lying about."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest
from aiohttp.test_utils import TestServer

from handlers.keys import HUB
from hub.app import create_app
from hub.context import Hub
from hub.worker import sweep
from storage.embedded.home import free_port
from tests.api_client import Api
from tests.conftest import make_settings, serving
from tests.files.conftest import BUCKET
from tests.files.pictures import picture
from tests.files.test_files import follow, upload
from tests.live.conftest import Desk, open_desk
from tests.tenants import Shop, Tenants


@asynccontextmanager
async def hub_with(database_url: str, redis_url: str, folder: Path, **others: Any) -> AsyncIterator[tuple[Hub, Api]]:
    """A hub with some settings of its own."""
    settings = make_settings(database_url, redis_url, folder, **others)
    app = await create_app(settings, demo=True)
    async with serving(app, settings) as server, Api.open(str(server.make_url('/'))) as api:
        yield app[HUB], api


@pytest.mark.usefixtures('aws')
async def test_a_file_goes_to_s3_and_back(database_url: str, redis_url: str, tmp_path: Path, s3_endpoint: str) -> None:
    place = {'blob_url': f's3://{BUCKET}/tests', 'aws_endpoint_url': s3_endpoint}
    async with hub_with(database_url, redis_url, tmp_path, **place) as (hub, api):
        owner = (await Tenants(hub, api).make()).owner
        stored = (await upload(owner.api, 'photo.png', picture('PNG', (900, 900)))).ok(201)
        assert (await follow(api, stored['url'])).body == picture('PNG', (900, 900))
        assert (await follow(api, stored['thumbnail_url'])).status == 200
    assert not [path for path in tmp_path.rglob('*') if path.is_file()]


@pytest.mark.usefixtures('aws')
async def test_without_s3_files_wait_and_words_go_on(database_url: str, redis_url: str, tmp_path: Path) -> None:
    place = {'blob_url': f's3://{BUCKET}', 'aws_endpoint_url': f'http://127.0.0.1:{free_port()}'}
    async with hub_with(database_url, redis_url, tmp_path, **place) as (hub, api):
        shop = await Tenants(hub, api).make()
        refused = await upload(shop.owner.api, 'photo.png', picture())
        assert (refused.status, refused.code) == (503, 'unavailable')
        async with AsyncExitStack() as stack:
            desk = await open_desk(shop, database_url, f'{api.base}/', stack)
            assert (await (await desk.visitor()).say('Hello'))['ok'] is True
    assert await count(database_url, shop) == 0


async def count(database_url: str, shop: Shop) -> int:
    """How many files the tenant has rows of."""
    connection = await asyncpg.connect(database_url)
    try:
        found: int = await connection.fetchval('SELECT count(*) FROM attachments WHERE tenant_id = $1', shop.tenant.id)
        return found
    finally:
        await connection.close()


async def test_files_on_their_own_origin_are_nowhere_else(database_url: str, redis_url: str, tmp_path: Path) -> None:
    port = free_port()
    apart = {'port': port, 'files_url': f'http://localhost:{port}'}
    async with hub_with(database_url, redis_url, tmp_path, **apart) as (hub, api):
        owner = (await Tenants(hub, api).make()).owner
        stored = (await upload(owner.api, 'photo.png', picture())).ok(201)
        assert stored['url'].startswith(f'http://localhost:{port}/files/')
        path, there = urlsplit(stored['url']).path, {'Host': f'localhost:{port}'}
        served = await api.get(path, **there)
        assert served.body == picture()
        assert served.headers['Cross-Origin-Resource-Policy'] == 'cross-origin'
        assert (await api.get(path)).code == 'not_found'
        for elsewhere in ('/', '/api/v1/auth/me', '/widget.js', '/healthz', '/socket.io/?EIO=4&transport=polling'):
            assert (await owner.api.get(elsewhere, **there)).status == 404, elsewhere


async def test_uploads_that_nobody_sent_are_forgotten_after_a_day(
    desk: Desk, hub: Hub, database_url: str, server: TestServer
) -> None:
    owner = desk.shop.owner
    conversation = (await (await desk.visitor()).say('Hello'))['message']['conversation_id']
    old, new, sent = [(await upload(owner.api, f'{n}.png', picture())).ok(201) for n in range(3)]
    body = {'client_id': 'one', 'text': '', 'attachments': [sent['id']]}
    (await owner.api.post(f'conversations/{conversation}/messages', body)).ok(201)
    connection = await asyncpg.connect(database_url)
    await connection.execute(
        "UPDATE attachments SET created_at = now() - interval '25 hours' WHERE id = ANY ($1::uuid[])",
        [old['id'], sent['id']],
    )
    await connection.close()
    before = {path for path in (hub.settings.data_dir / 'files').rglob('*') if path.is_file()}
    assert (await sweep(hub.settings))[1] >= 1
    assert (await sweep(hub.settings))[1] == 0
    after = {path for path in (hub.settings.data_dir / 'files').rglob('*') if path.is_file()}
    assert (len(before), len(after)) == (6, 4)
    assert (await owner.api.get(f'files/{old["id"]}')).code == 'not_found'
    for kept in (new, sent):
        assert (await follow(owner.api, kept['url'])).body == picture()
    assert (await follow(owner.api, old['url'])).code == 'not_found'
