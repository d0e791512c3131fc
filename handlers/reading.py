"""Reading a request: bytes and text from outside become models here, or a refusal that names what is wrong."""

import asyncio
import re
from collections.abc import Mapping, Set
from typing import TypeVar, get_origin

from aiohttp import web
from multidict import MultiMapping
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from hub.model.errors import FieldError, Invalid, Malformed, TooLarge, UnsupportedMedia

Model = TypeVar('Model', bound=BaseModel)

BODY_BYTES = 1024 * 1024
BODY_SECONDS = 20
_MOST_FIELDS = 50
_LIMITS = ('max_length', 'min_length', 'le', 'ge', 'lt', 'gt')
# an escaped NUL, behind an even number of backslashes
_NUL = re.compile(rb'(?<!\\)(?:\\\\)*\\u0000')


def bearer(request: web.BaseRequest) -> str:
    """The credential of the Authorization header, empty where there is none."""
    scheme, _, token = request.headers.get('Authorization', '').partition(' ')
    return token.strip() if scheme.lower() == 'bearer' else ''


def visitor_token(request: web.BaseRequest) -> str:
    """The token of `Authorization: Visitor …`, empty where there is none."""
    scheme, _, token = request.headers.get('Authorization', '').partition(' ')
    return token.strip() if scheme.lower() == 'visitor' else ''


def validated(model: type[Model], given: bytes | Mapping[str, object], where: str) -> Model:
    """The input as its model. Raises Invalid that names each wrong field, Malformed where it is no JSON at all."""
    try:
        return model.model_validate_json(given) if isinstance(given, bytes) else model.model_validate(given)
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False, include_input=False)[:_MOST_FIELDS]
        if errors[0]['type'] == 'json_invalid':
            raise Malformed('The body is not valid JSON.') from wrong
        raise Invalid(
            'The input does not have the form that is asked for.',
            fields=tuple(_field_error(where, each) for each in errors),
        ) from wrong


def read_query(query: MultiMapping[str], lists: Set[str] = frozenset()) -> dict[str, str | list[str]]:
    """Each parameter once but for those that are `lists`, in text that can be stored."""
    given: dict[str, str | list[str]] = {}
    for name in dict.fromkeys(query):
        values = [_clean(value, f'query.{name}') for value in query.getall(name)]
        if name not in lists and len(values) > 1:
            raise Invalid('A parameter is given twice.')
        given[name] = values if name in lists else values[0]
    return given


def lists_of(model: type[BaseModel]) -> frozenset[str]:
    """The parameters of a query that may be named more than once."""
    return frozenset(
        field.alias or name for name, field in model.model_fields.items() if get_origin(field.annotation) is list
    )


def read_path(parts: Mapping[str, str]) -> dict[str, str]:
    """The variable parts of the address."""
    return {name: _clean(value, f'path.{name}') for name, value in parts.items()}


async def read_json(request: web.Request) -> bytes:
    """The body, bounded in size and time; its form is decided by the route, never by the client's word alone."""
    if request.content_type != 'application/json':
        raise UnsupportedMedia('Send application/json.')
    if request.headers.get('Content-Encoding', 'identity') != 'identity':
        raise UnsupportedMedia('Send the body uncompressed.')
    body = await read_body(request, BODY_BYTES)
    if _NUL.search(body):
        raise Invalid('Text must not hold the NUL character.')
    return body


async def read_body(request: web.Request, limit: int) -> bytes:
    """At most `limit` bytes within 20 s. Raises TooLarge, Malformed."""
    if (request.content_length or 0) > limit:
        raise TooLarge(f'At most {limit} bytes are read here.')
    if request.content.is_eof() and not request.content.exception():
        return _within(request.content.read_nowait(), limit)  # it came with its head, as small bodies do
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.content.iter_chunked(64 * 1024):
                parts.append(part)
                size += len(part)
                if size > limit:
                    raise TooLarge(f'At most {limit} bytes are read here.')
    except TimeoutError as late:
        raise Malformed(f'The body did not arrive within {BODY_SECONDS} seconds.') from late
    except (web.RequestPayloadError, ConnectionError) as torn:
        raise Malformed('The body ended before it was complete.') from torn
    return b''.join(parts)


def _within(body: bytes, limit: int) -> bytes:
    if len(body) > limit:
        raise TooLarge(f'At most {limit} bytes are read here.')
    return body


def _clean(text: str, where: str) -> str:
    if '\0' in text or any('\ud800' <= character <= '\udfff' for character in text):
        raise Invalid(
            'The address holds characters that are no text.', fields=(FieldError(where=where, what='is no text'),)
        )
    return text


def _field_error(where: str, error: ErrorDetails) -> FieldError:
    context = error.get('ctx', {})
    limit = next((context[name] for name in _LIMITS if isinstance(context.get(name), int | float)), None)
    return FieldError(where=_place(where, error['loc']), what=error['msg'], code=error['type'], limit=limit)


def _place(where: str, loc: tuple[int | str, ...]) -> str:
    # what a client made up is shown back shortened, and never as half a character
    parts = (str(part)[:100].encode(errors='replace').decode() for part in loc)
    return '.'.join([where, *parts])
