"""What the chat costs a site and its visitors, in bytes as they travel."""

import asyncio
import gzip
from pathlib import Path

import pytest

from hub.build import FRONTENDS, build

WIDGET = next(frontend for frontend in FRONTENDS if frontend.name == 'widget')
KIB = 1024


@pytest.fixture(scope='module')
def dist() -> Path:
    """The widget as its sources say."""
    asyncio.run(build(print, [WIDGET]))
    return WIDGET / 'dist'


def size(path: Path) -> int:
    """Bytes after gzip."""
    return len(gzip.compress(path.read_bytes(), 9))


def test_the_loader_is_at_most_2_kib(dist: Path) -> None:
    assert size(dist / 'widget.js') <= 2 * KIB


def test_the_chat_is_at_most_30_kib_with_everything(dist: Path) -> None:
    languages = set((dist / 'frame/assets').glob('*.json'))
    files = [path for path in (dist / 'frame').rglob('*') if path.is_file() and path not in languages]
    assert len(languages) == 4, 'the other languages are fetched when they are spoken'
    assert sum(map(size, files)) <= 30 * KIB
    assert max(map(size, languages)) <= 2 * KIB


def test_the_page_of_the_chat_has_nothing_inline(dist: Path) -> None:
    page = (dist / 'frame/index.html').read_text()
    assert '<style' not in page
    assert ' style=' not in page
    assert all('src="/widget/assets/' in tag for tag in page.split('<script')[1:])
