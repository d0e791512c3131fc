"""How smoothly the inbox scrolls a list of 10,000 conversations, beside a static list of as many rows.

`uv run python -m bench.scrolling`: a demo of its own gets the conversations, a browser loads them all by scrolling to
the end, then the inbox and a page of bare rows take turns at being scrolled, one step a frame. All the while as many
conversations change as the hub tells its agents of. A task that holds the page for more than 50 ms counts
against it, as the Long Tasks API of the browser reports it.
"""

import argparse
import asyncio
import itertools
import json
import random
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import asyncpg
from aiohttp import ClientSession
from playwright.async_api import Browser, Page, async_playwright

from bench.demo import demo
from hub.live.rows import GATHER_SECONDS, ROWS
from tests.api_client import Api
from tests.conftest import CHROMIUM

SECONDS = 4
LONGEST_MS = 50
FRAMES = 0.9
ANSWERED = 4
"""Of the rows that agents hear of in one gathering, so many have a new message: 20 a second. The rest change."""
WINDOW: Any = {'width': 1440, 'height': 900}
_PEOPLE = """
INSERT INTO contacts (tenant_id, id, name)
SELECT $1, id, 'Customer ' || place FROM unnest($2::uuid[]) WITH ORDINALITY AS a (id, place)
"""
_TALKS = """
WITH threads AS (
    INSERT INTO conversations (tenant_id, id, channel, contact_id, created_at)
    SELECT $1, id, 'widget', id, now() - place * interval '1 minute'
      FROM unnest($2::uuid[]) WITH ORDINALITY AS a (id, place)
    RETURNING id, created_at
)
INSERT INTO messages (tenant_id, conversation_id, direction, role, author_name, content_text, created_at)
SELECT $1, id, 'inbound', 'user', 'Customer', 'Where is my order? It was to come on Tuesday.', created_at FROM threads
"""
_SCROLL = """([list, seconds]) => new Promise((done) => {
    const box = document.querySelector(list), tasks = [], begin = performance.now();
    const watch = new PerformanceObserver((seen) => tasks.push(...seen.getEntries().map((task) => task.duration)));
    watch.observe({ entryTypes: ['longtask'] });
    let frames = 0, step = 90;
    box.scrollTop = 0;
    const frame = (now) => {
        if (now - begin > seconds * 1000)
            return setTimeout(() => done({ frames, longest: Math.max(0, ...tasks) }), 100);
        frames += 1;
        const end = box.scrollHeight - box.clientHeight - 90;
        if (box.scrollTop >= end || box.scrollTop + step < 0) step = -step;
        box.scrollTop += step;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
})"""
_STATIC = """<style>body {{ margin: 0 }}
#list {{ height: 900px; width: 348px; overflow: auto }} #list div {{ height: 78px }}</style>
<div id="list">{rows}</div>"""


async def furnish(told: dict[str, Any], size: int) -> list[UUID]:
    """So many conversations more."""
    connection = await asyncpg.connect(told['database_url'])
    try:
        ids, tenant = [uuid4() for _ in range(size)], UUID(told['tenant_id'])
        await connection.execute(_PEOPLE, tenant, ids)
        await connection.execute(_TALKS, tenant, ids)
        return ids
    finally:
        await connection.close()


@asynccontextmanager
async def busy(told: dict[str, Any], ids: list[UUID]) -> AsyncIterator[None]:
    """While this lasts, conversations change at the full rate that agents hear of: answers, and changes of many."""
    async with ClientSession() as session:
        working = asyncio.create_task(_work(Api(session, told['url'], told['token']), ids))
        try:
            yield
        finally:
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working


async def _work(api: Api, ids: list[UUID]) -> None:
    for priority in itertools.cycle(('low', 'normal', 'high', 'urgent')):
        begin = time.monotonic()
        chosen = [str(id) for id in random.sample(ids, ROWS)]
        for id in chosen[:ANSWERED]:
            (await api.post(f'conversations/{id}/messages', {'text': 'It is on its way.'})).ok(201)
        change = {'priority': priority}
        (await api.post('conversations/bulk', {'changes': [{'ids': chosen[ANSWERED:], 'change': change}]})).ok()
        await asyncio.sleep(max(0, begin + GATHER_SECONDS - time.monotonic()))


async def inbox(browser: Browser, told: dict[str, Any], size: int) -> Page:
    """The inbox with the whole list loaded."""
    session = {'access': told['token'], 'refresh': '', 'ends': int(time.time() * 1000) + 3_600_000}
    kept = [
        {'name': 'custarea.session', 'value': json.dumps(session)},
        {'name': 'custarea.view', 'value': json.dumps({'view': {'assignee': 'any', 'status': 'open'}})},
    ]
    state: Any = {'cookies': [], 'origins': [{'origin': told['url'], 'localStorage': kept}]}
    page = await (await browser.new_context(viewport=WINDOW, storage_state=state)).new_page()
    await page.goto(told['inbox_url'])
    await page.locator('#conversation-list [role=option]').first.wait_for()
    reach = 'document.querySelector("#conversation-list")'
    async with asyncio.timeout(300):
        while await page.evaluate(f'{reach}.scrollHeight') < size * 50:
            await page.evaluate(f'{reach}.scrollTop = {reach}.scrollHeight')
            await asyncio.sleep(0.03)
    return page


async def bare(browser: Browser, size: int) -> Page:
    """As many rows of text and nothing else."""
    page = await (await browser.new_context(viewport=WINDOW)).new_page()
    rows = ''.join(
        f'<div>Customer {place}<br>Where is my order? It was to come on Tuesday.</div>' for place in range(size)
    )
    await page.set_content(_STATIC.format(rows=rows))
    return page


async def scrolled(page: Page, box: str) -> tuple[int, float]:
    """Frames drawn and the longest task in ms."""
    await page.bring_to_front()
    seen = await page.evaluate(_SCROLL, [box, SECONDS])
    return int(seen['frames']), float(seen['longest'])


async def measure(size: int, rounds: int) -> bool:
    """Whether both bounds hold."""
    with TemporaryDirectory(prefix='scrolling-') as folder, demo(Path(folder)) as told:
        ids = await furnish(told, size)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=['--no-sandbox'])
            ours, static = await inbox(browser, told, size), await bare(browser, size)
            shares: list[float] = []
            longest = 0.0
            async with busy(told, ids):
                for _ in range(rounds):
                    frames, task = await scrolled(ours, '#conversation-list')
                    floor, _ = await scrolled(static, '#list')
                    shares, longest = [*shares, frames / floor], max(longest, task)
                    print(f'inbox {frames} frames, longest task {task:.0f} ms; static {floor} frames')
            await browser.close()
    share = statistics.median(shares)
    print(f'{size:,} conversations: {share:.2f} of the frames of a static list, longest task {longest:.0f} ms')
    return share >= FRAMES and longest <= LONGEST_MS


def main() -> None:
    """Measure, and fail where a bound is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--size', type=int, default=10_000)
    options.add_argument('--rounds', type=int, default=5)
    asked = options.parse_args()
    sys.exit(0 if asyncio.run(measure(asked.size, asked.rounds)) else 1)


if __name__ == '__main__':
    main()
