"""A small client of the HTTP API for tests: says what it sends, keeps what came back."""

import io
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import ClientSession
from yarl import URL


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON values."""
        return orjson.loads(self.body)

    @property
    def code(self) -> str:
        """The problem's code."""
        assert self.headers['Content-Type'].startswith('application/problem+json'), self
        return str(self.json['code'])

    def ok(self, status: int = 200) -> Any:
        """The JSON of an answer that has to be this one."""
        assert self.status == status, f'{self.status} {self.body[:500]!r}'
        return self.json if self.body else None


class Api:
    """One caller. Paths that do not start with a slash are below /api/v1."""

    def __init__(self, session: ClientSession, base: str, token: str = '') -> None:
        self.session = session
        self.base = base.rstrip('/')
        self.token = token

    @classmethod
    @asynccontextmanager
    async def open(cls, base: str) -> AsyncIterator['Api']:
        """A caller without credentials."""
        async with ClientSession() as session:
            yield cls(session, base)

    def as_(self, token: str) -> 'Api':
        """The same connection, another bearer token."""
        return Api(self.session, self.base, token)

    async def call(
        self, method: str, path: str, json: object = None, body: bytes | None = None, /, **headers: str
    ) -> Answer:
        """Send; header names take underscores for dashes."""
        sent = {name.replace('_', '-'): value for name, value in headers.items()}
        if self.token:
            sent.setdefault('Authorization', f'Bearer {self.token}')
        if json is not None:
            body = orjson.dumps(json)
        if body is not None:
            sent.setdefault('Content-Type', 'application/json')
        url = path if path.startswith('/') else f'/api/v1/{path}'
        async with self.session.request(
            method,
            URL(self.base + url, encoded=True),
            data=io.BytesIO(body) if body and len(body) > 2**20 else body,
            headers=sent,
            allow_redirects=False,
        ) as response:
            return Answer(response.status, response.headers, await response.read())

    async def get(self, path: str, **headers: str) -> Answer:
        """GET."""
        return await self.call('GET', path, **headers)

    async def post(self, path: str, json: object = None, **headers: str) -> Answer:
        """POST."""
        return await self.call('POST', path, json, **headers)

    async def patch(self, path: str, json: object, **headers: str) -> Answer:
        """PATCH."""
        return await self.call('PATCH', path, json, **headers)

    async def delete(self, path: str, **headers: str) -> Answer:
        """DELETE."""
        return await self.call('DELETE', path, **headers)
