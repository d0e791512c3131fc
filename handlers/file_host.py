"""The origin of files: where FILES_URL names another host, that host serves nothing but files, and ours serves none.

What a stranger's file could do at its worst it then does on an origin that has no inbox, no tokens and no API.
"""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from hub.config import Settings


def keep_files_apart(settings: Settings) -> Middleware:
    """The middleware for these settings; the Host header only ever narrows what is served."""
    is_apart, files_host = settings.files_are_apart, urlsplit(settings.files_base_url).netloc.lower()

    @web.middleware
    async def files_apart(request: web.Request, handler: Handler) -> web.StreamResponse:
        if is_apart and request.path.startswith('/files/') != ((request.host or '').lower() == files_host):
            raise web.HTTPNotFound
        return await handler(request)

    return files_apart
