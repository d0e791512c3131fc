"""The manuals say what the code has: nothing can be added without its line in them."""

import re
from pathlib import Path

from handlers.routes import API, ROUTES

ROOT = Path(__file__).parent.parent
SETTINGS = 'inbox/src/views/settings/Settings.tsx'
SOURCES = ('hub', 'handlers', 'storage', 'channels', 'tests')
_CITED = re.compile(r'reliability ((?:[AGM]\d+(?:-|, )?)+)')
_LISTED = re.compile(r'^\| ([AGM]\d+) \|.*\|(.*)\|$', re.MULTILINE)


def _texts() -> list[str]:
    return [path.read_text() for folder in SOURCES for path in (ROOT / folder).rglob('*.py')]


def _promises() -> dict[str, str]:
    """By number, what proves each."""
    return dict(_LISTED.findall((ROOT / 'docs/reliability.md').read_text()))


def _numbers(cited: str) -> set[str]:
    """`G1-G4, G13`, spelled out."""
    found: set[str] = set()
    for part in cited.split(', '):
        first, _, last = part.partition('-')
        until = int(last[1:]) if last else int(first[1:])
        found |= {f'{first[0]}{number}' for number in range(int(first[1:]), until + 1)}
    return found


def test_every_resource_is_in_the_manual_of_the_api() -> None:
    manual = (ROOT / 'docs/api.md').read_text()
    resources = {route.path.removeprefix(API).split('/')[1] for route in ROUTES} - {''}
    assert not [name for name in sorted(resources) if not re.search(rf'/{re.escape(name)}(?![\w.-])', manual)]


def test_every_promise_that_a_comment_cites_is_in_the_list() -> None:
    cited = {number for text in _texts() for match in _CITED.findall(text) for number in _numbers(match.strip(', '))}
    assert cited
    assert cited <= set(_promises())


def test_what_proves_a_promise_is_there() -> None:
    everything = '\n'.join(_texts())
    for number, proof in _promises().items():
        tests = re.findall(r'`([^`]+)`', proof)
        assert tests or 'not yet' in proof, number
        assert not [name for name in tests if not (ROOT / name).exists() and f'def {name}(' not in everything]


def test_every_page_of_the_settings_is_in_the_tour() -> None:
    tour = (ROOT / 'docs/tour.md').read_text()
    shown = set(re.findall(r'\(screenshots/page-([\w-]+)\.webp\)', tour))
    listed = re.findall(r"^    page: '([\w-]+)'|\{ page: '([\w-]+)'", (ROOT / SETTINGS).read_text(), re.MULTILINE)
    assert shown == {'sign-in', 'inbox', 'dashboard', *(f'settings-{one or other}' for one, other in listed)}
    assert not [name for name in sorted(shown) if not (ROOT / f'docs/screenshots/page-{name}.webp').exists()]
