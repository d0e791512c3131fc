"""What axe-core, the accessibility checker, has to say about a page and everything in its frames."""

from pathlib import Path
from typing import Any

from playwright.async_api import Frame, Page

_AXE = Path(__file__).parents[2] / 'widget/node_modules/axe-core/axe.min.js'
_GRAVE = ('serious', 'critical')


async def violations(where: Page | Frame) -> list[str]:
    """What is serious or critical, a line each."""
    if not await where.evaluate('typeof axe !== "undefined"'):
        await where.evaluate(_AXE.read_text())
    found: dict[str, Any] = await where.evaluate('axe.run(document, { resultTypes: ["violations"] })')
    return [
        f'{rule["id"]}: {node["html"]} {node["failureSummary"]}'
        for rule in found['violations']
        if rule['impact'] in _GRAVE
        for node in rule['nodes']
    ]
