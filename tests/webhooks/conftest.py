"""A program of a tenant that is told what happened: a real server, which checks what it hears as its makers would."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from handlers.keys import HUB
from hub.app import create_app
from hub.config import Settings
from hub.worker import working
from storage.embedded.home import free_port
from tests.api_client import Api
from tests.channels.conftest import QUICK
from tests.conftest import serving
from tests.live.conftest import Desk, desk, open_desk
from tests.tenants import Tenants

__all__ = ['Desk', 'desk']

PATIENCE = 20.0


@dataclass
class Receiver:
    """Answers `answer` to everything, or what `answers` has next."""

    port: int
    secret: str = ''
    answer: tuple[int, str] = (200, 'thanks')
    answers: list[tuple[int, str]] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    tries: list[tuple[str, int]] = field(default_factory=list)
    """The id and the status answered, of every request."""
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    location: str | None = None
    seconds: float = 0.0
    """Before it answers."""

    @property
    def url(self) -> str:
        """Where it listens."""
        return f'http://127.0.0.1:{self.port}/hook'

    async def take(self, request: web.Request) -> web.StreamResponse:
        """One request, refused if it is not signed."""
        body = await request.read()
        assert is_signed(self.secret, request, body)
        status, text = self.answers.pop(0) if self.answers else self.answer
        async with self.news:
            self.tries.append((request.headers['webhook-id'], status))
            if status == 200:
                self.heard.append(json.loads(body))
            self.news.notify_all()
        await asyncio.sleep(self.seconds)
        headers = {'Location': self.location} if self.location else None
        return web.Response(status=status, text=text, headers=headers)

    async def until(self, *types: str) -> list[dict[str, Any]]:
        """Wait until it heard as many things, and see that they are these."""
        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(lambda: len(self.heard) >= len(types))
        assert [each['type'] for each in self.heard] == list(types)
        return self.heard

    async def until_told(self, *words: str) -> None:
        """Wait until one of the things it heard has all these words in it."""
        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(
                lambda: any(all(word in json.dumps(each) for word in words) for each in self.heard)
            )

    async def tried(self, count: int) -> None:
        """Wait until it was asked so often."""
        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(lambda: len(self.tries) >= count)


def is_signed(secret: str, request: web.Request, body: bytes) -> bool:
    """As docs/webhooks.md says it."""
    id, timestamp = request.headers['webhook-id'], request.headers['webhook-timestamp']
    key = base64.b64decode(secret.removeprefix('whsec_'))
    digest = hmac.new(key, f'{id}.{timestamp}.'.encode() + body, hashlib.sha256).digest()
    wanted = f'v1,{base64.b64encode(digest).decode()}'
    known = request.headers['webhook-signature'].split(' ')
    return abs(time.time() - int(timestamp)) < 300 and any(hmac.compare_digest(wanted, each) for each in known)


@dataclass
class Hooked:
    """A shop with a chat, a worker, and a program that is told."""

    desk: Desk
    receiver: Receiver
    nobody: str
    """Where it may call and nobody listens."""

    @property
    def api(self) -> Api:
        """The owner's."""
        return self.desk.shop.owner.api

    async def listen(self, *events: str, url: str | None = None) -> dict[str, Any]:
        """An endpoint for these events."""
        asked = {'url': url or self.receiver.url, 'events': list(events)}
        made: dict[str, Any] = (await self.api.post('webhook-endpoints', asked)).ok(201)
        self.receiver.secret = made['secret']
        return made

    async def log(self, endpoint: dict[str, Any]) -> list[dict[str, Any]]:
        """What it was told, oldest first."""
        page = (await self.api.get(f'webhook-endpoints/{endpoint["id"]}/deliveries')).ok()
        return list(reversed(page['items']))

    async def until(self, endpoint: dict[str, Any], *states: str) -> list[dict[str, Any]]:
        """Wait until its log reads like this."""
        for _ in range(200):
            found = await self.log(endpoint)
            if [each['state'] for each in found] == list(states):
                break
            await asyncio.sleep(0.1)
        assert [each['state'] for each in found] == list(states)
        return found

    async def until_off(self, endpoint: dict[str, Any], why: str) -> None:
        """Wait until the hub switched it off."""
        for _ in range(200):
            found = (await self.api.get(f'webhook-endpoints/{endpoint["id"]}')).ok()
            if found['switched_off']:
                break
            await asyncio.sleep(0.1)
        assert (found['enabled'], found['switched_off']) == (False, why)


@pytest.fixture
async def hooked(settings: Settings, database_url: str) -> AsyncIterator[Hooked]:
    """On a hub that may call the receiver."""
    port, nobody = free_port(), f'127.0.0.1:{free_port()}'
    settings = settings.model_copy(update={'egress_allow': (f'127.0.0.1:{port}', nobody)})
    receiver, app = Receiver(port), web.Application()
    app.router.add_post('/hook', receiver.take)
    async with AsyncExitStack() as stack:
        hub_app = await create_app(settings, demo=True)
        await stack.enter_async_context(TestServer(app, port=port))
        await stack.enter_async_context(serving(hub_app, settings))
        api = await stack.enter_async_context(Api.open(settings.base_url))
        shop = await Tenants(hub_app[HUB], api).make()
        await stack.enter_async_context(working(hub_app[HUB], pace=QUICK))
        yield Hooked(await open_desk(shop, database_url, settings.base_url, stack), receiver, nobody)
