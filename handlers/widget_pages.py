"""The widget's public side: the script that sites embed, the frame it opens, and what the two have to know.

Which sites may carry a chat is held twice: browsers keep the frame out of others' pages (`frame-ancestors`), and the
script gets no configuration there, so that it shows no button at all.
"""

from aiohttp import web
from pydantic import Field

from handlers.edge import One, Query
from handlers.files import parts
from handlers.frontends import FRONTENDS, asset, plain_page
from handlers.inbox_pages import AssetName
from handlers.keys import REQUEST_ID
from handlers.policies import frame_policy
from handlers.problems import problem_response
from handlers.reading import visitor_token
from hub.context import Hub
from hub.files import files
from hub.model.errors import Forbidden, NotFound
from hub.model.message import Attachment
from hub.widgets import visitors
from hub.widgets.origins import allows, ancestors, own_origins
from hub.widgets.widget_face import config as face


class WidgetKey(Query):
    """Which widget: the key in the site's script tag."""

    key: str = Field(max_length=100)


class VisitorUpload(WidgetKey):
    """Which widget, and what the visitor calls the file."""

    name: str = Field(max_length=4_096)


async def script(request: web.Request) -> web.Response:
    """The script that sites embed."""
    found = await request.app[FRONTENDS].find('widget', 'dist', 'widget.js')
    if found is None:
        return web.Response(status=503, text='/* The widget is not built yet. */', content_type='text/javascript')
    return found.answer(
        request,
        Cache_Control='public, max-age=600, stale-while-revalidate=86400',
        Access_Control_Allow_Origin='*',
        Cross_Origin_Resource_Policy='cross-origin',
    )


async def frame(hub: Hub, query: WidgetKey, request: web.Request) -> web.Response:
    """The page of the chat."""
    try:
        site = await hub.sites.find(hub.database, query.key)
    except NotFound:
        return plain_page('No chat here', 'There is no chat under this key.', 404)
    found = await request.app[FRONTENDS].find('widget', 'dist', 'frame', 'index.html')
    if found is None:
        return plain_page('Almost there', 'The widget is not built yet. Run <code>uv run hub build</code>.', 503)
    return found.answer(
        request,
        Cache_Control='no-cache',
        Content_Security_Policy=frame_policy(hub.settings, ancestors(site.allowed_domains)),
        Cross_Origin_Resource_Policy='cross-origin',
        Referrer_Policy='no-referrer',
        Permissions_Policy='camera=(), microphone=(), geolocation=(), payment=()',
    )


async def file(path: AssetName, request: web.Request) -> web.Response:
    """A file of the chat."""
    return await asset(request, 'widget', 'dist', 'frame', 'assets', path.name)


async def config(hub: Hub, query: WidgetKey, request: web.Request) -> web.Response:
    """What a visitor's browser may know of a widget; `WidgetConfig`.

    A script on another site than ours gets it only where the widget's list of domains has that site.
    """
    try:
        site = await hub.sites.find(hub.database, query.key)
    except NotFound as missing:
        return _refused(request, missing)
    origin = request.headers.get('Origin')
    headers = {'Vary': 'Origin', 'Cache-Control': 'private, max-age=10'}
    if origin is not None and origin.lower() not in own_origins(hub.settings.base_url):
        if not allows(site.allowed_domains, origin):
            return _refused(request, Forbidden(_not_listed(hub, origin)))
        headers['Access-Control-Allow-Origin'] = origin
    told = await face(hub, site)
    return web.Response(body=told.model_dump_json().encode(), content_type='application/json', headers=headers)


def _refused(request: web.Request, error: Forbidden | NotFound) -> web.Response:
    # any script may read why: it says no more than the refusal itself, and whoever puts the tag on a site needs it
    return problem_response(error, request[REQUEST_ID], {'Access-Control-Allow-Origin': '*', 'Vary': 'Origin'})


def _not_listed(hub: Hub, origin: str) -> str:
    place = f'under “Allowed domains” at {hub.settings.base_url}/#/settings/widgets'
    if origin == 'null':
        return f'The chat needs a page with a domain, and a file has none. Serve it, and add its domain {place}'
    domain = origin.rpartition('://')[2]
    return f'The chat is not allowed on {domain} yet. Add this domain {place}'


async def upload(hub: Hub, query: VisitorUpload, request: web.Request) -> Attachment:
    """Upload a file as a visitor, with `Authorization: Visitor <token>`."""
    actor = await visitors.uploader(hub, key=query.key, token=visitor_token(request))
    return await files.upload(hub, actor, query.name, parts(request))


async def fetch(hub: Hub, path: One, query: WidgetKey, request: web.Request) -> Attachment:
    """A file of the visitor's own conversations, with fresh addresses."""
    actor = await visitors.authenticate(hub, key=query.key, token=visitor_token(request))
    return await files.fetch(hub, actor, path.id)
