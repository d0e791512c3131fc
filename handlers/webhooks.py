"""Webhooks: what providers call. Packs the request and hands it over; what it means the channel knows."""

from uuid import UUID

from aiohttp import web

from handlers.client_address import client_address
from handlers.reading import read_body
from hub.context import Hub
from hub.limits import neighbourhood
from hub.model.channel import RAW_BYTES
from hub.model.errors import NotFound
from hub.model.message import Channel
from hub.providers import ingest

HEADERS, HEADER_BYTES = 60, 4096
"""Kept of a request; providers send far less."""


async def accept(hub: Hub, request: web.Request) -> web.Response:
    """Take a provider's request: checked, committed, then answered."""
    parts = request.match_info
    try:
        channel, account_id = Channel(parts['channel']), UUID(parts['account_id'])
    except ValueError:
        raise NotFound('There is no such webhook.') from None
    content_type, body = await ingest.accept(
        hub,
        ingest.Request(
            channel=channel,
            account_id=account_id,
            hook=parts.get('hook', ''),
            query=request.rel_url.raw_query_string,
            headers=_headers(request),
            body=await read_body(request, RAW_BYTES),
            address=lambda: neighbourhood(client_address(request, hub.settings.trusted_proxies)),
        ),
    )
    return web.Response(body=body, content_type=content_type)


async def accept_at_hook(hub: Hub, request: web.Request) -> web.Response:
    """Take a provider's request at a further address of its account."""
    return await accept(hub, request)


def _headers(request: web.Request) -> dict[str, str]:
    """Each once, in text that can be stored."""
    kept: dict[str, str] = {}
    for name, value in list(request.headers.items())[:HEADERS]:
        kept.setdefault(name.lower(), value[:HEADER_BYTES].encode(errors='replace').decode().replace('\0', ''))
    return kept
