"""Every URL of the server in one table."""

from aiohttp import web

from handlers.edge import Route

API = '/api/v1'

ROUTES: list[Route] = []


def add_routes(app: web.Application) -> None:
    """Put the table into the application's router."""
    for route in ROUTES:
        app.router.add_route(route.method, route.path, route.__call__)
