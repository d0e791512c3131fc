"""Signing up, in and out, as a person does it."""

import time
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from hub.auth.codes import REFUSAL_SECONDS
from hub.auth.sign_in import one_time_link
from hub.context import Hub
from hub.model.errors import NotFound
from tests.api_client import Api
from tests.tenants import Member, Tenants, new_email


async def test_a_business_signs_up_with_a_code_and_is_its_owner(api: Api) -> None:
    email = new_email('founder')
    sent = (await api.post('auth/sign-up', {'email': email, 'company': 'Nordlicht GmbH', 'name': 'Ada'})).ok(202)

    session = (await api.post('auth/sign-up/verify', {'email': email, 'code': sent['code']})).ok()

    me = (await api.as_(session['access_token']).get('auth/me')).ok()
    assert me['tenant']['name'] == 'Nordlicht GmbH'
    assert (me['user']['name'], me['user']['role'], me['user']['email']) == ('Ada', 'owner', email)
    assert me['features'] == ['dashboard', 'sales', 'conversation', 'ai_agent']
    assert 'tenant.manage' in me['permissions']


async def test_an_address_is_one_address_however_it_is_written(api: Api, tenants: Tenants) -> None:
    owner = (await tenants.make()).owner.user
    sent = (await api.post('auth/sign-in', {'email': owner.email.upper()})).ok(202)
    session = (await api.post('auth/sign-in/verify', {'email': owner.email.title(), 'code': sent['code']})).ok()
    assert session['user']['id'] == str(owner.id)


async def test_a_code_works_once(api: Api, tenants: Tenants) -> None:
    email = (await tenants.make()).owner.user.email
    code = (await api.post('auth/sign-in', {'email': email})).ok(202)['code']
    (await api.post('auth/sign-in/verify', {'email': email, 'code': code})).ok()
    assert (await api.post('auth/sign-in/verify', {'email': email, 'code': code})).code == 'wrong_code'


async def test_after_five_wrong_tries_the_right_code_is_refused_too(api: Api, tenants: Tenants) -> None:
    email = (await tenants.make()).owner.user.email
    code = (await api.post('auth/sign-in', {'email': email})).ok(202)['code']
    wrong = f'{(int(code) + 1) % 10**6:06}'
    for _ in range(5):
        assert (await api.post('auth/sign-in/verify', {'email': email, 'code': wrong})).code == 'wrong_code'
    assert (await api.post('auth/sign-in/verify', {'email': email, 'code': code})).code == 'wrong_code'


async def test_a_worn_out_sign_up_needs_a_new_code(api: Api) -> None:
    email = new_email('founder')
    start = {'email': email, 'company': 'Shop'}
    code = (await api.post('auth/sign-up', start)).ok(202)['code']
    wrong = f'{(int(code) + 1) % 10**6:06}'
    for _ in range(5):
        assert (await api.post('auth/sign-up/verify', {'email': email, 'code': wrong})).code == 'wrong_code'
    assert (await api.post('auth/sign-up/verify', {'email': email, 'code': code})).code == 'wrong_code'
    code = (await api.post('auth/sign-up', start)).ok(202)['code']
    (await api.post('auth/sign-up/verify', {'email': email, 'code': code})).ok()


async def test_a_code_of_one_person_opens_nobody_elses_door(api: Api, tenants: Tenants) -> None:
    mine, theirs = (await tenants.make()).owner.user.email, (await tenants.make()).owner.user.email
    code = (await api.post('auth/sign-in', {'email': mine})).ok(202)['code']
    (await api.post('auth/sign-in', {'email': theirs})).ok(202)
    assert (await api.post('auth/sign-in/verify', {'email': theirs, 'code': code})).code == 'wrong_code'


async def test_nobody_learns_who_has_an_account(api: Api, tenants: Tenants) -> None:
    known, unknown = (await tenants.make()).owner.user.email, new_email('nobody')
    for path, more in (('auth/sign-in', {}), ('auth/sign-up', {'company': 'Shop'})):
        answers = [await api.post(path, {'email': email, **more}) for email in (known, unknown)]
        assert [answer.status for answer in answers] == [202, 202]
        assert answers[0].json.keys() == answers[1].json.keys()
    refused = [await api.post('auth/sign-in/verify', {'email': email, 'code': '000000'}) for email in (known, unknown)]
    assert {answer.code for answer in refused} == {'wrong_code'}
    assert refused[0].json['detail'] == refused[1].json['detail']


