"""The hub's own pages that exist under `hub demo` only: the way to the shop, and what the simulator will be."""

from pathlib import Path

from aiohttp import web

_SIMULATOR = Path(__file__).with_name('simulator.html')
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def add_demo_pages(app: web.Application, shop_url: str) -> None:
    """Add /demo and /simulator."""
    simulator = _SIMULATOR.read_text()

    async def to_the_shop(_: web.Request) -> web.StreamResponse:
        return web.HTTPFound(f'{shop_url}/', headers={'Cache-Control': 'no-store'})

    async def show_simulator(_: web.Request) -> web.StreamResponse:
        return web.Response(text=simulator, content_type='text/html', headers={'Content-Security-Policy': _POLICY})

    app.router.add_get('/demo', to_the_shop)
    app.router.add_get('/simulator', show_simulator)
