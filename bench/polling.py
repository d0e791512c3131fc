"""What quiet costs, and what spreading tenants over processes costs: `uv run python -m bench.polling`.

A web process asks every two seconds for what it missed, once for each tenant that somebody is connected to. Tenants
with agents who only listen, on one process and on four: each tenant's agents spread over all of them, or kept together
as a load balancer with consistent hashing keeps them. Counted are PostgreSQL's transactions, and everybody's CPU.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import asyncpg
import psutil
import socketio

from bench.growth import SECRET_KEYS, given
from bench.stores import Standing, standing
from bench.web import process
from hub.auth.sign_up import create_tenant
from hub.commands.tenants import opened, token
from hub.config import Settings
from storage import migrate


@dataclass(frozen=True)
class Round:
    """Who is connected where; agents of a tenant are numbered."""

    name: str
    tenants: int
    agents: int
    place: Callable[[int, int], int]
    """Of a tenant and an agent: the number of the web process."""


def rounds(tenants: int, processes: int) -> list[Round]:
    """The same number of connections in each, but for the first."""
    return [
        Round('nobody', 0, 0, lambda tenant, agent: 0),
        Round('one tenant, one process', 1, tenants * processes, lambda tenant, agent: 0),
        Round('kept together', tenants, processes, lambda tenant, agent: tenant % processes),
        Round('spread', tenants, processes, lambda tenant, agent: agent),
    ]


async def measure(stores: Standing, folder: Path, tokens: list[str], processes: int, seconds: float) -> None:
    """One line a round."""
    print('| connections | of tenants | transactions/s | web CPU, ms/s | PostgreSQL CPU, ms/s |\n|---|--:|--:|--:|--:|')
    with ExitStack() as stack:
        webs = [stack.enter_context(process(stores, folder)) for _ in range(processes)]
        for one in rounds(len(tokens), processes):
            async with AsyncExitStack() as connected:
                for tenant in range(one.tenants):
                    for agent in range(one.agents):
                        await _join(connected, webs[one.place(tenant, agent)][0], tokens[tenant])
                await asyncio.sleep(5)  # whoever has come is settled
                figures = await _quiet(stores, [pid for _, pid in webs], seconds)
            cells = ' | '.join(f'{figure:.0f}' for figure in figures)
            print(f'| {one.tenants * one.agents}, {one.name} | {one.tenants} | {cells} |', flush=True)


async def _join(connected: AsyncExitStack, url: str, bearer: str) -> None:
    agent = socketio.AsyncClient()
    await agent.connect(url, auth={'token': bearer}, namespaces=['/agent'], transports=['websocket'])
    connected.push_async_callback(agent.disconnect)


async def _quiet(stores: Standing, webs: list[int], seconds: float) -> tuple[float, float, float]:
    began = time.monotonic()
    before = await _spent(stores, webs)
    await asyncio.sleep(seconds)
    after, took = await _spent(stores, webs), time.monotonic() - began
    commits, web, postgres = (now - then for now, then in zip(after, before, strict=True))
    return commits / took, 1000 * web / took, 1000 * postgres / took


async def _spent(stores: Standing, webs: list[int]) -> tuple[float, float, float]:
    connection = await asyncpg.connect(stores.database_url)
    try:
        await connection.execute('SELECT pg_stat_force_next_flush()')
        commits = await connection.fetchval('SELECT sum(xact_commit) FROM pg_stat_database')
    finally:
        await connection.close()
    return float(commits), sum(map(_cpu, webs)), _cpu(stores.postgres)


def _cpu(pid: int) -> float:
    """Seconds, those of children that ended included."""
    head = psutil.Process(pid)
    times = [each.cpu_times() for each in (head, *head.children(recursive=True))]
    ended = head.cpu_times()
    return sum(each.user + each.system for each in times) + ended.children_user + ended.children_system


async def _found(stores: Standing, folder: Path, count: int) -> list[str]:
    """Tenants; the token of each one's owner."""
    await migrate.apply(stores.database_url)
    said = given(stores.database_url, stores.redis_url, folder)
    tokens = []
    async with opened(Settings.model_validate({name.lower(): value for name, value in said.items()})) as hub:
        for number in range(count):
            tenant, owner = await create_tenant(hub, company=f'Shop {number}', email=f'owner-{number}@example.com')
            tokens.append(await token(hub, tenant.id, owner.id, timedelta(hours=2)))
    return tokens


def main() -> None:
    """Measure."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument('--tenants', type=int, default=100)
    ask.add_argument('--processes', type=int, default=4)
    ask.add_argument('--seconds', type=float, default=20, help='how long each round is watched')
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix='hub-polling-') as name, standing(Path(name)) as stores:
        Path(name, 'secret_keys').write_text(SECRET_KEYS)
        tokens = asyncio.run(_found(stores, Path(name), asked.tenants))
        asyncio.run(measure(stores, Path(name), tokens, asked.processes, asked.seconds))


if __name__ == '__main__':
    main()
