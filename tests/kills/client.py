"""A client as ours behave: an outbox that resends under the same client_id, reconnects, and syncs what it missed.

The library is the real one with its own reconnecting switched off: a client may come back to another process.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import socketio
from socketio.exceptions import SocketIOError

from tests.kills.book import Book
from tests.kills.thread import Thread

ACK_SECONDS = 4.0
TRY_AGAIN = frozenset({'unavailable', 'rate_limited'})

Heard = dict[str, Any]


class Client:
    """One visitor or agent. Use as a context; `places` are tried in turn."""

    def __init__(self, name: str, namespace: str, places: Sequence[str], auth: Heard) -> None:
        self.name, self.namespace = name, namespace
        self.threads: dict[str, Thread] = {}
        self.places = list(places)
        self.reconnects = 0
        self.longest_absence = 0.0
        self._auth = auth
        self._here = asyncio.Event()
        self._socket: socketio.AsyncClient | None = None
        self._gone = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._syncing: set[str] = set()
        self._wanted: set[str] = set()

    async def __aenter__(self) -> 'Client':
        self._spawn(self._stay_connected())
        async with asyncio.timeout(20):
            await self._here.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._socket:
            await self._socket.disconnect()

    async def say(self, book: Book, client_id: str, text: str, conversation: str | None, **more: Any) -> Heard:
        """Send until an ack says that it is stored. An empty ack and a time-out say nothing."""
        payload = {'client_id': client_id, 'text': text, **more}
        if conversation:
            payload['conversation_id'] = conversation
        while True:
            await self._here.wait()
            book.attempt(client_id)
            ack = await self._call('message', payload)
            if ack and ack.get('ok') and ack.get('message'):
                message: Heard = ack['message']
                book.ack(client_id, message['id'], message['seq'])
                self._take(message)
                return message
            if ack and ack['error']['code'] not in TRY_AGAIN:
                raise AssertionError(ack)
            await _a_moment()

    async def follow(self, conversation: str) -> None:
        """See this conversation from its beginning."""
        self.threads[conversation] = Thread(conversation, sees_notes=self.namespace == '/agent')
        await self._open(conversation)

    async def move(self) -> None:
        """Hang up and come back at the next place."""
        self.places = [*self.places[1:], self.places[0]]
        if self._socket:
            await self._socket.disconnect()

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _stay_connected(self) -> None:
        left = time.monotonic()
        while True:
            gone, socket = asyncio.Event(), socketio.AsyncClient(reconnection=False)
            self._listen(socket, gone)
            try:
                await socket.connect(
                    self.places[0],
                    auth=self._auth,
                    namespaces=[self.namespace],
                    transports=['websocket'],
                    wait_timeout=5,
                )
            except (SocketIOError, OSError):
                self.places = [*self.places[1:], self.places[0]]
                await _a_moment()
                continue
            self._socket, self._gone = socket, gone
            self.longest_absence = max(self.longest_absence, time.monotonic() - left)
            self._here.set()
            for conversation in self.threads:
                self._spawn(self._open(conversation))
            await gone.wait()
            left = time.monotonic()
            self._here.clear()
            self.reconnects += 1
            with suppress(Exception):
                await socket.disconnect()

    def _listen(self, socket: socketio.AsyncClient, gone: asyncio.Event) -> None:
        async def session(news: Heard) -> None:
            if 'visitor' in news:  # the token that makes me the same visitor next time
                self._auth = {**self._auth, 'visitor': news['visitor']}

        async def message(news: Heard) -> None:
            self._take(news)

        async def disconnect(*_: object) -> None:
            gone.set()

        socket.on('session', session, namespace=self.namespace)
        socket.on('message', message, namespace=self.namespace)
        socket.on('disconnect', disconnect, namespace=self.namespace)

    def _take(self, message: Heard) -> None:
        thread = self.threads.get(message['conversation_id'])
        if thread is not None and not thread.take(message):
            self._spawn(self._sync(thread.conversation))

    async def _open(self, conversation: str) -> None:
        if self.namespace == '/agent':
            while (await self._call('watch', {'conversation_id': conversation}) or {}).get('ok') is not True:
                await self._here.wait()
                await asyncio.sleep(0.1)
        await self._sync(conversation)

    async def _sync(self, conversation: str) -> None:
        self._wanted.add(conversation)
        if conversation in self._syncing:
            return
        self._syncing.add(conversation)
        try:
            while conversation in self._wanted:
                self._wanted.discard(conversation)
                await self._catch_up(self.threads[conversation])
        finally:
            self._syncing.discard(conversation)

    async def _catch_up(self, thread: Thread) -> None:
        more = True
        while more:
            await self._here.wait()
            ack = await self._call('sync', {'conversation_id': thread.conversation, 'after_seq': thread.last})
            if not ack or not ack.get('ok'):
                await asyncio.sleep(0.1)
                continue
            whole = True
            for message in ack['messages']:
                whole = thread.take(message)
            more = ack['more'] or not whole

    async def _call(self, event: str, payload: Heard) -> Heard | None:
        """The ack, or None: a connection that ends in between is not waited for."""
        socket = self._socket
        if socket is None:
            return None
        call = asyncio.ensure_future(socket.call(event, payload, namespace=self.namespace, timeout=ACK_SECONDS))
        gone = asyncio.ensure_future(self._gone.wait())
        try:
            await asyncio.wait({call, gone}, return_when=asyncio.FIRST_COMPLETED)
            return call.result() if call.done() else None
        except (SocketIOError, OSError):
            return None
        finally:
            for task in (call, gone):
                task.cancel()
            await asyncio.gather(call, gone, return_exceptions=True)


async def _a_moment() -> None:
    await asyncio.sleep(random.uniform(0.05, 0.3))
