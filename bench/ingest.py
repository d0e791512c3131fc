"""Measure webhooks: `uv run python -m bench.ingest`. The hub and a bare server take turns on the same PostgreSQL.

The bare one reads the form and makes one INSERT, nothing else. The hub checks the signature, commits the raw payload,
answers, and makes a message of it right after, in the same process. Medians of ratios count. Exit code 1 below the
target, or where an answered payload is not in the table.
"""

import argparse
import asyncio
import base64
import hashlib
import hmac
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID, uuid4

import asyncpg
import uvloop
from aiohttp import web

from bench.floors import wait_for
from bench.stores import standing
from hub.app import close_hub, create_app, open_hub
from hub.auth.sign_up import create_tenant
from hub.commands.places import take
from hub.commands.serving import served
from hub.config import Settings
from hub.logs import set_up
from hub.model.channel import (
    Account,
    CanonicalMessage,
    Channel,
    Forged,
    KeyKind,
    Outside,
    Proof,
    Raw,
    Receipt,
    Sender,
    ThreadKey,
)
from hub.model.message import Channel as ChannelName
from hub.model.people import IdentifierType
from storage import migrate
from storage.embedded.home import free_port

TARGET, CALLERS, PUBLIC, SECRET = 1.0, 32, 'http://hub.example', 'a-secret-of-the-provider'
CUSTOMERS = 500


class Forms:
    """A channel whose provider posts signed forms, as the common ones do."""

    name = ChannelName.WHATSAPP
    hooks = ('',)

    def verify(self, raw: Raw, account: Account) -> None:
        """HMAC-SHA1 over the address and the sorted fields."""
        secret = account.secret.get_secret_value() if account.secret else ''
        if not secret or not hmac.compare_digest(sign(raw.url, _form(raw)), raw.headers.get('x-signature', '')):
            raise Forged

    def key(self, raw: Raw) -> str:
        """The message's id."""
        return _form(raw).get('MessageSid', '')

    def parse(self, raw: Raw) -> Sequence[CanonicalMessage | Receipt]:
        """One message."""
        form = _form(raw)
        sender = Sender(type=IdentifierType.WHATSAPP, address=form['From'], name=form['ProfileName'], is_proven=True)
        key = ThreadKey(kind=KeyKind.ADDRESS, value=form['From'], proof=Proof.PROVIDER)
        return [CanonicalMessage(provider_id=form['MessageSid'], sender=sender, thread_keys=(key,), text=form['Body'])]

    def answer(self, raw: Raw) -> tuple[str, bytes]:
        """Nothing to say."""
        return 'text/xml', b'<Response/>'


def build(_: Outside) -> list[Channel]:
    """The list of channels."""
    return [Forms()]


def _form(raw: Raw) -> dict[str, str]:
    return _read(raw.body)


@lru_cache(maxsize=4)
def _read(body: bytes) -> dict[str, str]:
    """Verifying and naming a request read the same form one after the other."""
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def sign(url: str, form: dict[str, str]) -> str:
    """The provider's signature."""
    said = url + ''.join(f'{name}{form[name]}' for name in sorted(form))
    return base64.b64encode(hmac.new(SECRET.encode(), said.encode(), hashlib.sha1).digest()).decode()


def form(number: int) -> dict[str, str]:
    """What a provider sends of a message of a few words."""
    return {
        'SmsMessageSid': f'SM{number:032x}',
        'NumMedia': '0',
        'ProfileName': f'Customer {number % CUSTOMERS}',
        'MessageType': 'text',
        'SmsSid': f'SM{number:032x}',
        'WaId': f'4930{number % CUSTOMERS:07}',
        'SmsStatus': 'received',
        'Body': f'Where is my parcel? I ordered it {number} days ago.',
        'To': 'whatsapp:+4930901820',
        'NumSegments': '1',
        'MessageSid': f'SM{number:032x}',
        'AccountSid': 'AC00000000000000000000000000000000',
        'From': f'whatsapp:+4930{number % CUSTOMERS:07}',
        'ApiVersion': '2010-04-01',
    }


