"""Several visitors and two agents in a storm of messages, while a test does its worst."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from tests.api_client import Api
from tests.kills.book import Book, Verdict, as_rows
from tests.kills.client import Client
from tests.kills.installation import stored, until
from tests.kills.thread import Thread

VISITORS = 8
POLLING_EVERY = 4
"""Every so many of the visitors never has a WebSocket: a proxy on their way eats the upgrade."""
SETTLED_SECONDS = 20.0
READ_AT_ONCE = 16
NOTE_EVERY = 5
"""Every so many of the agents' messages is a note, which leaves a gap in the visitor's numbers."""

Strike = Callable[[], Awaitable[None]]


class Crowd:
    """One widget's visitors, and two agents of its tenant."""

    def __init__(self, database_url: str, stack: AsyncExitStack, places: Sequence[str]) -> None:
        self.book = Book()
        self.visitors: list[Client] = []
        self.agents: list[Client] = []
        self._homes: dict[Client, str] = {}
        self._database_url, self._stack, self._places = database_url, stack, list(places)

    async def gather(self, token: str) -> None:
        """The owner hires and opens a widget; everybody connects, on one process or the other."""
        async with Api.open(self._places[0]) as anonymous:
            owner = anonymous.as_(token)
            key = (await owner.call('POST', 'widgets', {'name': 'Shop'})).ok(201)['key']
            tokens = [token, await hire(owner)]
        for number in range(VISITORS):
            visitor = await self._client(f'visitor{number}', '/visitor', {'key': key}, number, f'?key={key}')
            self.visitors.append(visitor)
            first = await visitor.say(self.book, f'{visitor.name}/0', 'Hello', None)
            self._homes[visitor] = first['conversation_id']
            await visitor.follow(first['conversation_id'])
        for number, its_token in enumerate(tokens):
            agent = await self._client(f'agent{number}', '/agent', {'token': its_token}, number)
            self.agents.append(agent)
            await asyncio.gather(*(agent.follow(conversation) for conversation in self._homes.values()))
        self.token = token

    async def storm(self, messages: int, strikes: dict[int, Strike]) -> None:
        """Everybody writes; when so many messages are acked, a strike falls. Returns when all have been acked."""
        lanes = [(visitor, conversation) for visitor, conversation in self._homes.items()]
        lanes += [(agent, conversation) for agent in self.agents for conversation in self._homes.values()]
        each = -(-messages // len(lanes))
        async with asyncio.TaskGroup() as group:
            for lane, (client, conversation) in enumerate(lanes):
                group.create_task(self._talk(client, f'{client.name}.{lane}', conversation, each))
            for count, strike in strikes.items():
                group.create_task(self._strike(count, strike))

    async def verdict(self) -> Verdict:
        """Once everybody has had the time to catch up."""
        rows = [row for row in as_rows(await stored(self._database_url)) if row.conversation in self._homes.values()]
        threads = self._threads()
        with suppress(AssertionError):  # the verdict says who misses what
            await until(lambda: not self.book.judge(rows, threads).missed, SETTLED_SECONDS)
        return self.book.judge(rows, [*threads, *(await pages(self._places[0], self.token, self._homes.values()))])

    @property
    def homes(self) -> list[str]:
        """The visitors' conversations, in their order."""
        return [self._homes[visitor] for visitor in self.visitors]

    @property
    def everybody(self) -> list[Client]:
        """Visitors and agents."""
        return [*self.visitors, *self.agents]

    def _threads(self) -> list[Thread]:
        return [thread for client in self.everybody for thread in client.threads.values()]

    async def _client(self, name: str, namespace: str, auth: dict[str, Any], number: int, query: str = '') -> Client:
        turned = self._places[number % len(self._places) :] + self._places[: number % len(self._places)]
        polls = namespace == '/visitor' and number % POLLING_EVERY == 0
        transports = ('polling',) if polls else ('websocket',)
        client = Client(name, namespace, [place + query for place in turned], auth, transports)
        return await self._stack.enter_async_context(client)

    async def _talk(self, client: Client, sender: str, conversation: str, messages: int) -> None:
        for number in range(1, messages + 1):
            is_note = client in self.agents and number % NOTE_EVERY == 0
            more = {'private': True} if is_note else {}
            await client.say(self.book, f'{sender}/{number}', f'Message {number}', conversation, **more)

    async def _strike(self, count: int, strike: Strike) -> None:
        while len(self.book.acked) < count:  # noqa: ASYNC110 - the book rings no bell
            await asyncio.sleep(0.005)
        await strike()


async def hire(owner: Api) -> str:
    """A second agent; their access token."""
    email = f'{uuid4().hex}@birkfell.example'
    invited = (await owner.call('POST', 'invitations', {'email': email, 'role': 'agent'})).ok(201)
    secret = parse_qs(urlsplit(invited['link']).fragment.partition('?')[2])['token'][0]
    accepted = (await owner.call('POST', 'auth/invitations/accept', {'token': secret, 'name': 'Maya'})).ok()
    return str(accepted['access_token'])


async def pages(place: str, token: str, conversations: Iterable[str]) -> list[Thread]:
    """What somebody sees who opens the conversations now, over REST, several at a time."""
    async with Api.open(place) as anonymous:
        api, turn = anonymous.as_(token), asyncio.Semaphore(READ_AT_ONCE)
        return await asyncio.gather(*(_read(api, turn, conversation) for conversation in conversations))


async def _read(api: Api, turn: asyncio.Semaphore, conversation: str) -> Thread:
    thread, page = Thread(conversation, sees_notes=True), 'after_seq=0'
    async with turn:
        while page:
            answer = (await api.call('GET', f'conversations/{conversation}/messages?limit=200&{page}')).ok()
            thread.ids += [message['id'] for message in answer['items']]
            page = f'after_seq={answer["next_cursor"]}' if answer.get('next_cursor') else ''
    return thread
