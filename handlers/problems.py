"""Errors to answers, once: HubError to an RFC 9457 problem document and to a Socket.IO ack."""

from collections.abc import Mapping

from aiohttp import web
from pydantic import BaseModel

from hub.model.base import Value
from hub.model.errors import (
    FieldError,
    Forbidden,
    HubError,
    Malformed,
    MethodNotAllowed,
    NotFound,
    RateLimited,
    TooLarge,
    Unauthenticated,
    UnsupportedMedia,
)

_OF_AIOHTTP: dict[int, type[HubError]] = {
    400: Malformed,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    411: Malformed,
    413: TooLarge,
    415: UnsupportedMedia,
}


class Problem(Value):
    """RFC 9457. `code` is stable and meant for programs, `detail` for people."""

    type: str = 'about:blank'
    title: str
    status: int
    code: str
    detail: str
    fields: list[FieldError] = []
    request_id: str | None = None


class AckError(Value):
    """Why an event was refused."""

    code: str
    detail: str


class Refusal(Value):
    """The ack of an event that was refused; nothing was stored."""

    ok: bool = False
    error: AckError


def problem_response(error: HubError, request_id: str | None, headers: Mapping[str, str] | None = None) -> web.Response:
    """The HTTP answer of an error."""
    problem = Problem(
        title=(type(error).__doc__ or '').splitlines()[0],
        status=error.status,
        code=error.code,
        detail=error.detail,
        fields=list(error.fields),
        request_id=request_id,
    )
    headers = dict(headers or {})
    if isinstance(error, RateLimited):
        headers['Retry-After'] = str(max(1, round(error.retry_after)))
    if isinstance(error, Unauthenticated):
        headers['WWW-Authenticate'] = 'Bearer'
    return web.Response(
        body=_json(problem), status=error.status, content_type='application/problem+json', headers=headers
    )


def of_status(status: int) -> type[HubError]:
    """What aiohttp itself refuses (no such route, too large, bad request), in our words."""
    return _OF_AIOHTTP.get(status, Malformed)


def refusal(error: HubError) -> Refusal:
    """The ack of an error."""
    return Refusal(error=AckError(code=error.code, detail=error.detail))


def _json(value: BaseModel) -> bytes:
    return value.model_dump_json(exclude_none=True).encode()