@dataclass(frozen=True)
class Burst:
    """What a burst came to."""

    rate: float
    p50_ms: float
    p99_ms: float
    answered: int


async def burst(url: str, requests: list[bytes], seconds: float) -> Burst:
    """Some callers, each asking as soon as it has its answer."""
    parts, taken, times = urlsplit(url), iter(requests), list[float]()
    until = time.perf_counter() + seconds

    async def call() -> None:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        for request in taken:
            began = time.perf_counter()
            if began > until:
                break
            writer.write(request)
            head = await reader.readuntil(b'\r\n\r\n')
            if not head.startswith(b'HTTP/1.1 200'):
                raise RuntimeError(head.decode(errors='replace'))
            length = int(head.lower().partition(b'content-length: ')[2].partition(b'\r\n')[0])
            await reader.readexactly(length)
            times.append(time.perf_counter() - began)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(call() for _ in range(CALLERS)))
    took = time.perf_counter() - began
    cuts = statistics.quantiles(times, n=100)
    return Burst(len(times) / took, 1000 * cuts[49], 1000 * cuts[98], len(times))


def requests(path: str, start: int, count: int) -> list[bytes]:
    """Made before the clock runs."""
    made = []
    for number in range(start, start + count):
        fields = form(number)
        body = urlencode(fields).encode()
        head = (
            f'POST {path} HTTP/1.1\r\nHost: hub.example\r\nContent-Type: application/x-www-form-urlencoded\r\n'
            f'X-Signature: {sign(PUBLIC + path, fields)}\r\nContent-Length: {len(body)}\r\n\r\n'
        )
        made.append(head.encode() + body)
    return made


async def bare(port: int) -> None:
    """The floor: aiohttp reads the form, asyncpg's pool makes one INSERT."""
    pool = await asyncpg.create_pool(os.environ['DATABASE_URL'], min_size=10, max_size=10)
    insert = 'INSERT INTO bare_inbound (id, sid, form) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING'

    async def accept(request: web.Request) -> web.Response:
        posted = await request.post()
        await pool.execute(insert, uuid4(), posted['MessageSid'], str(dict(posted)))
        return web.Response(text='<Response/>', content_type='text/xml')

    app = web.Application()
    app.router.add_post('/webhooks/{channel}/{account}', accept)
    app.router.add_get('/healthz', lambda _: _ok())
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, '127.0.0.1', port).start()
    await asyncio.Event().wait()


async def _ok() -> web.Response:
    return web.Response(text='ok')


async def hub(port: int) -> None:
    """A web process with the channel."""
    set_up('json')
    settings = Settings(port=port)
    async with served(await create_app(settings, channels=build), take(settings.host, port)):
        await asyncio.Event().wait()


async def prepared(settings: Settings) -> UUID:
    """The schema, the floor's table, a tenant and its account."""
    assert settings.database_url
    dsn = settings.database_url.get_secret_value()
    await migrate.apply(dsn)
    opened = await open_hub(settings, channels=build)
    account_id = uuid4()
    try:
        tenant, _ = await create_tenant(opened, company='Bench', email=f'{account_id}@example.com')
        place = f'{tenant.id}:tenant_whatsapp_accounts:auth_token:{account_id}'
        connection = await asyncpg.connect(dsn)
        await connection.execute(
            'INSERT INTO tenant_whatsapp_accounts (id, tenant_id, phone_number, auth_token) VALUES ($1, $2, $3, $4)',
            account_id,
            tenant.id,
            '+4930901820',
            opened.keys.encrypt(SECRET.encode(), place),
        )
        await connection.execute(
            'CREATE TABLE IF NOT EXISTS bare_inbound '
            '(id uuid PRIMARY KEY, sid text UNIQUE, form text, at timestamptz DEFAULT now())'
        )
        await connection.close()
    finally:
        await close_hub(opened)
    return account_id


