"""Files: the bytes of an upload in, a description with signed addresses out, and the addresses themselves.

A stored file is a stranger's: it is never given a chance to act in the name of the origin it comes from.
"""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import structlog
from aiohttp import web
from pydantic import Field

from handlers.disposition import disposition
from handlers.edge import One, Query
from hub.context import Hub
from hub.files import files
from hub.files.files import FILE_BYTES, Served, Variant
from hub.model.access import UserActor
from hub.model.errors import HubError, Malformed, TooLarge, UnsupportedMedia
from hub.model.message import Attachment

log = structlog.get_logger(__name__)

_PART = 64 * 1024
_PART_SECONDS = 30
_UPLOAD_SECONDS = 900


class UploadQuery(Query):
    """What the uploader calls the file."""

    name: str = Field(max_length=4_096, description='Shown to people; the type is told from the content, not from this')


class FileAddress(One):
    """A signed address, as attachments carry it."""

    signature: str
    name: str


async def upload(hub: Hub, actor: UserActor, query: UploadQuery, request: web.Request) -> Attachment:
    """Upload a file.

    The body is the file itself, whatever Content-Type says. Until it is sent with a message only its uploader sees it;
    unsent files are forgotten after a day.
    """
    return await files.upload(hub, actor, query.name, parts(request))


async def fetch(hub: Hub, actor: UserActor, path: One) -> Attachment:
    """A file, with fresh addresses."""
    return await files.fetch(hub, actor, path.id)


async def content(hub: Hub, path: FileAddress, request: web.Request) -> web.StreamResponse:
    """The file itself."""
    return await _serve(hub, path.id, path.signature, 'file', request)


async def thumbnail(hub: Hub, path: FileAddress, request: web.Request) -> web.StreamResponse:
    """A small picture of the file."""
    return await _serve(hub, path.id, path.signature, 'thumbnail', request)


async def parts(request: web.Request) -> AsyncIterator[bytes]:
    """The body as it arrives. Raises TooLarge, UnsupportedMedia, Malformed."""
    if request.headers.get('Content-Encoding', 'identity') != 'identity':
        raise UnsupportedMedia('Send the file uncompressed.')
    if (request.content_length or 0) > FILE_BYTES:
        raise TooLarge(f'A file may have at most {FILE_BYTES // (1024 * 1024)} MB.')
    chunks = request.content.iter_chunked(_PART)
    try:
        async with asyncio.timeout(_UPLOAD_SECONDS):
            while (part := await asyncio.wait_for(anext(chunks, b''), _PART_SECONDS)) != b'':
                yield part
    except TimeoutError as late:
        raise Malformed('The file did not arrive in time.') from late
    except (web.RequestPayloadError, ConnectionError) as torn:
        raise Malformed('The file ended before it was complete.') from torn


async def _serve(hub: Hub, file_id: UUID, signature: str, variant: Variant, request: web.Request) -> web.StreamResponse:
    async with files.opened(hub, file_id, signature, variant) as served:
        response = web.StreamResponse(headers=headers(served, is_apart=hub.settings.files_are_apart))
        response.content_length = served.blob.size
        await response.prepare(request)
        if request.method == 'HEAD':
            return response
        try:
            async for part in served.blob.parts:
                await response.write(part)
            await response.write_eof()
        except HubError as broken:
            # too late to say so: a connection that ends early is how the browser learns that something is missing
            log.warning('files.broke_off', error=broken.code)
            response.force_close()
            if request.transport:
                request.transport.close()
    return response


def headers(served: Served, *, is_apart: bool) -> dict[str, str]:
    """What keeps a file from being a page: only pictures are shown in place, nothing is run, nothing is guessed."""
    return {
        'Content-Type': served.content_type if served.inline else 'application/octet-stream',
        'Content-Disposition': disposition('inline' if served.inline else 'attachment', served.name),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
        'Cross-Origin-Resource-Policy': 'cross-origin' if is_apart else 'same-origin',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Referrer-Policy': 'no-referrer',
        'X-Frame-Options': 'DENY',
        'Cache-Control': f'private, max-age={served.seconds}, immutable',
    }
