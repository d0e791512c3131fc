"""Visitors, agents and programs, who behave as real ones: they hurry, doubt, resend, flap, leave and come back.

Each logical message has a key, `sender/number`; a sender writes into one conversation. Everybody stops between two
messages while the gate is closed, so that a halt finds nothing on its way.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from itertools import count
from typing import Any

from aiohttp import ClientError

from tests.api_client import Api
from tests.chaos.listing import Listing
from tests.chaos.post import Post
from tests.kills.book import Book, Row
from tests.kills.client import ACK_SECONDS, TRY_AGAIN, Client
from tests.kills.crowd import hire
from tests.kills.installation import OWNER
from tests.kills.thread import Thread

VISITORS = 8
POLLING, TWO_TABS, FLAPPING, ABSENT = (6,), (0, 1), (5,), (7,)
"""Which visitors are of a special kind."""
AGENTS = 3
STREAMS = 3
"""Of strangers, one at a time each."""
FEEDERS = 2
NOTE_EVERY = 5
ASIDE, HURRY, DOUBT = 0.15, 0.15, 0.06
"""How often somebody does something else, does not wait for acks, or resends what was acked."""
RESENDS = 9
FEED_SECONDS = 0.1
READ_SECONDS = 0.8
MOVE_SECONDS = 6.0
"""How long agents stay on one process: else all would end up on the one that was not killed last."""
LATER_SECONDS = 2.0
"""Between two replies that are to go out later, and until they do."""
MACRO_SECONDS, CODE_SECONDS = 0.5, 0.5
MACRO = [{'type': 'set_priority', 'priority': 'high'}, {'type': 'assign_to_me'}]
GIVES_UP = 10.0
"""Seconds after which a program under an Idempotency-Key lets the matter rest."""


class Crowd:
    """Everybody, on both web processes. `rate`: messages a second they aim at, all together."""

    def __init__(self, book: Book, stack: AsyncExitStack, places: list[str], *, rate: float, seed: int) -> None:
        self.book = book
        self.visitors: list[Client] = []
        self.agents: list[Client] = []
        self.listings: list[Listing] = []
        self.homes: dict[Client, str] = {}
        self.token = ''
        self.key = self.macro_id = ''
        self.post: Post | None = None
        """Who writes and is answered by pigeon."""
        self._regulars: list[Client] = []
        self._places, self._stack, self._rate = places, stack, rate
        self._random = random.Random(seed)
        self._gate = asyncio.Event()
        self._gate.set()
        self._busy = 0
        self._tasks: list[asyncio.Task[None]] = []

    async def gather(self, token: str, post: Post | None = None) -> None:
        """The owner opens a widget and hires; everybody connects and opens a conversation."""
        self.token, self.post = token, post
        async with Api.open(self._places[0]) as anonymous:
            owner = anonymous.as_(token)
            made = await owner.call('POST', 'macros', {'name': 'Thanks', 'text': 'Thank you', 'actions': MACRO})
            self.macro_id = made.ok(201)['id']
            self.key = (await owner.call('POST', 'widgets', {'name': 'Shop'})).ok(201)['key']
            tokens = [token, *[await hire(owner) for _ in range(AGENTS - 1)]]
        for number in range(VISITORS):
            await self._add_visitor(number)
        for number, place in enumerate(self._places):
            await self._add_regulars(number, place, tokens[-1])
        for number, its_token in enumerate(tokens):
            agent = await self._client(f'agent{number}', '/agent', {'token': its_token}, number)
            self.agents.append(agent)
            await asyncio.gather(*(agent.follow(conversation) for conversation in self.conversations))
        for number in range(FEEDERS):
            feeder = await self._client(f'feeder{number}', '/agent', {'token': tokens[-1]}, number)
            self.listings.append(Listing(feeder))

    def start(self) -> None:
        """Everybody begins."""
        lanes = self._lanes()
        pause = len(lanes) / self._rate
        for work in lanes:
            self._go(self._over_and_over(work, pause))
        for number in FLAPPING:
            self._go(self._over_and_over(self._flaps(self.visitors[number]), 1.0))
        for number in ABSENT:
            self._go(self._over_and_over(self._leaves(self.visitors[number]), 20.0))
        for client in self._movable():
            self._go(self._over_and_over(self._flaps(client), MOVE_SECONDS))
        for listing in self.listings:
            self._go(self._forever(listing.catch_up, FEED_SECONDS))
        for stream in range(STREAMS):
            self._go(self._over_and_over(self._new_visitors(stream), 0.8))
        for client in (*self.visitors, *self.agents, *self._regulars):
            self._go(self._over_and_over(self._reads(client), READ_SECONDS))
        self._go(self._over_and_over(self._schedules('later', self.conversations[0]), LATER_SECONDS))
        self._go(self._over_and_over(self._applies('macro', self.conversations[-1]), MACRO_SECONDS))
        self._go(self._over_and_over(self._asks_for_code, CODE_SECONDS))
        for work, seconds in self.post.turns() if self.post else ():
            self._go(self._over_and_over(work, seconds))

    async def stop(self) -> None:
        """Everybody falls silent for good."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @asynccontextmanager
    async def halt(self, seconds: float) -> AsyncIterator[None]:
        """While the block lasts nobody begins anything; what was begun gets its time to end."""
        self._gate.clear()
        try:
            await self.is_back(seconds)
            yield
        finally:
            self._gate.set()

    async def is_back(self, seconds: float) -> bool:
        """Whether everybody is connected and done with what they began, within this time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._busy or not all(client.here.is_set() for client in self.clients):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
                return True
        return False

    @property
    def clients(self) -> list[Client]:
        """Those who stay for the whole run."""
        return list(dict.fromkeys((*self.visitors, *self.agents, *(each.client for each in self.listings))))

    @property
    def conversations(self) -> list[str]:
        """Those that last, by whichever channel."""
        return sorted({*self.homes.values(), *(self.post.conversations.values() if self.post else ())})

    def _movable(self) -> list[Client]:
        """Who goes from one process to the other now and then."""
        who = (*self.agents, *(listing.client for listing in self.listings))
        return [client for client in who if client not in self._regulars]

    @property
    def threads(self) -> list[Thread]:
        """What each of them sees of each conversation they follow."""
        return [thread for client in self.clients for thread in client.threads.values()]

    def unlisted(self, rows: list[Row]) -> list[str]:
        """The last message of each conversation that a list, kept by the feed alone, does not show."""
        last = {row.conversation: row for row in rows}
        return [
            row.key
            for listing in self.listings
            for row in last.values()
            if listing.last.get(row.conversation) != row.seq
        ]

    def _lanes(self) -> list[Callable[[], Awaitable[None]]]:
        works = [self._talks(client, f'{client.name}', conversation) for client, conversation in self.homes.items()]
        letters = set(self.post.conversations.values()) if self.post else set()
        for number, agent in enumerate(self.agents):
            for place, conversation in enumerate(self.conversations):
                if conversation in letters and place % len(self.agents) != number:
                    continue  # one of them answers letters: what goes to a provider takes several times the work
                works.append(self._talks(agent, f'{agent.name}.{place}', conversation))
        for place, conversation in enumerate(self.conversations):
            works.append(self._requests(f'program{place}', conversation, names_message=place % 2 == 0))
        return works

    async def _add_visitor(self, number: int) -> None:
        transports = ('polling', 'websocket') if number in POLLING else ('websocket',)
        auth = {'key': self.key}
        visitor = await self._client(f'visitor{number}', '/visitor', auth, number, transports)
        self.visitors.append(visitor)
        first = await visitor.say(self.book, f'{visitor.name}/0', 'Hello', None)
        conversation = self.homes[visitor] = first['conversation_id']
        await visitor.follow(conversation)
        if number in TWO_TABS:
            tab = await self._client(f'visitor{number}tab', '/visitor', visitor.auth, number + 1)
            self.visitors.append(tab)
            self.homes[tab] = conversation
            await tab.follow(conversation)

    async def _add_regulars(self, number: int, place: str, token: str) -> None:
        """A visitor and an agent who come back to this place alone, and wait where it is gone: it has somebody who
        reads and asks for the feed as soon as it is up."""
        feeder = await self._stack.enter_async_context(Client(f'regular{number}', '/agent', [place], {'token': token}))
        self.listings.append(Listing(feeder))
        query = f'?key={self.key}'
        visitor = Client(f'guest{number}', '/visitor', [place + query], {'key': self.key})
        await self._stack.enter_async_context(visitor)
        self.visitors.append(visitor)
        first = await visitor.say(self.book, f'{visitor.name}/0', 'Hello', None)
        self.homes[visitor] = first['conversation_id']
        await visitor.follow(first['conversation_id'])
        await feeder.follow(first['conversation_id'])
        self._regulars.append(feeder)

    async def _client(
        self, name: str, namespace: str, auth: dict[str, Any], number: int, transports: tuple[str, ...] = ('websocket',)
    ) -> Client:
        client = self._stranger(name, namespace, auth, number, transports)
        return await self._stack.enter_async_context(client)

    def _stranger(
        self, name: str, namespace: str, auth: dict[str, Any], number: int, transports: tuple[str, ...] = ('websocket',)
    ) -> Client:
        query = f'?key={self.key}' if namespace == '/visitor' else ''
        turned = self._places[number % len(self._places) :] + self._places[: number % len(self._places)]
        return Client(name, namespace, [place + query for place in turned], auth, transports)

    # ── what they do ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _talks(self, client: Client, sender: str, conversation: str) -> Callable[[], Awaitable[None]]:
        """One person in one conversation: mostly a message at a time."""
        numbers, hurried, hurry_numbers = count(1), f'{sender}h', count(1)
        self.book.hurried.add(hurried)

        async def turn() -> None:
            chance = self._random.random()
            if chance < HURRY:
                keys = [f'{hurried}/{next(hurry_numbers)}' for _ in range(self._random.randint(2, 6))]
                await self._hurry(client, keys, conversation)
                return
            key = f'{sender}/{next(numbers)}'
            more = self._manner(client)
            await client.say(self.book, key, 'And then?', conversation, **more)
            if chance > 1 - DOUBT:
                await self._doubt(client, key, conversation, more)
            if self._random.random() < ASIDE:
                await self._aside(client, conversation)

        return turn

    def _manner(self, client: Client) -> dict[str, Any]:
        if client not in self.agents:
            return {}
        styled = {'html': '<p>And <b>then</b>?</p>'} if self._random.random() < 0.3 else {}
        return {**styled, **({'private': True} if self._random.randrange(NOTE_EVERY) == 0 else {})}

    async def _hurry(self, client: Client, keys: list[str], conversation: str) -> None:
        """Several at once, without waiting for acks; then one by one what was not acked."""
        # an agent's message with formatting takes longer, a visitor's conversation may go without saying and has to be
        # looked up: each stands before a plain one, which overtakes if anything can
        is_agent = client in self.agents
        slow: dict[str, Any] = {'html': '<p>Quick</p>'} if is_agent else {}
        manners = {key: {} if place % 2 else slow for place, key in enumerate(keys)}
        await client.here.wait()
        works = [
            client.say_once(self.book, key, 'Quick!', conversation if place % 2 or is_agent else None, **manners[key])
            for place, key in enumerate(keys)
        ]
        stored = await asyncio.gather(*works)
        for key, message in zip(keys, stored, strict=True):
            if message is None:
                await client.say(self.book, key, 'Quick!', conversation, **manners[key])

    async def _doubt(self, client: Client, key: str, conversation: str, more: dict[str, Any]) -> None:
        """The ack is taken for lost: the same again, up to nine times, perhaps to the other process."""
        if self._random.random() < 0.3:
            await client.move()
        for _ in range(self._random.randint(1, RESENDS)):
            await client.say(self.book, key, 'And then?', conversation, **more)

    async def _aside(self, client: Client, conversation: str) -> None:
        last = client.threads[conversation].last
        events: list[tuple[str, dict[str, Any]]] = [
            ('read', {'conversation_id': conversation, 'seq': last}),
            ('typing', {'conversation_id': conversation, 'on': True}),
        ]
        if client in self.visitors:
            events += [('identify', {'name': client.name}), ('page', {'url': 'https://shop.example/'})]
        await client.call(*self._random.choice(events))
        if client in self.agents:
            await self._ask(
                'PATCH', f'conversations/{conversation}', {'priority': self._random.choice(['low', 'high'])}
            )

    def _reads(self, client: Client) -> Callable[[], Awaitable[None]]:
        """Somebody looks at a conversation and has read all of it."""

        async def turn() -> None:
            if client.here.is_set() and client.threads:
                thread = self._random.choice(list(client.threads.values()))
                await client.call('read', {'conversation_id': thread.conversation, 'seq': thread.last})

        return turn

    def _requests(self, sender: str, conversation: str, *, names_message: bool) -> Callable[[], Awaitable[None]]:
        """A program over HTTP with an Idempotency-Key; every second one names the message itself, too."""
        numbers = count(1)

        async def turn() -> None:
            key = f'{sender}/{next(numbers)}'
            body = {'text': f'{key} By the way', **({'client_id': key} if names_message else {})}
            with suppress(TimeoutError):
                async with asyncio.timeout(GIVES_UP):
                    while not await self._request(key, conversation, body):  # noqa: ASYNC110 - asked, not awaited
                        await asyncio.sleep(self._random.uniform(0.1, 0.5))

        return turn

    def _schedules(self, sender: str, conversation: str) -> Callable[[], Awaitable[None]]:
        """Replies that a worker is to send in a moment."""
        numbers = count(1)

        async def turn() -> None:
            key = f'{sender}/{next(numbers)}'
            at = (datetime.now(UTC) + timedelta(seconds=LATER_SECONDS)).isoformat()
            body = {'client_id': key, 'text': f'{key} Good morning', 'send_at': at}
            self.book.attempt(key)
            answer = await self._ask('POST', f'conversations/{conversation}/scheduled-messages', body)
            if answer is None:
                self.book.wonder(key)
            elif answer[0] == HTTPStatus.CREATED:
                self.book.accept(key)
            else:
                self.book.refuse(key, answer[1]['code'])

        return turn

    def _applies(self, sender: str, conversation: str) -> Callable[[], Awaitable[None]]:
        """A macro, again under its `client_id` until it is answered."""
        numbers = count(1)

        async def turn() -> None:
            key = f'{sender}/{next(numbers)}'
            body = {'client_id': key, 'macro_id': self.macro_id, 'text': f'{key} Thank you'}
            answer = None
            while answer is None or answer[0] != HTTPStatus.OK:
                await asyncio.sleep(self._random.uniform(0.1, 0.5))
                self.book.attempt(key)
                answer = await self._ask('POST', f'conversations/{conversation}/macro-runs', body)
                if answer is None:
                    self.book.wonder(key)
                elif answer[0] != HTTPStatus.OK:
                    self.book.refuse(key, answer[1]['code'])
                    assert answer[1]['code'] in {*TRY_AGAIN, 'unauthenticated'}, answer
            self.book.accept(key)  # applied before, it does not say again what it wrote

        return turn

    async def _asks_for_code(self) -> None:
        """The owner has forgotten that they are signed in: a mail goes out."""
        await self._ask('POST', 'auth/sign-in', {'email': OWNER})

    async def _request(self, key: str, conversation: str, body: dict[str, Any]) -> bool:
        self.book.attempt(key)
        answer = await self._ask('POST', f'conversations/{conversation}/messages', body, Idempotency_Key=key)
        if answer is None:
            self.book.wonder(key)
            return False
        status, said = answer
        if status in (200, 201):
            self.book.ack(key, said['id'], said['seq'])
            return True
        self.book.refuse(key, said['code'])
        assert said['code'] in {*TRY_AGAIN, 'idempotency_key_in_use', 'unauthenticated'}, said
        return False

    async def _ask(self, method: str, path: str, body: dict[str, Any], **headers: str) -> tuple[int, Any] | None:
        place = self._random.choice(self._places)
        try:
            async with asyncio.timeout(ACK_SECONDS), Api.open(place) as anonymous:
                answer = await anonymous.as_(self.token).call(method, path, body, **headers)
                return answer.status, answer.json
        except (ClientError, OSError, ValueError):
            return None

    def _flaps(self, client: Client) -> Callable[[], Awaitable[None]]:
        async def turn() -> None:
            if client.here.is_set():
                await client.move()

        return turn

    def _leaves(self, client: Client) -> Callable[[], Awaitable[None]]:
        async def turn() -> None:
            await client.move(away=self._random.uniform(3, 8))

        return turn

    def _new_visitors(self, stream: int) -> Callable[[], Awaitable[None]]:
        """Strangers who say their first words, twice or at once, and are gone again."""
        numbers = count(1)

        async def turn() -> None:
            number = next(numbers)
            stranger = self._stranger(f'stranger{stream}.{number}', '/visitor', {'key': self.key}, number)
            self.book.hurried.add(stranger.name)
            with suppress(TimeoutError):
                async with asyncio.timeout(GIVES_UP), stranger:
                    keys = [f'{stranger.name}/{place}' for place in (1, 1, 2)]
                    await asyncio.gather(*(stranger.say(self.book, key, 'Anybody here?', None) for key in keys))

        return turn

    # ── how they go on ───────────────────────────────────────────────────────────────────────────────────────────────

    def _go(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(asyncio.create_task(work))

    async def _over_and_over(self, turn: Callable[[], Awaitable[None]], pause: float) -> None:
        while True:
            await asyncio.sleep(self._random.uniform(0.2, 1.8) * pause)
            await self._gate.wait()
            with self._at_work():
                await turn()

    async def _forever(self, turn: Callable[[], Awaitable[None]], pause: float) -> None:
        """Halts or not: catching up is what they are there for."""
        while True:
            await turn()
            await asyncio.sleep(pause)

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1

    def failures(self) -> list[BaseException]:
        """What made somebody stop who should not have: an answer that no client should ever get."""
        ended = [task for task in self._tasks if task.done() and not task.cancelled()]
        return [error for task in ended if (error := task.exception())]