@contextmanager
def process(which: str, environment: dict[str, str], log: Path) -> Iterator[str]:
    """One of the two servers, fresh."""
    port = free_port()
    with log.open('ab') as out:
        started = subprocess.Popen(
            (sys.executable, '-m', 'bench.ingest', '--serve', which, '--port', str(port)),
            env=environment,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        wait_for(f'http://127.0.0.1:{port}/healthz', started)
        yield f'http://127.0.0.1:{port}'
    finally:
        started.terminate()
        started.wait(30)


def measure(rounds: int, seconds: float) -> int:
    """Both, by turns; one line each."""
    with tempfile.TemporaryDirectory(prefix='hub-bench-') as folder, standing(Path(folder)) as stores:
        given: dict[str, Any] = {
            'DATABASE_URL': stores.database_url,
            'REDIS_URL': stores.redis_url,
            'SECRET_KEYS': 'a-bench-key-of-at-least-32-characters',
            'DATA_DIR': folder,
            'PUBLIC_URL': PUBLIC,
            'RATE_LIMITS': 'off',
        }
        os.environ.update(given)
        account_id = asyncio.run(prepared(Settings()))
        path = f'/webhooks/whatsapp/{account_id}'
        ratios, lost, start = list[float](), 0, 0
        print('| round | hub/s | p50, p99 ms | bare/s | p50, p99 ms | ratio |\n|---|---|---|---|---|---|')
        for number in range(rounds):
            results: dict[str, Burst] = {}
            for which in ('hub', 'bare') if number % 2 else ('bare', 'hub'):
                with process(which, dict(os.environ), Path(folder, f'{which}.log')) as url:
                    warm, load = requests(path, start, 500), requests(path, start + 500, int(9000 * seconds))
                    start += 500 + len(load)
                    uvloop.run(burst(url, warm, 5))
                    results[which] = uvloop.run(burst(url, load, seconds))
                    if which == 'hub':
                        lost += asyncio.run(_lost(stores.database_url, results[which].answered + len(warm)))
            ours, theirs = results['hub'], results['bare']
            ratios.append(ours.rate / theirs.rate)
            print(
                f'| {number + 1} | {ours.rate:.0f} | {ours.p50_ms:.1f}, {ours.p99_ms:.1f} | {theirs.rate:.0f} '
                f'| {theirs.p50_ms:.1f}, {theirs.p99_ms:.1f} | {ratios[-1]:.2f} |',
                flush=True,
            )
        ratio = statistics.median(ratios)
        print(f'\naccept against bare form + INSERT: {ratio:.2f} (target {TARGET}); answered and not there: {lost}')
        return 0 if ratio >= TARGET and not lost else 1


async def _lost(dsn: str, answered: int) -> int:
    """Payloads that were answered and are not in the table; what is there is cleared for the next round."""
    connection = await asyncpg.connect(dsn)
    try:
        kept: int = await connection.fetchval('SELECT count(*) FROM hub.raw_inbound')
        await connection.execute('DELETE FROM hub.raw_inbound')
        return max(0, answered - kept)
    finally:
        await connection.close()


def main() -> int:
    """Measure, or be one of the servers."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument('--rounds', type=int, default=5)
    ask.add_argument('--seconds', type=float, default=4.0)
    ask.add_argument('--serve', choices=('bare', 'hub'), help=argparse.SUPPRESS)
    ask.add_argument('--port', type=int, default=0, help=argparse.SUPPRESS)
    asked = ask.parse_args()
    if asked.serve:
        uvloop.run(bare(asked.port) if asked.serve == 'bare' else hub(asked.port))
        return 0
    return measure(asked.rounds, asked.seconds)


if __name__ == '__main__':
    sys.exit(main())
