"""Sends what is made on the way."""

from aiohttp import web

from handlers.disposition import disposition
from hub.model.download import Download


async def send(request: web.Request, taken: Download) -> web.StreamResponse:
    """To be saved, never shown in place. Where it breaks off the connection does: nobody takes half of it for all."""
    response = web.StreamResponse(
        headers={
            'Content-Type': taken.content_type,
            'Content-Disposition': disposition('attachment', taken.file_name),
        }
    )
    await response.prepare(request)
    async for part in taken.parts:
        await response.write(part)
    return response
