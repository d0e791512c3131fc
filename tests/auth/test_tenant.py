"""The workspace's profile: whoever may changes it, everybody sees it at once, and whoever joins speaks its language."""

import pytest

from hub.model.people import UserRole
from tests.api_client import Api
from tests.auth.test_team import invite
from tests.live.conftest import Desk, desk
from tests.tenants import Tenants

__all__ = ['desk']


async def test_a_new_name_is_told_to_colleagues_and_noted(desk: Desk) -> None:
    owner, colleague = desk.shop.owner.api, await desk.agent()
    await colleague.hear('session')
    was = (await owner.get('tenant')).ok()
    changed = (await owner.patch('tenant', {'name': ' Tents & Co. '})).ok()
    assert changed == {**was, 'name': 'Tents & Co.'}
    await colleague.hear('tenant.changed')
    assert (await owner.get('auth/me')).ok()['tenant'] == changed
    (await owner.patch('tenant', {'name': 'Tents & Co.', 'locale': None})).ok()
    noted = (await owner.get('audit-log?action=tenant')).ok()['items']
    assert [(line['action'], line['details']) for line in noted] == [
        ('tenant.changed', {'was': {'name': was['name']}, 'now': {'name': 'Tents & Co.'}})
    ]


async def test_whoever_joins_begins_in_the_tenants_language(api: Api, tenants: Tenants) -> None:
    shop = await tenants.make()
    (await shop.owner.api.call('PUT', 'working-hours', {'time_zone': 'Asia/Kolkata'})).ok()
    joined = []
    for locale in (None, 'hi', None):
        assert (await shop.owner.api.patch('tenant', {'locale': locale})).ok()['locale'] == locale
        accepting = {'token': await invite(shop.owner), 'name': 'Grace'}
        joined.append((await api.post('auth/invitations/accept', accepting)).ok()['user']['locale'])
    assert joined == [None, 'hi', None]
    assert (await shop.owner.api.get('working-hours')).ok()['hours']['time_zone'] == 'Asia/Kolkata'


@pytest.mark.parametrize(
    'wrong', [{}, {'name': ' '}, {'name': None}, {'name': 'x' * 201}, {'locale': 'Deutsch'}, {'time_zone': 'UTC'}]
)
async def test_what_a_profile_cannot_be_is_refused(tenants: Tenants, wrong: dict[str, object]) -> None:
    shop = await tenants.make()
    assert (await shop.owner.api.patch('tenant', wrong)).code == 'invalid'
    assert (await shop.owner.api.get('tenant')).ok()['name'] == shop.tenant.name


async def test_everybody_reads_it_and_only_who_may_changes_it(tenants: Tenants) -> None:
    shop, other = await tenants.make(), await tenants.make()
    admin = await shop.hire(UserRole.ADMIN)
    assert (await admin.api.get('tenant')).ok()['name'] == shop.tenant.name
    assert (await admin.api.patch('tenant', {'name': 'Mine'})).code == 'forbidden'
    (await shop.owner.api.patch('tenant', {'name': 'Ours'})).ok()
    assert (await other.owner.api.get('tenant')).ok()['name'] == other.tenant.name
