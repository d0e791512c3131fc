"""Customers who write by pigeon, and the provider that takes what agents answer them.

A delivery that was answered 2xx is accepted: it has to be stored, once, however often the provider brings it. So has
one that the provider keeps in its outbox until a worker asks for it. A reply
that the provider took has to be its only one, and what is shown as sent has to have been taken. What nobody knows may
stay `unknown`; it is counted.
"""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any
from uuid import uuid4

import asyncpg
from aiohttp import ClientError

from hub.app import close_hub, open_hub
from hub.config import Settings
from hub.model.message import MessageStatus
from tests.api_client import Api
from tests.channels.pigeon.provider import Provider, provider
from tests.channels.pigeon.pulling import build
from tests.channels.pigeon.stand import STAND, Loft
from tests.channels.stand import Delivery
from tests.chaos.installation import Installation
from tests.chaos.proxy import Proxy
from tests.kills.book import Book, Keys
from tests.kills.client import ACK_SECONDS
from tests.kills.installation import COMPANY

CUSTOMERS = 4
OUTBOX = 'outbox'
"""The customer whose letters lie in the provider's outbox."""
DOUBT, AGAIN = 0.15, 9
"""How often a provider brings a delivery again that was accepted, and how often at most."""
DELIVERY = 'X-Pigeon-Delivery'
AT_ONCE, SWEEP_PAGE = 50, 200
FOUND_SECONDS = 40.0
UNSETTLED = (MessageStatus.QUEUED, MessageStatus.SENDING)
RANKS = {MessageStatus.SENT: 1, MessageStatus.DELIVERED: 2, MessageStatus.READ: 3}
_OUTGOING = """
    SELECT m.id, m.conversation_id, m.seq, m.content_text, m.status,
           EXISTS (SELECT FROM hub.attempts a WHERE a.message_id = m.id AND a.outcome = 'unknown') AS was_unknown
      FROM messages m JOIN tenants t ON t.id = m.tenant_id
     WHERE t.name = $1 AND m.channel = 'whatsapp' AND m.direction = 'outbound' AND NOT m.private
     ORDER BY m.conversation_id, m.seq
"""
_HOME = 'SELECT conversation_id FROM messages WHERE provider_id = $1'
_HAS_OUTBOX = """
    UPDATE tenant_whatsapp_accounts SET settings = settings || '{"has_outbox": true}' WHERE id = $1
"""
_PULLED = 'SELECT count(DISTINCT provider_id) FROM messages WHERE provider_id = ANY ($1)'
_LEFT = """
    SELECT (SELECT count(*) FROM hub.raw_inbound r WHERE r.tenant_id = t.id AND r.state = 'received')
         + (SELECT count(*) FROM hub.scheduled_messages s WHERE s.tenant_id = t.id)
      FROM tenants t WHERE t.name = $1
"""


@dataclass(frozen=True)
class Outgoing:
    """A stored message that is to leave by pigeon."""

    id: str
    conversation: str
    seq: int
    key: str
    status: MessageStatus
    was_unknown: bool


@dataclass(frozen=True)
class PostVerdict:
    """What went wrong on the way out, by the keys of the messages."""

    lost: Keys
    """Never handed over, or shown as sent and never taken, or a receipt that was accepted does not show."""
    duplicated: Keys
    """Taken twice by the provider."""
    unexpected: Keys
    """Taken by the provider, and not stored."""
    reordered: Keys
    """Taken after a later one of its conversation, though nobody doubted either."""
    unknown: int
    """Shown as unconfirmed in the end."""
    failed: int
    sent: int


