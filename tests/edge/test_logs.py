"""Logs tell what happened and never what opens doors."""

import io
import logging

import pytest
import structlog

from hub.auth.sign_in import one_time_link
from hub.config import Settings
from hub.context import Hub
from tests.api_client import Api
from tests.edge.conftest import lines
from tests.tenants import Tenants, new_email

CANARIES = [
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    'ck_abcdefghijklmnopqrstuvwxyz0123456789',
    'rt_abcdefghijklmnopqrstuvwxyz0123456789',
    'ot_abcdefghijklmnopqrstuvwxyz0123456789',
    'iv_abcdefghijklmnopqrstuvwxyz0123456789',
]


@pytest.mark.parametrize('canary', CANARIES)
def test_whatever_looks_like_a_credential_is_struck_out(written: io.StringIO, canary: str) -> None:
    log = structlog.get_logger('test')
    log.info('a', said=f'Bearer {canary}', listed=[canary], nested={'deep': {'deeper': canary}}, raw=canary.encode())
    log.info('in the event ' + canary)  # noqa: G003 - that is the point
    logging.getLogger('library').warning('it said %s', canary)
    try:
        raise ValueError(f'no good: {canary}')
    except ValueError:
        log.exception('b')
        logging.getLogger('library').exception('c')
    assert canary not in written.getvalue()
    assert len(lines(written)) == 5


def test_whatever_is_named_like_a_secret_is_struck_out(written: io.StringIO) -> None:
    names = ['authorization', 'password', 'access_token', 'refresh_token', 'secret', 'cookie', 'code', 'api_key', 'key']
    structlog.get_logger('test').info('a', **dict.fromkeys(names, 'opensesame'), status_code=200)
    assert 'opensesame' not in written.getvalue()
    assert lines(written)[0]['status_code'] == 200


def test_passwords_in_addresses_are_struck_out(written: io.StringIO) -> None:
    structlog.get_logger('test').info('a', said='postgresql://hub:opensesame@127.0.0.1:5432/hub is gone')
    assert 'opensesame' not in written.getvalue()
    assert '127.0.0.1:5432' in written.getvalue()


async def test_a_request_is_a_line_with_its_ids_and_without_its_secrets(
    hub: Hub, api: Api, tenants: Tenants, written: io.StringIO
) -> None:
    shop = await tenants.make()
    owner = shop.owner
    link = (await one_time_link(hub, owner.user.id)).partition('token=')[2]
    (await api.post('auth/link', {'token': link})).ok()
    made = (await owner.api.post('api-keys', {'name': 'x', 'scopes': ['users.read']})).ok(201)
    (await api.as_(made['key']).get('users')).ok()
    answer = await owner.api.get(f'users?token={owner.token}&code=123456')
    await api.post('auth/refresh', {'refresh_token': owner.refresh_token})

    requests = [line for line in lines(written) if line['event'] == 'http.request']
    mine = next(line for line in requests if line['request_id'] == answer.headers['X-Request-Id'])
    assert (mine['tenant_id'], mine['path'], mine['method']) == (str(shop.tenant.id), '/api/v1/users', 'GET')
    for secret in (owner.token, owner.refresh_token, link, made['key'], '123456'):
        assert secret not in written.getvalue()


async def test_a_hub_without_a_mail_server_prints_what_it_would_have_mailed(
    api: Api, tenants: Tenants, capsys: pytest.CaptureFixture[str]
) -> None:
    owner = (await tenants.make()).owner
    code = (await api.post('auth/sign-in', {'email': owner.user.email})).ok(202)['code']
    (await owner.api.post('invitations', {'email': new_email('grace')})).ok(201)
    printed = capsys.readouterr().err
    assert code in printed
    assert '/#/invite?token=' in printed


async def test_a_page_of_another_site_that_knocks_is_no_error_of_ours(api: Api, written: io.StringIO) -> None:
    for _ in range(2):
        refused = await api.get('/socket.io/?EIO=4&transport=polling', Origin='https://evil.example')
        assert refused.status == 400
    told = [line for line in lines(written) if 'origin' in line['event'] or line['level'] not in ('info', 'debug')]
    assert [(line['event'], line['level']) for line in told] == [('socket.foreign_origin', 'info')] * len(told)
    assert told[0]['origin'] == 'https://evil.example'
    assert 'Traceback' not in written.getvalue()


def test_a_settings_secret_has_no_repr() -> None:
    settings = Settings.model_validate({'secret_keys': 'opensesame' * 4, 'supabase_jwt_secret': 'opensesame'})
    assert 'opensesame' not in repr(settings) + str(settings)