async def test_how_long_a_refusal_takes_says_nothing_either(api: Api, tenants: Tenants) -> None:
    known = (await tenants.make()).owner.user.email
    (await api.post('auth/sign-in', {'email': known})).ok(202)
    for email in (known, new_email('nobody')):
        started = time.monotonic()
        assert (await api.post('auth/sign-in/verify', {'email': email, 'code': '000000'})).code == 'wrong_code'
        assert time.monotonic() - started >= REFUSAL_SECONDS


async def test_who_has_an_account_cannot_sign_up_again(api: Api, tenants: Tenants) -> None:
    email = (await tenants.make()).owner.user.email
    code = (await api.post('auth/sign-up', {'email': email, 'company': 'Again'})).ok(202)['code']
    assert (await api.post('auth/sign-up/verify', {'email': email, 'code': code})).code == 'wrong_code'


async def test_a_link_signs_in_once(api: Api, tenants: Tenants, hub: Hub) -> None:
    user = (await tenants.make()).owner.user
    link = urlsplit(await one_time_link(hub, user.id))
    assert link.geturl().startswith(hub.settings.base_url + '/#/link?')
    token = parse_qs(link.fragment.partition('?')[2])['token'][0]

    assert (await api.post('auth/link', {'token': token})).ok()['user']['id'] == str(user.id)
    assert (await api.post('auth/link', {'token': token})).code == 'wrong_link'


@pytest.mark.parametrize('token', ['', ' ', None, 'x', 'ot_', 'ot_' + 'a' * 40, 1, [], {}, True, '\u0000' * 30])
async def test_a_made_up_secret_opens_nothing(api: Api, token: object) -> None:
    for path in ('auth/link', 'auth/invitations/look-up'):
        assert (await api.post(path, {'token': token})).status in (403, 422)
    assert (await api.post('auth/refresh', {'refresh_token': token})).status in (401, 422)
    answer = await api.post('auth/invitations/accept', {'token': token, 'name': 'Eve'})
    assert answer.status in (403, 422)


async def test_links_come_from_the_settings_and_never_from_the_request(api: Api, tenants: Tenants) -> None:
    owner = (await tenants.make()).owner
    headers = {'Host': 'evil.example', 'X_Forwarded_Host': 'evil.example', 'X_Forwarded_Proto': 'https'}
    invitation = (await owner.api.post('invitations', {'email': new_email('new')}, **headers)).ok(201)
    assert invitation['link'].startswith(owner.api.base + '/')


async def test_signing_out_ends_this_session_alone(api: Api, tenants: Tenants) -> None:
    here = (await tenants.make()).owner
    there = await _again(api, here)
    assert (await here.api.post('auth/sign-out')).status == 204
    assert (await here.api.get('auth/me')).code == 'unauthenticated'
    assert (await api.post('auth/refresh', {'refresh_token': here.refresh_token})).code == 'unauthenticated'
    (await there.get('auth/me')).ok()


async def test_signing_out_everywhere_ends_all_sessions(api: Api, tenants: Tenants) -> None:
    here = (await tenants.make()).owner
    there = await _again(api, here)
    assert (await here.api.post('auth/sign-out', {'everywhere': True})).status == 204
    assert (await there.get('auth/me')).code == 'unauthenticated'
    (await (await _again(api, here)).get('auth/me')).ok()


async def test_a_switched_off_tenant_lets_nobody_in(api: Api, tenants: Tenants, hub: Hub) -> None:
    shop = await tenants.make()
    hub.identities.forget(shop.owner.user.id)
    await shop.rows("UPDATE tenants SET status = 'suspended'")
    assert (await shop.owner.api.get('auth/me')).code == 'unauthenticated'
    assert (await api.post('auth/refresh', {'refresh_token': shop.owner.refresh_token})).code == 'unauthenticated'


async def _again(api: Api, member: Member) -> Api:
    code = (await api.post('auth/sign-in', {'email': member.user.email})).ok(202)['code']
    session = (await api.post('auth/sign-in/verify', {'email': member.user.email, 'code': code})).ok()
    return api.as_(session['access_token'])


async def test_a_user_who_does_not_exist_gets_no_link(hub: Hub) -> None:
    with pytest.raises(NotFound):
        await one_time_link(hub, uuid4())
