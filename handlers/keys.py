"""Typed keys: the one way from a request to the Hub and to who is asking."""

from collections.abc import Callable

from aiohttp import web

from handlers.socket_server import SocketServer
from hub.context import Hub
from hub.limits import Standing
from hub.model.access import UserActor

HUB = web.AppKey('HUB', Hub)
DOCUMENT: web.AppKey[Callable[[], bytes]] = web.AppKey('DOCUMENT')
SOCKETS = web.AppKey('SOCKETS', SocketServer)
REQUEST_ID = web.RequestKey('REQUEST_ID', str)
ACTOR = web.RequestKey('ACTOR', UserActor)
STANDING = web.RequestKey('STANDING', Standing)
