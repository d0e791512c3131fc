"""Reads messages for the search, a moment after they were stored: nobody who writes waits for it.

Which messages are unread is told by state, not by a cursor over rows: a tenant's feed went on, and each conversation
that moved knows how many messages it has. A process that dies repeats what it had not committed.
"""

import asyncio
import time
from collections.abc import Iterable
from itertools import islice
from uuid import UUID

import structlog

from hub.context import Hub
from hub.model.errors import HubError
from hub.model.words import words
from storage import conversations, search
from storage.search import Mark, Unread

log = structlog.get_logger(__name__)

PAUSE_SECONDS = 1.0
REST = 2
"""Pauses are this many times as long as the reading before: under load, messages come first."""
LONGEST_PAUSE_SECONDS = 30.0
TENANTS, CONVERSATIONS, MESSAGES = 500, 200, 1000
MOST_WORDS = 10_000
"""Of a longer message only the beginning is found."""


async def read_for_ever(hub: Hub) -> None:
    """Read what is new, for all tenants, until cancelled."""
    while True:
        started = time.monotonic()
        try:
            await read_once(hub)
        except HubError as error:
            log.warning('search.reading_failed', reason=error.detail)
        except Exception:  # the next try may do better, and nobody else would make it
            log.exception('search.reading_failed')
        await asyncio.sleep(min(LONGEST_PAUSE_SECONDS, max(PAUSE_SECONDS, REST * (time.monotonic() - started))))


async def read_once(hub: Hub) -> int:
    """Read until nothing is unread, the tenants by turns; how many messages it were."""
    total = 0
    async with hub.database.lobby() as lobby:
        waiting = await search.behind(lobby, TENANTS)
    while waiting:
        for tenant_id in tuple(waiting):
            try:
                read, is_done = await _read_some(hub, tenant_id)
            except HubError:
                raise
            except Exception:  # the others' messages are to be found all the same
                log.exception('search.reading_failed', tenant_id=str(tenant_id))
                read, is_done = 0, True
            total += read
            if is_done:
                waiting.remove(tenant_id)
    return total


async def _read_some(hub: Hub, tenant_id: UUID) -> tuple[int, bool]:
    """One batch of a tenant: how many messages, and whether that is all for now."""
    async with hub.database.tenant(tenant_id) as session:
        mark = await search.hold(session)
        if mark is None:
            return 0, True
        moved = await conversations.moved(session, mark.position, CONVERSATIONS)
        unread = await search.unread(session, [each.id for each in moved], MESSAGES)
        if unread:
            await search.keep(session, unread, await asyncio.to_thread(_lexemes, unread), mark.numbered)
        is_whole = len(unread) < MESSAGES
        position = moved[-1].feed_position if moved and is_whole else mark.position
        await search.move(session, Mark(position=position, numbered=mark.numbered + len(unread)))
    return len(unread), is_whole and len(moved) < CONVERSATIONS


def _lexemes(messages: Iterable[Unread]) -> list[str]:
    return [lexemes(message.content_text) for message in messages]


def lexemes(text: str) -> str:
    """The words of a text with their places, as PostgreSQL reads a tsvector."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(islice(words(text), MOST_WORDS), start=1):
        places.setdefault(word.text, []).append(place)
    return ' '.join(f"'{word}':{','.join(map(str, found[:200]))}" for word, found in places.items())
