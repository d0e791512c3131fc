"""What axe-core, the accessibility checker, has to say about a page and everything in its frames."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.async_api import Frame, Page

_AXE = Path(__file__).parents[2] / 'widget/node_modules/axe-core/axe.min.js'
_GRAVE = ('moderate', 'serious', 'critical')


async def violations(where: Page | Frame, *, rules: Sequence[str] = ()) -> list[str]:
    """What is at least moderate, a line each; by these rules of axe-core, or by all of them."""
    if not await where.evaluate('typeof axe !== "undefined"'):
        await where.evaluate(_AXE.read_text())
    options = {'resultTypes': ['violations'], **({'runOnly': list(rules)} if rules else {})}
    found: dict[str, Any] = await where.evaluate('options => axe.run(document, options)', options)
    return [
        f'{rule["id"]}: {node["html"]} {node["failureSummary"]}'
        for rule in found['violations']
        if rule['impact'] in _GRAVE
        for node in rule['nodes']
    ]
