"""Roles that a tenant makes itself: nobody gives, takes or touches more than they have."""

from hub.model.people import UserRole
from tests.tenants import Member, Shop, Tenants, new_email


async def made(shop: Shop, *permissions: str, name: str = 'Helper') -> str:
    """A new role; its id."""
    return str((await shop.owner.api.post('roles', {'name': name, 'permissions': list(permissions)})).ok(201)['id'])


async def given(shop: Shop, member: Member, role: str) -> None:
    """The member has it now."""
    (await shop.owner.api.patch(f'users/{member.user.id}', {'custom_role_id': role})).ok()


async def test_a_role_of_ones_own_making_takes_the_place_of_agent_and_back(tenants: Tenants) -> None:
    shop = await tenants.make()
    agent = await shop.hire()
    role = await made(shop, 'conversations.read_own', 'users.read')
    await given(shop, agent, role)
    mine = (await agent.api.get('auth/me')).ok()
    assert (mine['custom_role'], mine['permissions']) == ('Helper', ['conversations.read_own', 'users.read'])
    assert (await agent.api.get('contacts')).code == 'forbidden'
    assert (await shop.owner.api.delete(f'roles/{role}')).code == 'conflict'
    changed = (await shop.owner.api.patch(f'users/{agent.user.id}', {'role': 'agent'})).ok()
    assert (changed['role'], changed['custom_role_id']) == ('agent', None)
    assert (await agent.api.get('contacts')).status == 200
    assert (await shop.owner.api.delete(f'roles/{role}')).status == 204


async def test_nobody_gives_what_they_do_not_have(tenants: Tenants) -> None:
    shop = await tenants.make()
    admin, agent = await shop.hire(UserRole.ADMIN), await shop.hire()
    great = await made(shop, 'tenant.manage', name='Great')
    asked = {'name': 'Greater', 'permissions': ['tenant.manage']}
    refused = [
        await admin.api.post('roles', asked),
        await admin.api.patch(f'roles/{great}', {'name': 'Mine'}),
        await admin.api.delete(f'roles/{great}'),
        await admin.api.patch(f'users/{agent.user.id}', {'custom_role_id': great}),
        await admin.api.post('invitations', {'email': new_email('x'), 'custom_role_id': great}),
    ]
    await given(shop, agent, great)
    refused.append(await admin.api.patch(f'users/{agent.user.id}', {'role': 'agent'}))
    assert [answer.code for answer in refused] == ['forbidden'] * len(refused)


async def test_nobody_changes_the_role_they_have(tenants: Tenants) -> None:
    shop = await tenants.make()
    agent = await shop.hire()
    role = await made(shop, 'roles.manage', 'users.manage', 'users.read')
    await given(shop, agent, role)
    assert (await agent.api.patch(f'roles/{role}', {'permissions': ['users.read']})).code == 'forbidden'
    assert (await agent.api.patch(f'users/{agent.user.id}', {'role': 'agent'})).code == 'forbidden'


async def test_the_last_owner_cannot_be_given_another_role(tenants: Tenants) -> None:
    shop = await tenants.make()
    second = await shop.hire(UserRole.OWNER)
    role = await made(shop, 'users.read')
    (await second.api.patch(f'users/{shop.owner.user.id}', {'custom_role_id': role})).ok()
    back = await shop.owner.api.patch(f'users/{second.user.id}', {'custom_role_id': role})
    assert back.code == 'forbidden'


async def test_an_invitation_leads_to_a_role_of_ones_own_making(tenants: Tenants) -> None:
    shop = await tenants.make()
    role = await made(shop, 'users.read')
    invited = (await shop.owner.api.post('invitations', {'email': new_email('x'), 'custom_role_id': role})).ok(201)
    assert (invited['role'], invited['custom_role_id']) == ('agent', role)
    token = invited['link'].partition('token=')[2]
    accepted = (await shop.owner.api.post('auth/invitations/accept', {'token': token, 'name': 'Nia'})).ok()
    assert accepted['user']['custom_role_id'] == role


async def test_a_key_can_do_no_more_than_its_makers_role(tenants: Tenants) -> None:
    shop = await tenants.make()
    agent = await shop.hire()
    await given(shop, agent, await made(shop, 'api_keys.manage', 'conversations.read_own'))
    asked = {'name': 'Key', 'scopes': ['conversations.read']}
    assert (await agent.api.post('api-keys', asked)).code == 'forbidden'
    key = (await agent.api.post('api-keys', {**asked, 'scopes': ['conversations.read_own']})).ok(201)['key']
    assert (await shop.owner.api.as_(key).get('conversations')).ok()['items'] == []
