"""A process that is about to end says so to everybody who is connected."""

from aiohttp.test_utils import TestServer

from hub.app import drain
from tests.live.conftest import Desk


async def test_whoever_is_sent_away_is_told_why(desk: Desk, server: TestServer) -> None:
    peers = [await desk.visitor(), await desk.agent()]
    await drain(server.app)
    for peer in peers:
        assert await peer.hear('closing') == {'reason': 'draining'}
