"""Rich text that people typed or pasted: an allow-list, nothing remote, nothing that runs (reliability A1, A3, A4)."""

import asyncio

import nh3

from hub.model.errors import Invalid

LENGTH = 512 * 1024
DEPTH = 256
TAGS = {'a', 'b', 'blockquote', 'br', 'code', 'del', 'div', 'em', 'i', 'li', 'ol', 'p', 'pre', 's', 'strong', 'u', 'ul'}
SCHEMES = {'http', 'https', 'mailto', 'tel'}


async def clean(html: str) -> str:
    """The harmless part of it. Raises Invalid where it is nested beyond reason."""
    if len(html) > LENGTH or html.count('<') > 20_000:
        raise Invalid('This formatted text is too large.')
    if _depth(html) > DEPTH:
        raise Invalid('This formatted text is nested too deeply.')
    return await asyncio.to_thread(
        nh3.clean,
        html,
        tags=TAGS,
        attributes={'a': {'href'}},
        url_schemes=SCHEMES,
        link_rel='noopener noreferrer nofollow',
    )


def _depth(html: str) -> int:
    """An upper bound: tags opened minus tags closed, at its highest; the sanitiser is quadratic in it."""
    depth = highest = 0
    for part in html.split('<')[1:]:
        if part[:2].lower() == 'br':
            continue
        depth += -1 if part.startswith('/') else 1
        highest = max(highest, depth)
    return highest
