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
FAREWELL_SECONDS = 2.0
GREETED_SECONDS = 5.0
IMPATIENCE = 0.5
"""How often a client that got no answer hangs up and tries the next place."""
TRY_AGAIN = frozenset({'unavailable', 'rate_limited', 'internal'})

Heard = dict[str, Any]


class Client:
    """One visitor or agent. Use as a context; `places` are tried in turn."""

    def __init__(
        self, name: str, namespace: str, places: Sequence[str], auth: Heard, transports: Sequence[str] = ('websocket',)
    ) -> None:
        self.name, self.namespace = name, namespace
        self.threads: dict[str, Thread] = {}
        self.places = list(places)
        self.auth = auth
        self.reconnects = 0
        self.longest_absence = 0.0
        self.heard: dict[str, tuple[float, float]] = {}
        """When a message came live, by its id, and since when we were connected then."""
        self.session: Heard = {}
        """What the server said first, this time."""
        self.here = asyncio.Event()
        self._transports = list(transports)
        self._since = 0.0
        self._away_until = 0.0
        self._socket: socketio.AsyncClient | None = None
        self._gone = asyncio.Event()
        self._greeting = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._syncing: set[str] = set()
        self._wanted: set[str] = set()

    async def __aenter__(self) -> 'Client':
        self._spawn(self._stay_connected())
        async with asyncio.timeout(20):
            await self.here.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._socket:
            await _hang_up(self._socket)

    async def say(self, book: Book, key: str, text: str, conversation: str | None, **more: Any) -> Heard:
        """Send until an ack says that it is stored. An empty ack and a time-out say nothing."""
        while True:
            await self.here.wait()
            message = await self.say_once(book, key, text, conversation, **more)
            if message:
                return message
            await _a_moment()

    async def say_once(self, book: Book, key: str, text: str, conversation: str | None, **more: Any) -> Heard | None:
        """One try: the stored message, or None where it was refused or nobody knows."""
        payload = {'client_id': key, 'text': f'{key} {text}', **more}
        if conversation:
            payload['conversation_id'] = conversation
        book.attempt(key, self.places[0])
        ack = await self.call('message', payload)
        if not ack:
            book.wonder(key)
            if self.here.is_set() and random.random() < IMPATIENCE:
                await self.move()
            return None
        if ack.get('ok') and ack.get('message'):
            message: Heard = ack['message']
            book.ack(key, message['id'], message['seq'])
            self._take(message)
            return message
        code = ack['error']['code']
        book.refuse(key, code)
        if code not in TRY_AGAIN:
            raise AssertionError(f'{key}: {ack}')
        return None

    async def follow(self, conversation: str) -> None:
        """See this conversation from its beginning."""
        self.threads[conversation] = Thread(conversation, sees_notes=self.namespace == '/agent')
        await self._open(conversation)

    async def move(self, away: float = 0.0) -> None:
        """Hang up and come back at the next place, after a while."""
        self.places = [*self.places[1:], self.places[0]]
        self._away_until = time.monotonic() + away
        self._gone.set()

    async def call(self, event: str, payload: Heard) -> Heard | None:
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

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _stay_connected(self) -> None:
        left = time.monotonic()
        while True:
            await asyncio.sleep(max(0.0, self._away_until - time.monotonic()))
            self._greeting = asyncio.Event()
            gone, socket = asyncio.Event(), socketio.AsyncClient(reconnection=False)
            self._listen(socket, gone)
            self._socket, self._gone = socket, gone
            if not await self._connect(socket):
                self.places = [*self.places[1:], self.places[0]]
                self._spawn(_hang_up(socket))
                await _a_moment()
                continue
            self._since = time.monotonic()
            self.longest_absence = max(self.longest_absence, self._since - max(left, self._away_until))
            self.here.set()
            for conversation in self.threads:
                self._spawn(self._open(conversation))
            await gone.wait()
            left = time.monotonic()
            self.here.clear()
            self.reconnects += 1
            self._spawn(_hang_up(socket))

    async def _connect(self, socket: socketio.AsyncClient) -> bool:
        try:
            async with asyncio.timeout(8):
                await socket.connect(
                    self.places[0],
                    auth=self.auth,
                    namespaces=[self.namespace],
                    transports=self._transports,
                    wait_timeout=5,
                )
        except (SocketIOError, OSError, ValueError, TypeError, KeyError):
            # a handshake that was cut in the middle makes the library raise whatever it stumbled over
            return False
        # without its token a new visitor would be another one at the next connection, and a resend another message
        return await self._greeted()

    async def _greeted(self) -> bool:
        greeted, gone = (asyncio.ensure_future(each.wait()) for each in (self._greeting, self._gone))
        try:
            await asyncio.wait({greeted, gone}, timeout=GREETED_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            return greeted.done() and not gone.done()
        finally:
            for task in (greeted, gone):
                task.cancel()
            await asyncio.gather(greeted, gone, return_exceptions=True)

    def _listen(self, socket: socketio.AsyncClient, gone: asyncio.Event) -> None:
        def is_mine() -> bool:
            return self._socket is socket and not gone.is_set()

        greeting = self._greeting

        async def session(news: Heard) -> None:
            self.session = news
            if 'visitor' in news:  # the token that makes me the same visitor next time
                self.auth = {**self.auth, 'visitor': news['visitor']}
            greeting.set()

        async def message(news: Heard) -> None:
            if is_mine():
                self.heard.setdefault(news['id'], (time.monotonic(), self._since))
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
            while (await self.call('watch', {'conversation_id': conversation}) or {}).get('ok') is not True:
                await self.here.wait()
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
            await self.here.wait()
            ack = await self.call('sync', {'conversation_id': thread.conversation, 'after_seq': thread.last})
            if not ack or not ack.get('ok'):
                await asyncio.sleep(0.1)
                continue
            whole = True
            for message in ack['messages']:
                whole = thread.take(message)
            more = ack['more'] or not whole


async def _hang_up(socket: socketio.AsyncClient) -> None:
    """Without waiting for a server that may be gone."""
    with suppress(Exception):
        async with asyncio.timeout(FAREWELL_SECONDS):
            await socket.disconnect()


async def _a_moment() -> None:
    await asyncio.sleep(random.uniform(0.05, 0.3))
