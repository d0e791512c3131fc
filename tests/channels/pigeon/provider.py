"""The provider of pigeon post: a real server that takes letters, forgets nothing and misbehaves on request."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import web
from aiohttp.test_utils import TestServer


@dataclass
class Provider:
    """What it was given. `mood` is how it takes the next letter; `moods` are taken first, one a letter."""

    url: str = ''
    mood: str = 'ok'
    moods: list[str] = field(default_factory=list)
    letters: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Accepted, by the id it gave."""
    asked: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    slow_for: str = ''
    """A customer whose letters take long."""
    outbox: list[bytes] = field(default_factory=list)
    """Deliveries that are to be asked for, in their order."""
    pulls: list[str] = field(default_factory=list)
    """From where it was asked, each time."""
    now_pulled, most_pulled = 0, 0
    """How many ask at this moment, and how many did at most."""
    pull_mood: str = 'ok'
    page: int = 3
    pull_seconds: float = 0.0

    def accepted(self) -> Counter[str]:
        """How often each message of ours was accepted."""
        return Counter(letter['ref'] for letter in self.letters.values())

    def texts(self) -> list[str]:
        """What they said, in the order of their acceptance."""
        return [letter['text'] for letter in self.letters.values()]

    async def take(self, request: web.Request) -> web.StreamResponse:
        """A letter."""
        self.asked += 1
        letter = await request.json()
        mood = self.moods.pop(0) if self.moods else self.mood
        if mood == 'busy':
            return web.json_response({'why': 'busy'}, status=429, headers={'Retry-After': '0'})
        if mood == 'refuse':
            return web.json_response({'why': 'No loft at this number.', 'kind': 'address'}, status=400)
        if letter['to'] == self.slow_for:
            await asyncio.sleep(0.8)
        id = f'P{uuid4().hex}'
        self.letters[id] = letter
        if mood == 'mute':  # taken, but nobody ever hears
            await asyncio.sleep(30)
        if mood == 'hang up' and request.transport:
            request.transport.abort()
        return web.json_response({'id': id})

    async def look_up(self, request: web.Request) -> web.Response:
        """What became of a try."""
        for id, letter in self.letters.items():
            if letter['attempt'] == request.match_info['attempt']:
                return web.json_response({'id': id})
        return web.json_response({}, status=404)

    async def show(self, request: web.Request) -> web.Response:
        """Deliveries behind a place, some at a time."""
        self.pulls.append(request.query['after'])
        if self.pull_mood == 'busy':
            return web.json_response({}, status=429, headers={'Retry-After': '0'})
        self.now_pulled += 1
        self.most_pulled = max(self.most_pulled, self.now_pulled)
        try:
            await asyncio.sleep(self.pull_seconds)
        finally:
            self.now_pulled -= 1
        after = int(request.query['after'])
        page = self.outbox[after : after + self.page]
        return web.json_response({'deliveries': [each.decode() for each in page], 'next': after + len(page)})

    async def file(self, request: web.Request) -> web.Response:
        """A picture."""
        found = self.files.get(request.match_info['name'])
        return web.Response(body=found, content_type='image/png') if found else web.Response(status=404)


@asynccontextmanager
async def provider() -> AsyncIterator[Provider]:
    """One that runs."""
    found, app = Provider(), web.Application()
    app.router.add_post('/letters', found.take)
    app.router.add_get('/letters/{attempt}', found.look_up)
    app.router.add_get('/files/{name}', found.file)
    app.router.add_get('/outbox', found.show)
    async with TestServer(app, shutdown_timeout=0.1) as server:
        found.url = str(server.make_url('')).rstrip('/')
        yield found
