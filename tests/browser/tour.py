"""Takes the pictures of docs/screenshots: `uv run python -m tests.browser.tour`; with `--help`, what else it can.

It runs a demo of its own, plays a talk in the chat, and leaves nothing behind but the pictures.
"""

import argparse
import asyncio
import io
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from PIL import Image
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.api_client import Api
from tests.browser.looks import PHONE
from tests.browser.visitor import Visitor
from tests.conftest import CHROMIUM
from tests.live.peers import Peer

PORT = 22_000
ENDS_WITHIN = 30
PICTURES = Path(__file__).parents[2] / 'docs/screenshots'
DESK: dict[str, Any] = {'viewport': {'width': 1440, 'height': 900}}
SHARP: dict[str, Any] = {**PHONE, 'device_scale_factor': 2}
SHEET = (960, 600, 277)
"""Width and height of a desktop's picture, and the width of a phone's beside it."""
GAP = 24
SHOWN = 'Amara Okafor'
PDF = b'%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'.ljust(212_000)


ROLES = {
    'Weekend helpers': ['conversations.read_own', 'conversations.reply'],
    'Workshop': ['conversations.read', 'conversations.reply', 'conversations.change', 'contacts.read'],
}
ATTRIBUTES: tuple[dict[str, Any], ...] = (
    {'key': 'shoe_size', 'name': 'Shoe size', 'type': 'number'},
    {'key': 'newsletter', 'name': 'Reads the newsletter', 'type': 'boolean'},
)
STATUSES: tuple[dict[str, Any], ...] = (
    {'name': 'Waiting for the supplier', 'status': 'pending', 'colour': 'amber'},
    {'name': 'In the workshop', 'status': 'open', 'colour': 'blue'},
    {'name': 'Refunded', 'status': 'resolved', 'colour': 'green'},
)
UNREAD = (
    ('unparsable', 'sender: Field required'),
    ('too_large', 'files.0: 41 MB of at most 25'),
    ('unparsable', 'Invalid JSON: expected value at line 1 column 1'),
)
_BURY = """
WITH account AS (
    INSERT INTO tenant_whatsapp_accounts (tenant_id, phone_number) VALUES ($1, $2) RETURNING id
), raw AS (
    INSERT INTO hub.raw_inbound (tenant_id, id, channel, account_id, provider_key, url, body, state)
    SELECT $1, gen_random_uuid(), 'whatsapp', id, 'D1', 'https://hub.example/', '{}', 'dead' FROM account
    RETURNING id, account_id
)
INSERT INTO hub.dead_letters (tenant_id, kind, raw_id, channel, account_id, cause, detail, reason)
SELECT $1, 'inbound', id, 'whatsapp', account_id, $3, $4, $4 FROM raw
"""


@dataclass(frozen=True)
class Talk:
    """What is said in the chat: the visitor begins, and is about to say the last."""

    locale: str
    lines: tuple[str, str, str, str, str, str, str]


ENGLISH = Talk(
    'en-GB',
    (
        'Hello. The zip of my Fjell 2 gave up on the second night.',
        'That is a warranty case. You pay nothing.',
        'The fix takes 20 minutes. This is what we replace:',
        'Great. Could I come on Thursday after work?',
        'Yes. 17:30 or 18:00?',
        '17:30 is great',
        'And the pegs',
    ),
)
ARABIC = Talk(
    'ar',
    (
        'مرحبًا. سحّاب خيمتي تعطَّل في الليلة الثانية.',
        'هذه حالة ضمان. لن تدفع شيئًا.',
        'الإصلاح يستغرق 20 دقيقة. هذا ما نستبدله:',
        'رائع. هل يمكنني القدوم يوم الخميس بعد العمل؟',
        'نعم. 17:30 أو 18:00؟',
        '17:30 ممتاز',
        'والأوتاد',
    ),
)


