"""One run: set up, let everybody talk, strike, halt and look, end, judge."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TypeVar

from tests.chaos.bounds import bounds
from tests.chaos.installation import Installation
from tests.chaos.ledger import Ledger
from tests.chaos.nemesis import ALL, rage
from tests.chaos.people import Crowd
from tests.chaos.points import points
from tests.chaos.post import Post, PostVerdict
from tests.chaos.quotas import quotas, spared_points
from tests.chaos.receivers import Receivers
from tests.chaos.report import Report
from tests.chaos.restoring import ROW, restored
from tests.chaos.restoring import rows as stored_rows
from tests.chaos.strikes import Theatre
from tests.chaos.with_pigeons import WEB
from tests.kills.book import Book, Row, Verdict
from tests.kills.crowd import pages
from tests.kills.journal import Journal

LONG_MINUTES = 5.0
"""From here on outages last as long as the fault matrix says."""
SHORTEST = 0.15
HALT_EVERY = 8
"""Strikes between two halts, at which every viewer has to have everything."""
FINISHED_SECONDS, CONVERGED_SECONDS, SETTLED_SECONDS = 40.0, 10.0, 40.0
STRIKING = 0.9
"""Of a run's time; the longer it was, the longer last a strike that began in time and what comes at the end."""
UNDER_WAY_SECONDS = 1.5
"""After a silence, until there is something to interrupt again."""

T = TypeVar('T')
Say = Callable[[str], object]


@dataclass(frozen=True)
class Plan:
    """What a run is to be. `program`: the module of a web process and its arguments."""

    minutes: float
    seed: int
    rate: float = 60.0
    rows: list[str] | tuple[str, ...] = ALL
    keep: bool = False
    program: tuple[str, ...] = WEB
    halt_every: int = HALT_EVERY
    until: str = ''
    """`lost`, `duplicated`, `reordered` or `missed`: over at the first halt that finds such a message."""

    @property
    def scale(self) -> float:
        """How much of a real outage's length there is time for."""
        return max(SHORTEST, min(1.0, self.minutes / LONG_MINUTES))


async def chaos(plan: Plan, folder: Path, tell: Say) -> tuple[bool, str]:
    """Whether every promise was kept, and the last line."""
    begun = time.monotonic()
    journal = Journal(folder / 'journal')
    run = Run(plan, Book(journal), Ledger(journal), tell, until=begun + STRIKING * 60 * plan.minutes)
    async with AsyncExitStack() as stack:
        run.receivers = await stack.enter_async_context(Receivers.opened(plan.seed))
        opened = Installation.opened(folder, plan.program, **run.receivers.settings)
        installation = await stack.enter_async_context(opened)
        verdict = await run.through(installation, stack)
        errors = installation.errors()
        owed = quotas(plan.minutes, verdict.acked, run.ledger) if set(plan.rows) == set(ALL) else []
        held_to = bounds(run.book, run.crowd.clients, run.ledger)
        run.ledger.broken += [f'too late: {each.what}: {each.found}' for each in held_to if not each.is_kept]
        report = Report(run.book, run.ledger, verdict, run.crowd.clients, run.letters, owed, held_to)
    journal.close()
    tell(f'\n{report.table()}\n\n{report.asides()}\n')
    tell(f'{run.receivers.program}; mails: {run.receivers.mailbox.mails}\n')
    tell('errors in the logs: ' + (', '.join(f'{name} x{times}' for name, times in errors.items()) or 'none') + '\n')
    for broken in run.ledger.broken:
        tell(f'broken: {broken}\n')
    is_fine = verdict.keeps_its_promises and not run.ledger.broken
    taken = (time.monotonic() - begun) / 60
    struck = len(points()) - len(spared_points(run.ledger))
    missed = [quota.what for quota in owed if not quota.is_met]
    return is_fine, (
        f'chaos: {"passed" if is_fine else "FAILED"} in {taken:.1f} min, seed {plan.seed}: {verdict};'
        f' killed at {struck} of {len(points())} crash points'
        + f'; in time {sum(each.is_kept for each in held_to)} of {len(held_to)}'
        + (f'; quotas missed: {", ".join(missed)}' if missed else '')
    )


