"""Socket.IO clients as tests want them: connect, call, and wait for what is heard."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import socketio

WAIT_SECONDS = 20.0

Heard = dict[str, Any]


class Peer:
    """One connected client of the real library."""

    def __init__(self, url: str, namespace: str, auth: Heard, transport: str = 'websocket') -> None:
        self.namespace = namespace
        self.heard: list[tuple[str, Heard]] = []
        self._url, self._auth, self._transport = url, auth, transport
        self._news = asyncio.Event()
        self._client = socketio.AsyncClient(reconnection=False)
        self._client.on('*', self._hear, namespace=namespace)

    async def __aenter__(self) -> 'Peer':
        await self._client.connect(
            self._url, auth=self._auth, namespaces=[self.namespace], transports=[self._transport], wait_timeout=20
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.disconnect()

    @property
    def connected(self) -> bool:
        """Whether the transport still stands."""
        return bool(self._client.connected)

    async def call(self, event: str, payload: object, within: float = WAIT_SECONDS) -> Heard:
        """Emit and wait for the ack."""
        answer: Heard = await self._client.call(event, payload, namespace=self.namespace, timeout=within)
        return answer

    async def say(
        self, text: str, conversation_id: str | None = None, client_id: str | None = None, **more: Any
    ) -> Heard:
        """Send a message; the ack."""
        payload = {'client_id': client_id or uuid4().hex, 'text': text, **more}
        if conversation_id:
            payload['conversation_id'] = conversation_id
        return await self.call('message', payload)

    async def hear(self, event: str, matches: Callable[[Heard], bool] = lambda _: True) -> Heard:
        """The first such event, past or to come. Fails when it does not come in time."""
        async with asyncio.timeout(WAIT_SECONDS):
            while True:
                for name, payload in self.heard:
                    if name == event and matches(payload):
                        return payload
                self._news.clear()
                await self._news.wait()

    def texts(self) -> list[str]:
        """The messages heard so far."""
        return [payload['content_text'] for name, payload in self.heard if name == 'message']

    async def _hear(self, event: str, payload: Heard) -> None:
        self.heard.append((event, payload))
        self._news.set()


async def eventually(holds: Callable[[], bool], seconds: float = WAIT_SECONDS) -> None:
    """Wait until something holds. Fails when it does not in time."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)
