"""What every request goes through: an id, a log line, and one place that turns errors into answers."""

import time
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from handlers.keys import REQUEST_ID
from handlers.problems import of_aiohttp, problem_response
from hub.model.errors import HubError
from hub.model.ids import new_id

log = structlog.get_logger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SECURITY_HEADERS = {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
}


@web.middleware
async def with_request_id(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Name the request, so that a user can quote what the log knows."""
    request_id = new_id().hex
    request[REQUEST_ID] = request_id
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=request_id)
    started = time.monotonic()
    response = await _answer(request, handler)
    if not response.prepared:
        response.headers['X-Request-Id'] = request_id
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
    log.info(
        'http.request',
        method=request.method,
        path=request.path,
        status=response.status,
        ms=round(1000 * (time.monotonic() - started), 1),
    )
    return response


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    request_id = request[REQUEST_ID]
    try:
        return await handler(request)
    except HubError as error:
        return problem_response(error, request_id)
    except web.HTTPException as refused:
        if refused.status < 400:
            raise
        return problem_response(of_aiohttp(refused), request_id)
    except Exception:
        log.exception('http.failed', path=request.path)
        return problem_response(
            HubError('Something went wrong here. It is in our log under this request id.'), request_id
        )
