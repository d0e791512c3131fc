"""What is under attack: two web processes and two workers over stores of their own, a proxy before every edge."""

import asyncio
import os
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import orjson
import psutil

from tests.chaos.proxy import Proxy
from tests.chaos.with_pigeons import WEB, WORKER
from tests.kills.conftest import common, founded
from tests.kills.installation import Process, Stores, Web

PLACES = (0, 1)
DISK_MEBIBYTES = 1_536


@dataclass
class Edges:
    """The proxies of one web process."""

    client: Proxy
    postgres: Proxy
    redis: Proxy

    def all(self) -> tuple[Proxy, Proxy, Proxy]:
        """Each of them."""
        return self.client, self.postgres, self.redis


@dataclass
class Disk:
    """A file system of the installation's own, where mounting is allowed."""

    folder: Path
    is_own: bool = False

    @classmethod
    def mounted(cls, folder: Path) -> 'Disk':
        """In memory; it ends with the mount namespace that `python -m tests.chaos` gives itself."""
        folder.mkdir(parents=True)
        words = ('mount', '-t', 'tmpfs', '-o', f'size={DISK_MEBIBYTES}m,mode=755', 'tmpfs', str(folder))
        is_allowed = os.environ.get('HUB_CHAOS_OWN_MOUNTS') == '1'
        return cls(folder, is_allowed and subprocess.run(words, check=False).returncode == 0)

    def fill(self) -> None:
        """No room but for the blocks in use."""
        used = shutil.disk_usage(self.folder).used
        self._resize(f'{used // 1024 + 64}k')

    def free(self) -> None:
        """Room again."""
        self._resize(f'{DISK_MEBIBYTES}m')

    def close(self) -> None:
        """Nothing is kept."""
        if self.is_own:
            subprocess.run(('umount', '--lazy', str(self.folder)), check=False)

    def _resize(self, size: str) -> None:
        subprocess.run(('mount', '-o', f'remount,size={size}', str(self.folder)), check=True)


@dataclass
class Installation:
    """Everything that can be killed, paused or cut off."""

    folder: Path
    disk: Disk
    stores: Stores
    webs: list[Web]
    workers: list[Process]
    edges: list[Edges]
    token: str
    """An owner's."""
    environment: dict[str, str]
    suspended: list[psutil.Process] = field(default_factory=list)

    @classmethod
    @asynccontextmanager
    async def opened(
        cls, folder: Path, program: tuple[str, ...] = WEB, **settings: str
    ) -> AsyncIterator['Installation']:
        """Set up and started; `program` is the module and the arguments of a web process."""
        disk = Disk.mounted(folder / 'disk')
        stores = Stores.start(disk.folder / 'stores')
        try:
            environment = {**common(disk.folder, stores.database_url, stores.redis_url), **settings}
            token = await asyncio.to_thread(founded, environment)
            async with AsyncExitStack() as stack:
                made = cls(folder, disk, stores, [], [], [], token, environment)
                for place in PLACES:
                    await made._add_place(stack, place, program)
                try:
                    await made.start_all()
                    yield made
                finally:
                    await made._stop()
        finally:
            stores.resume()
            stores.stop()
            for log in disk.folder.glob('*.log'):
                shutil.copy(log, folder)
            disk.close()

    async def _add_place(self, stack: AsyncExitStack, place: int, program: tuple[str, ...]) -> None:
        postgres = await stack.enter_async_context(Proxy(f'postgres{place}', _port(self.stores.database_url)))
        redis = await stack.enter_async_context(Proxy(f'redis{place}', _port(self.stores.redis_url)))
        web = Web({}, self.disk.folder / f'web{place}.log', program)
        client = await stack.enter_async_context(Proxy(f'client{place}', web.port))
        self.webs.append(web)
        self.workers.append(Process({}, self.disk.folder / f'worker{place}.log', WORKER))
        self.edges.append(Edges(client, postgres, redis))
        self._show_stores(place)

    def _show_stores(self, place: int) -> None:
        """The processes of a place see the stores through their proxies."""
        postgres, redis = self.edges[place].postgres, self.edges[place].redis
        postgres.target, redis.target = _port(self.stores.database_url), _port(self.stores.redis_url)
        self.webs[place].environment = self.workers[place].environment = {
            **self.environment,
            'DATABASE_URL': _through(self.stores.database_url, postgres),
            'REDIS_URL': _through(self.stores.redis_url, redis),
        }

    async def lose_everything(self) -> None:
        """The processes end, the stores and the files are gone; empty stores stand in their place."""
        await self._stop()
        await asyncio.to_thread(self.stores.lose_everything)
        shutil.rmtree(self.environment['DATA_DIR'], ignore_errors=True)  # there may have been no file
        stores = {'DATABASE_URL': self.stores.database_url, 'REDIS_URL': self.stores.redis_url}
        self.environment = {**self.environment, **stores}
        for place in PLACES:
            self._show_stores(place)

    async def start_all(self) -> None:
        """Start what does not run."""
        for process in (*self.webs, *self.workers):
            if not process.is_alive:
                process.start()
        for web in self.webs:
            await web.until_ready()

    async def heal(self) -> None:
        """Every edge open, every process awake and at work, room on the disk."""
        for process in self.suspended:
            if process.is_running():
                process.resume()
        self.suspended.clear()
        self.stores.resume()
        if self.disk.is_own:
            self.disk.free()
        for edges in self.edges:
            for proxy in edges.all():
                proxy.heal()
        await self.start_all()

    @property
    def places(self) -> list[str]:
        """Where clients find the web processes."""
        return [f'http://127.0.0.1:{edges.client.port}' for edges in self.edges]

    def errors(self) -> Counter[str]:
        """What the processes logged as errors, by event."""
        found: Counter[str] = Counter()
        for log in self.disk.folder.glob('w*.log'):
            for line in log.read_text(errors='replace').splitlines():
                try:
                    said = orjson.loads(line)
                except orjson.JSONDecodeError:
                    if line.startswith('Traceback'):
                        found['a traceback outside the log'] += 1
                    continue
                if said.get('level') == 'error':
                    found[f'{said["event"]} {said.get("exception", "").strip().rpartition(chr(10))[2]}'.strip()] += 1
        return found

    async def _stop(self) -> None:
        for process in (*self.webs, *self.workers):
            if process.is_alive:
                process.told(signal.SIGCONT)
                process.told(signal.SIGTERM)
        deadline = asyncio.get_running_loop().time() + 15
        for process in (*self.webs, *self.workers):
            while process.is_alive and asyncio.get_running_loop().time() < deadline:  # noqa: ASYNC110 - it rings no bell
                await asyncio.sleep(0.05)
            if process.is_alive:
                process.kill()


def _port(url: str) -> int:
    port = urlsplit(url).port
    assert port
    return port


def _through(url: str, proxy: Proxy) -> str:
    return url.replace(f':{_port(url)}/', f':{proxy.port}/')
