"""The inbox: one page and its files. Addresses within it are behind the `#`, so one page is all there is."""

from aiohttp import web

from handlers.edge import Query
from handlers.frontends import FRONTENDS, asset, plain_page
from handlers.policies import inbox_policy
from hub.context import Hub


class AssetName(Query):
    """A built file."""

    name: str


async def page(hub: Hub, request: web.Request) -> web.Response:
    """The inbox."""
    found = await request.app[FRONTENDS].find('inbox', 'dist', 'index.html')
    if found is None:
        words = 'The inbox is not built yet. Run <code>uv run hub build</code>, then reload this page.'
        return plain_page('Almost there', words, 503)
    return found.answer(
        request,
        Cache_Control='no-cache',
        Content_Security_Policy=inbox_policy(hub.settings),
        X_Frame_Options='DENY',
        Referrer_Policy='same-origin',
        Permissions_Policy='camera=(), microphone=(), geolocation=(), payment=()',
    )


async def file(path: AssetName, request: web.Request) -> web.Response:
    """A file of the inbox."""
    return await asset(request, 'inbox', 'dist', 'assets', path.name)
