"""The nemesis: one fault after another, in an order its seed decides, each row once before any comes again."""

import asyncio
import time
from collections.abc import AsyncIterator

from tests.chaos.rows import ROWS
from tests.chaos.strangers import floods, never_read, switched_off
from tests.chaos.strikes import STRIKES, Strike, Theatre, faked_time

STRANGERS: dict[str, Strike] = {'F14': never_read, 'F20': floods, 'F23': switched_off}
ALL: dict[str, Strike] = {**STRIKES, **STRANGERS}
STRIKE_SECONDS = 120.0
BETWEEN_SECONDS = 1.0


async def rage(theatre: Theatre, rows: list[str], until: float) -> AsyncIterator[str]:
    """Strike until the moment comes; what was struck, after each strike, all healed."""
    for row, why in _impossible(theatre).items():
        theatre.ledger.skipped[row] = why
    rows = [row for row in rows if row not in theatre.ledger.skipped]
    waiting: list[str] = []
    while time.monotonic() < until:
        if not waiting:
            waiting = theatre.random.sample(rows, len(rows))
            if 'F1' in rows and theatre.scale >= 1:
                # half of a long run's strikes are crash points: there are more of them than of anything else
                waiting = [each for row in waiting if row != 'F1' for each in ('F1', row)] or ['F1']
        row = waiting.pop(0)
        theatre.ledger.begin(row, next(each.what for each in ROWS if each.name == row))
        async with asyncio.timeout(STRIKE_SECONDS):
            await ALL[row](theatre)
        await theatre.installation.heal()
        await theatre.last(BETWEEN_SECONDS, 2 * BETWEEN_SECONDS)
        yield row


def _impossible(theatre: Theatre) -> dict[str, str]:
    """Rows that this machine cannot do, and why."""
    found = {}
    if not theatre.installation.disk.is_own:
        found['F12'] = 'mounting is not allowed here'
    if not faked_time():
        found['F13'] = 'faketime is not installed'
    return found
