"""The edge: turns a typed function into an HTTP handler, by its annotations.

    async def change(hub: Hub, actor: UserActor, path: OneConversation, body: Change) -> Conversation: ...

Parameters are told by name: `hub`, `actor`, `client` (address and browser), `path`, `query`, `body` (each a pydantic
model) and `request` for the few that stream. The same annotations make the OpenAPI document: what is checked and what
is described cannot differ.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args, get_type_hints

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from handlers.client_address import client_address
from handlers.keys import ACTOR, HUB, REQUEST_ID, STANDING
from handlers.reading import bearer, lists_of, read_body, read_json, read_path, read_query, validated
from handlers.replay import once
from hub.access import check
from hub.auth.auth import authenticate
from hub.conversations.sight import looking
from hub.features import check as check_feature
from hub.limits import PER_ADDRESS, PER_API_KEY, PER_TENANT, PER_USER, Limit, count, neighbourhood
from hub.model.access import Client, Permission, UserActor
from hub.model.base import Id, Value
from hub.model.feature import Feature
from hub.model.page import NAME_CURSOR_LENGTH

__all__ = [
    'PEOPLE',
    'PUBLIC',
    'SIGNED_IN',
    'Access',
    'Query',
    'Route',
    'Slice',
    'bearer',
    'needs',
    'read_body',
    'read_json',
    'validated',
]


class Query(BaseModel):
    """Parameters of a path or a query: they arrive as text, unknown ones are refused."""

    model_config = ConfigDict(frozen=True, extra='forbid')


class One(Query):
    """Which one."""

    id: Id


class Slice(Query):
    """Which part of a list. The default is enough for most tenants' whole list of users, teams, widgets or keys."""

    cursor: str | None = Field(None, max_length=NAME_CURSOR_LENGTH)
    limit: int = Field(100, ge=1, le=200)


@dataclass(frozen=True)
class Access:
    """Who may call a route. Every route says it, and the matrix test asks each of them."""

    signed_in: bool
    permission: Permission | None = None
    by_people: bool = False
    """Only for a person who signed in: a program's API key is refused."""
    feature: Feature | None = None
    """Only while the tenant uses this part of the product."""


PUBLIC = Access(signed_in=False)
SIGNED_IN = Access(signed_in=True)
PEOPLE = Access(signed_in=True, by_people=True)


def needs(permission: Permission, feature: Feature | None = None) -> Access:
    """Only users and API keys that hold this right, while the feature is on if one is named."""
    return Access(signed_in=True, permission=permission, feature=feature)


@dataclass(frozen=True)
class Route:
    """One line of the table of routes."""

    method: str
    path: str
    verb: Callable[..., Awaitable[Any]]
    access: Access
    status: int = 200
    limits: tuple[Limit, ...] = ()
    """Counted per address, besides those of every route."""
    counted: bool = True
    """Off for what the operator's own machines ask all the time."""
    takes: str | None = None
    """The media type of a body that the verb streams itself, for the description."""
    answers: type[BaseModel] | str | tuple[str, ...] | None = None
    """What a verb answers that writes its own response, for the description: a model, or its media types."""

    @cached_property
    def hints(self) -> dict[str, Any]:
        """The verb's annotations, resolved."""
        return get_type_hints(self.verb)

    def model(self, part: str) -> type[BaseModel] | None:
        """The pydantic model of `path`, `query` or `body`, if the verb takes one."""
        hint = self.hints.get(part)
        return next((kind for kind in get_args(hint) if kind is not type(None)), hint)

    @cached_property
    def body_is_optional(self) -> bool:
        """Whether the verb says `body: Something | None`."""
        return type(None) in get_args(self.hints.get('body'))

    @property
    def answer(self) -> type[BaseModel] | None:
        """The model that is answered; None for 204 and for verbs that answer a response of their own."""
        found = self.hints.get('return')
        return found if isinstance(found, type) and issubclass(found, BaseModel) else None

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        """Admit, read, call one verb, answer."""
        hub = request.app[HUB]
        client = _client(request) if self.counted or 'client' in self.hints else None
        if client:
            place = neighbourhood(client.address)
            await self._count(request, *((limit, place) for limit in (PER_ADDRESS, *self.limits)))
        actor = await self._admit(request)
        body = await self._read(request)
        given = self._given(request, hub, actor, client, body)

        async def run() -> web.StreamResponse:
            with looking(actor):
                return self._write(await self.verb(**given))

        if request.method == 'POST' and actor:
            return await once(hub, actor, request, body, run)
        return await run()

    async def _read(self, request: web.Request) -> bytes:
        if self.model('body') is None or (self.body_is_optional and not request.body_exists):
            return b''
        return await read_json(request)

    async def _count(self, request: web.Request, *counted: tuple[Limit, str]) -> None:
        standing = await count(request.app[HUB], *counted) if self.counted else None
        if standing:
            request[STANDING] = standing

    async def _admit(self, request: web.Request) -> UserActor | None:
        if not self.access.signed_in:
            return None
        hub = request.app[HUB]
        actor = request[ACTOR] = await authenticate(hub, bearer(request))
        caller = (PER_API_KEY, str(actor.api_key_id)) if actor.api_key_id else (PER_USER, str(actor.user_id))
        await self._count(request, caller, (PER_TENANT, str(actor.tenant_id)))
        check(actor, self.access.permission, by_people=self.access.by_people)
        if self.access.feature:
            await check_feature(hub, actor, self.access.feature)
        return actor

    def _given(
        self, request: web.Request, hub: Any, actor: UserActor | None, client: Client | None, body: bytes
    ) -> dict[str, object]:
        plain = {'hub': hub, 'actor': actor, 'client': client, 'request': request}
        given: dict[str, object] = {name: value for name, value in plain.items() if name in self.hints}
        if path := self.model('path'):
            given['path'] = validated(path, read_path(request.match_info), 'path')
        if query := self.model('query'):
            given['query'] = validated(query, read_query(request.query, lists_of(query)), 'query')
        elif self.path.startswith('/api/v1/'):
            # a misspelt filter must not look like one that was heard
            validated(Query, read_query(request.query), 'query')
        if model := self.model('body'):
            given['body'] = validated(model, body, 'body') if body or not self.body_is_optional else None
        return given

    def _write(self, answer: object) -> web.StreamResponse:
        if isinstance(answer, web.StreamResponse):
            return answer
        if isinstance(answer, Value):
            return web.Response(
                body=answer.model_dump_json().encode(), status=self.status, content_type='application/json'
            )
        return web.Response(status=204)


def _client(request: web.Request) -> Client:
    return Client(
        address=client_address(request, request.app[HUB].settings.trusted_proxies),
        user_agent=request.headers.get('User-Agent', '')[:300].encode(errors='replace').decode() or None,
        request_id=request[REQUEST_ID],
        bearer=bearer(request),
        idempotency_key=request.headers.get('Idempotency-Key'),
        if_match=_version(request.headers.get('If-Match')),
    )


def _version(said: str | None) -> str | None:
    """Of `If-Match: "…"`; `*` takes any."""
    return None if said in (None, '*') else said.strip().removeprefix('W/').strip('"')
