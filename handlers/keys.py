"""Typed keys: the one way from a request to the Hub and to who is asking."""

from aiohttp import web

from hub.context import Hub

HUB = web.AppKey('HUB', Hub)
REQUEST_ID = web.RequestKey('REQUEST_ID', str)
