"""The doctor has a word for every setting, and says what does not fit together."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from pydantic import ValidationError

from hub.advice import Finding, Verdict, described, findings
from hub.config import Settings
from hub.doctor import _sign_in
from tests.cli.conftest import run

ROOT = Path(__file__).parent.parent.parent
SECRET = 'opensesame' * 4


def said(**given: Any) -> dict[str, str]:
    """The doctor's line for each setting."""
    lines = list(described(Settings.model_validate(given)))
    return {re.split('=| is not set', line)[0]: line for line in lines}


def found(verdict: Verdict, **given: Any) -> list[str]:
    """What the doctor finds in the settings."""
    return [finding.what for finding in findings(Settings.model_validate(given)) if finding.verdict is verdict]


def test_every_setting_is_named_with_what_it_is_for() -> None:
    told = said()
    assert list(told) == [name.upper() for name in Settings.model_fields]
    assert not [line for line in told.values() if len(line.partition(': ')[2]) < 10]


def test_every_setting_is_in_the_manual() -> None:
    manual = (ROOT / 'docs' / 'running.md').read_text()
    assert not [name for name in Settings.model_fields if f'`{name.upper()}`' not in manual]


def test_a_setting_is_shown_and_a_secret_is_not() -> None:
    told = said(
        supabase_url='https://x.supabase.co',
        supabase_jwt_secret=SECRET,
        secret_keys=SECRET,
        egress_allow='localhost:5001, 10.0.0.7',
        smtp_url=f'smtp://hub:{SECRET}@mail.example',
    )
    assert told['SUPABASE_URL'].startswith('SUPABASE_URL=https://x.supabase.co: ')
    assert told['EGRESS_ALLOW'].startswith('EGRESS_ALLOW=localhost:5001,10.0.0.7: hosts the hub')
    assert told['SECRET_KEYS'].startswith('SECRET_KEYS=***: ')
    assert told['AI_MODEL'].startswith('AI_MODEL is not set: ')
    assert SECRET not in ''.join(told.values())


def test_not_used_yet_is_said_of_what_nothing_reads_and_of_nothing_else() -> None:
    sources = [
        path.read_text()
        for folder in ('hub', 'handlers', 'storage', 'channels')
        for path in (ROOT / folder).rglob('*.py')
        if path.name not in ('config.py', 'advice.py')
    ]
    assert len(sources) > 100
    unread = {name for name in Settings.model_fields if not any(f'settings.{name}' in source for source in sources)}
    unread -= {'public_url', 'files_url'}  # read as base_url and files_base_url
    unused = {name for name, field in Settings.model_fields.items() if str(field.description).startswith('not used')}
    assert unused == unread


@pytest.mark.parametrize(
    'wrong',
    [
        {'egress_allow': 'http://localhost:5001'},
        {'egress_allow': 'a,/b'},
        {'dns_server': 'ns.example'},
        {'dns_server': '10.0.0.1:many'},
        {'twilio_api_url': 'api.twilio.com'},
        {'ai_base_url': 'localhost:11434'},
        {'supabase_url': 'x.supabase.co'},
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_at_the_start(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(wrong)


@pytest.mark.parametrize('right', ['10.0.0.1', '10.0.0.1:5353', '::1', '[::1]:53'])
def test_a_name_server_is_an_address_with_or_without_a_port(right: str) -> None:
    assert Settings.model_validate({'dns_server': right}).dns_server == right


def test_settings_that_mean_nothing_alone_are_said() -> None:
    assert any('SUPABASE_URL' in what for what in found(Verdict.WRONG, supabase_jwt_secret=SECRET))
    assert any('AWS_ENDPOINT_URL' in what for what in found(Verdict.MIND, aws_endpoint_url='http://s3.example'))
    assert any('AI_BASE_URL' in what for what in found(Verdict.MIND, ai_model='small'))
    assert any('MAIL_FROM' in what for what in found(Verdict.WRONG, mail_from='CustArea hub'))
    assert found(Verdict.WRONG) == []


async def test_a_supabase_project_is_asked_for_its_keys() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    published = {**orjson.loads(RSAAlgorithm.to_jwk(key)), 'kid': 'one', 'alg': 'RS256', 'use': 'sig'}
    async with _project({'keys': [published]}) as url:
        assert (await _looked(supabase_url=url))[0].verdict is Verdict.WELL
    async with _project({'keys': []}) as url:
        assert (await _looked(supabase_url=url))[0].verdict is Verdict.WRONG
        assert (await _looked(supabase_url=url, supabase_jwt_secret=SECRET))[0].verdict is Verdict.MIND
    assert (await _looked(supabase_url='http://127.0.0.1:9'))[0].verdict is Verdict.WRONG
    assert await _looked() == []


def test_the_command_lists_the_settings_below_what_it_found(tmp_path: Path, database_url: str, redis_url: str) -> None:
    given = {'DATABASE_URL': database_url, 'REDIS_URL': redis_url, 'SECRET_KEYS': SECRET, 'AI_MODEL': 'small'}
    advice = run('doctor', DATA_DIR=str(tmp_path), **given)
    lines = advice.stdout.splitlines()
    assert 'note  AI_API_KEY and AI_MODEL mean nothing without AI_BASE_URL' in lines
    after = lines[lines.index('The settings, all of them valid:') + 1 :]
    assert len(after) == len(Settings.model_fields)
    assert any(line.strip().startswith('AI_MODEL=small: not used yet') for line in after)
    assert SECRET not in advice.stdout
    assert database_url not in advice.stdout


async def _looked(**given: Any) -> list[Finding]:
    return [finding async for finding in _sign_in(Settings.model_validate(given))]


@asynccontextmanager
async def _project(document: dict[str, Any]) -> AsyncIterator[str]:
    async def keys(_: web.Request) -> web.Response:
        return web.json_response(document)

    app = web.Application()
    app.router.add_get('/auth/v1/.well-known/jwks.json', keys)
    server = TestServer(app)
    async with server:
        yield str(server.make_url('/'))
