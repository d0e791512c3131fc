"""Who is told by the hub: a program of the tenant with a webhook, and a mail server.

The program keeps a journal of what it was told. Each message of its tenant has to come at least once, always under the
same id and with the same words, and the first times of a conversation's messages in their order. It takes most of it,
is busy now and then, and now and then takes something and hangs up.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import orjson
from aiohttp import web
from aiohttp.test_utils import TestServer
from aiosmtpd.smtp import SMTP, Envelope, Session

from storage.embedded.home import free_port
from tests.api_client import Api
from tests.kills.book import Row
from tests.kills.installation import OWNER

BUSY, HANGS_UP = 0.01, 0.01
"""How often the program does not take what it is told, and takes it without saying so."""
_WAITING = "SELECT count(*) FROM hub.webhook_deliveries WHERE state = 'pending'"
_TO_FOLLOW = 'SELECT count(*) FROM unnest(hub.tenants_to_tell(100))'


@dataclass
class Program:
    """A webhook's receiver and its journal."""

    random: random.Random
    port: int = field(default_factory=free_port)
    bodies: dict[str, bytes] = field(default_factory=dict)
    """What it took, by the id of the delivery."""
    told: dict[str, list[tuple[int, str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Of each conversation: seq and id of a message, and the id it was told under; in the order of the first time."""
    taken: int = 0
    changed: list[str] = field(default_factory=list)
    """Ids that came with other words than before."""

    async def take(self, request: web.Request) -> web.Response:
        """It is told something."""
        mood = self.random.random()
        if mood < BUSY:
            return web.Response(status=503)
        id, body = request.headers['webhook-id'], await request.read()
        self.taken += 1
        if self.bodies.setdefault(id, body) != body:
            self.changed.append(id)
        elif self.bodies[id] is body:
            self._enter(id, orjson.loads(body))
        if mood < BUSY + HANGS_UP and request.transport:
            request.transport.abort()
        return web.Response()

    def _enter(self, id: str, told: dict[str, Any]) -> None:
        if told['type'] == 'message.created':
            message = told['data']['message']
            self.told[told['data']['conversation']['id']].append((message['seq'], message['id'], id))

    async def begin(self, place: str, token: str) -> None:
        """The owner has it told of messages, from the first one on."""
        asked = {'url': f'http://127.0.0.1:{self.port}/', 'events': ['conversation.created', 'message.created']}
        async with Api.open(place) as anonymous:
            (await anonymous.as_(token).call('POST', 'webhook-endpoints', asked)).ok(201)

    async def settled(self, database_url: str, seconds: float) -> bool:
        """Whether everything was told within this time."""
        connection = await asyncpg.connect(database_url, timeout=20)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    while await connection.fetchval(_TO_FOLLOW) or await connection.fetchval(_WAITING):  # noqa: ASYNC110
                        await asyncio.sleep(0.3)
                    return True
            return False
        finally:
            await connection.close()

    def faults(self, rows: Iterable[Row]) -> list[str]:
        """What is wrong with the journal, given what is stored."""
        stored = {row.id: row for row in rows}
        ids: dict[str, set[str]] = defaultdict(set)
        for each in self.told.values():
            for _, message_id, id in each:
                ids[message_id].add(id)
        untold = [row.key for id, row in stored.items() if id not in ids]
        twice = [id for id, under in ids.items() if len(under) > 1]
        orders = {one: [seq for seq, *_ in told] for one, told in self.told.items()}
        found = {
            'never told': untold,
            'told under two ids': twice,
            'told of, and not stored': [id for id in ids if id not in stored],
            'not told in their order': [one for one, seqs in orders.items() if seqs != sorted(seqs)],
            'told in other words': self.changed,
        }
        return [f'webhooks: {len(names)} {what}: {", ".join(names[:5])}' for what, names in found.items() if names]

    def __str__(self) -> str:
        return f'webhooks: {len(self.bodies)} told, {self.taken - len(self.bodies)} of them again'


class Mailbox:
    """A mail server that knows the owner alone: who is invited gets the link in the answer then."""

    def __init__(self) -> None:
        self.port = free_port()
        self.mails = 0

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Who is it for?"""
        _ = server, session, options
        if address != OWNER:
            return '550 nobody of that name'
        envelope.rcpt_tos.append(address)
        return '250 known'

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a mail."""
        _ = server, session, envelope
        self.mails += 1
        return '250 taken'


@dataclass(frozen=True)
class Receivers:
    """Both."""

    program: Program
    mailbox: Mailbox

    @classmethod
    @asynccontextmanager
    async def opened(cls, seed: int) -> AsyncIterator['Receivers']:
        """They listen."""
        program, mailbox, app = Program(random.Random(seed)), Mailbox(), web.Application()
        app.router.add_post('/', program.take)
        post = await asyncio.get_running_loop().create_server(lambda: SMTP(mailbox), '127.0.0.1', mailbox.port)
        async with TestServer(app, port=program.port, shutdown_timeout=0.1), post:
            yield cls(program, mailbox)

    @property
    def settings(self) -> dict[str, str]:
        """How the hub finds them."""
        return {
            'EGRESS_ALLOW': f'127.0.0.1:{self.program.port}',
            'SMTP_URL': f'smtp://127.0.0.1:{self.mailbox.port}',
        }
