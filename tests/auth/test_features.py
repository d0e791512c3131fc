"""Features: off is off for everybody at once, loses nothing, and what all others stand on cannot be turned off."""

from hub.model.people import UserRole
from tests.live.conftest import Desk, desk
from tests.tenants import Tenants

__all__ = ['desk']

WEEK = 'first=2026-03-02&last=2026-03-08'


async def test_a_feature_that_is_off_answers_so_until_it_is_on_again(desk: Desk) -> None:
    admin, manager = [(await desk.shop.hire(role)).api for role in (UserRole.ADMIN, UserRole.MANAGER)]
    colleague = await desk.agent()
    await colleague.hear('session')
    refused = await manager.get(f'reports/conversations?{WEEK}')
    assert (refused.status, refused.code) == (403, 'feature_off')
    assert 'Settings, Features' in refused.json['detail']
    (await admin.patch('features', {'features': {'reports': True, 'dashboard': False}})).ok()
    await colleague.hear('features.changed')
    (await manager.get(f'reports/conversations?{WEEK}')).ok()
    assert (await manager.get('reports/now')).code == 'feature_off'
    me = (await manager.get('auth/me')).ok()
    assert 'reports' in me['features']
    assert 'dashboard' not in me['features']
    assert [line['action'] for line in (await admin.get('audit-log?action=feature')).ok()['items']] == [
        'feature.disabled',
        'feature.enabled',
    ]


async def test_conversations_cannot_be_turned_off_and_nothing_else_is_with_them(tenants: Tenants) -> None:
    shop = await tenants.make()
    refused = await shop.owner.api.patch('features', {'features': {'sales': False, 'conversation': False}})
    assert (refused.status, refused.code) == (409, 'conflict')
    listed = (await shop.owner.api.get('features')).ok()['items']
    assert {feature['key'] for feature in listed if feature['is_enabled']} == {
        'dashboard',
        'sales',
        'conversation',
        'ai_agent',
    }
    assert (await shop.owner.api.patch('features', {'features': {'teleport': True}})).code == 'invalid'


async def test_only_who_may_turns_features_on(tenants: Tenants) -> None:
    shop = await tenants.make()
    manager = await shop.hire(UserRole.MANAGER)
    assert (await manager.api.patch('features', {'features': {'reports': True}})).code == 'forbidden'
    other = await tenants.make()
    await shop.uses('reports')
    assert (await other.owner.api.get(f'reports/ratings?{WEEK}')).code == 'feature_off'
