"""What every request goes through: an id, a log line, and one place that turns errors into answers."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import ClientConnectionResetError, web
from aiohttp.hdrs import METH_ALL

from handlers.keys import ACTOR, REQUEST_ID, STANDING
from handlers.problems import of_status, problem_response
from hub import metrics
from hub.limits import Standing
from hub.model.errors import HubError, RateLimited
from hub.model.ids import new_id

log = structlog.get_logger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SECURITY_HEADERS = {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
}
CLIENT_GONE = 499
"""Whoever asked hung up before the answer; nginx's number for it, for there is no standard one."""


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
        _add_headers(request, response)
    seconds = time.monotonic() - started
    if response.status != 101:  # a WebSocket lasts as long as somebody stays
        metrics.HTTP.labels(_method(request), _route(request), response.status).observe(seconds)
    if response.status == 200 and request.path.startswith('/webhooks/'):
        return response  # what was kept is in its table; a line for each would cost as much as keeping it
    actor = request.get(ACTOR)
    log.info(
        'http.request',
        method=request.method,
        path=_logged_path(request),
        status=response.status,
        ms=round(1000 * seconds, 1),
        **({'tenant_id': str(actor.tenant_id), 'user_id': str(actor.user_id)} if actor else {}),
    )
    return response


def _method(request: web.Request) -> str:
    return request.method if request.method in METH_ALL else 'other'


def _route(request: web.Request) -> str:
    """The address as the table has it: few, whatever is asked for."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else 'none'


def _logged_path(request: web.Request) -> str:
    # whoever holds a file's signed address may fetch the file: the log does not
    signature = request.match_info.get('signature')
    return request.path.replace(signature, '***') if signature else request.path


def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers['X-Request-Id'] = request[REQUEST_ID]
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith('/api/'):
        # answers hold customers' words and, at sign-in, tokens
        response.headers.setdefault('Cache-Control', 'no-store')
    if standing := request.get(STANDING):
        response.headers['RateLimit-Limit'] = str(standing.limit)
        response.headers['RateLimit-Remaining'] = str(standing.remaining)
        response.headers['RateLimit-Reset'] = str(standing.reset)


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    request_id = request[REQUEST_ID]
    try:
        return await handler(request)
    except HubError as error:
        if isinstance(error, RateLimited) and error.most:
            request[STANDING] = Standing(error.most, 0, round(error.retry_after))
        return problem_response(error, request_id)
    except web.HTTPMethodNotAllowed as refused:
        allow = {'Allow': ', '.join(sorted({*refused.allowed_methods, 'OPTIONS'}))}
        if request.method == 'OPTIONS':
            # what may be done here; other origins get no leave by it
            return web.Response(status=204, headers=allow)
        return problem_response(of_status(refused.status)(), request_id, allow)
    except web.HTTPException as refused:
        if refused.status < 400:
            raise
        return problem_response(of_status(refused.status)(), request_id)
    except asyncio.CancelledError:
        raise
    except ClientConnectionResetError:
        return web.Response(status=CLIENT_GONE)  # nobody is there to read it; the log and the metrics count it
    except Exception:
        log.exception('http.failed', path=_logged_path(request))
        return problem_response(
            HubError('Something went wrong here. It is in our log under this request id.'), request_id
        )
