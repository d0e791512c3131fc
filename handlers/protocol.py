"""The server beneath the application: what is no HTTP is refused with a problem document, like all else.

Written against aiohttp 3.14, which has no hook for this: an unreadable request never reaches the application.
"""

from typing import Any

import structlog
from aiohttp import web
from aiohttp.http_exceptions import LineTooLong
from aiohttp.web_protocol import RequestHandler

from handlers.middleware import SECURITY_HEADERS
from handlers.problems import of_status, problem_response
from hub.model.errors import HubError
from hub.model.ids import new_id

OPTIONS: dict[str, Any] = {'auto_decompress': False}
"""How every server of ours is set up: a compressed body is refused, never unpacked."""


class Protocol(RequestHandler):
    """One connection."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer to what could not be read; the connection ends with it."""
        request_id = new_id().hex
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            super().handle_error(request, status, exc, message)  # logs it, and raises where an answer has begun
        response = problem_response(_problem(status, exc), request_id, {**SECURITY_HEADERS, 'X-Request-Id': request_id})
        response.force_close()
        return response


def _problem(status: int, error: BaseException | None) -> HubError:
    if isinstance(error, LineTooLong):
        return of_status(status)('The address or a header is too long.')
    # what was sent is not said back: aiohttp's own words quote it
    return of_status(status)('This is no HTTP request that can be read.') if status < 500 else HubError()


class Server(web.Server):
    """Makes a protocol for each connection."""

    def __call__(self) -> RequestHandler:
        """A new connection."""
        return Protocol(self, loop=self._loop, **self._kwargs)


class Runner(web.AppRunner):
    """Runs an application on our server."""

    def __init__(self, app: web.Application, **options: Any) -> None:
        super().__init__(app, access_log=None, **OPTIONS, **options)

    async def _make_server(self) -> Server:
        made = await super()._make_server()
        return Server(
            made.request_handler,
            request_factory=made.request_factory,
            handler_cancellation=made.handler_cancellation,
            loop=made._loop,
            **made._kwargs,
        )