class Run:
    """What a run knows while it lasts."""

    def __init__(self, plan: Plan, book: Book, ledger: Ledger, tell: Say, until: float) -> None:
        self.plan, self.book, self.ledger, self._tell, self._until = plan, book, ledger, tell, until
        self.crowd: Crowd
        self.post: Post
        self.letters: PostVerdict
        self.receivers: Receivers
        self._missed: list[str] = []
        """At halts: nobody takes it back that they were missing then."""
        self._has_found_enough = False

    async def through(self, installation: Installation, stack: AsyncExitStack) -> Verdict:
        """From the first message to the judgement."""
        plan = self.plan
        self.crowd = crowd = Crowd(self.book, stack, installation.places, rate=plan.rate, seed=plan.seed)
        await self.receivers.program.begin(installation.webs[0].url, installation.token)
        self.post = await stack.enter_async_context(Post.opened(self.book, installation, plan.seed))
        await crowd.gather(installation.token, self.post)
        theatre = Theatre(installation, crowd, self.ledger, Random(plan.seed), plan.scale)
        crowd.start()
        await asyncio.sleep(UNDER_WAY_SECONDS)
        begun, strikes = time.monotonic(), 0
        async for row in rage(theatre, list(plan.rows), self._until):
            strikes += 1
            self._tell(f'{time.monotonic() - begun:5.0f} s {row} ({len(self.book.acked)} acked)\n')
            if strikes % plan.halt_every == 0 and time.monotonic() < self._until:  # else it ends with one
                await self._halt(installation)
                if self._has_found_enough:
                    break
                await asyncio.sleep(UNDER_WAY_SECONDS)
        self._tell(f'{time.monotonic() - begun:5.0f} s of strikes\n')
        return await self._end(installation)

    async def _halt(self, installation: Installation, *, is_last: bool = False) -> None:
        """Everybody is silent and back; whoever lacks a message now has missed it."""
        begun = time.monotonic()
        async with self.crowd.halt(FINISHED_SECONDS):
            if not await self.post.settled(SETTLED_SECONDS):
                self._tell('not all mail has arrived\n')
            rows = await self._converged(installation)
            self._tell(f'{time.monotonic() - begun:.1f} s of silence\n')
            verdict = self.book.judge(rows, self.crowd.threads)
            unread, unlisted = list(verdict.missed), self.crowd.unlisted(rows)
            missing = [*unread, *unlisted]
            self._missed += missing
            found = replace(verdict, missed=tuple(self._missed))
            self._has_found_enough = bool(self.plan.until and getattr(found, self.plan.until))
            if missing:
                self._tell(f'missed at a halt: in threads {unread[:5]}, in lists {unlisted[:5]}\n')
            if is_last:
                await self.crowd.stop()

    async def _told(self, installation: Installation) -> None:
        program = self.receivers.program
        if not await program.settled(installation.stores.database_url, SETTLED_SECONDS):
            self._tell('not everything was told to webhooks\n')
        self.ledger.broken += program.faults(await stored_rows(installation))

    async def _timed(self, what: str, work: Awaitable[T]) -> T:
        """How long the end of a run takes stands in its words: N minutes are to end within N + 3."""
        begun = time.monotonic()
        found = await work
        self._tell(f'{time.monotonic() - begun:.1f} s: {what}\n')
        return found

    async def _converged(self, installation: Installation) -> list[Row]:
        rows = await stored_rows(installation)
        with suppress(TimeoutError):
            async with asyncio.timeout(CONVERGED_SECONDS):
                while self.book.judge(rows, self.crowd.threads).missed or self.crowd.unlisted(rows):
                    await asyncio.sleep(0.3)
                    rows = await stored_rows(installation)
        return rows

    async def _end(self, installation: Installation) -> Verdict:
        await installation.heal()
        if self._has_found_enough:
            await self.crowd.stop()
        else:
            await self._halt(installation, is_last=True)
            await self._timed('webhooks', self._told(installation))
            if ROW in self.plan.rows:
                await self._timed('restored', restored(installation, self.crowd, self.post, self.ledger))
        for failure in self.crowd.failures():
            self.ledger.broken.append(f'{type(failure).__name__}: {failure}')
        rows = await stored_rows(installation)
        homes = sorted({row.conversation for row in rows})
        shown = await self._timed('read by HTTP', pages(installation.webs[0].url, installation.token, homes))
        verdict = self.book.judge(rows, [*self.crowd.threads, *shown])
        letters = self.letters = await self.post.judge()
        return replace(
            verdict,
            lost=(*verdict.lost, *letters.lost),
            duplicated=(*verdict.duplicated, *letters.duplicated),
            unexpected=(*verdict.unexpected, *letters.unexpected),
            reordered=(*verdict.reordered, *letters.reordered),
            missed=(*sorted(verdict.missed), *(key for key in self._missed if key not in verdict.missed)),
        )
