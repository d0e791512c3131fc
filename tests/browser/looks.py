"""How else people look at a page: `--looks dark,phone,small` runs the tests of a talk again in each of these."""

from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Locator, Page

PHONE: dict[str, Any] = {'viewport': {'width': 390, 'height': 844}, 'has_touch': True, 'is_mobile': True}
ONE_PANE_BELOW = 768
"""Narrower than this the inbox shows one pane at a time (inbox/src/components/media.ts)."""


@dataclass(frozen=True)
class Look:
    """The browser of everybody who takes part."""

    name: str
    options: dict[str, Any] = field(default_factory=dict)


DESKTOP = Look('desktop')
LOOKS = {
    look.name: look
    for look in (
        DESKTOP,
        Look('dark', {'color_scheme': 'dark'}),
        Look('phone', PHONE),
        # a laptop's 1366 x 768 at twice the size: narrow as a phone, half as high, yet with a mouse
        Look('small', {'viewport': {'width': 683, 'height': 384}, 'device_scale_factor': 2}),
    )
}


def is_narrow(page: Page) -> bool:
    """Whether the inbox shows one pane at a time there."""
    size = page.viewport_size
    return size is not None and size['width'] < ONE_PANE_BELOW


async def press(what: Locator, *, by_touch: bool) -> None:
    """As this person does: with a finger or with a mouse."""
    await (what.tap() if by_touch else what.click())
