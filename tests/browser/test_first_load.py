"""What an agent's browser fetches before the first picture."""

import gzip
import re

import pytest

from hub.build import FRONTENDS

MOST = 250 * 1024
_SCRIPT = re.compile(r'<script[^>]*src="/inbox/([^"]+)"|<link rel="modulepreload"[^>]*href="/inbox/([^"]+)"')
_IMPORT = re.compile(r'(?:from|^import|[;}]import)\s*"\./([\w.-]+\.js)"')


@pytest.mark.usefixtures('frontends')
def test_the_script_of_the_first_load_stays_small() -> None:
    """The page's scripts with all that they import at once, after gzip; what is fetched when wanted does not count."""
    built = FRONTENDS[1] / 'dist'
    todo = [one or other for one, other in _SCRIPT.findall((built / 'index.html').read_text())]
    assert todo
    weights: dict[str, int] = {}
    while todo:
        if (name := todo.pop()) not in weights:
            text = (built / name).read_bytes()
            weights[name] = len(gzip.compress(text, 9))
            todo += [f'assets/{imported}' for imported in _IMPORT.findall(text.decode())]
    assert sum(weights.values()) <= MOST, weights
