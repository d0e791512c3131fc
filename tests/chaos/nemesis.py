"""The nemesis: one fault after another, in an order its seed decides, each row once before any comes again."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

from tests.chaos import restoring
from tests.chaos.quotas import behind
from tests.chaos.rows import ROWS
from tests.chaos.strangers import floods, never_read, switched_off
from tests.chaos.strikes import OF_WEB, OF_WORKER, STRIKES, Strike, Theatre, faked_time

STRANGERS: dict[str, Strike] = {'F14': never_read, 'F20': floods, 'F23': switched_off}
STRUCK: dict[str, Strike] = {**STRIKES, **STRANGERS}
ALL = (*STRUCK, restoring.ROW)
OF_POINTS = {'F1': OF_WEB, 'F2': OF_WORKER}
STRIKE_SECONDS = 120.0
BETWEEN_SECONDS = 1.0


async def rage(theatre: Theatre, rows: list[str], until: float) -> AsyncIterator[str]:
    """Strike until then, by the monotonic clock; what was struck, after each strike, all healed."""
    for row, why in _impossible(theatre).items():
        theatre.ledger.skipped[row] = why
    rows = [row for row in rows if row in STRUCK and row not in theatre.ledger.skipped]
    begun = time.monotonic()
    for row in _order(theatre, rows, begun):
        if time.monotonic() >= until:
            return
        theatre.ledger.begin(row, next(each.what for each in ROWS if each.name == row))
        async with asyncio.timeout(STRIKE_SECONDS):
            await STRUCK[row](theatre)
        await theatre.installation.heal()
        await theatre.last(BETWEEN_SECONDS, 2 * BETWEEN_SECONDS)
        yield row


def _order(theatre: Theatre, rows: list[str], begun: float) -> Iterator[str]:
    """Each row once before any comes again, and of those that wait the ones first that the quotas still lack."""
    while True:
        waiting = theatre.random.sample(rows, len(rows))
        while waiting:
            wanted = behind((time.monotonic() - begun) / 60, theatre.ledger)
            yield from _points_first(theatre, rows, wanted)
            row = next((each for each in waiting if each in wanted), waiting[0])
            waiting.remove(row)
            yield row


def _points_first(theatre: Theatre, rows: list[str], wanted: frozenset[str]) -> list[str]:
    """A round of crash points before every other strike, until each has killed: there are more of them than of
    anything else. A short run does it only while it has killed at too few."""
    left = {row: theatre.unkilled(kind) for row, kind in OF_POINTS.items() if row in rows}
    fullest = max(left, key=lambda row: left[row], default='')
    return [fullest] if left.get(fullest) and (theatre.scale >= 1 or fullest in wanted) else []


def _impossible(theatre: Theatre) -> dict[str, str]:
    """Rows that this machine cannot do, and why."""
    found = {}
    if not theatre.installation.disk.is_own:
        found['F12'] = 'mounting is not allowed here'
    if not faked_time():
        found['F13'] = 'libfaketime is not installed'
    return found
