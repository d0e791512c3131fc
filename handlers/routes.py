"""Every URL of the server in one table."""

from aiohttp import web

from handlers import conversations, files
from handlers.edge import PUBLIC, Route, needs
from hub.model.access import Permission

API = '/api/v1'

_CONVERSATION = f'{API}/conversations/{{id}}'
_READ, _WRITE = needs(Permission.CONVERSATIONS_READ), needs(Permission.CONVERSATIONS_WRITE)

CONVERSATIONS = [
    Route('GET', f'{API}/conversations', conversations.list_conversations, _READ),
    Route('GET', f'{API}/conversations/counts', conversations.count, _READ),
    Route('GET', _CONVERSATION, conversations.get, _READ),
    Route('PATCH', _CONVERSATION, conversations.change, _WRITE),
    Route('GET', f'{_CONVERSATION}/messages', conversations.list_messages, _READ),
    Route('POST', f'{_CONVERSATION}/messages', conversations.reply, _WRITE, status=201),
    Route('POST', f'{_CONVERSATION}/read', conversations.read, _READ),
]

FILES = [
    Route('POST', f'{API}/files', files.upload, _WRITE, status=201),
    Route('GET', f'{API}/files/{{id}}', files.fetch, _READ),
    Route('GET', '/files/{id}/{signature}/thumbnail/{name}', files.thumbnail, PUBLIC),
    Route('GET', '/files/{id}/{signature}/{name}', files.content, PUBLIC),
]

ROUTES: list[Route] = [*CONVERSATIONS, *FILES]


def add_routes(app: web.Application) -> None:
    """Put the table into the application's router."""
    for route in ROUTES:
        app.router.add_route(route.method, route.path, route.__call__)