@dataclass
class Tour:
    """A running demo and where its pictures go."""

    demo: dict[str, Any]
    browser: Browser
    to: Path

    @property
    def signed_in(self) -> Any:
        """What the browser of the shop's owner keeps."""
        session = {'access': self.demo['token'], 'refresh': '', 'ends': int(time.time() * 1000) + 3_600_000}
        stored = [{'name': 'custarea.session', 'value': orjson.dumps(session).decode()}]
        return {'cookies': [], 'origins': [{'origin': self.demo['url'], 'localStorage': stored}]}

    async def inbox(self, name: str, scheme: Any, device: dict[str, Any]) -> None:
        """The inbox with a conversation open."""
        async with self._page(device, self.signed_in, scheme) as page:
            await page.goto(self.demo['inbox_url'])
            everything = page.locator('.tabbar') if 'is_mobile' in device else page.get_by_role('navigation')
            await everything.get_by_role('button', name='All').first.click()
            await page.locator('#conversation-list').get_by_role('option').filter(has_text=SHOWN).click()
            await expect(page.locator('#thread-log .bub').last).to_be_visible()
            await self._shoot(page, name)

    async def settings(self, name: str, path: str, scheme: Any, device: dict[str, Any]) -> None:
        """A page of the settings."""
        async with self._page(device, self.signed_in, scheme) as page:
            await page.goto(f'{self.demo["inbox_url"]}#/settings/{path}')
            await expect(page.locator('.settings-page').get_by_role('heading').first).to_be_visible()
            await self._shoot(page, name)

    async def pages(self) -> list[str]:
        """The names of the settings' pages, as their own list has them."""
        async with self._page(DESK, self.signed_in, 'light') as page:
            await page.goto(f'{self.demo["inbox_url"]}#/settings')
            await expect(page.locator('.snav-it').first).to_be_visible()
            names: list[str] = await page.locator('.snav-it').evaluate_all('all => all.map(one => one.dataset.page)')
            return names

    async def sheet(self, name: str, path: str, *, on_phone: str | None = None) -> None:
        """One page, three times beside each other. `on_phone`: what a phone shows first, where that is another."""
        state = None if path == 'sign-in' else self.signed_in
        taken: list[Image.Image] = []
        first = path if on_phone is None else on_phone
        for device, scheme, shown in ((DESK, 'light', path), (DESK, 'dark', path), (PHONE, 'light', first)):
            async with self._page(device, state, scheme) as page:
                await page.goto(f'{self.demo["inbox_url"]}#/{shown}')
                await expect(page.get_by_role('heading').first).to_be_visible()
                await page.wait_for_load_state('networkidle')
                await page.evaluate('document.activeElement?.blur()')
                taken.append(Image.open(io.BytesIO(await page.screenshot())))
        sheet = Image.new('RGB', (2 * SHEET[0] + SHEET[2] + 2 * GAP, SHEET[1]), 'white')
        for place, picture in enumerate(taken):
            size = (SHEET[0] if place < 2 else SHEET[2], SHEET[1])
            sheet.paste(picture.convert('RGB').resize(size, Image.Resampling.LANCZOS), (place * (SHEET[0] + GAP), 0))
        sheet.save(self.to / f'page-{name}.webp', quality=80, method=6)

    async def furnish(self) -> None:
        """Keys, roles, an invitation, what went wrong: what the sample data lack."""
        async with self._owner() as owner:
            for name in ('Nightly export to the warehouse', 'Order status in the shop'):
                (await owner.post('api-keys', {'name': name, 'scopes': ['conversations.read']})).ok(201)
            (await owner.post('invitations', {'email': 'tomas.lindgren@birkfell.example', 'role': 'agent'})).ok(201)
            *_, last = (await owner.get('users')).ok()['items']
            (await owner.patch(f'users/{last["id"]}', {'is_active': False})).ok()
            for name, rights in ROLES.items():
                (await owner.post('roles', {'name': name, 'permissions': rights})).ok(201)
            for attribute in ATTRIBUTES:
                (await owner.post('contact-attributes', attribute)).ok(201)
            for status in STATUSES:
                (await owner.post('custom-statuses', status)).ok(201)
            hook = {'url': 'https://orders.birkfell.example/hooks/chat', 'description': 'Order system'}
            (await owner.post('webhook-endpoints', {**hook, 'events': ['message.created']})).ok(201)
            paused = {'url': 'https://warehouse.birkfell.example/hooks', 'events': ['contact.created']}
            made = (await owner.post('webhook-endpoints', paused)).ok(201)
            (await owner.patch(f'webhook-endpoints/{made["id"]}', {'enabled': False})).ok()
        connection = await asyncpg.connect(self.demo['database_url'])
        try:
            tenant = self.demo['tenant_id']
            await connection.execute("SELECT set_config('app.tenant_id', $1, false)", tenant)
            for place, (cause, detail) in enumerate(UNREAD):
                await connection.execute(_BURY, UUID(tenant), f'+4930901820{place}', cause, detail)
        finally:
            await connection.close()

    async def conversation(self) -> str:
        """The one that is shown."""
        async with self._owner() as owner:
            found = (await owner.get('conversations')).ok()['items']
            return next(str(one['id']) for one in found if one['display_name'] == SHOWN)

    async def chat(self, name: str, talk: Talk, scheme: Any, device: dict[str, Any]) -> None:
        """The chat on a page of the shop, in the midst of a talk."""
        async with (
            self._page(device, None, scheme, talk.locale) as page,
            Peer(self.demo['url'], '/agent', {'token': self.demo['token']}) as agent,
        ):
            await page.goto(f'{self.demo["demo_url"]}fjell-2')
            visitor = await Visitor(page).open()
            await self._talk(visitor, agent, talk)
            await self._shoot(page, name)

    async def _talk(self, visitor: Visitor, agent: Peer, talk: Talk) -> None:
        hello, case, fix, ask, when, yes, last = talk.lines
        conversation = await self._says(visitor, agent, hello)
        await agent.say(case, conversation)
        await agent.say(fix, conversation, attachments=[await self._upload('zip-set.pdf')])
        await expect(visitor.bubbles.filter(has_text=fix)).to_be_visible()
        await self._says(visitor, agent, ask)
        await agent.say(when, conversation)
        await expect(visitor.bubbles.filter(has_text=when)).to_be_visible()
        await self._says(visitor, agent, yes)
        await agent.call('watch', {'conversation_id': conversation})
        await agent.call('typing', {'conversation_id': conversation, 'on': True})
        await visitor.chat.locator('.composer textarea').fill(last)
        await expect(visitor.chat.locator('.dots')).to_be_visible()

    async def _says(self, visitor: Visitor, agent: Peer, text: str) -> str:
        """The visitor says it and the agent reads it; the conversation."""
        field = visitor.chat.locator('.composer textarea')
        await field.fill(text)
        await field.press('Enter')
        row = await agent.hear('conversation.updated', lambda told: told['last_message']['text'].startswith(text[:20]))
        await agent.call('read', {'conversation_id': row['id'], 'seq': row['last_seq']})
        return str(row['id'])

    async def _upload(self, name: str) -> str:
        async with self._owner() as owner:
            made = (await owner.call('POST', f'files?name={name}', None, PDF)).ok(201)
            return str(made['id'])

    @asynccontextmanager
    async def _owner(self) -> AsyncIterator[Api]:
        async with Api.open(self.demo['url']) as anybody:
            yield anybody.as_(self.demo['token'])

    @asynccontextmanager
    async def _page(
        self, device: dict[str, Any], state: Any, scheme: Any, locale: str = 'en-GB'
    ) -> AsyncIterator[Page]:
        """A page of a browser of its own, in which nothing moves."""
        look: dict[str, Any] = {'color_scheme': scheme, 'locale': locale, 'reduced_motion': 'reduce'}
        context = await self.browser.new_context(**device, **look, storage_state=state)
        yield await context.new_page()
        await context.close()

    async def _shoot(self, page: Page, name: str) -> None:
        await page.wait_for_load_state('networkidle')
        drawn = Image.open(io.BytesIO(await page.screenshot()))
        # 256 colours look the same and weigh a third
        drawn.convert('RGB').quantize(256, dither=Image.Dither.NONE).save(self.to / f'{name}.png', optimize=True)


