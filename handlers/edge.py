"""The edge: turns a typed function into an HTTP handler, by its annotations.

    async def change(hub: Hub, actor: UserActor, path: OneConversation, body: Change) -> Conversation: ...

Parameters are told by name: `hub`, `actor`, `path`, `query`, `body` (each a pydantic model) and `request` for the few
that stream. The same annotations make the OpenAPI document, so that what is checked and what is described cannot differ.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, get_type_hints

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from handlers.keys import HUB
from hub.access import check
from hub.auth import authenticate
from hub.model.access import Permission, UserActor
from hub.model.base import Value
from hub.model.errors import FieldError, Invalid, Malformed, TooLarge, UnsupportedMedia

Model = TypeVar('Model', bound=BaseModel)

BODY_BYTES = 1024 * 1024
BODY_SECONDS = 20


class Query(BaseModel):
    """Parameters of a path or a query: they arrive as text, unknown ones are refused."""

    model_config = ConfigDict(frozen=True, extra='forbid')


@dataclass(frozen=True)
class Access:
    """Who may call a route. Every route says it, and the matrix test asks each of them."""

    signed_in: bool
    permission: Permission | None = None


PUBLIC = Access(signed_in=False)
SIGNED_IN = Access(signed_in=True)


def needs(permission: Permission) -> Access:
    """Only users and API keys that hold this right."""
    return Access(signed_in=True, permission=permission)


@dataclass(frozen=True)
class Route:
    """One line of the table of routes."""

    method: str
    path: str
    verb: Callable[..., Awaitable[Any]]
    access: Access
    status: int = 200

    @cached_property
    def hints(self) -> dict[str, Any]:
        """The verb's annotations, resolved."""
        return get_type_hints(self.verb)

    def model(self, part: str) -> type[BaseModel] | None:
        """The pydantic model of `path`, `query` or `body`, if the verb takes one."""
        return self.hints.get(part)

    @property
    def answer(self) -> type[BaseModel] | None:
        """The model that is answered; None for 204 and for verbs that answer a response of their own."""
        found = self.hints.get('return')
        return found if isinstance(found, type) and issubclass(found, BaseModel) else None

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        """Read, call one verb, answer."""
        given: dict[str, object] = {'hub': request.app[HUB]} if 'hub' in self.hints else {}
        actor = await self._admit(request)
        if 'actor' in self.hints:
            given['actor'] = actor
        if 'request' in self.hints:
            given['request'] = request
        if path := self.model('path'):
            given['path'] = validated(path, dict(request.match_info), 'path')
        if query := self.model('query'):
            given['query'] = validated(query, _query(request), 'query')
        if body := self.model('body'):
            given['body'] = validated(body, await read_json(request), 'body')
        return self._write(await self.verb(**given))

    async def _admit(self, request: web.Request) -> UserActor | None:
        if not self.access.signed_in:
            return None
        actor = await authenticate(request.app[HUB], bearer(request))
        if self.access.permission:
            check(actor, self.access.permission)
        return actor

    def _write(self, answer: object) -> web.StreamResponse:
        if isinstance(answer, web.StreamResponse):
            return answer
        if isinstance(answer, Value):
            return web.Response(
                body=answer.model_dump_json().encode(), status=self.status, content_type='application/json'
            )
        return web.Response(status=204)


def bearer(request: web.Request) -> str:
    """The credential of the Authorization header, empty where there is none."""
    scheme, _, token = request.headers.get('Authorization', '').partition(' ')
    return token.strip() if scheme.lower() == 'bearer' else ''


def validated(model: type[Model], given: bytes | dict[str, str], where: str) -> Model:
    """The input as its model. Raises Invalid that names each wrong field, Malformed where it is no JSON at all."""
    try:
        return model.model_validate_json(given) if isinstance(given, bytes) else model.model_validate(given)
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False, include_input=False, include_context=False)
        if errors[0]['type'] == 'json_invalid':
            raise Malformed('The body is not valid JSON.') from wrong
        raise Invalid(
            'The input does not have the form that is asked for.',
            fields=tuple(FieldError(where='.'.join([where, *map(str, e['loc'])]), what=e['msg']) for e in errors),
        ) from wrong


async def read_json(request: web.Request) -> bytes:
    """The body, bounded in size and time; its form is decided by the route, never by the client's word alone."""
    if request.content_type != 'application/json':
        raise UnsupportedMedia('Send application/json.')
    if request.headers.get('Content-Encoding', 'identity') != 'identity':
        raise UnsupportedMedia('Send the body uncompressed.')
    return await read_body(request, BODY_BYTES)


async def read_body(request: web.Request, limit: int) -> bytes:
    """At most `limit` bytes within 20 s. Raises TooLarge, Malformed."""
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
    return b''.join(parts)


def _query(request: web.Request) -> dict[str, str]:
    if len(request.query) != len(set(request.query)):
        raise Invalid('A parameter is given twice.')
    return dict(request.query)
