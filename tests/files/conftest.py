"""Both blob stores, the S3 one against a real HTTP server that speaks S3."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from hub.model.blobs import Blobs
from storage.blobs import open_blobs
from tests.live.conftest import Desk, open_desk
from tests.tenants import Tenants

BUCKET = 'attachments'


@pytest.fixture(scope='session')
def s3_endpoint() -> Iterator[str]:
    """An S3 server on a free port, with our bucket."""
    server = subprocess.Popen(
        [sys.executable, '-u', '-W', 'ignore', '-m', 'tests.files.s3_server'],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout
        endpoint = server.stdout.readline().strip()
        make_bucket(endpoint)
        yield endpoint
    finally:
        server.kill()
        server.communicate()


def make_bucket(endpoint: str) -> None:
    """Our bucket, made the plain way."""
    connection = HTTPConnection(endpoint.removeprefix('http://'), timeout=30)
    connection.request('PUT', f'/{BUCKET}')
    assert connection.getresponse().status == 200
    connection.close()


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials as AWS's own variables give them, and none of the machine's."""
    for name in [name for name in os.environ if name.startswith('AWS_')]:
        monkeypatch.delenv(name)
    monkeypatch.setenv('AWS_ACCESS_KEY_ID', 'key')
    monkeypatch.setenv('AWS_SECRET_ACCESS_KEY', 'secret')
    monkeypatch.setenv('AWS_CONFIG_FILE', os.devnull)
    monkeypatch.setenv('AWS_SHARED_CREDENTIALS_FILE', os.devnull)


@pytest.fixture(params=['folder', 's3', 's3 with prefix'])
async def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Blobs]:
    """Every store in turn: what one can, the other can."""
    endpoint, url = None, f'file://{tmp_path}/blobs'
    if request.param != 'folder':
        request.getfixturevalue('aws')
        endpoint = request.getfixturevalue('s3_endpoint')
        url = f's3://{BUCKET}/some%20where/here' if 'prefix' in request.param else f's3://{BUCKET}'
    store = await open_blobs(url, tmp_path, endpoint)
    yield store
    await store.close()


@pytest.fixture
async def desk(tenants: Tenants, database_url: str, server: TestServer) -> AsyncIterator[Desk]:
    """A shop with a chat."""
    async with AsyncExitStack() as stack:
        yield await open_desk(await tenants.make(), database_url, str(server.make_url('/')), stack)
