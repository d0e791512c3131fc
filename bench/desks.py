"""More ways to sit at the desk than the load generator's own adapter for the hub knows; it finds them by name."""

from typing import Any

from hub_adapter import Hub  # type: ignore[import-not-found]  # lies beside the load generator


class Everybody(Hub):  # type: ignore[misc]
    """Every agent looks at every conversation, so that each visitor's message goes to all of them."""

    def __init__(self, url: str, opts: dict[str, str]) -> None:
        super().__init__(url, opts)
        self.fanout = int(opts['fanout'])

    async def visitor(self, n: int, on_text: Any) -> Any:
        """Come, say the first word, and be looked at."""
        peer = await super().visitor(n, on_text)
        for agent in self.desk:
            await agent.call('watch', {'conversation_id': peer.conv})
        return peer


class TwoDoors(Hub):  # type: ignore[misc]
    """Visitors and agents spread over two web processes: half of those who talk sit on different ones."""

    def __init__(self, url: str, opts: dict[str, str]) -> None:
        super().__init__(url, opts)
        self.doors = (url.rstrip('/'), opts['also'].rstrip('/'))

    async def agent(self, k: int, on_text: Any) -> Any:
        """By the door of their number."""
        self.agents_side.url = self.doors[k % 2]
        return await super().agent(k, on_text)

    async def visitor(self, n: int, on_text: Any) -> Any:
        """By either door, whichever their agent came by."""
        door = self.doors[n // 10 % 2]
        self.visitors_side.url = door
        return await super().visitor(n, on_text)