async def documented(tour: Tour) -> None:
    """The pictures of the documentation."""
    await tour.inbox('inbox-light', 'light', DESK)
    await tour.inbox('inbox-dark', 'dark', DESK)
    await tour.inbox('inbox-phone', 'light', PHONE)
    await tour.settings('settings-widget', 'widgets', 'light', DESK)
    await tour.chat('widget-light', ENGLISH, 'light', DESK)
    await tour.chat('widget-dark', ENGLISH, 'dark', DESK)
    await tour.chat('widget-arabic', ARABIC, 'light', DESK)
    await tour.chat('widget-phone', ENGLISH, 'light', SHARP)


async def every_page(tour: Tour) -> None:
    """Each page of the inbox in one picture: light, dark and on a phone, with something on it."""
    await tour.furnish()
    await tour.sheet('sign-in', 'sign-in')
    await tour.sheet('inbox', f'c/{await tour.conversation()}', on_phone='')
    await tour.sheet('dashboard', 'reports')
    for page in await tour.pages():
        await tour.sheet(f'settings-{page}', f'settings/{page}')


@asynccontextmanager
async def running_demo() -> AsyncIterator[dict[str, Any]]:
    """A demo with data of its own; what it says of itself."""
    with TemporaryDirectory(prefix='tour-') as data:
        command = (sys.executable, '-m', 'hub', 'demo', '--json', '--data', data, '--port', str(PORT))
        demo = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, start_new_session=True)
        assert demo.stdout
        try:
            yield orjson.loads(await demo.stdout.readline())
        finally:
            os.killpg(demo.pid, signal.SIGTERM)
            async with asyncio.timeout(ENDS_WITHIN):
                await demo.wait()


async def main() -> None:
    """Start, look at everything, end."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--to', type=Path, default=PICTURES, help='the folder for the pictures')
    options.add_argument('--pages', action='store_true', help='every page of the inbox instead')
    asked = options.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    async with running_demo() as demo, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=['--no-sandbox'])
        tour = Tour(demo, browser, asked.to)
        await (every_page(tour) if asked.pages else documented(tour))
        await browser.close()


if __name__ == '__main__':
    asyncio.run(main())
