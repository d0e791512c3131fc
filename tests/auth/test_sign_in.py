"""Signing up, in and out, as a person at a demo hub does it."""

from tests.api_client import Api
from tests.tenants import new_email


async def test_a_business_signs_up_with_a_code_and_is_its_owner(api: Api) -> None:
    email = new_email('founder')
    sent = (await api.post('auth/sign-up', {'email': email, 'company': 'Nordlicht GmbH', 'name': 'Ada'})).ok(202)

    session = (await api.post('auth/sign-up/verify', {'email': email, 'code': sent['code']})).ok()

    me = (await api.as_(session['access_token']).get('auth/me')).ok()
    assert me['tenant']['name'] == 'Nordlicht GmbH'
    assert (me['user']['name'], me['user']['role'], me['user']['email']) == ('Ada', 'owner', email)
    assert 'conversation' in me['features']
    assert 'tenant.manage' in me['permissions']
