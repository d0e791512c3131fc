"""The API's own documentation: the OpenAPI document, and a page to read and try it.

The page's script and style come with a pinned package and are served by us. `integrity` holds them to what the makers
of Swagger UI published, since they run on the origin of the inbox.
"""

import asyncio
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from aiohttp import web
from pydantic import Field

from handlers.edge import Query
from handlers.keys import DOCUMENT
from hub.model.errors import NotFound

_SCRIPT = 'sha384-9Td7MKiIr2S83E1kZyyVi8KdJw/S8CpAvu0llLyMeg0xq/hDGiZJfVn0fV4llCmK'
_STYLE = 'sha384-4c3vsE5f+trhFyHrFrLM1fFGUn531NIaC7dcqEWIJdoRQJ5CkJbSuSCwXLpaS1KF'
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CustArea hub API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/swagger-ui.css" integrity="{_STYLE}">
</head>
<body>
<div id="docs"></div>
<noscript>This page needs JavaScript. The document itself is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.
</noscript>
<script src="/api/docs/swagger-ui-bundle.js" integrity="{_SCRIPT}"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
"""
_START = """SwaggerUIBundle({
  url: '/api/v1/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'list', filter: true,
  validatorUrl: null, persistAuthorization: false, tagsSorter: 'alpha',
})
"""
_ASSETS = {'swagger-ui-bundle.js': 'text/javascript', 'swagger-ui.css': 'text/css'}


class Asset(Query):
    """A file of the page."""

    name: str = Field(max_length=40)


async def document(request: web.Request) -> web.Response:
    """This API in OpenAPI 3.1."""
    # in a thread, since the first who asks waits until it is made, and nobody else should
    body = await asyncio.to_thread(request.app[DOCUMENT])
    return web.Response(body=body, content_type='application/json')


async def page() -> web.Response:
    """This API to read and try."""
    return web.Response(text=_PAGE, content_type='text/html', headers={'Content-Security-Policy': _CSP})


async def asset(path: Asset) -> web.Response:
    """Script and style of the page. Raises NotFound."""
    if path.name == 'start.js':
        return web.Response(text=_START, content_type='text/javascript')
    if path.name not in _ASSETS:
        raise NotFound
    return web.Response(
        body=_read(path.name), content_type=_ASSETS[path.name], headers={'Cache-Control': 'public, max-age=86400'}
    )


@lru_cache
def _read(name: str) -> bytes:
    # the package is a Flask extension; only its files are of use here, so it is found and not imported
    spec = find_spec('flask_swagger_ui')
    if spec is None or not spec.submodule_search_locations:
        raise NotFound('The files of the API page are not installed.')
    return (Path(spec.submodule_search_locations[0]) / 'dist' / name).read_bytes()