@dataclass
class Post:
    """The customers of one account, and its provider behind a proxy."""

    book: Book
    installation: Installation
    random: random.Random
    provider: Provider
    edge: Proxy
    path: str = ''
    """Of the account's webhook."""
    conversations: dict[str, str] = field(default_factory=dict)
    """By customer."""
    told: dict[str, MessageStatus] = field(default_factory=dict)
    """The furthest receipt that was accepted for a message of ours, by its id."""
    deliveries: list[tuple[str, Delivery]] = field(default_factory=list)
    """Everything the provider ever brought, by key, to be brought again after a restore."""
    _laid_out: list[str] = field(default_factory=list)
    """What the provider does not bring but has ready."""
    _public: str = ''
    _receipted: set[str] = field(default_factory=set)

    @classmethod
    @asynccontextmanager
    async def opened(cls, book: Book, installation: Installation, seed: int) -> AsyncIterator['Post']:
        """The provider runs; the tenant has an account with it, and every customer a conversation."""
        async with provider() as found, Proxy('provider', int(found.url.rpartition(':')[2])) as edge:
            post = cls(book, installation, random.Random(seed), found, edge)
            await post._open_account(installation.environment)
            await asyncio.gather(*(post._begin(f'customer{number}') for number in range(CUSTOMERS)))
            yield post

    async def _open_account(self, environment: dict[str, str]) -> None:
        """As its setting-up would store it."""
        settings = Settings.model_validate({name.lower(): value for name, value in environment.items()})
        tenant_id = (await self._rows('SELECT id FROM tenants WHERE name = $1', COMPANY))[0][0]
        hub = await open_hub(settings, channels=build)
        try:
            reached = Provider(url=f'http://127.0.0.1:{self.edge.port}')
            account_id = await STAND.account(hub, tenant_id, Loft(reached), STAND.secret)
        finally:
            await close_hub(hub)
        await self._rows(_HAS_OUTBOX, account_id)
        self.path = f'/webhooks/whatsapp/{account_id}'
        self._public = settings.base_url

    async def _begin(self, customer: str) -> None:
        key = f'{customer}/0'
        await self._bring_until_accepted(key, STAND.message(f'{key} Anybody there?', _number(customer), key))
        async with asyncio.timeout(FOUND_SECONDS):
            while not (rows := await self._rows(_HOME, key)):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        self.conversations[customer] = str(rows[0][0])

    def turns(self) -> Iterator[tuple[Any, float]]:
        """What is done over and over, and every so many seconds."""
        for customer in self.conversations:
            self.book.hurried.add(customer)
            yield self._writes(customer), 0.8
        self.book.hurried.add(OUTBOX)
        yield self._lays_out(), 0.4
        for _ in range(2):
            yield self._sends_receipt, 0.15

    def _writes(self, customer: str) -> Any:
        """A customer; now and then two letters in one delivery, now and then brought again and again."""
        numbers = count(1)

        async def turn() -> None:
            key = f'{customer}/{next(numbers)}'
            delivery = STAND.message(f'{key} Coo', _number(customer), key)
            await self._bring_until_accepted(key, delivery)
            if self.random.random() < DOUBT:
                # the same letter under another delivery, too: the provider's redelivery is not ours to trust
                brought = [delivery, STAND.message(f'{key} Coo', _number(customer), key)]
                times = self.random.randint(1, AGAIN)
                await asyncio.gather(*(self._bring(key, self.random.choice(brought)) for _ in range(times)))

        return turn

    def _lays_out(self) -> Any:
        """A customer whose letters are not brought: whoever is at work has to come for them."""
        numbers = count(1)

        async def turn() -> None:
            key = f'{OUTBOX}/{next(numbers)}'
            self.book.attempt(key)
            self.provider.outbox.append(STAND.message(f'{key} Coo', _number('customer99'), key).body)
            self.book.accept(key)
            self._laid_out.append(key)

        return turn

    async def _sends_receipt(self) -> None:
        """What became of a letter, in any order and now and then twice; also before we know whose id it is."""
        waiting = [id for id in self.provider.letters if id not in self._receipted]
        if not waiting:
            return
        letter_id = waiting[0]
        self._receipted.add(letter_id)
        message_id = self.provider.letters[letter_id]['ref']
        statuses = [MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.READ][: self.random.randint(1, 3)]
        self.random.shuffle(statuses)
        for status in statuses:
            receipt = STAND.receipt(status, letter_id)
            while not await self._post(receipt):  # noqa: ASYNC110 - asked, not awaited
                await asyncio.sleep(self.random.uniform(0.1, 0.5))
            if RANKS[status] > RANKS.get(self.told.get(message_id, MessageStatus.QUEUED), 0):
                self.told[message_id] = status

    async def brought_again(self) -> int:
        """After a restore: the provider brings all it ever had, under new deliveries, and lays out again what lay in
        its outbox; how many it were."""
        laid_out = tuple(self.provider.outbox)
        self.provider.outbox.extend(laid_out)
        self.provider.page = SWEEP_PAGE
        again = [(key, replace(each, headers={DELIVERY: uuid4().hex})) for key, each in self.deliveries]
        for start in range(0, len(again), AT_ONCE):
            await asyncio.gather(*(self._until_accepted(key, each) for key, each in again[start : start + AT_ONCE]))
        async with asyncio.timeout(FOUND_SECONDS):
            while not self.provider.pulls or int(self.provider.pulls[-1]) < len(self.provider.outbox):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        return len(again) + len(laid_out)

    async def _bring_until_accepted(self, key: str, delivery: Delivery) -> None:
        self.deliveries.append((key, delivery))
        await self._until_accepted(key, delivery)

    async def _until_accepted(self, key: str, delivery: Delivery) -> None:
        while not await self._bring(key, delivery):  # noqa: ASYNC110 - asked, not awaited
            await asyncio.sleep(self.random.uniform(0.1, 0.5))

    async def _bring(self, key: str, delivery: Delivery) -> bool:
        self.book.attempt(key)
        is_accepted = await self._post(delivery)
        if is_accepted:
            self.book.accept(key)
        else:
            self.book.wonder(key)
        return is_accepted

    async def _post(self, delivery: Delivery) -> bool:
        """Whether it was answered 2xx. Anything but that or a passing trouble is an answer nobody should get."""
        path = f'{self.path}/{delivery.hook}'.rstrip('/')
        headers = dict(STAND.sign(self._public + path, delivery, STAND.secret))
        place = self.random.choice(self.installation.places)
        try:
            async with asyncio.timeout(ACK_SECONDS), Api.open(place) as api:
                answer = await api.call('POST', path, None, delivery.body, **headers)
        except (ClientError, OSError, ValueError):
            return False
        assert answer.status in {200, 503, 500, 429}, answer
        return answer.status == 200

    # ── what came of it ──────────────────────────────────────────────────────────────────────────────────────────────

    async def settled(self, seconds: float) -> bool:
        """Wait until nothing is on its way in or out any more."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while await self._is_busy():  # noqa: ASYNC110 - the database rings no bell for us
                    await asyncio.sleep(0.3)
                return True
        return False

    async def _is_busy(self) -> bool:
        if (await self._rows(_LEFT, COMPANY))[0][0]:
            return True
        if (await self._rows(_PULLED, self._laid_out))[0][0] < len(self._laid_out):
            return True
        return any(message.status in UNSETTLED for message in await self._outgoing())

    async def judge(self) -> PostVerdict:
        """Compare what is stored with what the provider took."""
        return judged(await self._outgoing(), list(self.provider.letters.values()), self.told)

    async def _outgoing(self) -> list[Outgoing]:
        return [
            Outgoing(str(id), str(where), seq, text.partition(' ')[0], MessageStatus(status), was_unknown)
            for id, where, seq, text, status, was_unknown in await self._rows(_OUTGOING, COMPANY)
        ]

    async def _rows(self, statement: str, *given: object) -> list[Any]:
        connection = await asyncpg.connect(self.installation.stores.database_url, timeout=20)
        try:
            return list(await connection.fetch(statement, *given))
        finally:
            await connection.close()


def judged(messages: list[Outgoing], letters: list[dict[str, Any]], told: dict[str, MessageStatus]) -> PostVerdict:
    """What went wrong between these messages and these letters, in the order the provider took them; `told` are the
    receipts that were accepted."""
    taken, keys = Counter(letter['ref'] for letter in letters), {message.id: message.key for message in messages}
    lost = [m.key for m in messages if m.status in UNSETTLED or (m.status in RANKS and not taken[m.id])]
    lost += [m.key for m in messages if m.id in told and RANKS.get(m.status, 0) < RANKS[told[m.id]]]
    statuses = Counter(message.status for message in messages)
    return PostVerdict(
        lost=tuple(lost),
        duplicated=tuple(keys.get(id, id) for id, times in taken.items() if times > 1),
        unexpected=tuple(id for id in taken if id not in keys),
        reordered=tuple(_overtaken(messages, [letter['ref'] for letter in letters])),
        unknown=statuses[MessageStatus.UNKNOWN],
        failed=statuses[MessageStatus.FAILED],
        sent=sum(statuses[status] for status in RANKS),
    )


def _number(customer: str) -> str:
    return f'+4930555{int(customer.removeprefix("customer")):04}'


def _overtaken(messages: list[Outgoing], taken: list[str]) -> Iterator[str]:
    """Messages taken after a later one; those that somebody doubted stand aside, for their line went on."""
    known, last = {message.id: message for message in messages}, defaultdict[str, int](int)
    for ref in taken:
        message = known.get(ref)
        if message and not message.was_unknown:
            if message.seq < last[message.conversation]:
                yield message.key
            last[message.conversation] = max(last[message.conversation], message.seq)
