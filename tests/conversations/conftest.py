"""A shop with its agents and visitors on real sockets."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from aiohttp.test_utils import TestServer

from tests.live.conftest import Desk, open_desk
from tests.tenants import Tenants


@pytest.fixture
async def desk(tenants: Tenants, database_url: str, server: TestServer) -> AsyncIterator[Desk]:
    """A shop of this test's own."""
    async with AsyncExitStack() as stack:
        yield await open_desk(await tenants.make(), database_url, str(server.make_url('/')), stack)
