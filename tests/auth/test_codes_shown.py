"""A code proves an address only while nobody but its mailbox sees it."""

from pathlib import Path

import pytest

from hub.app import create_app
from hub.config import Settings
from storage.embedded.home import free_port
from tests.api_client import Api
from tests.conftest import make_settings, serving
from tests.tenants import new_email


async def offered(settings: Settings, *, demo: bool) -> object:
    """Whom the page for signing in offers to be."""
    app = await create_app(settings, demo=demo)
    async with serving(app, settings), Api.open(f'http://127.0.0.1:{settings.port}') as api:
        return (await api.get('auth/sign-in')).ok()['email']


async def answers(settings: Settings, *, demo: bool) -> list[dict[str, object]]:
    """What a stranger who asks for a code is told, to sign in and to sign up."""
    app = await create_app(settings, demo=demo)
    async with serving(app, settings), Api.open(f'http://127.0.0.1:{settings.port}') as api:
        signed_in = await api.post('auth/sign-in', {'email': new_email('ada')})
        signed_up = await api.post('auth/sign-up', {'email': new_email('ada'), 'company': 'Teeladen'})
        return [signed_in.ok(202), signed_up.ok(202)]


@pytest.mark.parametrize('host', ['127.0.0.1', 'localhost'])
async def test_a_demo_on_loopback_shows_the_code(database_url: str, redis_url: str, tmp_path: Path, host: str) -> None:
    settings = make_settings(database_url, redis_url, tmp_path, host=host)
    told = await answers(settings, demo=True)
    assert all(len(str(answer['code'])) == 6 for answer in told)
    assert {answer['way'] for answer in told} == {'shown'}


@pytest.mark.parametrize(
    'reachable',
    [
        {'host': '0.0.0.0'},  # noqa: S104 - that is the point
        {'host': '0.0.0.0', 'public_url': 'http://localhost:8000'},  # noqa: S104
        {'public_url': 'https://hub.example'},
        {'public_url': 'http://192.0.2.7:8000'},
    ],
)
async def test_a_demo_that_others_can_reach_only_prints_it(
    database_url: str,
    redis_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    reachable: dict[str, str],
) -> None:
    settings = make_settings(database_url, redis_url, tmp_path, **reachable)
    told = await answers(settings, demo=True)
    assert [(answer.get('code'), answer['way']) for answer in told] == [(None, 'printed')] * 2
    assert 'Enter this code to open the inbox of Teeladen' in capsys.readouterr().err


@pytest.mark.parametrize('others', [{'smtp_url': 'smtp://127.0.0.1:1'}, {}])
async def test_a_hub_that_mails_codes_or_is_no_demo_never_shows_one(
    database_url: str, redis_url: str, tmp_path: Path, others: dict[str, str]
) -> None:
    settings = make_settings(database_url, redis_url, tmp_path, **others)
    told = await answers(settings, demo=bool(others))
    assert [(answer.get('code'), answer['way']) for answer in told] == [(None, 'mailed' if others else 'printed')] * 2


@pytest.mark.parametrize(
    ('demo', 'reachable', 'address'),
    [
        (True, {}, 'maya@birkfell.example'),
        (True, {'public_url': 'https://hub.example'}, None),
        (True, {'smtp_url': 'smtp://127.0.0.1:1'}, None),
        (False, {}, None),
    ],
)
async def test_the_demos_address_is_offered_where_its_code_is_shown_and_nowhere_else(
    database_url: str, redis_url: str, tmp_path: Path, demo: bool, reachable: dict[str, str], address: str | None
) -> None:
    settings = make_settings(database_url, redis_url, tmp_path, **reachable)
    assert await offered(settings, demo=demo) == address


def test_a_hub_that_listens_everywhere_is_called_by_a_name_that_browsers_can_open() -> None:
    port = free_port()
    for host, name in (('0.0.0.0', 'localhost'), ('::', 'localhost'), ('::1', '[::1]'), ('10.0.0.7', '10.0.0.7')):  # noqa: S104
        assert Settings(host=host, port=port).base_url == f'http://{name}:{port}'
