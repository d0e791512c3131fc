"""Blobs in S3, or in whatever speaks its protocol at AWS_ENDPOINT_URL.

Writes go to keys nobody has used before and deletes are final: repeating either is safe, so the library may try twice.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import IO, TYPE_CHECKING

import structlog
from aiobotocore.config import AioConfig
from aiobotocore.session import get_session
from aiohttp import ClientError as TransportError
from botocore.exceptions import BotoCoreError, ClientError

from hub.model.blobs import Blob
from hub.model.errors import NotFound, Unavailable
from storage.blob_keys import checked

if TYPE_CHECKING:
    from aiobotocore.response import StreamingBody
    from types_aiobotocore_s3.client import S3Client

log = structlog.get_logger(__name__)

_PART = 256 * 1024
_WRITE_SECONDS = 120
_DOWN = (BotoCoreError, ClientError, TransportError, OSError, TimeoutError)


class S3Blobs:
    """One bucket, or one prefix of it. Credentials and region come from AWS's own variables."""

    def __init__(self, client: 'S3Client', closing: AsyncExitStack, bucket: str, prefix: str) -> None:
        self._client = client
        self._closing = closing
        self._bucket = bucket
        self._prefix = f'{prefix}/' if prefix else ''

    def __repr__(self) -> str:
        return f'S3Blobs(s3://{self._bucket}/{self._prefix})'

    @classmethod
    async def open(cls, bucket: str, prefix: str, endpoint: str | None) -> 'S3Blobs':
        """Make the client; nothing is sent yet, so that the hub starts while S3 is away."""
        config = AioConfig(
            connect_timeout=3,
            read_timeout=15,
            max_pool_connections=20,
            retries={'total_max_attempts': 2, 'mode': 'standard'},
            # stores that only resemble S3 refuse the newer checksums; over TLS the body need not be signed as well
            request_checksum_calculation='when_required',
            response_checksum_validation='when_required',
            s3={'payload_signing_enabled': False, 'addressing_style': 'path' if endpoint else 'auto'},
        )
        closing = AsyncExitStack()
        session = get_session()
        region = session.get_config_variable('region') or 'us-east-1'
        client = await closing.enter_async_context(
            session.create_client('s3', endpoint_url=endpoint, region_name=region, config=config)
        )
        return cls(client, closing, bucket, prefix)

    async def write(self, key: str, source: IO[bytes], size: int) -> None:
        """Keep `size` bytes. Raises Unavailable."""
        source.seek(0)
        with _answering('write'):
            async with asyncio.timeout(_WRITE_SECONDS):
                await self._client.put_object(Bucket=self._bucket, Key=self._name(key), Body=source, ContentLength=size)

    @asynccontextmanager
    async def read(self, key: str) -> AsyncIterator[Blob]:
        """Open a blob. Raises NotFound, Unavailable."""
        try:
            with _answering('read'):
                answer = await self._client.get_object(Bucket=self._bucket, Key=self._name(key))
        except self._client.exceptions.NoSuchKey as missing:
            raise NotFound('This file is gone.') from missing
        async with answer['Body'] as body:
            yield Blob(answer['ContentLength'], _parts(body))

    async def delete(self, keys: list[str]) -> None:
        """Forget these."""
        for key in keys:  # one by one: not every store of this kind knows DeleteObjects
            with _answering('delete'):
                await self._client.delete_object(Bucket=self._bucket, Key=self._name(key))

    async def check(self) -> None:
        """Raise Unavailable unless the bucket answers to us."""
        with _answering('check'):
            await self._client.head_bucket(Bucket=self._bucket)

    async def close(self) -> None:
        """Close the connections."""
        await self._closing.aclose()

    def _name(self, key: str) -> str:
        return self._prefix + checked(key)


@contextmanager
def _answering(deed: str) -> Iterator[None]:
    try:
        yield
    except _DOWN as down:
        error = getattr(down, 'response', {}).get('Error', {}).get('Code')
        if deed == 'read' and error == 'NoSuchKey':
            raise
        log.warning('blobs.s3_failed', deed=deed, error=error or type(down).__name__)
        raise Unavailable('The file store does not answer right now. Try again in a moment.') from down


async def _parts(body: 'StreamingBody') -> AsyncIterator[bytes]:
    with _answering('read on'):
        async for part in body.iter_chunks(_PART):
            yield part
