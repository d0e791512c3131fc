"""One browser, one hub and one site for each worker; tenants and browser contexts of its own for each test.

Everything runs in the session's event loop, since a browser that starts for each test would cost more than the test.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, BrowserContext, async_playwright, expect

from handlers.keys import HUB
from hub.app import create_app
from hub.build import BuildFailed, build
from hub.config import Settings
from hub.context import Hub
from tests.api_client import Api
from tests.browser.cable import Cable
from tests.browser.desk import Desk
from tests.browser.looks import DESKTOP, LOOKS, Look
from tests.browser.scene import PATIENCE_MS, Scene, open_scene
from tests.browser.site import Site
from tests.conftest import make_settings, serving
from tests.live.peers import Peer
from tests.tenants import Tenants

_QUIET = ('--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync')


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """With `--looks` a test of a scene runs once in each of them that makes sense for it."""
    asked = _looks_asked(metafunc.config)
    if asked and 'look' in metafunc.fixturenames:
        mark = metafunc.definition.get_closest_marker('looks')
        metafunc.parametrize('look', [name for name in asked if not mark or name in mark.args], indirect=True)


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups in the same hook
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """All tests of this folder drive a browser, in one loop; with `--looks` only those that have one."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            if pytest_asyncio.is_async_test(item):
                item.add_marker(pytest.mark.asyncio(loop_scope='session'), append=False)
    _share_out(config, [item for item in items if item.path.is_relative_to(here)], of=len(items))
    if _looks_asked(config):
        without = [item for item in items if not _has_a_look(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if _has_a_look(item)]


def _share_out(config: pytest.Config, items: list[pytest.Item], *, of: int) -> None:
    """Every second worker drives a browser, which busies a core and more; the others do meanwhile what mostly waits.

    If all came here at once, they would wait for the cores first and leave them idle afterwards.
    """
    drivers = config.workerinput['workercount'] // 2 if hasattr(config, 'workerinput') else 0
    if drivers and len(items) < of:
        files = sorted({item.path for item in items})
        for item in items:
            item.add_marker(pytest.mark.xdist_group(f'browser {files.index(item.path) % drivers}'))


def _looks_asked(config: pytest.Config) -> list[str]:
    names = [name for name in str(config.getoption('--looks')).split(',') if name]
    if unknown := set(names) - set(LOOKS):
        raise pytest.UsageError(f'--looks knows {", ".join(LOOKS)}, not {", ".join(unknown)}')
    return names


def _has_a_look(item: pytest.Item) -> bool:
    drawn = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, 'callspec') else {}
    return drawn.get('look') in LOOKS


@pytest.fixture(scope='session')
def frontends() -> None:
    """Widget and inbox as their sources are now."""
    try:
        asyncio.run(build(lambda _: None))
    except BuildFailed as failure:
        pytest.fail(f'the frontends could not be built, so there is nothing to look at: {failure}')


@pytest_asyncio.fixture(scope='session', loop_scope='session')
async def browser(chromium: Path) -> AsyncIterator[Browser]:
    """One Chromium; whoever takes part has a context in it."""
    async with _launched(chromium) as running:
        yield running


@pytest_asyncio.fixture(scope='session', loop_scope='session')
async def windowed(windowed_chromium: Path) -> AsyncIterator[Browser]:
    """The whole program, for what takes a window: to look away, to be notified."""
    async with _launched(windowed_chromium) as running:
        yield running


@asynccontextmanager
async def _launched(program: Path) -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=program, args=['--no-sandbox', *_QUIET])
        yield running
        await running.close()


@pytest.fixture(scope='session')
def settings(database_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of this worker's hub."""
    return make_settings(database_url, redis_url, tmp_path_factory.mktemp('hub'))


@pytest_asyncio.fixture(scope='session', loop_scope='session')
async def server(settings: Settings, frontends: None) -> AsyncIterator[TestServer]:
    """The real application on its real port."""
    running = serving(await create_app(settings, demo=True), settings)
    async with running:
        yield running


@pytest.fixture(scope='session')
def hub(server: TestServer) -> Hub:
    """The Hub inside the running application."""
    return server.app[HUB]


@pytest_asyncio.fixture(scope='session', loop_scope='session')
async def api(server: TestServer) -> AsyncIterator[Api]:
    """A client without credentials."""
    async with Api.open(str(server.make_url('/'))) as client:
        yield client


@pytest.fixture(scope='session')
def tenants(hub: Hub, api: Api) -> Tenants:
    """Makes tenants."""
    return Tenants(hub, api)


@pytest.fixture
def look(request: pytest.FixtureRequest) -> Look:
    """How the people of the scene look at their pages."""
    return LOOKS[getattr(request, 'param', DESKTOP.name)]


@pytest_asyncio.fixture(loop_scope='session')
async def scene(tenants: Tenants, browser: Browser, settings: Settings, look: Look) -> AsyncIterator[Scene]:
    """A shop with a chat on the site; visitors and agents come by `scene.visitor()` and `scene.agent()`."""
    async with AsyncExitStack() as stack:
        made = await open_scene(await tenants.make(), browser, settings.base_url, stack, look)
        yield made
        made.check()


@pytest_asyncio.fixture(loop_scope='session')
async def cable(settings: Settings) -> AsyncIterator[Cable]:
    """What connects `context` with the hub."""
    async with Cable(settings.port) as whole:
        yield whole


@pytest_asyncio.fixture(loop_scope='session')
async def context(browser: Browser, cable: Cable) -> AsyncIterator[BrowserContext]:
    """Somebody's browser."""
    made = await browser.new_context(
        viewport={'width': 1280, 'height': 800},
        locale='en-GB',
        proxy={'server': cable.proxy, 'bypass': '<-loopback>'},
    )
    yield made
    await made.close()


@pytest_asyncio.fixture(loop_scope='session')
async def desk(tenants: Tenants, settings: Settings, context: BrowserContext) -> AsyncIterator[Desk]:
    """A shop of this test's own."""
    shop = await tenants.make('Birkfell')
    asked = {'name': 'Birkfell', 'allowed_domains': ['localhost']}
    widget = (await shop.owner.api.post('widgets', asked)).ok(201)
    site = Site(settings.base_url, widget['key'])
    async with site.serving() as serving:
        site.port = serving.port or 0
        made = Desk(shop, widget, site, context)
        yield made
        if made.context is not context:
            await made.context.close()


@pytest_asyncio.fixture(loop_scope='session')
async def agent(desk: Desk, server: TestServer) -> AsyncIterator[Peer]:
    """The shop's owner at the desk."""
    async with Peer(str(server.make_url('/')), '/agent', {'token': desk.shop.owner.token}) as peer:
        yield peer
